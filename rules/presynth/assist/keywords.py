"""Arguments of a call, and keys of a dict that stands for a struct, that are not there yet."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.assist.annotations import annotation
from presynth.assist.argument_facts import META, ArgumentFacts, argument_facts
from presynth.assist.callee import Callee, Parameter
from presynth.assist.code import constructor
from presynth.assist.items import Item, Subject
from presynth.assist.point import Point
from presynth.catalog.arguments import struct_in
from presynth.catalog.types import Property, Type

_USUAL = ("name", "tags", "description")
_REQUIRED, _EXPECTED, _OPTIONAL, _COMMON, _LAST = range(5)


def keyword_items(point: Point, callee: Callee) -> Iterator[Item]:
    """The keywords of a call that it does not have, the required ones first."""
    cursor = point.cursor
    bracket = cursor.innermost
    assert bracket is not None  # the cursor is in the call
    passed = {each.name for each in callee.positional[: bracket.index]}
    follows = point.source.text[cursor.word_end :].lstrip(" \t")
    sign = "" if follows.startswith("=") and not follows.startswith("==") else "="
    for number, parameter in enumerate(callee.keywords):
        if parameter.name in cursor.given or parameter.name in passed:
            continue
        if parameter.positional and callee.declared_by is not None:
            continue
        yield from _of_parameter(point, callee, parameter, number, sign)


def _of_parameter(point: Point, callee: Callee, parameter: Parameter, number: int, sign: str) -> Iterator[Item]:
    struct: Type | None = None
    is_list = False
    level = _REQUIRED if parameter.required else _OPTIONAL
    about: Subject | None = None
    if parameter.declared is not None and callee.declared_by is not None:
        owner, declared = callee.declared_by, parameter.declared
        level = _level(point, owner, declared)
        struct, is_list = struct_in(point.catalog, declared.type)
        about = Subject(owner.module, owner.qualname, parameter.name)
    deprecated = parameter.declared is not None and parameter.declared.deprecated
    detail = f"{parameter.annotation}{', required' if parameter.required else ''}"
    name = f"{parameter.name}{sign}"
    yield Item(
        name,
        "keyword",
        (level, number, 0),
        filter_text=parameter.name,
        detail=detail,
        about=about,
        deprecated=deprecated,
    )
    if struct is not None and sign:
        made = constructor(point, struct, in_new_list=is_list)
        yield Item(
            f"{name}{made.label}",
            "keyword",
            (level, number, 1),
            f"{name}{made.text}",
            f"{name}{made.snippet}",
            filter_text=parameter.name,
            detail=detail,
            imports=made.imports,
            about=about,
            deprecated=deprecated,
        )


def key_items(point: Point, struct: Type) -> Iterator[Item]:
    """The keys that a dict in the place of a struct does not have; quoted, unless the cursor is in a text."""
    cursor = point.cursor
    for number, (name, declared) in enumerate(point.catalog.keywords(struct).items()):
        if name not in cursor.given:
            text = name if cursor.string is not None else f'"{name}": '
            detail = f"{annotation(declared.type, point.catalog)}{'' if declared.optional else ', required'}"
            yield Item(
                name,
                "key",
                (_level(point, struct, declared), number),
                text,
                detail=detail,
                about=Subject(struct.module, struct.qualname, name),
                deprecated=declared.deprecated,
            )


def _level(point: Point, owner: Type, declared: Property) -> int:
    """How likely an argument is what is looked for."""
    if not declared.optional:
        return _REQUIRED
    facts = argument_facts(point.catalog, owner, declared)
    if is_deprecated(declared, facts) or _given(point, facts.excluded_by):
        return _LAST
    if declared.name in META:
        return _COMMON
    expected = facts.one_of_several or _given(point, facts.needed_by)
    if facts.constraint is not None and facts.constraint.required_block:
        expected = True
    return _EXPECTED if expected or _names_it(declared.name, facts.construct) else _OPTIONAL


def is_deprecated(declared: Property, facts: ArgumentFacts) -> bool:
    """Whether the binding, or the provider, says so."""
    return declared.deprecated or (facts.constraint is not None and facts.constraint.deprecated)


def _names_it(argument: str, construct: Type | None) -> bool:
    """Whether it is what nearly everybody gives such a thing: its name, in whatever words, and tags."""
    if argument in _USUAL:
        return True
    kind = "" if construct is None else construct.terraform_type
    return len(argument) > 1 and f"_{kind}".endswith((f"_{argument}", f"_{argument.removesuffix('_name')}"))


def _given(point: Point, paths: tuple[str, ...]) -> bool:
    return any(path.rpartition(".")[2] in point.cursor.given for path in paths)
