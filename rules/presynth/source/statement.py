"""The statement: presynth's unit of work.

A file is a tree of statements. Every logical line is one: `x = f(…)` over however many physical lines, `class A(B):`,
`else:`. A compound statement's header holds its indented lines as `body`; `elif`, `else`, `except`, `finally` and
`case` are statements of their own that follow the one they belong to. Each is parsed by itself, so that one that does
not parse costs only itself, and is kept as the same object for as long as its text (its body's included) stays as it
is, wherever it moves. What later layers learn about a statement can therefore be keyed by the object.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import NamedTuple


class Kind(Enum):
    """What a logical line is."""

    SIMPLE = "simple"
    FUNCTION = "function"
    CLASS = "class"
    IF = "if"
    ELIF = "elif"
    ELSE = "else"
    FOR = "for"
    WHILE = "while"
    WITH = "with"
    TRY = "try"
    EXCEPT = "except"
    FINALLY = "finally"
    MATCH = "match"
    CASE = "case"
    BROKEN = "broken"


class Position(NamedTuple):
    """A place between two characters: `line` from 1, `column` from 0, in code points."""

    line: int
    column: int


class Range(NamedTuple):
    """From `start` up to, not including, `end`."""

    start: Position
    end: Position


@dataclass(eq=False)
class Statement:
    """One logical line and what is indented below it.

    `text` is the logical line as written (decorators included), from the start of its first physical line, without the
    final line end; lines are separated by "\\n" whatever the file uses. `line` is the line (from 1) where `text` starts
    in the file now: the one attribute that changes. `node` is the parsed statement, or None where it does not parse. A
    node's `lineno` counts from the start of `text` plus `shift`.
    `key` outlives an edit of the text: the statement that takes another's place in its block takes over its key, so
    that what the program makes there (a construct, say) stays the same thing while its arguments are typed.

    The node of a compound statement is its header's and has a `pass` as a stand-in for its body: an `ast.If` for `elif`
    too, an `ast.ExceptHandler` for `except`, an `ast.match_case` for `case`, an `ast.Try` without handlers for `try`,
    an `ast.Match` without cases for `match`, an `ast.Pass` for `else` and `finally`. What stands behind the colon on
    the same line is its `body`. Such statements, and those with a semicolon between them, have the whole logical line
    as their `text` and differ by their `node`.

    `error` says why there is no node, or what is wrong with the place of a statement that has one (its indentation, an
    `else` without an `if`, a header without a body). BROKEN is the kind of a statement without a node that does not
    begin like a compound one.

    `header` stands for the own text of a compound statement alone: the same object, at the same line, whatever becomes
    of the body. It is the statement itself where there is no indented body.
    """

    path: str
    text: str
    kind: Kind
    node: ast.AST | None
    shift: int = 0
    indent: int = 0
    body: tuple[Statement, ...] = ()
    error: SyntaxFault | None = None
    line: int = 0
    key: object = field(default_factory=object)
    _header: Statement | None = field(default=None, init=False, repr=False)

    @property
    def header(self) -> Statement:
        """The own text of a compound statement alone, or the statement itself."""
        return self._header or self

    @header.setter
    def header(self, header: Statement) -> None:
        self._header = header

    @cached_property
    def lines(self) -> list[str]:
        """The physical lines of `text`, without line ends."""
        return self.text.split("\n")

    @property
    def height(self) -> int:
        """How many physical lines `text` has."""
        return self.text.count("\n") + 1


class SyntaxFault(NamedTuple):
    """Why a statement does not parse: `line` from 0, counted from the statement's first; `column` in code points."""

    message: str
    line: int
    column: int


class Place(NamedTuple):
    """A stretch of text that moves with its statement.

    Lines count from 0 at the statement's first line, columns are UTF-8 bytes as in `ast`. `range` gives what everybody
    else wants.
    """

    statement: Statement
    line: int
    byte: int
    end_line: int
    end_byte: int

    @classmethod
    def of(cls, statement: Statement, node: ast.expr | ast.stmt | ast.alias | ast.keyword | ast.arg) -> Place:
        """The whole of `node`, which is a node of `statement`."""
        first = 1 + statement.shift
        end_line = node.lineno if node.end_lineno is None else node.end_lineno
        end_byte = node.col_offset if node.end_col_offset is None else node.end_col_offset
        return cls(statement, node.lineno - first, node.col_offset, end_line - first, end_byte)

    @classmethod
    def of_keyword(cls, statement: Statement, keyword: ast.keyword) -> Place:
        """The name before the `=` of a keyword argument; the value behind `**` where there is no name."""
        if keyword.arg is None:
            return cls.of(statement, keyword.value)
        line = keyword.lineno - 1 - statement.shift
        return cls(statement, line, keyword.col_offset, line, keyword.col_offset + len(keyword.arg.encode()))

    @property
    def path(self) -> str:
        return self.statement.path

    @property
    def range(self) -> Range:
        """Where it is in the file now."""
        return Range(self._position(self.line, self.byte), self._position(self.end_line, self.end_byte))

    @property
    def text(self) -> str:
        """The characters it covers, lines separated by "\\n"."""
        if self.line == self.end_line and self.statement.text.isascii():
            return self.statement.lines[self.line][self.byte : self.end_byte]
        lines = [line.encode() for line in self.statement.lines[self.line : self.end_line + 1]]
        lines[-1] = lines[-1][: self.end_byte]
        lines[0] = lines[0][self.byte :]
        return b"\n".join(lines).decode()

    def _position(self, line: int, byte: int) -> Position:
        text = self.statement.lines[line]
        column = byte if text.isascii() else len(text.encode()[:byte].decode(errors="replace"))
        return Position(self.statement.line + line, column)
