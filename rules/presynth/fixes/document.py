"""A file as fixes see it: offsets, and which statement is in which."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cached_property

from presynth.fixes import layout
from presynth.fixes.refusal import FixRefused
from presynth.source.file import SourceFile
from presynth.source.positions import Lines
from presynth.source.statement import Place, Position, Range, Statement


class Document:
    """The text of a file and its tree. Offsets count code points of `text`, from 0."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.path = source.path
        self.text = source.text
        self._lines = Lines(source.text)

    def offset(self, position: Position) -> int:
        return self._lines.offset(position)

    def range(self, start: int, end: int) -> Range:
        """The range of what stands from offset `start` up to `end`."""
        return Range(self._lines.at_offset(start), self._lines.at_offset(end))

    def span(self, place: Place) -> tuple[int, int]:
        """Where `place` starts and ends. Raises FixRefused if its statement is not in the file."""
        start, end = place._replace(statement=self.own(place.statement)).range
        return self.offset(start), self.offset(end)

    def node_span(self, statement: Statement, node: ast.expr | ast.stmt | ast.alias) -> tuple[int, int]:
        """Where `node`, one of `statement`, starts and ends."""
        start, end = Place.of(statement, node).range
        return self.offset(start), self.offset(end)

    def own(self, statement: Statement) -> Statement:
        """`statement`, or the one that is the same in another parse of the same text.

        Raises FixRefused if there is none: the text has changed.
        """
        if statement in self._parents:
            return statement
        for candidate in self._parents:
            if candidate.line == statement.line and _alike(candidate, statement):
                return candidate
        raise FixRefused("the text has changed since")

    def parent(self, statement: Statement) -> Statement | None:
        """The statement in whose body it is; None for an outermost one."""
        return self._parents[statement]

    def ancestors(self, statement: Statement) -> Iterator[Statement]:
        """What it is in, from the inside to the outside."""
        parent = self._parents[statement]
        while parent is not None:
            yield parent
            parent = self._parents[parent]

    def block(self, statement: Statement) -> tuple[Statement, ...]:
        """The statements it stands among, itself included."""
        return self.body(self._parents[statement])

    def body(self, parent: Statement | None) -> tuple[Statement, ...]:
        """The body of a statement; of None the outermost statements."""
        return self.source.statements if parent is None else parent.body

    @cached_property
    def level(self) -> str:
        """What one level of the file is indented by."""
        return layout.unit(self.source)

    def line_start(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1

    def indentation(self, offset: int) -> str:
        """What the line with `offset` begins with."""
        start = self.line_start(offset)
        line = self.text[start:offset]
        return line[: len(line) - len(line.lstrip(" \t\f"))]

    def first_offset(self, statement: Statement) -> int:
        """Where the first line of `statement` starts."""
        return self.offset(Position(statement.line, 0))

    def next_line(self, statement: Statement) -> int:
        """Where the line behind `statement` and its body starts; the end of the text if there is none."""
        while statement.body:
            statement = statement.body[-1]
        line = statement.line + statement.height
        return len(self.text) if line > len(self._lines.lines) else self.offset(Position(line, 0))

    @cached_property
    def _parents(self) -> dict[Statement, Statement | None]:
        parents: dict[Statement, Statement | None] = dict.fromkeys(self.source.statements)
        for statement in self.source.walk():
            for inner in statement.body:
                parents[inner] = statement
        return parents


def _alike(one: Statement, other: Statement) -> bool:
    if one.text != other.text or one.kind is not other.kind or (one.node is None) is not (other.node is None):
        return False
    places = (
        (getattr(each.node, "lineno", 0), getattr(each.node, "col_offset", 0), type(each.node)) for each in (one, other)
    )
    return len(set(places)) == 1
