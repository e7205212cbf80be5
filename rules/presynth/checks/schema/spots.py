"""Positions in what is passed to a call."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct as Record
from msgspec.structs import replace

from presynth.catalog.types import TypeRef
from presynth.checks.schema.faults import Passed
from presynth.program.values import Value
from presynth.source.statement import Place


class Spot(Record, frozen=True):
    """A position in what is passed.

    `passed` is the nearest text around it, `path` the way to it. `checked`: typeguard looks here. `dicts`: a dict here
    becomes a struct ("built"), stays as it is ("raw"), is refused, or is judged as if it were a struct ("struct").
    """

    passed: Passed
    path: str
    checked: bool = True
    optional: bool = False
    dicts: Literal["built", "raw", "refused", "struct"] = "built"

    def at(self, place: Place | None, value: Value, declared: TypeRef, path: str) -> Spot:
        """The position of `value`, which stands at `place` if that is part of the text that is passed here."""
        passed = self.passed
        if place is not None and is_inside(place, passed.place):
            passed = Passed(place, value, declared, passed.owner, path, self.dicts == "built")
        return replace(self, passed=passed, path=path)


class Given(Record, frozen=True):
    """A keyword argument, or an entry of a dict that becomes a struct; `passed` is its value where that is written."""

    name: str
    name_place: Place
    value: Value
    spot: Spot
    passed: Passed | None = None
    key: bool = False
    shared: bool = False


def is_inside(inner: Place, outer: Place) -> bool:
    """Whether the one text is part of the other."""
    return (
        inner.statement is outer.statement
        and (inner.line, inner.byte) >= (outer.line, outer.byte)
        and (inner.end_line, inner.end_byte) <= (outer.end_line, outer.end_byte)
    )
