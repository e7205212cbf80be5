"""The places that explain a finding."""

from __future__ import annotations

from presynth.checks.schema.spots import is_inside
from presynth.findings import Related
from presynth.program.values import Value
from presynth.source.statement import Place


def origin_of(value: Value, place: Place) -> tuple[Related, ...]:
    """Where the value is written, if that is not at `place`."""
    origin = value.origin
    if origin is None or is_inside(origin, place) or is_inside(place, origin):
        return ()
    return (Related(origin, "the value is written here"),)
