"""Definition: where a name, an attribute, a class or an argument is bound."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from presynth.assist.binding_source import Declared, declaration, module_path
from presynth.assist.called import called_function
from presynth.assist.construct_ids import addressed_at, id_at, place_of
from presynth.assist.occurrences import occurrences
from presynth.assist.point import Point
from presynth.assist.tokens import Token as TextToken
from presynth.assist.wanted import callee_named, situation
from presynth.assist.word import Word, word_at
from presynth.catalog.types import Type
from presynth.program.classes import linearized
from presynth.program.definitions import name_place
from presynth.program.events import Import
from presynth.program.fields import annotated
from presynth.program.parameters import parameters_of
from presynth.program.state import Frame, Run
from presynth.program.values import (
    BindingClass,
    BindingMethod,
    BindingModule,
    Bound,
    ClassValue,
    Function,
    InstanceValue,
    ModuleValue,
    ProjectClass,
    StructValue,
    Super,
    Token,
    Value,
    options_of,
)
from presynth.source.statement import Place, Position, Range

_TOP = Range(Position(1, 0), Position(1, 0))


@dataclass(frozen=True)
class Definition:
    """Where what the text at `origin` names is defined: `range` is the name there.

    `in_binding`: the file is the source of a binding.
    """

    origin: Range
    path: str
    range: Range
    in_binding: bool


def definitions(point: Point) -> list[Definition]:
    """Where what a position is on is defined; more than one place where it depends."""
    if point.cursor.string is not None:
        return [*_of_key(point, point.cursor.string), *_of_construct(point)]
    word = word_at(point)
    if word is None or word.point.cursor.in_comment or word.point.cursor.string is not None:
        return []
    places = _of_keyword(word) if word.is_keyword else _of_name(word)
    return list(dict.fromkeys(Definition(word.range, *each) for each in places))


def _of_key(point: Point, key: TextToken) -> Iterator[Definition]:
    """The field of a struct that a text names, as the key of a dict that stands for the struct."""
    found = situation(point)
    if found.struct is not None and found.names and key.closed:
        name = point.source.text[key.content : key.content_end]
        if name in point.catalog.keywords(found.struct):
            place = declaration(point.catalog, found.struct, name, argument=True)
            if place is not None:
                yield Definition(point.range(key.start, key.end), *place)


def _of_construct(point: Point) -> Iterator[Definition]:
    """The construct that a text names: by the id it is looked for by, or its address."""
    looked_for = id_at(point)
    named = addressed_at(point) if looked_for is None else (looked_for.range, looked_for.instances)
    if named is None:
        return
    origin, instances = named
    for path, range_ in dict.fromkeys(filter(None, (place_of(point.program.constructs[each]) for each in instances))):
        yield Definition(origin, path, range_, False)


def _of_keyword(word: Word) -> Iterator[Declared]:
    bracket = word.cursor.innermost
    assert bracket is not None  # a keyword stands in a call
    point = word.point
    for option in options_of(point.value(bracket.callee)):
        function = called_function(point.outcome, option)
        if function is not None:
            yield from _parameter(function, word.text)
            continue
        callee = callee_named(point, bracket.callee)
        if callee is not None and callee.declared_by is not None:
            found = declaration(point.catalog, callee.declared_by, word.text, argument=True)
            yield from [] if found is None else [found]


def _parameter(function: Function, name: str) -> Iterator[Declared]:
    declared = parameters_of(function)
    for argument in (*declared.posonlyargs, *declared.args, *declared.kwonlyargs):
        if argument.arg == name:
            place = Place.of(function.statement, argument)
            end = place._replace(end_line=place.line, end_byte=place.byte + len(name.encode()))
            yield Declared(function.path, end.range)


def _of_name(word: Word) -> Iterator[Declared]:
    point = word.point
    if word.is_module_path and word.imported is None:
        yield from _module(point, word.module_path)
        return
    if word.imported is not None:
        yield from _imported(point, word.imported.module, word.imported.name, word.imported.value)
        return
    if word.cursor.base is None and any(word.text in each.names for each in point.clauses):
        yield from _in_comprehension(word)
        return
    if word.parameter_of is not None:
        yield Declared(point.path, word.range)
        return
    base = word.cursor.base
    if base is None:
        yield from _variable(point, point.frames, word.text, point.value(word.text))
        return
    found = False
    for option in options_of(point.value(base)):
        for place in _attribute(point, option, word.text):
            found = True
            yield place
    if not found:
        yield from _of_value(point, point.value(word.expression))


def _imported(point: Point, module: str, name: str | None, value: Value) -> Iterator[Declared]:
    defined = list(_of_value(point, value))
    if defined or name is None:
        yield from defined
        return
    path = point.program.modules.find(module)
    if path is not None:
        yield from _variable(point, (point.program.modules.frame(path),), name, value)


def _variable(point: Point, frames: tuple[Frame, ...], name: str, value: Value) -> Iterator[Declared]:
    """What a plain name stands for: a definition or import is followed to its end, else where it is bound."""
    defined = list(_of_value(point, value)) if not isinstance(value, Token | StructValue | InstanceValue) else []
    if defined:
        yield from defined
        return
    for start in frames[-1:]:
        frame: Frame | None = start
        while frame is not None:
            if frame.function is not None:
                parameters = list(_parameter(frame.function, name))
                if parameters:
                    yield from parameters
                    return
            if name in point.outcome.held(frame):
                event = _import_of(point, frame.path, name)
                if event is None:
                    yield from _written(point, frame, name)
                else:
                    yield from _imported(point, event.module, event.name, event.value)
                return
            frame = frame.parent


def _in_comprehension(word: Word) -> Iterator[Declared]:
    """Where a comprehension binds a name: the nearest place, where the statement has several."""
    found = occurrences(word.point, only_here=True)
    here = word.range.start
    places = [each for each in found.found if each.declares] if found is not None else []
    places.sort(key=lambda each: (abs(each.range.start.line - here.line), abs(each.range.start.column - here.column)))
    yield from (Declared(each.path, each.range) for each in places[:1])


def _import_of(point: Point, path: str, name: str) -> Import | None:
    """The import that binds a name in a file."""
    events = point.program.events(Import)
    return next((each for each in events if each.bound == name and each.place.path == path), None)


def _attribute(point: Point, base: Value, name: str) -> Iterator[Declared]:
    match base:
        case InstanceValue(instance=instance):
            if name in point.outcome.held(instance):
                yield from list(_written(point, instance, name)) or _field(point, instance.project_class, name)
            elif instance.project_class is not None and _holder(point, instance.project_class, name) is not None:
                yield from _class_attribute(point, instance.project_class, name)
            elif instance.type is not None and point.catalog.declaring(instance.type, name) is not None:
                yield from _declared(point, instance.type, name)
        case Token() if base.type.kind == "named":
            type_ = point.catalog.type(base.type.name)
            if type_ is not None:
                yield from _declared(point, type_, name)
        case StructValue(type=type_):
            yield from _declared(point, type_, name)
        case ClassValue(project_class=project_class):
            yield from _class_attribute(point, project_class, name)
        case BindingClass(type=type_) if name in type_.members:
            yield from _declared(point, type_, name)
        case Super(owner=owner):
            yield from (place for each in linearized(owner)[1:] for place in _class_attribute(point, each, name))
        case ModuleValue(path=path):
            frame = point.program.modules.frame(path)
            held = point.outcome.held(frame).get(name)
            if held is not None:
                yield from _variable(point, (frame,), name, held)
        case _:
            pass


def _field(point: Point, project_class: ProjectClass | None, name: str) -> Iterator[Declared]:
    """An annotated name of a class, which a dataclass makes an attribute of."""
    for ancestor in linearized(project_class) if project_class is not None else ():
        found = annotated(ancestor, name)
        if found is not None:
            statement, node = found
            yield Declared(statement.path, Place.of(statement, node.target).range)
            return


def _holder(point: Point, project_class: ProjectClass, name: str) -> ProjectClass | None:
    """The class, among those it inherits from, that has the attribute."""
    return next((each for each in linearized(project_class) if name in point.outcome.held(each)), None)


def _class_attribute(point: Point, project_class: ProjectClass, name: str) -> Iterator[Declared]:
    holder = _holder(point, project_class, name)
    if holder is not None:
        held = point.outcome.held(holder)[name]
        defined = list(_of_value(point, held))
        body = holder.place.statement if holder.place is not None else None
        frames = point.outcome.frames.get(body, ()) if body is not None else ()
        yield from defined or (place for frame in frames for place in _written(point, frame, name))


def _declared(point: Point, type_: Type, name: str) -> Iterator[Declared]:
    """An attribute, method or argument of a binding's class, in the class that declares it."""
    owner = point.catalog.declaring(type_, name) or type_
    found = declaration(point.catalog, owner, name)
    if found is not None:
        yield found


