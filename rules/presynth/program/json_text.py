"""What `json.dumps` writes of values of which some are not known."""

from __future__ import annotations

import json
import re
from typing import Any

from presynth.program.text import concatenate, text_of
from presynth.program.values import UNKNOWN, Choice, Constant, Mapping, Sequence, Text, Token, Value
from presynth.source.statement import Place

LAYOUT = ("indent", "separators", "sort_keys", "ensure_ascii", "default", "allow_nan")
"""Arguments of `json.dumps` that decide how the text looks, not what is written."""
_IN_QUOTES, _BARE = "\0", "\1"
_MARK = re.compile(r'"\\u0001(\d+)\\u0001"|\\u0000(\d+)\\u0000')


def json_text(value: Value, layout: dict[str, Value], origin: Place | None) -> Value:
    """The JSON text, with the parts left open that are not known or that only Terraform knows."""
    if not set(layout) <= set(LAYOUT):
        return unknown_json(value)
    options = {name: _plain(option) for name, option in layout.items() if name not in ("default", "allow_nan")}
    if any(option is UNKNOWN for option in options.values()):
        return unknown_json(value)
    marker = _Marker()
    pieces = _MARK.split(json.dumps(marker.marked(value), **options))
    parts: list[str | Value] = []
    for number in range(0, len(pieces) - 1, 3):
        parts += [pieces[number], marker.holes[int(pieces[number + 1] or pieces[number + 2])]]
    return concatenate([*parts, pieces[-1]], origin=origin)


def unknown_json(value: Value) -> Value:
    """Text of which only the tokens in it are known."""
    tokens = tuple(part for part in _leaves(value) if isinstance(part, Token))
    return Text(tuple(part for token in tokens for part in (UNKNOWN, token))) if tokens else UNKNOWN


class _Marker:
    """Turns values into what `json` writes, with marks for the `holes`: what is not known."""

    def __init__(self) -> None:
        self.holes: list[str | Value] = []

    def marked(self, value: Value) -> Any:
        if isinstance(value, Constant) and not isinstance(value.value, bytes):
            return value.value
        if isinstance(value, Text):
            return "".join(part if isinstance(part, str) else self._mark(part, _IN_QUOTES) for part in value.parts)
        if isinstance(value, Token):
            return self._mark(value, _IN_QUOTES if value.type.kind == "string" else _BARE)
        if isinstance(value, Choice) and all(_is_plain_text(option) for option in value.options):
            return self._mark(value, _IN_QUOTES)
        if isinstance(value, Sequence) and not value.open and value.kind in ("list", "tuple"):
            return [self.marked(item) for item in value.items]
        if isinstance(value, Mapping) and not value.open:
            return {self._key(text_of(entry.key)): self.marked(entry.value) for entry in value.entries}
        return self._mark(unknown_json(value), _BARE)

    def _key(self, key: str | Value) -> str:
        return key if isinstance(key, str) else self._mark(key, _IN_QUOTES)

    def _mark(self, hole: Value, mark: str) -> str:
        self.holes.append(hole)
        return f"{mark}{len(self.holes) - 1}{mark}"


def _is_plain_text(value: Value) -> bool:
    text = value.value if isinstance(value, Constant) else None
    return isinstance(text, str) and json.dumps(text) == f'"{text}"'


def _plain(value: Value) -> Any:
    if isinstance(value, Constant):
        return value.value
    if isinstance(value, Sequence) and not value.open:
        items = [_plain(item) for item in value.items]
        return UNKNOWN if UNKNOWN in items else tuple(items)
    return UNKNOWN


def _leaves(value: Value) -> list[Value]:
    if isinstance(value, Mapping):
        return [leaf for entry in value.entries for leaf in _leaves(entry.value)]
    if isinstance(value, Sequence):
        return [leaf for item in value.items for leaf in _leaves(item)]
    if isinstance(value, Text):
        return [part for part in value.parts if not isinstance(part, str)]
    return [value]
