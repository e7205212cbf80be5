"""Dicts that are written one level too high: `environment={"STAGE": "prod"}` for `{"variables": {"STAGE": "prod"}}`."""

from __future__ import annotations

from collections.abc import Mapping as Names

from presynth.catalog.types import Property
from presynth.checks.schema.matching import match
from presynth.program.values import Constant, Mapping


def missing_level(mapping: Mapping, fields: Names[str, Property]) -> str | None:
    """The only field of a struct that takes a dict, where none of the keys is like the name of any field."""
    maps = [name for name, field in fields.items() if field.type.kind == "map"]
    keys = [entry.key.value for entry in mapping.entries if isinstance(entry.key, Constant)]
    if len(maps) != 1 or not keys or len(keys) < len(mapping.entries) or mapping.open:
        return None
    required = {name for name, field in fields.items() if not field.optional}
    if required - set(maps) or any(match(str(key), fields) for key in keys):
        return None
    return maps[0]
