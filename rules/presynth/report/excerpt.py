"""The lines of source that a place covers, with its text underlined."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.report.style import printable, width
from presynth.source.statement import Place

_WIDEST = 140
_MARGIN = 40
_CUT = "..."


def excerpt(place: Place) -> Iterator[tuple[int | None, str]]:
    """Lines to print, each with its number; None for an underline, and for what stands for lines left out.

    Of a place of several lines, the first and the last are shown.
    """
    start, end = place.range
    lines = place.statement.lines
    first = lines[place.line]
    if start.line == end.line:
        yield from _underlined(start.line, first, start.column, end.column)
        return
    yield from _underlined(start.line, first, start.column, len(first))
    if end.line > start.line + 1:
        yield None, _CUT
    last = lines[place.end_line]
    yield from _underlined(end.line, last, len(last) - len(last.lstrip()), end.column)


def _underlined(number: int, line: str, start: int, end: int) -> Iterator[tuple[int | None, str]]:
    """One line and the underline of its characters from `start` to `end`."""
    line, start, end = _cut(line, start, end)
    yield number, printable(line).rstrip()
    yield None, " " * width(line[:start]) + "^" * max(1, width(line[start:end]))


def _cut(line: str, start: int, end: int) -> tuple[str, int, int]:
    """A line that is too long, cut to what is around the characters from `start` to `end`."""
    if len(line) <= _WIDEST:
        return line, start, end
    first = max(0, min(start - _MARGIN, len(line) - _WIDEST))
    cut = line[first : first + _WIDEST]
    before = _CUT if first else ""
    after = _CUT if first + _WIDEST < len(line) else ""
    shift = len(before) - first
    return before + cut + after, start + shift, min(end, first + _WIDEST) + shift
