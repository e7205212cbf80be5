"""What a resource waits for: what it names in `depends_on`, what it refers to, and what these wait for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from presynth.catalog.catalog import Catalog
from presynth.checks.common.resources import Resource
from presynth.checks.remembering import remembered
from presynth.program.changes import Change
from presynth.program.events import Construction
from presynth.program.program import Program
from presynth.program.values import (
    Choice,
    Constant,
    Instance,
    InstanceValue,
    Mapping,
    Sequence,
    StructValue,
    Text,
    Token,
    Unknown,
    Value,
    instances_in,
    options_of,
)
from presynth.source.statement import Place

_PLAIN = re.compile(r"\b(?:datetime|hashlib|random|secrets|time|uuid)\b")
"""Modules of Python whose functions return plain values: nothing that Terraform could see a reference in."""
_NO_REFERENCE = ("scope", "provider")
_REFERRING = ("triggers", "lifecycle")
"""Arguments, beside `depends_on`, that are there to refer to other resources."""
_ADDRESS = re.compile(r"\$\{[^}]*?\b((?:data\.)?[a-z0-9]+_[a-z0-9_]+\.[\w-]+)")


@dataclass(frozen=True)
class Awaited:
    """What a resource waits for. Not `complete`: it may wait for other things too."""

    instances: frozenset[Instance]
    complete: bool


@dataclass(frozen=True)
class Reference:
    """That a construct refers to another one. `place` is the argument or change that does; not `sure`: perhaps not."""

    target: Instance
    place: Place
    sure: bool


@dataclass(frozen=True)
class References:
    """What a construct refers to by itself, and whether this is all."""

    found: tuple[Reference, ...]
    complete: bool


def awaited_by(dependent: Resource) -> Awaited:
    """All that a resource waits for, directly or through others.

    `node.add_dependency` adds nothing to it: CDKTF does not pass it on to Terraform.
    """
    program = dependent.program
    found: set[Instance] = set()
    waiting = [dependent.instance]
    complete = True
    for instance in waiting:
        references = references_of(program, instance)
        complete = complete and references.complete
        new = {each.target for each in references.found} - found
        found |= new
        waiting += new
    return Awaited(frozenset(found), complete)


def references_of(program: Program, instance: Instance) -> References:
    """What one construct refers to by itself."""
    event = program.constructs.get(instance)
    if event is None:
        return References((), complete=True)
    own = _own(event, program.changes.get(instance, ()))
    if not own.by_address:
        return References(own.found, own.complete)
    known = {address: each for each in program.constructs if (address := program.addresses.of(each)) is not None}
    named = (Reference(known[address], place, sure=True) for address, place in own.by_address if address in known)
    return References((*own.found, *named), own.complete)


def names_addresses(event: Construction, _: Catalog) -> bool:
    """Whether what a construct is made with refers to others by their addresses, which may be made later."""
    return any(True for each in event.arguments if each.name not in _NO_REFERENCE for _ in _addresses_in(each.value))


@dataclass(frozen=True)
class _Own:
    """`by_address` are addresses in text, which the constructs of the program are still to be found for."""

    found: tuple[Reference, ...]
    by_address: tuple[tuple[str, Place], ...]
    complete: bool


@remembered
def _own(event: Construction, changes: tuple[Change, ...]) -> _Own:
    found: list[Reference] = []
    by_address: list[tuple[str, Place]] = []
    complete = not event.arguments.open
    given = [(each.name or "", each.value, each.place, True) for each in event.arguments]
    for change in changes:
        name = "" if change.path is None else change.path[0]
        complete = complete and change.path is not None
        if change.raw and name == "depends_on":
            listed = _listed_addresses(change.value)
            complete = complete and listed is not None
            by_address += [(address, change.place) for address in listed or ()]
        else:
            given.append((name, change.value, change.place, change.event.conditions == event.conditions))
    for name, value, place, sure in given:
        if name not in _NO_REFERENCE:
            sure = sure and not isinstance(value, Choice)
            certain = set(instances_in(value, certain=True))
            found += [Reference(each, place, sure and each in certain) for each in dict.fromkeys(instances_in(value))]
            by_address += [(address, place) for address in _addresses_in(value)]
            complete = complete and _is_known(name, value, place)
    return _Own(tuple(found), tuple(by_address), complete)


def _addresses_in(value: Value) -> Iterator[str]:
    """Addresses that are written in text: `${aws_sqs_queue.jobs.arn}`."""
    match value:
        case Constant(value=str() as text):
            yield from _ADDRESS.findall(text)
        case Text(parts=parts):
            for part in parts:
                yield from _ADDRESS.findall(part) if isinstance(part, str) else _addresses_in(part)
        case Sequence(items=items) | Choice(options=items):
            for item in items:
                yield from _addresses_in(item)
        case Mapping(entries=entries):
            for entry in entries:
                yield from _addresses_in(entry.value)
        case StructValue(arguments=arguments):
            for argument in arguments:
                yield from _addresses_in(argument.value)
        case _:
            return


def _listed_addresses(value: Value) -> set[str] | None:
    """The addresses in a list of text; None if one is not known."""
    items = value.items if isinstance(value, Sequence) and not value.open else None
    if items is None:
        return None
    found = {item.value for item in items if isinstance(item, Constant) and isinstance(item.value, str)}
    return found if len(found) == len(items) else None


def _is_known(name: str, value: Value, place: Place) -> bool:
    """Whether all is known that an argument may refer to; of most, what is not known refers to nothing that matters."""
    if name == "depends_on":
        return all(_lists_objects(option) for option in options_of(value))
    return name not in _REFERRING or all(_holds_known(option, place) for option in options_of(value))


def _lists_objects(value: Value) -> bool:
    if isinstance(value, Sequence):
        options = [option for item in value.items for option in options_of(item)]
        return not value.open and all(_is_construct(option) for option in options)
    return isinstance(value, Constant) and value.value is None


def _is_construct(value: Value) -> bool:
    """Whether it is a construct of a binding, and not one of the project's own that may hold others."""
    if isinstance(value, InstanceValue):
        return value.instance.type is not None
    return isinstance(value, Token | Text | Constant)


def _holds_known(value: Value, place: Place | None) -> bool:
    """Whether no part of it is unknown that may refer to something."""
    match value:
        case Unknown():
            return place is not None and _PLAIN.search(place.text) is not None
        case Sequence(items=items, open=is_open):
            places = value.places if len(value.places) == len(items) else (place,) * len(items)
            return not is_open and all(_holds_known(item, at) for item, at in zip(items, places, strict=True))
        case Mapping(entries=entries, open=is_open):
            return not is_open and all(_holds_known(entry.value, entry.place or place) for entry in entries)
        case StructValue(arguments=arguments):
            return not arguments.open and all(_holds_known(each.value, each.place) for each in arguments)
        case Choice(options=parts) | Token(inputs=parts):
            return all(_holds_known(part, place) for part in parts)
        case Text(parts=parts):
            return all(_holds_known(part, place) for part in parts if not isinstance(part, str))
        case _:
            return True
