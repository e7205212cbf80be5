"""What a resource waits for: what it names in `depends_on`, what it refers to, and what these wait for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from presynth.checks.resources import Resource
from presynth.program.changes import Change
from presynth.program.events import Construction
from presynth.program.program import Program
from presynth.program.values import (
    Constant,
    Instance,
    InstanceValue,
    Mapping,
    Sequence,
    Unknown,
    Value,
    instances_in,
    options_of,
)
from presynth.source.statement import Place

_PLAIN = re.compile(r"\b(?:datetime|hashlib|random|secrets|time|uuid)\b")
"""Modules of Python whose functions return plain values: nothing that Terraform could see a reference in."""
_NO_REFERENCE = ("scope", "provider")


@dataclass(frozen=True)
class Awaited:
    """What a resource waits for. Not `complete`: it may wait for other things too."""

    instances: frozenset[Instance]
    complete: bool


def awaited_by(dependent: Resource) -> Awaited:
    """All that a resource waits for, directly or through others."""
    program = dependent.program
    found: set[Instance] = set()
    waiting = [dependent.instance]
    complete = True
    for instance in waiting:
        event = program.constructs.get(instance)
        if event is not None:
            passed, known = _passed(event)
            later, also_known = _changed(program, program.changes.get(instance, ()))
            complete = complete and known and also_known
            new = (passed | later) - found
            found |= new
            waiting += new
    return Awaited(frozenset(found), complete)


@lru_cache(maxsize=2048)
def _passed(event: Construction) -> tuple[frozenset[Instance], bool]:
    """The objects that the arguments of a call refer to, and whether these are all."""
    found: set[Instance] = set()
    known = not event.arguments.open
    for argument in event.arguments:
        if argument.name not in _NO_REFERENCE:
            found.update(instances_in(argument.value))
            known = known and _is_known(argument.name, argument.value, argument.place)
    return frozenset(found), known


def _changed(program: Program, changes: tuple[Change, ...]) -> tuple[frozenset[Instance], bool]:
    """The objects that later changes refer to, and whether these are all."""
    found: set[Instance] = set()
    known = True
    for change in changes:
        found.update(instances_in(change.value))
        name = None if change.path is None else change.path[0]
        if change.raw and name == "depends_on":
            addressed = _addressed(program, change.value)
            known = known and addressed is not None
            found |= addressed or set()
        else:
            known = known and name is not None and _is_known(name, change.value, change.place)
    return frozenset(found), known


def _is_known(name: str | None, value: Value, place: Place) -> bool:
    """Whether all is known that an argument may refer to; of most, what is not known refers to nothing that matters."""
    if name == "depends_on":
        return all(_lists_objects(option) for option in options_of(value))
    if name == "triggers":
        return all(_holds_known(option, place) for option in options_of(value))
    return True


def _lists_objects(value: Value) -> bool:
    if isinstance(value, Sequence):
        options = [option for item in value.items for option in options_of(item)]
        return not value.open and all(isinstance(option, InstanceValue) for option in options)
    return isinstance(value, Constant) and value.value is None


def _holds_known(value: Value, place: Place) -> bool:
    if isinstance(value, Mapping):
        return not value.open and all(_holds_known(entry.value, entry.place or place) for entry in value.entries)
    return not isinstance(value, Unknown) or _PLAIN.search(place.text) is not None


def _addressed(program: Program, value: Value) -> set[Instance] | None:
    """The constructs whose addresses are listed; None if one is not known."""
    items = value.items if isinstance(value, Sequence) and not value.open else None
    wanted = None if items is None else {item.value for item in items if isinstance(item, Constant)}
    if items is None or wanted is None or len(wanted) < len(items):
        return None
    found = {program.addresses.of(instance): instance for instance in program.constructs}
    return {found[address] for address in wanted} if wanted <= set(found) else None
