"""What is wrong with one call of a binding's class or method, or with one assignment to an attribute."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from collections.abc import Mapping as Names
from functools import lru_cache
from typing import TypeVar

from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Method, Parameter, Property, Type, TypeRef
from presynth.checks.schema.faults import (
    Fault,
    MissingLevel,
    MissingNames,
    Passed,
    RawDict,
    UnknownName,
    WrongStruct,
    WrongValue,
)
from presynth.checks.schema.fit import Fit
from presynth.checks.schema.spots import Given, Spot
from presynth.program.arguments import Argument
from presynth.program.events import AttributeAccess, Construction, MethodCall
from presynth.program.values import InstanceValue, Token, Value
from presynth.source.statement import Place

Judged = Construction | MethodCall | AttributeAccess
_Kind = TypeVar("_Kind", UnknownName, MissingLevel, MissingNames, WrongStruct, RawDict, WrongValue)


@lru_cache(maxsize=1)
def faults_of(event: Judged, catalog: Catalog) -> tuple[Fault, ...]:
    """Everything that is wrong with what the event passes. Remembered for the rules that ask after each other."""
    match event:
        case Construction(type=type_):
            if type_.kind not in ("class", "struct") or (type_.kind == "class" and type_.parameters is None):
                return ()
            return _Call(event, type_, type_.name, event.callee_place, catalog).faults()
        case MethodCall(method=method):
            if method is None or (event.receiver is None and not method.static):
                return ()
            return _Call(event, method, f"{event.type.name}.{event.name}", event.name_place, catalog).faults()
        case AttributeAccess():
            return _assigned(event, catalog)


def distinct(event: Judged, catalog: Catalog, kind: type[_Kind]) -> Iterator[_Kind]:
    """The faults of one kind, one for each place: a comprehension makes the same one again and again."""
    seen: set[Place] = set()
    for fault in faults_of(event, catalog):
        if isinstance(fault, kind):
            place = fault.place if isinstance(fault, UnknownName | MissingNames) else fault.passed.place
            if place not in seen:
                seen.add(place)
                yield fault


def attribute_of(event: AttributeAccess, catalog: Catalog) -> tuple[Type, Property] | None:
    """The class of a binding whose attribute is read or written, and the attribute as it is declared."""
    type_ = class_of(event.base, catalog)
    declared = None if type_ is None else catalog.attributes(type_).get(event.name)
    return None if type_ is None or declared is None else (type_, declared)


def class_of(value: Value, catalog: Catalog) -> Type | None:
    """The class of a binding that `value` is an object of, and of no class of the project."""
    if isinstance(value, InstanceValue):
        return value.instance.type if value.instance.project_class is None else None
    if isinstance(value, Token) and value.type.kind == "named":
        return catalog.type(value.type.name)
    return None


def _assigned(event: AttributeAccess, catalog: Catalog) -> tuple[Fault, ...]:
    found = attribute_of(event, catalog)
    if found is None or not event.store or not found[1].settable:
        return ()
    type_, declared = found
    passed = Passed(_assigned_place(event), event.value, declared.type, type_.name, event.name, built=False)
    spot = Spot(passed, event.name, optional=declared.optional, dicts="refused")
    return tuple(Fit(catalog).faults(event.value, declared.type, spot))


def _assigned_place(event: AttributeAccess) -> Place:
    statement = event.place.statement
    node = statement.node
    if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
        return Place.of(statement, node.value)
    return event.place


class _Call:
    def __init__(
        self, event: Construction | MethodCall, callee: Type | Method, owner: str, callee_place: Place, catalog: Catalog
    ) -> None:
        self._arguments = event.arguments
        self._callee = callee
        self._owner = owner
        self._place = callee_place
        self._parameters = catalog.positional(callee)
        self._keywords = catalog.keywords(callee)
        self._fit = Fit(catalog)

    def faults(self) -> tuple[Fault, ...]:
        """What Python would say of the names, then what it and jsii would say of the values."""
        given = self._positional()
        if isinstance(given, UnknownName):
            return (given,)
        owner = self._callee if isinstance(self._callee, Type) else self._owner
        by_name = {parameter.name: parameter for parameter in self._parameters}
        keywords: list[Given] = []
        for argument in self._arguments:
            name = argument.name
            if argument.positional or name is None:
                continue
            parameter = by_name.get(name)
            if any(parameter is each for each, _ in given) or any(name == each.name for each in keywords):
                place = argument.key_place or argument.name_place
                return (UnknownName(place, name, owner, {}, key=argument.splat, repeated=True, shared=argument.splat),)
            if parameter is not None:
                given.append((parameter, argument))
            else:
                keywords.append(self._keyword(name, argument))
        found, absent = self._fit.fields(keywords, self._names(by_name), owner)
        passed = {parameter.name for parameter, _ in given}
        first = {p.name: p.type for p in self._parameters if not (p.optional or p.variadic or p.name in passed)}
        for parameter, argument in given:
            if not first:
                found += self._value(parameter, argument)
        if (first or absent) and not self._arguments.open:
            place = self._place
            found.append(MissingNames(place, self._owner, {**first, **absent}))
        return tuple(found)

    def _names(self, by_name: dict[str, Parameter]) -> Names[str, Property]:
        """All that can be given by keyword; positional parameters only where there is nothing else."""
        if self._keywords:
            return self._keywords
        return {
            name: Property(name, name, parameter.type, optional=True)
            for name, parameter in by_name.items()
            if not parameter.variadic
        }

    def _positional(self) -> list[tuple[Parameter, Argument]] | UnknownName:
        """The positional arguments with their parameters; the first that is one too many."""
        given: list[tuple[Parameter, Argument]] = []
        queue = list(self._parameters)
        for argument in self._arguments:
            if not argument.positional:
                continue
            if not queue:
                owner = self._callee if isinstance(self._callee, Type) else self._owner
                passed = Passed(argument.place, argument.value, TypeRef("any"), self._owner, "")
                return UnknownName(argument.place, "", owner, dict(self._keywords), positional=True, passed=passed)
            given.append((queue[0], argument))
            if not queue[0].variadic:
                queue.pop(0)
        return given

    def _keyword(self, name: str, argument: Argument) -> Given:
        declared = self._keywords.get(name)
        type_ = TypeRef("any") if declared is None else declared.type
        spot = self._spot(name, type_, argument)
        place = argument.key_place or argument.name_place
        passed = None if argument.splat else spot.passed
        key = argument.key_place is not None
        return Given(name, place, argument.value, spot, passed, key=key, shared=argument.splat)

    def _value(self, parameter: Parameter, argument: Argument) -> list[Fault]:
        optional = parameter.optional
        spot = self._spot(parameter.name, parameter.type, argument, optional=optional)
        return self._fit.faults(argument.value, parameter.type, spot)

    def _spot(self, name: str, declared: TypeRef, argument: Argument, *, optional: bool = False) -> Spot:
        place = argument.place
        if argument.key_place is not None:
            origin = argument.value.origin
            written_there = origin is not None and origin.statement is argument.key_place.statement
            place = origin if origin is not None and written_there else argument.key_place
        return Spot(Passed(place, argument.value, declared, self._owner, name), name, optional=optional)
