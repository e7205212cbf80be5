"""Whether a value is of a type, as Terraform converts values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from presynth.program.values import Choice, Constant, Mapping, Sequence, Text, Token, Value
from presynth.source.statement import Place
from presynth.terraform.type_constraints import Constraint, shown

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_BOOLS = ("true", "false", "1", "0")


@dataclass(frozen=True)
class Misfit:
    """What is not of the type: where it is written, the path to it ("": the whole), and what is wanted there."""

    place: Place
    path: str
    wanted: str


def misfits(value: Value, constraint: Constraint, place: Place, path: str = "") -> Iterator[Misfit]:
    """What in a value cannot be converted; what is not known, and `None`, can be."""
    if constraint.kind == "any" or isinstance(value, Choice):
        return
    if isinstance(value, Constant) and value.value is None:
        return
    fits = _fits(value, constraint)
    if fits is False:
        yield Misfit(place, path, shown(constraint))
    elif isinstance(value, Sequence):
        for number, item in enumerate(value.items):
            inner = constraint.element or (constraint.elements[number : number + 1] or (Constraint("any"),))[0]
            at = value.places[number] if len(value.places) == len(value.items) else place
            yield from misfits(item, inner, at, f"{path}[{number}]")
    elif isinstance(value, Mapping):
        yield from _in_mapping(value, constraint, place, path)


def _in_mapping(value: Mapping, constraint: Constraint, place: Place, path: str) -> Iterator[Misfit]:
    names: set[str] = set()
    for entry in value.entries:
        if not isinstance(entry.key, Constant):
            return
        name = str(entry.key.value)
        names.add(name)
        inner = constraint.element or constraint.attributes.get(name)
        if inner is not None:
            yield from misfits(entry.value, inner, entry.place or place, f"{path}.{name}".lstrip("."))
    absent = [name for name in constraint.attributes if name not in names and name not in constraint.optional]
    if absent and not value.open:
        yield Misfit(place, path, f"an object with `{absent[0]}`")


def _fits(value: Value, constraint: Constraint) -> bool | None:
    """Whether the value itself, without what is in it, can be converted; None where that is not known."""
    kind = constraint.kind
    if isinstance(value, Constant):
        return _scalar_fits(value.value, kind)
    if isinstance(value, Sequence):
        if kind == "tuple":
            return value.open or len(value.items) == len(constraint.elements)
        return kind in ("list", "set")
    if isinstance(value, Mapping):
        return kind in ("map", "object")
    if isinstance(value, Text) or (isinstance(value, Token) and value.type.kind == "string"):
        return False if kind in ("list", "set", "map", "object", "tuple") else None
    return None


def _scalar_fits(value: object, kind: str) -> bool:
    if kind == "string":
        return isinstance(value, str | int | float)
    if kind == "number":
        if isinstance(value, str):
            return _NUMBER.fullmatch(value) is not None
        return isinstance(value, int | float) and not isinstance(value, bool)
    if kind == "bool":
        return isinstance(value, bool) or (isinstance(value, str) and value in _BOOLS)
    return False
