"""Fixes as edits of the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from presynth.catalog.catalog import Catalog
from presynth.findings import Fix, TextEdit
from presynth.fixes.arguments import ListChanges
from presynth.fixes.document import Document
from presynth.fixes.imports import ImportChanges
from presynth.fixes.layout import indented
from presynth.fixes.refusal import FixRefused
from presynth.fixes.splices import ClashError, Splice, in_order, merged
from presynth.fixes.statements import StatementChanges
from presynth.fixes.strings import fitted
from presynth.fixes.unignore import IgnoreChanges
from presynth.operations import (
    AddArgument,
    AddImport,
    AddItem,
    AddParameters,
    AssignToName,
    InsertStatement,
    MoveImport,
    Operation,
    RemoveArgument,
    RemoveIgnore,
    RemoveImport,
    RemoveStatement,
    RenameImport,
    Replace,
    Snippet,
    WrapImport,
)
from presynth.source.file import SourceFile
from presynth.source.statement import Statement

Sources = Callable[[str], SourceFile | None]
"""The files by path, as they were judged; None where there is none."""


@dataclass(frozen=True)
class Combined:
    """Several fixes made together, each meant by its number: `edits` are those of the ones in `made`.

    `waiting` touch what others of `made` change: they may be made once those are. `refused` cannot be made, with the
    reasons.
    """

    edits: tuple[TextEdit, ...]
    made: tuple[int, ...]
    waiting: frozenset[int]
    refused: Mapping[int, str]


def edits(fix: Fix, sources: Sources, catalog: Catalog) -> tuple[TextEdit, ...]:
    """The edits that make `fix`, by path and place; they neither overlap nor touch. Raises FixRefused."""
    found = combined([fix], sources, lambda _: catalog)
    if not found.made:
        raise FixRefused(found.refused.get(0, "its parts overlap"))
    if not found.edits:
        raise FixRefused("there is nothing to change")
    return found.edits


def combined(fixes: Sequence[Fix], sources: Sources, catalog_of: Callable[[str], Catalog]) -> Combined:
    """As many of `fixes` as can be made together; of those that cannot, the first ones.

    `catalog_of` gives the schema for the file at a path.
    """
    waiting: set[int] = set()
    refused: dict[int, str] = {}
    while True:
        drafts = _Drafts(sources, catalog_of)
        made = [number for number in range(len(fixes)) if number not in waiting and number not in refused]
        again = False
        for number in made:
            try:
                drafts.add(fixes[number], number)
            except FixRefused as refusal:
                # What it had already asked for must go.
                refused[number], again = refusal.reason, True
        if not again:
            try:
                return Combined(tuple(drafts.edits()), tuple(made), frozenset(waiting), refused)
            except ClashError as clash:
                waiting |= clash.owners
            except FixRefused as refusal:
                first, *others = made
                if not others:
                    refused[first] = refusal.reason
                # Nobody knows whose fault it is.
                waiting.update(others)


def paths_of(fix: Fix) -> set[str]:
    """The files that a fix changes."""
    return set(map(_path, fix.operations))


class _Drafts:
    """What is to change in all files."""

    def __init__(self, sources: Sources, catalog_of: Callable[[str], Catalog]) -> None:
        self._sources = sources
        self._catalog_of = catalog_of
        self._drafts: dict[str, _Draft] = {}

    def add(self, fix: Fix, owner: int) -> None:
        """Note what a fix asks for. Raises FixRefused."""
        for operation in fix.operations:
            self._add(operation, owner)

    def _add(self, operation: Operation, owner: int) -> None:
        draft = self._draft(_path(operation))
        match operation:
            case AddImport(_, module, name):
                draft.imports.add(module, name, owner)
            case RemoveIgnore():
                draft.ignores.remove(operation, owner)
            case RenameImport(place, name):
                draft.imports.rename(place, name, owner)
            case MoveImport(place, module, name):
                draft.imports.move(place, module, name, owner)
            case RemoveImport(place):
                draft.imports.remove(place, owner)
            case WrapImport(statement):
                draft.imports.wrap(statement, owner)
            case RemoveArgument(place):
                draft.lists.remove(place, owner)
            case AddParameters(function, parameters):
                draft.lists.add_parameters(function, parameters, owner)
            case RemoveStatement(statement):
                draft.statements.remove(statement, owner)
            case AssignToName(statement, name):
                draft.statements.assign(statement, name, owner)
            case Replace() | AddArgument() | AddItem() | InsertStatement():
                draft.add_code(operation, owner)

    def edits(self) -> Iterator[TextEdit]:
        """All edits. Raises ClashError."""
        for path in sorted(self._drafts):
            draft = self._drafts[path]
            for splice in merged(in_order(draft.splices())):
                if draft.document.text[splice.start : splice.end] != splice.text:
                    yield TextEdit(path, draft.document.range(splice.start, splice.end), splice.text)

    def _draft(self, path: str) -> _Draft:
        if path not in self._drafts:
            source = self._sources(path)
            if source is None:
                raise FixRefused("the file cannot be read")
            self._drafts[path] = _Draft(Document(source), self._catalog_of(path))
        return self._drafts[path]


class _Draft:
    """What is to change in one file."""

    def __init__(self, document: Document, catalog: Catalog) -> None:
        self.document = document
        self.statements = StatementChanges(document)
        self.imports = ImportChanges(document, catalog, self.statements)
        self.lists = ListChanges(document)
        self.ignores = IgnoreChanges(document)
        self._splices: list[Splice] = []

    def add_code(self, operation: Replace | AddArgument | AddItem | InsertStatement, owner: int) -> None:
        """An operation with code to write."""
        code = self._code(operation.code, _statement(operation), owner)
        match operation:
            case Replace(place) | AddArgument(place) | AddItem(place):
                code = fitted(code, self.document, place)
            case InsertStatement():
                pass
        match operation:
            case Replace(place):
                start, end = self.document.span(place)
                level = self.document.level
                code = indented(code, self.document.indentation(start), level, first=False)
                self._splices.append(Splice(start, end, code, owner))
            case AddArgument(call, name):
                self.lists.add_argument(call, name, code, owner)
            case AddItem(place):
                self.lists.add_item(place, code, owner)
            case InsertStatement(anchor, _, after):
                self.statements.insert(anchor, code, after, owner)

    def splices(self) -> Iterable[Splice]:
        """All changes to the text."""
        # Imports come before statements: one without names is a statement to remove.
        return [
            *self._splices,
            *self.lists.splices(),
            *self.ignores.splices(),
            *self.imports.splices(),
            *self.statements.splices(),
        ]

    def _code(self, snippet: Snippet, at: Statement, owner: int) -> str:
        return "".join(part if isinstance(part, str) else self.imports.spell(part, at, owner) for part in snippet)


def _statement(operation: Replace | AddArgument | AddItem | InsertStatement) -> Statement:
    """The statement that the code becomes part of, or a neighbour of."""
    match operation:
        case Replace(place) | AddItem(place):
            return place.statement
        case AddArgument(call):
            return call.statement
        case InsertStatement(anchor):
            return anchor


def _path(operation: Operation) -> str:
    """The file that an operation is about."""
    match operation:
        case AddImport(path) | RemoveIgnore(path):
            return path
        case WrapImport(statement) | RemoveStatement(statement) | AssignToName(statement):
            return statement.path
        case AddParameters(function):
            return function.path
        case Replace() | AddArgument() | AddItem() | InsertStatement():
            return _statement(operation).path
        case RenameImport(place) | MoveImport(place) | RemoveImport(place) | RemoveArgument(place):
            return place.path
