"""What can be written differently where somebody is, though nothing is wrong with it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from presynth.assist.argument_facts import argument_facts
from presynth.assist.callee import of_class
from presynth.assist.point import Point
from presynth.assist.references import meant_by
from presynth.assist.values import constraint_of, text_kind
from presynth.assist.waiting import waiting
from presynth.assist.wanted import Wanted
from presynth.catalog.arguments import struct_in
from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Property, Type, TypeRef
from presynth.checks.schema.coercion import coercion
from presynth.checks.schema.draft import Draft, Unfixable
from presynth.checks.schema.faults import Passed
from presynth.checks.schema.placeholders import TEXT, placeholder
from presynth.findings import Fix, Safety
from presynth.operations import AddArgument, Snippet
from presynth.program.events import Construction, ProjectCall
from presynth.program.values import Constant, Mapping, Sequence, Value
from presynth.source.statement import Place

_Call = TypeVar("_Call", Construction, ProjectCall)


@dataclass(frozen=True)
class _Spot:
    """A value that is written for something declared; `kept`: a dict there reaches jsii as it is."""

    place: Place
    value: Value
    type: TypeRef
    owner: Type
    path: str
    kept: bool = False


def refactorings(point: Point) -> Iterator[Fix]:
    """The ways to write the code at a position differently: the nearest call, and the nearest dict or struct."""
    made = [*_around(point, Construction)]
    calls = [*made, *_around(point, ProjectCall)]
    if calls:
        yield from _completed(point, max(calls, key=lambda call: call.place.range.start))
    yield from _converted(point, made)
    yield from waiting(point, made)


def _converted(point: Point, calls: list[Construction]) -> Iterator[Fix]:
    """The nearest dict or struct as the other."""
    spots = [spot for call in calls for spot in _spots(point, call)]
    for spot in sorted(spots, key=lambda spot: spot.place.range.start, reverse=True):
        found = list(_rewritten(point.catalog, spot, calls))
        if found:
            yield from found
            return


def _around(point: Point, kind: type[_Call]) -> Iterator[_Call]:
    """The calls that the position is in, once for a place."""
    seen: set[Place] = set()
    for event in point.program.events(kind):
        place = event.place
        if place.path == point.path and place not in seen and _covers(point, place):
            seen.add(place)
            yield event


def _covers(point: Point, place: Place) -> bool:
    start, end = place.range
    return start <= point.position <= end


# Required arguments


def _completed(point: Point, call: Construction | ProjectCall) -> Iterator[Fix]:
    """With everything that the class or function needs, by name: what is meant, or placeholders for values."""
    if call.arguments.open:
        return
    if isinstance(call, ProjectCall):
        needed = [Wanted(name=name) for name in call.absent]
    else:
        needed = [
            Wanted(declared.type, declared, call.type, declared.name) for declared in _needed(point.catalog, call)
        ]
    if not needed:
        return
    try:
        operations = tuple(AddArgument(call.place, each.name, _value(point, each)) for each in needed)
    except Unfixable:
        return
    yield Fix("Insert the required arguments", Safety.UNSAFE, operations)


def _value(point: Point, wanted: Wanted) -> Snippet:
    """A name in scope that is the parameter's, the only construct that it can mean, else a placeholder."""
    if wanted.type is None:
        return (wanted.name if wanted.name in point.names else meant_by(point, wanted, "") or TEXT,)
    meant = meant_by(point, wanted, text_kind(constraint_of(point, wanted)))
    return placeholder(wanted.type, point.catalog) if meant is None else (meant,)


def _needed(catalog: Catalog, call: Construction) -> Iterator[Property]:
    """What the class cannot do without and is not given; blocks that the provider asks for among it."""
    callee = of_class(call.type, catalog)
    for parameter in callee.keywords if callee is not None else ():
        declared = parameter.declared
        if declared is None or call.arguments.get(parameter.name) is not None:
            continue
        constraint = argument_facts(catalog, call.type, declared).constraint
        if not declared.optional or (constraint is not None and constraint.required_block):
            yield declared


# Dicts and structs


def _spots(point: Point, call: Construction) -> Iterator[_Spot]:
    """The values at the position, within the arguments of a call, whose types are declared."""
    declared = point.catalog.keywords(call.type)
    for argument in call.arguments:
        field = declared.get(argument.name or "")
        if field is not None and not argument.splat:
            spot = _Spot(argument.place, argument.value, field.type, call.type, field.name)
            yield from _inside(point, spot)


def _inside(point: Point, spot: _Spot) -> Iterator[_Spot]:
    if not _covers(point, spot.place) or spot.place.path != point.path:
        return
    yield spot
    struct, _ = struct_in(point.catalog, spot.type)
    match spot.value:
        case Sequence(items=items, places=places):
            element = _element(spot.type)
            for item, place in zip(items, places, strict=False) if element is not None else ():
                assert element is not None
                yield from _inside(point, _Spot(place, item, element, spot.owner, f"{spot.path}[]", kept=True))
        case Mapping(entries=entries) if struct is not None and not spot.kept:
            fields = point.catalog.keywords(struct)
            for entry in entries:
                key = entry.key.value if isinstance(entry.key, Constant) else None
                field = fields.get(key) if isinstance(key, str) else None
                if field is not None and entry.place is not None:
                    path = f"{spot.path}.{field.name}"
                    yield from _inside(point, _Spot(entry.place, entry.value, field.type, struct, path))
        case _:
            pass


def _element(type_: TypeRef) -> TypeRef | None:
    """What a list of the type has in it."""
    if type_.kind == "list":
        return type_.of[0]
    return next((found for each in type_.of if (found := _element(each)) is not None), None)


def _rewritten(catalog: Catalog, spot: _Spot, calls: list[Construction]) -> Iterator[Fix]:
    struct, is_list = struct_in(catalog, spot.type)
    if struct is None or is_list:
        return
    if isinstance(spot.value, Mapping) and spot.place.text.startswith("{"):
        passed = Passed(spot.place, spot.value, spot.type, spot.owner.name, spot.path, built=not spot.kept)
        fix = coercion(passed, catalog)
        if fix is not None:
            yield fix
    made = next((call for call in calls if call.place == spot.place), None)
    if made is not None and made.type.kind == "struct" and not spot.kept:
        yield from _as_dict(made)


def _as_dict(call: Construction) -> Iterator[Fix]:
    """The call of a struct's class as a dict, which jsii makes the struct of where one is declared."""
    try:
        draft = Draft(call.place)
        node = draft.node
        if not isinstance(node, ast.Call) or node.args:
            return
        behind = draft.span(node.func)[1]
        opening = draft.text.index("(", behind)
        draft.replace(0, opening + 1, "{")
        for keyword in node.keywords:
            if keyword.arg is not None:
                start = draft.span(keyword)[0]
                draft.replace(start, draft.span(keyword.value)[0], f'"{keyword.arg}": ')
        draft.replace(len(draft.text) - 1, len(draft.text), "}")
        yield Fix("Write it as a dict", Safety.SAFE, draft.operations)
    except Unfixable:
        return
