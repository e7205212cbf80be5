"""What presynth knows of a value, in Python's spelling."""

from __future__ import annotations

from presynth.program.addresses import Addresses
from presynth.program.arguments import Arguments
from presynth.program.values import (
    BindingClass,
    Choice,
    ClassValue,
    Constant,
    InstanceValue,
    Mapping,
    Sequence,
    StructValue,
    Text,
    Token,
    Value,
)

_BRACKETS = {"list": "[]", "tuple": "()", "set": "{}"}
_DEPTH_LIMIT = 4
_MOST_ITEMS = 20
UNKNOWN = "?"
"""What stands for a value, or a part of one, that is not known."""


def shown(value: Value, addresses: Addresses, depth: int = 0) -> str:
    """`value` on one line: `'logs-prod'`, `[aws_subnet.a.id, ?]`; `...` where a collection may hold more."""
    if depth > _DEPTH_LIMIT:
        return "..."
    if isinstance(value, Constant):
        return repr(value.value)
    if isinstance(value, Text):
        parts = (part if isinstance(part, str) else "{" + shown(part, addresses, depth) + "}" for part in value.parts)
        return f"f'{''.join(parts)}'"
    if isinstance(value, Sequence):
        opened, closed = _BRACKETS.get(value.kind, "[]")
        return opened + _joined([shown(item, addresses, depth + 1) for item in value.items], value.open) + closed
    if isinstance(value, Mapping):
        pairs = (
            f"{shown(entry.key, addresses, depth + 1)}: {shown(entry.value, addresses, depth + 1)}"
            for entry in value.entries
        )
        return "{" + _joined([*pairs], value.open) + "}"
    if isinstance(value, Choice):
        return " or ".join(shown(option, addresses, depth) for option in value.options)
    return _object(value, addresses, depth)


def _object(value: Value, addresses: Addresses, depth: int) -> str:
    if isinstance(value, StructValue):
        return f"{value.type.name}({_arguments(value.arguments, addresses, depth)})"
    if isinstance(value, Token):
        address = addresses.of(value.source) if value.source else None
        return f"{address}.{value.attribute}" if address and value.attribute else "a value of deploy time"
    if isinstance(value, InstanceValue):
        named = value.instance.project_class or value.instance.type
        return addresses.of(value.instance) or (f"a {named.name}" if named else UNKNOWN)
    if isinstance(value, BindingClass):
        return value.type.name
    return value.project_class.name if isinstance(value, ClassValue) else UNKNOWN


def _arguments(arguments: Arguments, addresses: Addresses, depth: int) -> str:
    given = [f"{it.name or '*'}={shown(it.value, addresses, depth + 1)}" for it in arguments.items]
    return _joined(given, arguments.open)


def _joined(items: list[str], is_open: bool) -> str:
    more = ["..."] if is_open or len(items) > _MOST_ITEMS else []
    return ", ".join([*items[:_MOST_ITEMS], *more])
