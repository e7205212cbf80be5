"""What two arguments have in common when they say the same."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from itertools import product

from presynth.checks.aws.values import items
from presynth.checks.common.blocks import Block, Field, Presence
from presynth.program.values import Constant, InstanceValue, Text, Token, Value

_SAME_ATTRIBUTES = {"zone_id": "id", "arn": "id"}
"""Attributes that stand for a resource as its `id` does."""


def sameness(value: Value) -> Hashable | None:
    """What all values that are the same have in common; None where that is not known."""
    if isinstance(value, Constant):
        return "" if value.value in (None, False) else str(value.value)
    if isinstance(value, Token):
        return None if value.source is None else (value.source, _SAME_ATTRIBUTES.get(value.attribute, value.attribute))
    if isinstance(value, InstanceValue):
        return (value.instance, "id")
    if isinstance(value, Text):
        if len(value.parts) == 1 and isinstance(value.parts[0], Token):
            return sameness(value.parts[0])
        parts = [part if isinstance(part, str) else sameness(part) for part in value.parts]
        return None if None in parts else tuple(parts)
    return None


def keys(block: Block, names: tuple[str, ...], alternatives: tuple[str, ...] = ()) -> Iterator[tuple[Hashable, ...]]:
    """All that a block is the only one of: what `names` say together, each with every one of the `alternatives`.

    Each item of a list counts by itself. What is not set says nothing, and that is the same for all `names`.
    """
    said = [list(_said(block, name)) for name in names]
    if not alternatives:
        yield from product(*said)
        return
    for name in alternatives:
        if block.presence((name,)) is Presence.SET:
            others = [each for each in _said(block, name) if each]
            yield from ((name, *key) for key in product(*said, others))


def _said(block: Block, name: str) -> Iterator[Hashable]:
    field: Field | None = block.fields.get(name)
    if block.presence((name,)) is Presence.UNSET:
        yield ""
    elif field is not None and field.presence is Presence.SET:
        values = [item.value for item in items(field)] or [field.value]
        yield from (known for known in map(sameness, values) if known is not None)
