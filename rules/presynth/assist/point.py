"""A position in a file, with all that is known around it."""

from __future__ import annotations

import ast
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import attrgetter

from presynth.assist.comprehensions import Clause, clauses
from presynth.assist.cursor import Cursor, cursor_at
from presynth.assist.rounds import in_each, loops
from presynth.catalog.catalog import Catalog
from presynth.fixes.spelling import Speller
from presynth.program.asking import Outcome
from presynth.program.program import Program, receiver_name
from presynth.program.state import Frame
from presynth.program.values import UNKNOWN, InstanceValue, Unknown, Value
from presynth.source.file import SourceFile
from presynth.source.positions import Lines
from presynth.source.statement import Kind, Place, Position, Range, Statement

_REACH = 400
"""So many lines a statement that is not closed may begin above the cursor."""


@dataclass(frozen=True, eq=False)
class Point:
    """Where somebody asks: a position in `source`, a file of `program`, whose names hold what `outcome` says."""

    program: Program
    outcome: Outcome
    source: SourceFile
    position: Position

    @property
    def catalog(self) -> Catalog:
        return self.program.catalog

    @property
    def path(self) -> str:
        return self.source.path

    @property
    def lines(self) -> Lines:
        return _lines(self.source)

    @cached_property
    def offset(self) -> int:
        return self.lines.offset(self.position)

    def range(self, start: int, end: int) -> Range:
        """The range between two offsets."""
        return Range(self.lines.at_offset(start), self.lines.at_offset(end))

    @cached_property
    def line_before(self) -> str:
        """What stands on the line before the position."""
        line, column = self.lines.clamp(self.position)
        return self.lines.lines[line - 1][:column]

    # Statements

    @cached_property
    def _above(self) -> tuple[Statement, ...]:
        """The last statement that begins on the line or above it, behind those whose body it is in."""
        chain: list[Statement] = []
        statements = self.source.statements
        while statements and statements[0].line <= self.position.line:
            index = bisect_right(statements, self.position.line, key=attrgetter("line")) - 1
            while index and statements[index - 1].line == statements[index].line and self._is_before(statements[index]):
                index -= 1
            if chain and statements[index].line == chain[-1].line and self._is_before(statements[index]):
                break
            chain.append(statements[index])
            statements = chain[-1].body
        return tuple(chain)

    def _is_before(self, statement: Statement) -> bool:
        """Whether the position is on the lines of a statement that shares them with others, and before it."""
        node = statement.node
        return isinstance(node, ast.stmt) and self.position < Place.of(statement, node).range.start

    @property
    def nearest(self) -> Statement | None:
        """The last statement that begins on the line or above it."""
        return self._above[-1] if self._above else None

    @cached_property
    def blocks(self) -> tuple[Statement, ...]:
        """The compound statements in whose body the position is, the outermost first."""
        if not self._above:
            return ()
        *outer, nearest = self._above
        if self._starts_at < self.offset and self._starts_at == self._start_of(nearest):
            return tuple(outer)
        line = self.lines.lines[self.position.line - 1]
        indent = len(line) - len(line.lstrip()) if line.strip() else self.position.column
        return tuple(each for each in (*outer, nearest) if each.kind is not Kind.SIMPLE and _indent(each) < indent)

    @property
    def _starts_at(self) -> int:
        return self._situation[0]

    @property
    def cursor(self) -> Cursor:
        """What the words before the position say."""
        return self._situation[1]

    @cached_property
    def _situation(self) -> tuple[int, Cursor]:
        """Where the code begins that the position is in, and what it says."""
        line_start = self.offset - self.position.column
        found: tuple[int, Cursor] | None = None
        for start in (*self._starts(), line_start):
            cursor = cursor_at(self.source.text, start, self.offset, self._end)
            if found is None or (cursor.brackets and not found[1].brackets):
                found = start, cursor
            if cursor.brackets or cursor.string is not None:
                break
        assert found is not None  # the line itself has been looked at
        return found

    def _starts(self) -> Iterator[int]:
        """Where the statement may begin: the nearest one, or one above it that is not closed."""
        if self.nearest is None:
            return
        if self.position.line < self.nearest.line + self.nearest.height or self.nearest.error is not None:
            yield self._start_of(self.nearest)
        parent = self._above[-2] if len(self._above) > 1 else None
        siblings = self.source.statements if parent is None else parent.body
        line = self.lines.lines[self.position.line - 1]
        for sibling in reversed(siblings[: siblings.index(self.nearest)]):
            if sibling.line < self.position.line - _REACH or sibling.node is not None:
                return
            if _indent(sibling) < (len(line) - len(line.lstrip()) if line.strip() else self.position.column):
                yield self._start_of(sibling)
                return

    def _start_of(self, statement: Statement) -> int:
        return self.lines.offset(Position(statement.line, 0))

    @property
    def _end(self) -> int:
        """Where the code ends that the position is in."""
        if self.nearest is None:
            return self.offset
        end = self.lines.offset(Position(self.nearest.line + self.nearest.height, 0))
        return end if end > self.offset else self.lines.offset(Position(self.position.line + 1, 0))

    @cached_property
    def speller(self) -> Speller | None:
        """Writes classes here; None where there is no statement yet."""
        return None if self.nearest is None else Speller(self.source, self.catalog, self.nearest)

    # Values

    @cached_property
    def frames(self) -> tuple[Frame, ...]:
        """The calls of the function that the position is in (or the class, or the module), the latest last."""
        for block in reversed(self.blocks):
            if block.kind in (Kind.FUNCTION, Kind.CLASS) and block in self.outcome.frames:
                return self.outcome.frames[block]
        return (self.program.modules.frame(self.path),)

    @property
    def frame(self) -> Frame:
        """The latest of the calls."""
        return self.frames[-1]

    def value(self, expression: str) -> Value:
        """What an expression is here: in the latest call in which that is known."""
        for frame in reversed(self.frames):
            value = self._in_frame(expression, frame)
            if not isinstance(value, Unknown):
                return value
        return UNKNOWN

    def _in_frame(self, expression: str, frame: Frame) -> Value:
        """What an expression is in a call; for the first of the elements, in a comprehension."""
        found = in_each(self.outcome, expression, frame, self.clauses)
        return found[0] if found else UNKNOWN

    @cached_property
    def rounds(self) -> list[Clause]:
        """What goes round at the position: the loops it is in (or in the head of), and the comprehensions."""
        nearest = self.nearest
        inner = () if nearest is None or nearest in self.blocks or nearest.kind is not Kind.FOR else (nearest,)
        return [*loops((*self.blocks, *inner)), *self.clauses]

    @cached_property
    def clauses(self) -> list[Clause]:
        """The `for` clauses of the comprehensions that the position is in, the outermost first."""
        return clauses(self.source.text, self.cursor, self._end)

    @cached_property
    def names(self) -> Mapping[str, Value]:
        """What can be named here, `self.attribute` included, with its value; what is nearer comes first."""
        inside = dict.fromkeys(name for each in self.clauses for name in sorted(each.names))
        found: dict[str, Value] = {name: self.value(name) for name in inside}
        frame: Frame | None = self.frame
        inner = True
        while frame is not None:
            if inner or frame.owner is None:
                for name, value in self.outcome.held(frame).items():
                    found.setdefault(name, value)
            if isinstance(frame.receiver, InstanceValue):
                receiver = receiver_name(frame)
                for name, value in self.outcome.held(frame.receiver.instance).items():
                    found.setdefault(f"{receiver}.{name}", value)
            inner, frame = False, frame.parent
        return found


@lru_cache(maxsize=4)
def _lines(source: SourceFile) -> Lines:
    """The lines of a file, which is asked about more than once."""
    return Lines(source.text)


def _indent(statement: Statement) -> int:
    return len(statement.text) - len(statement.text.lstrip(" \t\f"))
