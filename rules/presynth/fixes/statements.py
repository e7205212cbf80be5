"""Operations on whole statements."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from presynth.fixes.document import Document
from presynth.fixes.layout import indented, margin
from presynth.fixes.refusal import FixRefused
from presynth.fixes.splices import Splice
from presynth.source.statement import Kind, Statement

_CONTINUATIONS = (Kind.ELIF, Kind.ELSE, Kind.EXCEPT, Kind.FINALLY)
_SIMPLE = re.compile(r"(?!(?:if|for|while|with|try|def|class|async|match)\b|@)[^\n;]+")
_OWN_COMMENT = re.compile(r"[ \t\f]*#[^\n]*")


class StatementChanges:
    """The changes to the statements of one file."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._removed: dict[Statement, int] = {}
        # Below or above, and how far a statement is indented: of lines at one place, inner ones come first.
        self._lines: list[tuple[bool, int, Splice]] = []
        self._splices: list[Splice] = []

    def assign(self, statement: Statement, name: str, owner: int) -> None:
        """Bind the value of an expression statement to a name."""
        statement = self._document.own(statement)
        if not isinstance(statement.node, ast.Expr):
            raise FixRefused("that is no expression statement")
        start, _ = self._document.node_span(statement, statement.node)
        self._splices.append(Splice(start, start, f"{name} = ", owner))

    def insert(self, anchor: Statement, code: str, after: bool, owner: int) -> None:
        """Insert lines before `anchor`, or behind it and its body."""
        document = self._document
        anchor = document.own(anchor)
        code = code.strip("\n")
        if self._shares_line(anchor, after):
            self._splices.append(self._beside(anchor, code, after, owner))
            return
        lines = indented(code, margin(anchor), document.level)
        if after:
            self._lines.append((False, -anchor.indent, below(document, self._end_of_chain(anchor), lines, owner)))
        elif anchor.kind in (*_CONTINUATIONS, Kind.CASE):
            raise FixRefused(f"nothing can stand before '{anchor.kind.value}'")
        else:
            at = self._above_comments(anchor)
            self._lines.append((True, anchor.indent, Splice(at, at, lines + "\n", owner)))

    def remove(self, statement: Statement, owner: int) -> None:
        """Remove a statement and its body, with its lines."""
        statement = self._document.own(statement)
        if statement.kind in (Kind.EXCEPT, Kind.FINALLY, Kind.CASE):
            raise FixRefused(f"'{statement.kind.value}' is a part of a statement")
        following = self._following(statement)
        if statement.kind not in (Kind.ELIF, Kind.ELSE) and following is not None and following.kind in _CONTINUATIONS:
            raise FixRefused(f"'{following.kind.value}' behind it belongs to it")
        self._removed[statement] = owner

    def splices(self) -> Iterator[Splice]:
        """All changes to the text."""
        yield from self._splices
        yield from (splice for _, _, splice in sorted(self._lines, key=lambda it: it[:2]))
        blocks: dict[Statement | None, list[Statement]] = {}
        for statement in self._removed:
            if self._removed.keys().isdisjoint(self._document.ancestors(statement)):
                blocks.setdefault(self._document.parent(statement), []).append(statement)
        for parent in blocks:
            yield from self._removals(parent)

    def _removals(self, parent: Statement | None) -> Iterator[Splice]:
        """Remove what is to go from the body of `parent`; a body must not be left empty."""
        document = self._document
        block = document.body(parent)
        removed = [statement for statement in block if statement in self._removed]
        if parent is not None and len(removed) == len(block):
            first = removed.pop(0)
            start = document.first_offset(first) + len(margin(first))
            if isinstance(first.node, ast.stmt) and first.kind is Kind.SIMPLE:
                start, end = document.node_span(first, first.node)
            else:
                end = document.next_line(first)
                end -= document.text.endswith("\n", start, end)
            yield Splice(start, end, "pass", self._removed[first])
        lines: dict[int, list[Statement]] = {}
        for statement in removed:
            lines.setdefault(statement.line, []).append(statement)
        for line, group in lines.items():
            together = [statement for statement in block if statement.line == line]
            if len(group) < len(together) or (parent is not None and parent.line == line):
                yield from self._from_line(together, group)
            else:
                owner = max(self._removed[statement] for statement in group)
                yield Splice(document.first_offset(group[0]), document.next_line(group[-1]), "", owner)

    def _from_line(self, together: Sequence[Statement], removed: Sequence[Statement]) -> Iterator[Splice]:
        """Remove some of the statements that semicolons separate."""
        spans = [self._simple_span(statement) for statement in together]
        first_kept = next(index for index, statement in enumerate(together) if statement not in removed)
        for index, statement in enumerate(together):
            if statement in removed:
                owner = self._removed[statement]
                if index < first_kept:
                    yield Splice(spans[index][0], spans[index + 1][0], "", owner)
                else:
                    yield Splice(spans[index - 1][1], spans[index][1], "", owner)

    def _simple_span(self, statement: Statement) -> tuple[int, int]:
        assert isinstance(statement.node, ast.stmt)  # what shares its line was parsed
        return self._document.node_span(statement, statement.node)

    def _shares_line(self, anchor: Statement, after: bool) -> bool:
        """Whether something stands on the line of `anchor` on the side where code is to be inserted."""
        block = self._document.block(anchor)
        parent = self._document.parent(anchor)
        if parent is not None and parent.line == anchor.line:
            return True
        index = block.index(anchor)
        neighbour = block[index + 1 : index + 2] if after else block[max(index - 1, 0) : index]
        return any(each.line == anchor.line for each in neighbour)

    def _beside(self, anchor: Statement, code: str, after: bool, owner: int) -> Splice:
        if not _SIMPLE.fullmatch(code):
            raise FixRefused("other statements stand on its line")
        start, end = self._simple_span(anchor)
        return Splice(end, end, f"; {code}", owner) if after else Splice(start, start, f"{code}; ", owner)

    def _end_of_chain(self, anchor: Statement) -> Statement:
        """The last of `anchor` and what goes on with it: `else`, `except` and the like."""
        while (following := self._following(anchor)) is not None and following.kind in _CONTINUATIONS:
            anchor = following
        return anchor

    def _following(self, statement: Statement) -> Statement | None:
        block = self._document.block(statement)
        index = block.index(statement) + 1
        return block[index] if index < len(block) else None

    def _above_comments(self, anchor: Statement) -> int:
        """The offset above the comments right above `anchor`, except where they are the file's first lines."""
        lines = self._document.text.split("\n")
        line = anchor.line - 1
        while line > 0 and _OWN_COMMENT.fullmatch(lines[line - 1]):
            line -= 1
        if line == 0:
            line = anchor.line - 1
        return sum(len(each) + 1 for each in lines[:line])


def below(document: Document, statement: Statement, lines: str, owner: int) -> Splice:
    """Insert whole lines (without the last line end) below a statement and its body."""
    at = document.next_line(statement)
    if at == len(document.text) and not document.text.endswith("\n"):
        return Splice(at, at, f"\n{lines}", owner)
    return Splice(at, at, f"{lines}\n", owner)
