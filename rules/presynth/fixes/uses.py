"""Where a file uses a name that an import of it binds."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from presynth.fixes.document import Document
from presynth.fixes.mentions import in_scope, is_local, mentions
from presynth.source.statement import Kind, Statement

_PLAIN_STRING = re.compile(r"""[rRuU]?(["'])([^"'\\\n]*)\1""")


@dataclass
class Uses:
    """Where a name is used, as offsets of its start. `certain`: these are all, and they mean the import."""

    offsets: list[int] = field(default_factory=list[int])
    certain: bool = True


def uses(document: Document, definition: Statement, name: str) -> Uses:
    """The uses of what the import statement `definition` binds to `name`, in the scope it is in and those inside."""
    finder = _Finder(document, name)
    owner = next((each for each in document.ancestors(definition) if each.kind in (Kind.FUNCTION, Kind.CLASS)), None)
    body = document.body(owner)
    others = (mentions(each, name) for each in in_scope(body) if each is not definition)
    if any(other.binds or other.declares for other in others):
        finder.found.certain = False
    if owner is not None and (owner.kind is Kind.CLASS or mentions(owner, name).parameter):
        # What a class binds is also an attribute of it.
        finder.found.certain = False
    finder.visit(body, here=True, below=True)
    return finder.found


def is_bound_anywhere(document: Document, name: str, but: Iterable[Statement] = ()) -> bool:
    """Whether some scope or expression of the file has a meaning of its own for the name, `but` left out."""
    left_out = set(but)
    found = (mentions(each, name) for each in document.source.walk() if each not in left_out)
    return any(each.binds or each.parameter or each.hides or each.unknown for each in found)


class _Finder:
    def __init__(self, document: Document, name: str) -> None:
        self.found = Uses()
        self._document = document
        self._name = name

    def visit(self, statements: Iterable[Statement], here: bool, below: bool) -> None:
        """Visit statements of one scope.

        `here`: the name has its meaning from outside among them; `below`: in the functions inside.
        """
        for statement in statements:
            found = mentions(statement, self._name)
            if found.unknown:
                self.found.certain = False
            if here:
                self._collect(statement, found.reads, found.strings)
            if statement.kind is Kind.FUNCTION:
                inside = below and not is_local(statement, self._name)
                self.found.certain &= not (inside and self._declares(statement))
                self.visit(statement.body, inside, inside)
            elif statement.kind is Kind.CLASS:
                own = [mentions(each, self._name) for each in in_scope(statement.body)]
                binds = any(each.binds for each in own)
                # `X = X` in a class reads the outer one.
                self.found.certain &= not (below and binds and any(each.reads for each in own))
                self.visit(statement.body, here=below and not binds, below=below)
            else:
                self.visit(statement.body, here, below)

    def _declares(self, function: Statement) -> bool:
        return any(mentions(each, self._name).declares for each in in_scope(function.body))

    def _collect(self, statement: Statement, reads: list[ast.Name], strings: list[ast.Constant]) -> None:
        for node in reads:
            self._add(self._document.node_span(statement, node)[0])
        for string in strings:
            self._collect_from(string, *self._document.node_span(statement, string))

    def _collect_from(self, string: ast.Constant, start: int, end: int) -> None:
        """The uses in a string annotation."""
        plain = _PLAIN_STRING.fullmatch(self._document.text, start, end)
        names = list(_names_in(str(string.value)))
        if plain is None:
            self.found.certain &= self._name not in [name for name, _ in names]
            return
        for name, column in names:
            if name == self._name:
                self._add(plain.start(2) + column)

    def _add(self, offset: int) -> None:
        """Of what stands in an f-string, older Pythons may not know the place."""
        if self._document.text.startswith(self._name, offset):
            self.found.offsets.append(offset)
        else:
            self.found.certain = False


def _names_in(annotation: str) -> Iterator[tuple[str, int]]:
    """The names in an annotation written as a string, and their columns in code points."""
    try:
        parsed = ast.parse(annotation, mode="eval")
    except (SyntaxError, ValueError):
        return
    for node in ast.walk(parsed):
        if isinstance(node, ast.Name):
            yield node.id, len(annotation.encode()[: node.col_offset].decode())
