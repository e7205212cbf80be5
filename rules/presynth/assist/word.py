"""The word a position is on, and what it is used as."""

from __future__ import annotations

import keyword
import re
from dataclasses import dataclass
from functools import cached_property

from presynth.assist.cursor import Cursor
from presynth.assist.point import Point
from presynth.program.events import Import
from presynth.source.statement import Kind, Position, Range, Statement

_WORD = re.compile(r"\w+")
_ASSIGNED = re.compile(r"\s*=(?!=)")


@dataclass(frozen=True)
class Word:
    """A name that a position is on (or right behind). `point` is the place behind it."""

    point: Point
    text: str
    range: Range

    @property
    def cursor(self) -> Cursor:
        return self.point.cursor

    @property
    def expression(self) -> str:
        """The name with what stands before the dot."""
        return self.text if self.cursor.base is None else f"{self.cursor.base}.{self.text}"

    @property
    def is_keyword(self) -> bool:
        """Whether it is the keyword of an argument."""
        bracket = self.cursor.innermost
        if bracket is None or not bracket.is_call or bracket.pieces[-1] or self.cursor.base is not None:
            return False
        return _ASSIGNED.match(self.point.source.text, self.cursor.word_end) is not None

    @property
    def parameter_of(self) -> Statement | None:
        """The function whose parameter is declared by it."""
        bracket, nearest = self.cursor.innermost, self.point.nearest
        if bracket is None or nearest is None or not bracket.definition or nearest.kind is not Kind.FUNCTION:
            return None
        return nearest if all(each.text in ("*", "**") for each in bracket.pieces[-1]) else None

    @property
    def is_module_path(self) -> bool:
        """Whether it is a part of the name of a module in an import."""
        before = [each.text for each in self.cursor.before]
        first = before[:1]
        return (first == ["from"] and "import" not in before) or (first == ["import"] and "as" not in before[-1:])

    @property
    def module_path(self) -> str:
        """The absolute name of the module that an import names up to the word."""
        point = self.point
        names = "".join(each.text for each in self.cursor.before[1:] if each.kind == "name" or each.text == ".")
        written = names.rpartition("import")[2] + self.text
        level = len(written) - len(written.lstrip("."))
        return point.program.modules.absolute(point.path, written.lstrip("."), level) or ""

    @cached_property
    def imported(self) -> Import | None:
        """What an import statement names by it."""
        point = self.point
        for event in point.program.events(Import):
            place = event.place
            if place.path == point.path and (place.range == self.range or place.range.end == self.range.end):
                return event
        return None


def word_at(point: Point) -> Word | None:
    """The name at a position; None where there is none, or a word of Python's own."""
    line, column = point.lines.clamp(point.position)
    text = point.lines.lines[line - 1]
    for found in _WORD.finditer(text):
        if found.start() <= column <= found.end():
            if keyword.iskeyword(found[0]) or found[0][0].isdigit():
                return None
            end = Position(line, found.end())
            moved = Point(point.program, point.outcome, point.source, end)
            return Word(moved, found[0], Range(Position(line, found.start()), end))
    return None
