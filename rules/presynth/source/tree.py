"""Logical lines into a tree of statements, by their indentation."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from operator import attrgetter

from presynth import interruption
from presynth.source.logical_line import Indentation, LogicalLine, Parsed
from presynth.source.parsing import parse
from presynth.source.statement import Kind, Statement, SyntaxFault

# What goes on with a compound statement: by how far that is, and with what; then how far it is.
_CHAINS = {
    ("if", Kind.ELIF): "if",
    ("if", Kind.ELSE): "",
    ("loop", Kind.ELSE): "",
    ("try", Kind.EXCEPT): "except",
    ("except", Kind.EXCEPT): "except",
    ("except", Kind.ELSE): "guarded",
    ("try", Kind.FINALLY): "",
    ("except", Kind.FINALLY): "",
    ("guarded", Kind.FINALLY): "",
}
_BEGINNINGS = {Kind.IF: "if", Kind.FOR: "loop", Kind.WHILE: "loop", Kind.TRY: "try"}
# Behind what does not parse anything may go on.
_UNKNOWN = "unknown"
_CONTINUATIONS = {
    Kind.ELIF: "'elif' without an 'if' before it",
    Kind.ELSE: "'else' without an 'if', 'for', 'while' or 'except' before it",
    Kind.EXCEPT: "'except' without a 'try' before it",
    Kind.FINALLY: "'finally' without a 'try' before it",
}


@dataclass(slots=True)
class _Block:
    """Statements of one indentation: the file's, or those below `header`, which stands in line `header_line`.

    `strays` are the columns of statements that were indented otherwise: a second one there is no second fault. `chain`
    is what the next statement may go on with.
    """

    indentation: Indentation
    header: LogicalLine | None = None
    header_line: int = 0
    header_fault: SyntaxFault | None = None
    kind: Kind = Kind.SIMPLE
    body: list[Statement] = field(default_factory=list[Statement])
    strays: set[int] = field(default_factory=set[int])
    chain: str = ""

    @property
    def header_column(self) -> int:
        return -1 if self.header is None else self.header.indentation.column


def build(path: str, lines: list[LogicalLine]) -> tuple[tuple[Statement, ...], list[Statement]]:
    """The statements of a file, and those of them (at any depth, in the file's order) that have an error.

    Sets their `line`. A statement that `lines` still hold from an earlier tree is part of this one, as the same object,
    if its body and its error, if any, are the same.
    """
    builder = _Builder(path, lines)
    builder.run()
    return tuple(builder.blocks[0].body), sorted(builder.faulty, key=attrgetter("line"))


class _Builder:
    def __init__(self, path: str, lines: list[LogicalLine]) -> None:
        self.path = path
        self.lines = lines
        self.blocks = [_Block(Indentation(0, 0))]
        self.faulty: list[Statement] = []

    def run(self) -> None:
        """Places all lines."""
        block = self.blocks[-1]
        number = 1
        for index, line in enumerate(self.lines):
            number += line.above
            plain = line.plain
            if plain is not None and line.indentation == block.indentation and block.kind is not Kind.MATCH:
                # What nearly every line of an edited file is.
                plain.line = number
                block.body.append(plain)
                block.chain = ""
            elif line.text:
                self.add(index, line, number)
                block = self.blocks[-1]
            number += line.height
        while len(self.blocks) > 1:
            self.end_block(None)

    def add(self, index: int, line: LogicalLine, number: int) -> None:
        """Adds the logical line that starts at line `number`."""
        interruption.point()
        below = self.lines[index + 1] if index + 1 < len(self.lines) and self.lines[index + 1].text else None
        stray = self.settle(line, below)
        block = self.blocks[-1]
        kind = Kind.CASE if line.case and block.kind is Kind.MATCH else line.kind
        parsed = _parse(line, kind)
        fault = stray or self.order(line, kind, parsed)
        if below is not None and self.opens_block(line, parsed, below):
            consistent = below.indentation.alternate > line.indentation.alternate
            indentation = below.indentation if consistent else below.indentation._replace(alternate=-1)
            self.blocks.append(_Block(indentation, line, number, fault, kind))
            return
        if fault is None and line.colon and kind is not Kind.SIMPLE:
            fault = _at_start(line, f"expected an indented block below '{kind.value}'")
        self.place(line, kind, (), fault or _unguarded(line, kind, below), number)

    def opens_block(self, line: LogicalLine, parsed: Parsed, below: LogicalLine) -> bool:
        """Whether `below` is in a block of `line`: a header, or what does not parse and may be one."""
        if parsed.nodes and (line.kind is Kind.SIMPLE or not line.colon):
            return False
        column = line.indentation.column
        if not _may_be_header(line):
            column = max(column, self.blocks[-1].indentation.column)
        return below.indentation.column > column

    def settle(self, line: LogicalLine, below: LogicalLine | None) -> SyntaxFault | None:
        """Ends the blocks that `line` is not in; returns what is wrong with its indentation."""
        column = line.indentation.column
        if below is not None and column < self.blocks[-1].indentation.column and not _may_be_header(line):
            around = self.block_that_goes_on(column, below.indentation.column)
            if around is not None:
                while self.blocks[-1] is not around:
                    self.end_block(line)
                return _at_start(line, "indented less than the block that goes on below")
        while column <= self.blocks[-1].header_column:
            self.end_block(line)
        block = self.blocks[-1]
        if column == block.indentation.column:
            if line.indentation.alternate == block.indentation.alternate:
                return None
            block.indentation = line.indentation
            return _at_start(line, "inconsistent use of tabs and spaces in indentation")
        if column in block.strays:
            return None
        block.strays.add(column)
        if column > block.indentation.column:
            return _at_start(line, "unexpected indent")
        return _at_start(line, "unindent does not match any outer indentation level")

    def block_that_goes_on(self, column: int, below: int) -> _Block | None:
        """The open block that a line at `column` would end though the line below it, at `below`, belongs there."""
        for block in reversed(self.blocks):
            if block.header_column < column:
                return None
            if block.indentation.column == below or below in block.strays:
                return block
        return None

    def order(self, line: LogicalLine, kind: Kind, parsed: Parsed) -> SyntaxFault | None:
        """What is wrong with a statement of `kind` behind those that stand before it in its block."""
        block = self.blocks[-1]
        before = block.chain
        if kind in _CONTINUATIONS:
            block.chain = _CHAINS.get((before, kind), _UNKNOWN)
            if before != _UNKNOWN and (before, kind) not in _CHAINS:
                return _at_start(line, _CONTINUATIONS[kind])
            return None
        block.chain = _BEGINNINGS.get(kind, "" if parsed.nodes else _UNKNOWN)
        if (kind is Kind.CASE) is not (block.kind is Kind.MATCH):
            message = "'case' outside a 'match'" if kind is Kind.CASE else "only 'case' may stand in a 'match'"
            return _at_start(line, message)
        return None

    def end_block(self, following: LogicalLine | None) -> None:
        """Ends the innermost block; `following` is the logical line behind it."""
        block = self.blocks.pop()
        header = block.header
        assert header is not None  # the file's own block never ends
        fault = block.header_fault or _unguarded(header, block.kind, following)
        self.place(header, block.kind, tuple(block.body), fault, block.header_line)

    def place(
        self, line: LogicalLine, kind: Kind, body: tuple[Statement, ...], fault: SyntaxFault | None, number: int
    ) -> None:
        """Adds the statements of `line` to the innermost block."""
        parsed = _parse(line, kind)
        error = parsed.fault or fault
        inline = kind is not Kind.SIMPLE and len(parsed.nodes) > 1
        known = line.statements
        if not known or known[0].error != error or not (inline or known[0].body == body):
            known = self.make(line, kind, parsed, body, error)
            line.hold(known)
        for statement in known:
            statement.line = statement.header.line = number
        if inline:
            for statement in known[0].body:
                statement.line = number
        if error is not None:
            self.faulty.append(known[0])
        self.blocks[-1].body += known

    def make(
        self, line: LogicalLine, kind: Kind, parsed: Parsed, body: tuple[Statement, ...], error: SyntaxFault | None
    ) -> tuple[Statement, ...]:
        """New statements for `line`; `body` and `error` are the first one's, the others remain if there are any."""
        known = line.statements
        compound = kind is not Kind.SIMPLE
        others = (known[0].body if compound and len(parsed.nodes) > 1 else known[1:]) if known else ()
        if not known:
            others = tuple(self.statement(line, Kind.SIMPLE, parsed, index) for index in range(1, len(parsed.nodes)))
        if not parsed.nodes and not compound:
            kind = Kind.BROKEN
        first = self.statement(line, kind, parsed, 0)
        first.error = error
        if compound:
            first.body = others or body
            if not others:
                first.header = known[0].header if known else replace(first, body=())
            return (first,)
        first.body = body
        return (first, *others)

    def statement(self, line: LogicalLine, kind: Kind, parsed: Parsed, index: int) -> Statement:
        """A new statement for one of the nodes of `line`, with the key of the one whose place it takes."""
        node = parsed.nodes[index] if parsed.nodes else None
        made = Statement(self.path, line.text, kind, node, parsed.shift, line.indentation.column)
        if index < len(line.keys):
            made.key = line.keys[index]
        return made


def _parse(line: LogicalLine, kind: Kind) -> Parsed:
    """What `line` says as a statement of `kind`; it is parsed once."""
    if line.parsed is None or line.parsed[0] is not kind:
        line.parsed = kind, parse(line, kind)
        line.hold(())
    return line.parsed[1]


def _may_be_header(line: LogicalLine) -> bool:
    return line.colon or (line.kind is not Kind.SIMPLE and line.kind not in _CONTINUATIONS)


def _unguarded(line: LogicalLine, kind: Kind, following: LogicalLine | None) -> SyntaxFault | None:
    """What is wrong with `line` if it is a `try` and `following` does not go on with it."""
    if kind is not Kind.TRY or (
        following is not None
        and following.kind in (Kind.EXCEPT, Kind.FINALLY)
        and following.indentation.column == line.indentation.column
    ):
        return None
    return _at_start(line, "expected 'except' or 'finally' behind the body of 'try'")


def _at_start(line: LogicalLine, message: str) -> SyntaxFault:
    return SyntaxFault(message, 0, len(line.text) - len(line.text.lstrip(" \t\f")))
