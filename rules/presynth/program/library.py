"""Functions of the standard library that only compute: what they make of known values."""

from __future__ import annotations

import json
import math
import posixpath
import textwrap
import urllib.parse
from collections.abc import Callable
from typing import Any, cast

from presynth.program.text import concatenate
from presynth.program.values import UNKNOWN, Constant, Entry, Mapping, Sequence, Text, Value

_TEXT_LIMIT = 100_000
"""Longer text is not looked into."""
_COMPUTING: dict[str, Callable[..., Any]] = {
    "os.path.basename": posixpath.basename,
    "os.path.dirname": posixpath.dirname,
    "os.path.normpath": posixpath.normpath,
    "math.ceil": math.ceil,
    "math.floor": math.floor,
    "round": round,
    "chr": chr,
    "ord": ord,
    "urllib.parse.quote": urllib.parse.quote,
    "urllib.parse.quote_plus": urllib.parse.quote_plus,
}
"""Of constants, another constant."""
_FIRST_MARK = 0xF0000
"""A character of no meaning, and those behind it, stand for the parts of a text that are not known."""


def compute(name: str, values: list[Value]) -> Value | None:
    """What the function makes of these positional arguments; None for a function that is not among these."""
    if name in _COMPUTING:
        return _of_constants(_COMPUTING[name], values)
    if name == "textwrap.dedent" and len(values) == 1:
        return _dedented(values[0])
    if name == "json.loads" and len(values) == 1:
        return _loaded(values[0])
    if name == "sum" and len(values) == 1:
        return _sum(values[0])
    return None


def _of_constants(function: Callable[..., Any], values: list[Value]) -> Value:
    constants = [value for value in values if isinstance(value, Constant)]
    if len(constants) < len(values):
        return UNKNOWN
    return Constant(function(*(each.value for each in constants)), all(each.certain for each in constants))


def _dedented(value: Value) -> Value:
    """Text without its common indentation; parts that are not known stay where they are."""
    if isinstance(value, Constant):
        return _of_constants(textwrap.dedent, [value])
    if not isinstance(value, Text):
        return UNKNOWN
    marks: dict[str, Value] = {}
    written: list[str] = []
    for part in value.parts:
        if isinstance(part, str):
            written.append(part)
            continue
        mark = chr(_FIRST_MARK + len(marks))
        marks[mark] = part
        written.append(mark)
    parts: list[str | Value] = []
    for character in textwrap.dedent("".join(written)[:_TEXT_LIMIT]):
        parts.append(marks.get(character, character))
    return concatenate(parts)


def _loaded(value: Value) -> Value:
    if not isinstance(value, Constant) or not isinstance(value.value, str) or len(value.value) > _TEXT_LIMIT:
        return UNKNOWN
    return _of_json(json.loads(value.value), value.certain)


def _of_json(loaded: Any, certain: bool) -> Value:
    if isinstance(loaded, list):
        items = cast("list[Any]", loaded)
        return Sequence("list", tuple(_of_json(item, certain) for item in items))
    if isinstance(loaded, dict):
        pairs = cast("dict[str, Any]", loaded)
        return Mapping(tuple(Entry(Constant(key), _of_json(item, certain)) for key, item in pairs.items()))
    return Constant(loaded, certain)


def _sum(value: Value) -> Value:
    if not isinstance(value, Sequence) or value.open:
        return UNKNOWN
    numbers = [item for item in value.items if isinstance(item, Constant)]
    if len(numbers) < len(value.items):
        return UNKNOWN
    return Constant(sum(number.value for number in numbers), all(number.certain for number in numbers))
