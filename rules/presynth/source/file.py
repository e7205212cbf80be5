"""A file's text as a tree of statements."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter

from presynth.source.decoding import normalize
from presynth.source.logical_line import LogicalLine
from presynth.source.parsing import no_warnings
from presynth.source.splitter import Split, split
from presynth.source.statement import Position, Range, Statement
from presynth.source.suppression import Suppressions, find_suppressions
from presynth.source.tree import build

_TOKEN = re.compile(r"\w+|\S|$")


@dataclass(frozen=True, eq=False)
class SourceFile:
    """What is known of a file by its text alone.

    `statements` are the outermost ones. `errors` are the syntax errors, each where it was noticed. `line_count` does
    not count an empty line behind the last line end.
    """

    path: str
    text: str
    statements: tuple[Statement, ...]
    errors: tuple[tuple[Range, str], ...]
    suppressions: Suppressions
    line_count: int
    # What the next parse starts from.
    split: Split = field(repr=False)

    @classmethod
    def parse(cls, path: str, text: str, previous: SourceFile | None = None) -> SourceFile:
        """Parses `text`; never raises, whatever the text is.

        With `previous`, an earlier state of the same file, statements whose text and body are still somewhere in `text`
        are the same objects, with a new `line`: `previous` must not be used for positions any more. All else is as if
        there were no `previous`.
        """
        text = normalize(text)
        with no_warnings():
            cut, change = split(text, previous.split if previous is not None and previous.path == path else None)
            _adopt(change.fresh, change.gone)
            statements, faulty = build(path, cut.lines)
        return cls(
            path,
            text,
            statements,
            tuple(_error(statement) for statement in faulty),
            find_suppressions(text, cut.lines),
            text.count("\n") + (not text.endswith("\n") and text != ""),
            cut,
        )

    def walk(self) -> Iterator[Statement]:
        """All statements in the file's order, each before its body."""
        rest = [iter(self.statements)]
        while rest:
            statement = next(rest[-1], None)
            if statement is None:
                rest.pop()
                continue
            yield statement
            if statement.body:
                rest.append(iter(statement.body))

    def statement_at(self, line: int) -> Statement | None:
        """The first statement whose own text (not its body's) covers `line`, from 1."""
        statements = self.statements
        while statements:
            index = bisect_right(statements, line, key=attrgetter("line")) - 1
            if index < 0:
                return None
            statement = statements[index]
            if line < statement.line + statement.height:
                # Statements that share their lines: the first one.
                return statements[bisect_left(statements, statement.line, key=attrgetter("line"))]
            statements = statement.body
        return None

    def holds(self, statement: Statement) -> bool:
        """Whether a statement of an earlier state of the file (or its header) is still the same in this one."""
        found = self.statement_at(statement.line)
        return found is not None and statement in (found, found.header)


def _adopt(fresh: list[LogicalLine], gone: list[LogicalLine]) -> None:
    """Gives `fresh` what was made of those of the same text among `gone`, and others the keys of those in their place.

    Each of `gone` gives once. A line takes the place of another if both stand between the same neighbours, as many
    lines below the upper one, indented the same.
    """
    known: dict[str, list[int]] = {}
    for index in reversed(range(len(gone))):
        known.setdefault(gone[index].text, []).append(index)
    partners = [_partner(line, known, gone) for line in fresh]
    taken = set(partners)
    place: int | None = 0
    for line, partner in zip(fresh, partners, strict=True):
        line.forget()
        if partner is not None:
            line.adopt(gone[partner])
            place = partner + 1
        elif place is not None and place < len(gone) and place not in taken:
            if gone[place].indentation == line.indentation:
                line.keys = gone[place].keys
            place += 1
        else:
            place = None


def _partner(line: LogicalLine, known: dict[str, list[int]], gone: list[LogicalLine]) -> int | None:
    candidates = known.get(line.text)
    if candidates and line.reads_like(gone[candidates[-1]]):
        return candidates.pop()
    return None


def _error(statement: Statement) -> tuple[Range, str]:
    """Where the syntax error of `statement` is, to the end of the word there."""
    error = statement.error
    assert error is not None  # only such statements are asked about
    token = _TOKEN.match(statement.lines[error.line], error.column)
    end = token.end() if token else error.column
    line = statement.line + error.line
    return Range(Position(line, error.column), Position(line, end)), error.message
