"""Where in a string literal something in its JSON is written."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from presynth.checks.templates.literals import cooked, part_of, string_literals
from presynth.source.statement import Place

_BLANKS = " \t\r\n"
_CLOSED_BY = {"{": "}", "[": "]"}


def place_in_literal(literal: Place, path: tuple[str | int, ...]) -> Place | None:
    """The text of the value at `path` of the JSON in one literal without escapes; None where that cannot be told."""
    json = _read(literal)
    span = None if json is None else json.span(path)
    if json is None or span is None:
        return None
    offsets, (start, end) = json.offsets, span
    behind = offsets[end] if end < len(offsets) else offsets[end - 1] + 1
    return part_of(literal, offsets[start], behind, json.code)


@lru_cache(maxsize=4)
def _read(literal: Place) -> _Json | None:
    """The JSON in a literal. The last few are kept: much is asked of one after the other."""
    code = literal.text
    found = list(string_literals(code))
    return None if len(found) != 1 or "\\" in code else _Json(code, *cooked(code, *found[0]))


class _Json:
    """The text that a literal is, with the offset in its code of each character, and what was found in it so far."""

    def __init__(self, code: str, text: str, offsets: Sequence[int]) -> None:
        self.code = code
        self.offsets = offsets
        self._text = text
        self._members: dict[int, dict[str | int, int]] = {}

    def span(self, path: tuple[str | int, ...]) -> tuple[int, int] | None:
        """Where the value at `path` begins and ends."""
        start = _skipped(self._text, 0)
        for step in path:
            if self._text[start : start + 1] != ("{" if isinstance(step, str) else "["):
                return None
            if start not in self._members:
                self._members[start] = _members(self._text, start)
            found = self._members[start].get(step)
            if found is None:
                return None
            start = found
        end = _end(self._text, start)
        return None if end is None or end <= start else (start, end)


def _members(text: str, start: int) -> dict[str | int, int]:
    """Where the values of the object or list at `start` begin, by key or number, as far as it can be read."""
    found: dict[str | int, int] = {}
    position, is_object = _skipped(text, start + 1), text[start] == "{"
    while position < len(text) and text[position] != _CLOSED_BY[text[start]]:
        key: str | int = len(found)
        if is_object:
            end = _end(text, position)
            if end is None:
                break
            key = text[position + 1 : end - 1]
            position = _skipped(text, end, ":")
        found.setdefault(key, position)
        end = _end(text, position)
        if end is None:
            break
        position = _skipped(text, end, ",")
    return found


def _end(text: str, start: int) -> int | None:
    """Where the value that begins at `start` ends."""
    depth, position, quoted = 0, start, False
    while position < len(text):
        character = text[position]
        if quoted:
            quoted = character != '"'
        elif character == '"':
            quoted = True
        elif character in "{[":
            depth += 1
        elif character in "}]":
            if depth == 0:
                return position
            depth -= 1
        elif depth == 0 and character in f",:{_BLANKS}":
            return position
        position += 1
        if depth == 0 and not quoted and character in '}]"':
            return position
    return position if depth == 0 and not quoted else None


def _skipped(text: str, position: int, also: str = "") -> int:
    """The position behind blanks."""
    while position < len(text) and text[position] in _BLANKS + also:
        position += 1
    return position
