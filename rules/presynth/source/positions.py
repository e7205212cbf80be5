"""Positions in code points, as presynth has them, and in what editors, `ast` and files on disk count."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import Literal, NamedTuple

from presynth.source.statement import Position

Encoding = Literal["utf-8", "utf-16", "utf-32"]
"""What a protocol counts columns in: bytes, 16-bit code units or code points."""


class EditorPosition(NamedTuple):
    """A position as the language server protocol has it: `line` and `character` from 0, the latter in an `Encoding`."""

    line: int
    character: int


def units(text: str, encoding: Encoding) -> int:
    """How long `text` is in `encoding`."""
    if encoding == "utf-32" or text.isascii():
        return len(text)
    if encoding == "utf-8":
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def code_points(text: str, length: int, encoding: Encoding) -> int:
    """How many code points the first `length` units of `text` in `encoding` are.

    At most all of them; of a character that `length` ends within, the start.
    """
    if length <= 0:
        return 0
    if encoding == "utf-32" or text.isascii():
        return min(length, len(text))
    taken = 0
    for index, character in enumerate(text):
        taken += units(character, encoding)
        if taken > length:
            return index
    return len(text)


class Lines:
    r"""The lines of a text, which "\n" alone separates: places in it, converted.

    Positions that are not in the text become the nearest one that is: behind the end of a line its end, behind the last
    line the end of the text.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")

    def to_editor(self, position: Position, encoding: Encoding) -> EditorPosition:
        """`position` as an editor counts."""
        line, column = self.clamp(position)
        return EditorPosition(line - 1, units(self.lines[line - 1][:column], encoding))

    def from_editor(self, position: EditorPosition, encoding: Encoding) -> Position:
        """What an editor means by `position`."""
        line, character = position
        if line < 0:
            return Position(1, 0)
        if line >= len(self.lines):
            return self.end
        return Position(line + 1, code_points(self.lines[line], character, encoding))

    def offset(self, position: Position) -> int:
        """The number of code points before `position`."""
        line, column = self.clamp(position)
        return self._starts[line - 1] + column

    def at_offset(self, offset: int) -> Position:
        """The position behind `offset` code points."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1])

    def byte_offset(self, position: Position) -> int:
        """The number of bytes before `position` in UTF-8."""
        return units(self.text[: self.offset(position)], "utf-8")

    def at_byte_offset(self, offset: int) -> Position:
        """The position behind `offset` bytes of UTF-8."""
        return self.at_offset(code_points(self.text, offset, "utf-8"))

    def clamp(self, position: Position) -> Position:
        """`position`, or the nearest one in the text."""
        line, column = position
        if line < 1:
            return Position(1, 0)
        if line > len(self.lines):
            return self.end
        return Position(line, min(max(column, 0), len(self.lines[line - 1])))

    @property
    def end(self) -> Position:
        """The position behind all."""
        return Position(len(self.lines), len(self.lines[-1]))

    @cached_property
    def _starts(self) -> list[int]:
        ends = accumulate(map(len, self.lines[:-1]), initial=0)
        return [end + number for number, end in enumerate(ends)]
