"""Which fields of a struct are meant by the keys of a dict, or by a value alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from presynth.catalog.types import Property, TypeRef
from presynth.checks.schema.draft import Unfixable
from presynth.checks.schema.matching import match
from presynth.program.values import Constant, Value

_PLAIN = ("enabled", "values", "value")
"""What a field is called that says the same as its struct."""


class Meant(NamedTuple):
    """The field that each key means; `safe`: none of them only resembles it."""

    names: dict[str, str]
    safe: bool


def meant(keys: Iterable[str], fields: Mapping[str, Property]) -> Meant | None:
    """What the keys mean; None where none of them means any field. Raises Unfixable where only some do."""
    found: dict[str, str] = {}
    unknown = 0
    safe = True
    for key in keys:
        name = key if key in fields else None
        if name is None:
            near = match(key, {name: field for name, field in fields.items() if name not in found.values()})
            name = near.name if near is not None else None
            safe = safe and (near is None or near.certain or near.clear)
        if name is None:
            unknown += 1
        elif name in found.values():
            raise Unfixable
        else:
            found[key] = name
    if unknown and found:
        raise Unfixable
    return None if unknown else Meant(found, safe)


def field_for(value: Value, fields: Mapping[str, Property], is_wrong: Callable[[TypeRef], bool]) -> str | None:
    """The one field that the value is for, and beside which no other is needed; None where that is not plain."""
    if isinstance(value, Constant) and value.value is None:
        return None
    fitting = [name for name, field in fields.items() if field.type.kind != "any" and not is_wrong(field.type)]
    required = [name for name, field in fields.items() if not field.optional]
    if any(name not in fitting for name in required) or len(required) > 1:
        return None
    chosen = required or [name for name in _PLAIN if name in fitting] or fitting
    return chosen[0] if len(chosen) == 1 else None
