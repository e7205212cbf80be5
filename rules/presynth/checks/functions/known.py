"""What of a call is known: arguments, and why one of them is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal, NamedTuple

from presynth.program.values import Constant, Sequence, Value
from presynth.program.values import Mapping as MappingValue

Call = Mapping[str, Value]
"""The arguments of a call, by the names of their parameters."""
Kind = Literal["list", "map", "text", "number", "bool"]


class Refusal(NamedTuple):
    """The parameter whose argument is at fault, and what Terraform says."""

    parameter: str
    reason: str


Judgement = Callable[[Call], Iterator[Refusal]]


def text_at(call: Call, name: str) -> str | None:
    """An argument that is text without any template in it."""
    return text_of(call.get(name))


def text_of(value: Value | None) -> str | None:
    """The same of a value."""
    known = isinstance(value, Constant) and value.certain and isinstance(value.value, str)
    return value.value if known and isinstance(value, Constant) and "${" not in value.value else None


def whole_at(call: Call, name: str) -> int | None:
    """An argument that is a whole number."""
    return whole_of(call.get(name))


def whole_of(value: Value | None) -> int | None:
    """The same of a value."""
    known = isinstance(value, Constant) and value.certain and isinstance(value.value, int)
    return value.value if known and isinstance(value, Constant) and not isinstance(value.value, bool) else None


def items_at(call: Call, name: str) -> tuple[Value, ...] | None:
    """The items of an argument that is a list with nothing unknown about their number."""
    value = call.get(name)
    return value.items if isinstance(value, Sequence) and not value.open else None


def kind_of(value: Value | None) -> Kind | None:
    """What Terraform takes a value for; None where that is not known, or nothing (`None`)."""
    if isinstance(value, Sequence):
        return "list"
    if isinstance(value, MappingValue):
        return "map"
    if text_of(value) is not None:
        return "text"
    if isinstance(value, Constant) and value.certain and isinstance(value.value, bool):
        return "bool"
    return "number" if isinstance(value, Constant) and isinstance(value.value, int | float) else None