def _module(point: Point, name: str) -> Iterator[Declared]:
    """The file of a module of the project or a binding."""
    path = point.program.modules.find(name)
    if path is not None and not Path(path).is_dir():
        yield Declared(path, _TOP)
    file = module_path(point.catalog, name) if path is None else None
    if file is not None:
        yield Declared(str(file), _TOP, in_binding=True)


def _of_value(point: Point, value: Value) -> Iterator[Declared]:
    """Where something that is defined once is defined: a class, a function, a module."""
    for option in options_of(value):
        match option:
            case Function(statement=statement, node=ast.FunctionDef() | ast.AsyncFunctionDef() as node):
                yield Declared(statement.path, name_place(statement, node).range)
            case Bound(function=function):
                yield from _of_value(point, function)
            case ClassValue(project_class=ProjectClass(place=Place() as place)):
                yield Declared(place.path, place.range)
            case BindingClass(type=type_):
                found = declaration(point.catalog, type_)
                if found is not None:
                    yield found
            case BindingMethod(type=type_, name=name):
                yield from _declared(point, type_, name)
            case ModuleValue(name=name) | BindingModule(name=name):
                yield from _module(point, name)
            case _:
                pass


def _written(point: Point, owner: object, name: str) -> Iterator[Declared]:
    """Where a name of a frame, or an attribute of an object, is written: the last place above, else the first."""
    places = [place for run in point.program.runs if (place := _place_in(run, owner, name)) is not None]
    above = [each for each in places if each.path == point.path and each.range.start < point.position]
    chosen = above[-1:] or places[:1]
    for place in chosen:
        yield Declared(place.path, place.range)


def _place_in(run: Run, owner: object, name: str) -> Place | None:
    """Where the statement of a run writes the name itself, not by something that it calls."""
    slot = (owner, name)
    if slot not in run.writes or any(slot in inner.writes for inner in run.inner):
        return None
    for statement in run.group:
        for node in ast.walk(statement.node) if statement.node is not None else ():
            match node:
                case ast.Name(id=written, ctx=ast.Store()) if written == name:
                    return Place.of(statement, node)
                case ast.Attribute(attr=written, ctx=ast.Store()) if written == name:
                    whole = Place.of(statement, node)
                    return whole._replace(line=whole.end_line, byte=whole.end_byte - len(name.encode()))
                case ast.alias() if name in (node.asname, node.name.partition(".")[0]):
                    return Place.of(statement, node)
                case _:
                    pass
    return None
