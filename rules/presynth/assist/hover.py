"""Hover: what a name is, what a value comes to, what an argument takes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from presynth.assist.annotations import annotation
from presynth.assist.callee import callee_of
from presynth.assist.construct_ids import addresses_of, id_at
from presynth.assist.documentation import of_argument, of_attribute, of_class, of_method
from presynth.assist.override_paths import argument_at, overridden_at
from presynth.assist.point import Point
from presynth.assist.rounds import Setting, in_each, is_settled
from presynth.assist.signature import written, written_parameter
from presynth.assist.wanted import Wanted, callee_named, situation
from presynth.assist.word import Word, word_at
from presynth.catalog.types import Method, Type, TypeRef
from presynth.checks.common.resources import resource
from presynth.program.classes import binding_base
from presynth.program.state import Frame
from presynth.program.values import (
    BindingClass,
    BindingMethod,
    BindingModule,
    Bound,
    ClassValue,
    Constant,
    Function,
    Instance,
    InstanceValue,
    Mapping,
    ModuleValue,
    Sequence,
    StructValue,
    Super,
    Text,
    Token,
    Unknown,
    Value,
    options_of,
)
from presynth.report.values import shown
from presynth.source.statement import Range, Statement

_MOST_VALUES = 5
_REST_OF_NAME = re.compile(r"\w*")


@dataclass(frozen=True)
class Hover:
    """What there is to say of the text at `range`, as Markdown."""

    range: Range
    text: str


def hover(point: Point) -> Hover | None:
    """What there is to say of what a position is on."""
    cursor = point.cursor
    if cursor.in_comment:
        return None
    if cursor.string is not None:
        return _of_string(point)
    word = word_at(point)
    if word is None or word.point.cursor.in_comment:
        return None
    text = _of_keyword(word) if word.is_keyword else _of_name(word)
    return Hover(word.range, text) if text else None


def _of_keyword(word: Word) -> str:
    bracket = word.cursor.innermost
    callee = None if bracket is None else callee_named(word.point, bracket.callee)
    parameter = None if callee is None else callee.parameter(word.text)
    if callee is None or parameter is None:
        return ""
    if parameter.declared is not None and callee.declared_by is not None:
        return of_argument(word.point.catalog, callee.declared_by, parameter.declared)
    need = "required" if parameter.required else f"default `{parameter.default}`" if parameter.default else "optional"
    annotated = f"{parameter.name}: {parameter.annotation}" if parameter.annotation else parameter.name
    return f"`{annotated}`\n\nAn argument of `{callee.name}`, {need}."


def _of_string(point: Point) -> Hover | None:
    """A text: the construct it is the id of, the argument it is for, what a formatted one comes to."""
    string = point.cursor.string
    assert string is not None  # that is why this was called
    range_ = point.range(string.start, string.end)
    parts: list[str] = []
    found = situation(point)
    if found.struct is not None and found.names:
        declared = point.catalog.keywords(found.struct).get(string.said)
        return None if declared is None else Hover(range_, of_argument(point.catalog, found.struct, declared))
    overridden = overridden_at(point)
    if overridden is not None:
        rest = _REST_OF_NAME.match(point.source.text, point.offset)
        path = point.source.text[string.content : point.offset] + (rest[0] if rest is not None else "")
        argument = argument_at(point.catalog, overridden, path)
        return None if argument is None else Hover(range_, of_argument(point.catalog, *argument))
    if string.is_formatted and string.closed:
        parts += _values(point, string.text)
    bracket = point.cursor.innermost
    if bracket is not None and bracket.opener == "[" and bracket.callee and string.closed and not bracket.pieces[-1]:
        parts += _values(point, f"{bracket.callee}[{string.text}]")
    named = _named_by(point)
    parts += [f"The id of {named}."] if named else []
    parts += _argument(point, found.value)
    return Hover(range_, "\n\n".join(parts)) if parts else None


def _named_by(point: Point) -> str:
    """The addresses of the constructs whose id is written here; of what is in them, where they have none."""
    found: dict[str, None] = {}
    for instance, event in point.program.constructs.items():
        passed = [each for each in event.arguments if each.value is event.id and each.place.path == point.path]
        if any(start <= point.position <= end for start, end in (each.place.range for each in passed)):
            address = point.program.addresses.of(instance)
            if address is not None:
                found[f"`{address}`"] = None
    of_construct = id_at(point) if not found else None
    inner = [] if of_construct is None else [*addresses_of(point, of_construct.instances).values()]
    listed = [*found] or [f"`{each}`" for each in dict.fromkeys(inner)]
    more = ", …" if len(listed) > _MOST_VALUES else ""
    return f"{'' if found or not listed else 'what makes '}{', '.join(listed[:_MOST_VALUES])}{more}"


def _argument(point: Point, value: Wanted | None) -> Iterator[str]:
    if value is not None and value.declared is not None and value.declared_by is not None:
        yield of_argument(point.catalog, value.declared_by, value.declared)


def _of_name(word: Word) -> str:
    point = word.point
    if word.imported is not None and word.imported.name != "*":
        return "\n\n".join(_described(word, word.imported.value))
    if word.is_module_path and word.imported is None:
        known = point.catalog.module(word.module_path) or point.program.modules.find(word.module_path)
        return f"Module `{word.module_path}`" if known is not None else ""
    if word.parameter_of is not None:
        return _of_parameter(word, word.parameter_of)
    value = point.value(word.expression)
    parts = list(_described(word, value))
    if isinstance(value, BindingClass | ClassValue):
        made = [f"`{address}`" for address in _made(word)]
        parts[:0] = [f"Makes {', '.join(made[:_MOST_VALUES])}."] if made else []
    return "\n\n".join(parts or _of_member(word))


def _of_member(word: Word) -> Iterator[str]:
    """An attribute, method or member of which nothing but the declaration is known."""
    if word.cursor.base is None:
        return
    base = word.point.value(word.cursor.base)
    catalog = word.point.catalog
    for type_ in dict.fromkeys(_types(word.point, base)):
        attribute, method = catalog.attributes(type_).get(word.text), catalog.methods(type_).get(word.text)
        if attribute is not None:
            yield of_attribute(catalog, type_, attribute)
        elif method is not None:
            yield of_method(catalog, type_, method)
        elif word.text in type_.members:
            yield f"`{type_.name}.{word.text}`"
        elif word.text == "__init__" and type_.parameters is not None:
            yield of_class(catalog, type_)


def _types(point: Point, value: Value) -> Iterator[Type]:
    """The classes and structs of bindings that may declare what a value has."""
    for option in options_of(value):
        match option:
            case (
                InstanceValue(instance=Instance(type=Type() as type_))
                | StructValue(type=type_)
                | BindingClass(type=type_)
            ):
                yield type_
            case Token(type=TypeRef(kind="named", name=name)) if (named := point.catalog.type(name)) is not None:
                yield named
            case Super(owner=owner) if (base := binding_base(owner)) is not None:
                yield base
            case _:
                pass


def _of_parameter(word: Word, function: Statement) -> str:
    """A parameter where it is declared, and what it is in the calls that were seen."""
    outcome = word.point.outcome
    frames = outcome.frames.get(function, ())
    owner = next((frame.function for frame in frames if frame.function is not None), None)
    callee = None if owner is None else callee_of(owner, outcome)
    parameter = None if callee is None else callee.parameter(word.text)
    if parameter is None:
        return ""
    return "\n\n".join([f"`{written_parameter(parameter)}`", *_values(word.point, word.text, frames)])


def _made(word: Word) -> list[str]:
    """The addresses of what is constructed by the call of the name."""
    program = word.point.program
    found: dict[str, None] = {}
    for instance, event in program.constructs.items():
        place = event.callee_place
        if place.path == word.point.path and place.range.end == word.range.end:
            address = program.addresses.of(instance)
            if address is not None:
                found[address] = None
    return list(found)


def _described(word: Word, value: Value) -> Iterator[str]:
    """A value in words."""
    point = word.point
    catalog = point.catalog
    match value:
        case BindingClass(type=type_):
            yield of_class(catalog, type_)
        case BindingMethod(type=type_, method=Method() as method):
            yield of_method(catalog, type_, method)
        case BindingModule(name=name) | ModuleValue(name=name):
            yield f"Module `{name}`"
        case Function() | Bound() | ClassValue():
            yield from _of_definition(point, value)
        case InstanceValue(instance=instance):
            yield from _values(point, word.expression)
            yield from _of_provider(point, instance)
            if instance.project_class is not None:
                yield from _of_definition(point, ClassValue(instance.project_class))
            elif instance.type is not None:
                yield of_class(catalog, instance.type)
        case Token():
            yield from _values(point, word.expression)
            yield from _of_token(word, value)
        case Constant() | Text() | Sequence() | Mapping() | StructValue():
            yield from _values(point, word.expression)
        case _:
            pass


def _of_provider(point: Point, instance: Instance) -> Iterator[str]:
    """What tells a provider from others of its kind."""
    if instance.type is None or not point.catalog.is_a(instance.type, "TerraformProvider"):
        return
    made = resource(point.program, instance)
    told = {} if made is None else {"Region": made.region, "alias": made.constant("alias")}
    known = [f"{name} `{value}`" for name, value in told.items() if isinstance(value, str)]
    if known:
        said = ", ".join(known)
        yield f"{said[0].upper()}{said[1:]}."


def _of_token(word: Word, token: Token) -> Iterator[str]:
    owner = token.source.type if token.source is not None else None
    declared = None if owner is None else word.point.catalog.attributes(owner).get(token.attribute)
    if owner is not None and declared is not None:
        yield of_attribute(word.point.catalog, owner, declared)
        return
    argument = None if owner is None else argument_at(word.point.catalog, owner, token.attribute)
    if argument is not None:
        yield of_argument(word.point.catalog, *argument)
    else:
        yield f"`{annotation(token.type, word.point.catalog)}`, known when Terraform runs"


def _of_definition(point: Point, value: Value) -> Iterator[str]:
    callee = callee_of(value, point.outcome)
    function = value.function if isinstance(value, Bound) else value
    if callee is not None:
        word = "class" if isinstance(value, ClassValue) else "def"
        yield f"```python\n{word} {written(callee).label}\n```"
    elif isinstance(value, ClassValue):
        yield f"```python\nclass {value.project_class.name}\n```"
    if isinstance(function, Function) and function.statement.body:
        node = function.statement.body[0].node
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.value.value.strip()


def _values(point: Point, expression: str, frames: tuple[Frame, ...] = ()) -> Iterator[str]:
    """What an expression comes to: in each call of the function it stands in, where they differ."""
    known: dict[str, None] = {}
    setting = Setting(point.blocks, point.source.statements, point.position.line, point.rounds)
    settled = is_settled(expression, setting)
    for frame in frames or point.frames:
        for value in in_each(point.outcome, expression, frame, point.rounds):
            alike = [value] if settled else _made_there(point, value)
            known.update(
                dict.fromkeys(shown(each, point.program.addresses) for each in alike if _is_known(point, each))
            )
    values = list(known)
    if values:
        more = " …" if len(values) > _MOST_VALUES else ""
        last = "" if settled or len(values) > 1 else ", in the end"
        yield " or ".join(f"`{each}`" for each in values[:_MOST_VALUES]) + more + last


def _is_known(point: Point, value: Value) -> bool:
    unnamed = isinstance(value, InstanceValue) and point.program.addresses.of(value.instance) is None
    return not unnamed and not isinstance(value, Unknown)


def _made_there(point: Point, value: Value) -> list[Value]:
    """A construct (or an attribute), and those of others that the same call has made: in other rounds of a loop."""
    constructs = point.program.constructs
    match value:
        case InstanceValue(instance=instance) | Token(source=Instance() as instance):
            made = constructs.get(instance)
        case _:
            made = None
    if made is None:
        return [value]
    alike = [each for each, event in constructs.items() if event.place == made.place]
    if isinstance(value, Token):
        return [replace(value, source=each) for each in alike]
    return [InstanceValue(each) for each in alike]
