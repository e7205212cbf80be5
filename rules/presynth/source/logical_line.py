"""The logical line: what a file is cut into before it becomes a tree."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import NamedTuple

from presynth.source.statement import Kind, Statement, SyntaxFault


class Comment(NamedTuple):
    """A comment that speaks to presynth.

    `line` counts from 0 at the first line of the logical line's text, lines above it are negative; `column` in code
    points.
    """

    line: int
    column: int
    text: str


class Indentation(NamedTuple):
    """How far a line is indented, as Python counts it: with tab stops every 8 columns, and with a tab as one."""

    column: int
    alternate: int


class Parsed(NamedTuple):
    """What a logical line says.

    `nodes` are its statements, more than one where it has semicolons; of a compound statement its header, and then what
    stands behind its colon. Empty if it does not parse, then `fault` says why. Their `lineno` is from 1, plus `shift`.
    """

    nodes: tuple[ast.AST, ...]
    shift: int = 0
    fault: SyntaxFault | None = None


@dataclass(eq=False, slots=True)
class LogicalLine:
    """A logical line, decorators included, and the blank and comment lines above it.

    `text` is that of its statements (see `Statement`), or "" for what follows the last of a file. `above` counts the
    lines above it, `height` its own; `size` is the number of all their characters, `reach` (from the first of them) how
    many of the text's characters it depends on. `code_end` is the offset in `text` of a comment at its end, and of the
    spaces before, or of its end; `colon` says that a colon is right before. `kind` is what the first word says: SIMPLE
    for `match` and `case` without a final colon; `case` says that the word is "case". `endless` where a triple-quoted
    string is not closed.
    """

    text: str
    indentation: Indentation
    kind: Kind
    case: bool
    colon: bool
    code_end: int
    above: int
    height: int
    size: int
    reach: int
    endless: bool
    comments: tuple[Comment, ...]
    # What was made of it, kept as long as its text stays as it is.
    parsed: tuple[Kind, Parsed] | None = None
    statements: tuple[Statement, ...] = ()
    # Its only statement if that is a simple one without an error.
    plain: Statement | None = None
    # Those of its statements and of what stands behind its colon, or of the logical line whose place it takes.
    keys: tuple[object, ...] = ()

    def hold(self, statements: tuple[Statement, ...]) -> None:
        """Keeps `statements`, which were made of it."""
        self.statements = statements
        self.plain = None
        if not statements:
            return
        first = statements[0]
        if len(statements) == 1 and first.kind is Kind.SIMPLE and first.error is None:
            self.plain = first
        inline = first.body if first.body and first.body[0].text is first.text else ()
        self.keys = tuple(statement.key for statement in (*statements, *inline))

    def forget(self) -> None:
        """Drops the statements that were made of it in another cut of the text, and their keys."""
        self.statements, self.plain, self.keys = (), None, ()

    def adopt(self, other: LogicalLine) -> None:
        """Takes over what was made of `other`, which reads like this one."""
        self.parsed, self.statements, self.plain, self.keys = other.parsed, other.statements, other.plain, other.keys

    def reads_like(self, other: LogicalLine) -> bool:
        """Whether `other`, of the same text, was also cut and classified the same."""
        return self.kind is other.kind and self.colon == other.colon and self.code_end == other.code_end
