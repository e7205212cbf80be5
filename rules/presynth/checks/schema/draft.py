"""Changes to the text of one expression, collected as code to put in its place."""

from __future__ import annotations

import ast

from presynth.catalog.types import Type
from presynth.operations import Replace, Snippet
from presynth.source.statement import Place


class Unfixable(Exception):  # noqa: N818 - no error: nobody knows what to write
    """No better code is known."""


class Draft:
    """The expression at a place, as a tree, and the changes to its text. Raises Unfixable where it does not parse."""

    def __init__(self, place: Place) -> None:
        self.text = place.text
        self._at = place
        try:
            # The parentheses are for expressions over several lines.
            self.node = ast.parse(f"({self.text})", mode="eval").body
        except (SyntaxError, ValueError):
            raise Unfixable from None
        self._lines = f"({self.text})".split("\n")
        self._starts = [-1]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._edits: list[tuple[int, int, int, Snippet]] = []

    def span(self, node: ast.expr | ast.keyword) -> tuple[int, int]:
        """Where the node starts and ends in the text, in characters."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self._offset(node.lineno, node.col_offset), self._offset(node.end_lineno, node.end_col_offset)

    def place(self, node: ast.expr) -> Place:
        """Where the node is in its statement."""
        at = self._at
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        start = self._moved(node.lineno, node.col_offset)
        return Place(at.statement, *start, *self._moved(node.end_lineno, node.end_col_offset))

    def source(self, node: ast.expr) -> str:
        """The text of the node."""
        start, end = self.span(node)
        return self.text[start:end]

    def replace(self, start: int, end: int, *code: str | Type) -> None:
        """Write `code` in the place of the characters from `start` up to `end`."""
        self._edits.append((start, end, len(self._edits), code))

    def surround(self, node: ast.expr, before: Snippet, behind: Snippet) -> None:
        """Write something before and behind the node, in parentheses where it needs them; outer nodes come first."""
        start, end = self.span(node)
        loose = not isinstance(node, ast.Name | ast.Attribute | ast.Call | ast.Subscript | ast.List | ast.Dict)
        dotted = bool(behind) and isinstance(behind[0], str) and behind[0].startswith((".", "("))
        wrapped = loose and dotted
        order = len(self._edits) + 1
        self._edits.append((start, start, order, (*before, *(("(",) if wrapped else ()))))
        self._edits.append((end, end, -order, (*((")",) if wrapped else ()), *behind)))

    @property
    def made(self) -> int:
        """How many changes there are."""
        return len(self._edits)

    def undo(self, made: int) -> None:
        """Back to when there were so many changes."""
        del self._edits[made:]

    @property
    def operations(self) -> tuple[Replace, ...]:
        """The changes. Raises Unfixable where what they make is no expression."""
        ordered = sorted(self._edits, key=lambda edit: edit[:3])
        parts: list[str] = []
        reached = 0
        for start, end, _, code in ordered:
            parts.append(self.text[reached:start])
            parts += [part if isinstance(part, str) else part.qualname for part in code]
            reached = end
        try:
            ast.parse(f"({''.join(parts)}{self.text[reached:]})", mode="eval")
        except (SyntaxError, ValueError):
            raise Unfixable from None
        return tuple(Replace(self.stretch(start, end), code) for start, end, _, code in ordered if code or end > start)

    def stretch(self, start: int, end: int) -> Place:
        """The characters from `start` up to `end` as a place."""
        return Place(self._at.statement, *self._position(start), *self._position(end))

    def _position(self, offset: int) -> tuple[int, int]:
        line = self.text.count("\n", 0, offset)
        column = len(self.text[self.text.rfind("\n", 0, offset) + 1 : offset].encode())
        return self._at.line + line, column + (0 if line else self._at.byte)

    def _offset(self, line: int, column: int) -> int:
        text = self._lines[line - 1]
        return self._starts[line - 1] + (column if text.isascii() else len(text.encode()[:column].decode()))

    def _moved(self, line: int, column: int) -> tuple[int, int]:
        """From a node's coordinates to those of its statement."""
        return self._at.line + line - 1, column + self._at.byte - 1 if line == 1 else column
