"""How classes are written at a place in a file, and what has to be imported for that."""

from __future__ import annotations

from presynth.catalog.catalog import Catalog
from presynth.findings import TextEdit
from presynth.fixes.document import Document
from presynth.fixes.imports import ImportChanges
from presynth.fixes.splices import in_order, merged
from presynth.fixes.statements import StatementChanges
from presynth.source.file import SourceFile
from presynth.source.statement import Statement


class Speller:
    """Writes classes in the statement `at` of a file, which need not parse."""

    def __init__(self, source: SourceFile, catalog: Catalog, at: Statement) -> None:
        self._document = Document(source)
        self._catalog = catalog
        self._at = at
        self._present = self._changes()

    def imported(self, module: str, qualname: str) -> str | None:
        """How a class of a module can be written with what is imported."""
        return self._present.spelling(module, qualname, self._at)

    def with_import(self, module: str, qualname: str) -> tuple[str, tuple[TextEdit, ...]]:
        """How the class is written, and the edits that import it. Raises FixRefused."""
        changes = self._changes()
        written = changes.spell_name(module, qualname, self._at, 0)
        document = self._document
        splices = merged(in_order(changes.splices()))
        return written, tuple(TextEdit(document.path, document.range(it.start, it.end), it.text) for it in splices)

    def _changes(self) -> ImportChanges:
        return ImportChanges(self._document, self._catalog, StatementChanges(self._document))
