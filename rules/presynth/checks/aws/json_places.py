"""Where in a string literal something in its JSON is written."""

from __future__ import annotations

from presynth.checks.templates.literals import cooked, part_of, string_literals
from presynth.source.statement import Place

_BLANKS = " \t\r\n"
_CLOSED_BY = {"{": "}", "[": "]"}


def place_in_literal(literal: Place, path: tuple[str | int, ...]) -> Place | None:
    """The text of the value at `path` of the JSON in one literal without escapes; None where that cannot be told."""
    code = literal.text
    found = list(string_literals(code))
    if len(found) != 1 or "\\" in code:
        return None
    text, offsets = cooked(code, *found[0])
    span = _span(text, path)
    if span is None:
        return None
    start, end = span
    return part_of(literal, offsets[start], offsets[end] if end < len(offsets) else offsets[end - 1] + 1)


def _span(text: str, path: tuple[str | int, ...]) -> tuple[int, int] | None:
    """Where the value at `path` begins and ends."""
    start = _skipped(text, 0)
    for step in path:
        found = _member(text, start, step)
        if found is None:
            return None
        start = found
    end = _end(text, start)
    return None if end is None or end <= start else (start, end)


def _member(text: str, start: int, step: str | int) -> int | None:
    """Where the value under a key, or of a number, begins in the object or list at `start`."""
    if start >= len(text) or text[start] != ("{" if isinstance(step, str) else "["):
        return None
    position, number = _skipped(text, start + 1), 0
    while position < len(text) and text[position] != _CLOSED_BY[text[start]]:
        key: str | int = number
        if isinstance(step, str):
            end = _end(text, position)
            if end is None:
                return None
            key = text[position + 1 : end - 1]
            position = _skipped(text, end, ":")
        if key == step:
            return position
        end = _end(text, position)
        if end is None:
            return None
        position, number = _skipped(text, end, ","), number + 1
    return None


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
