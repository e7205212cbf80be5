"""Fixes: what rules ask for as edits of the text, made, and verified."""

from __future__ import annotations

from collections.abc import Iterable

from presynth.catalog.catalog import Catalog
from presynth.findings import Fix
from presynth.fixes.apply import apply
from presynth.fixes.edits import edits
from presynth.fixes.refusal import FixRefused
from presynth.source.decoding import read
from presynth.source.file import SourceFile

__all__ = ["FixRefused", "apply_fix", "edits"]


def apply_fix(fix: Fix, paths: Iterable[str], catalog: Catalog | None = None) -> dict[str, str]:
    """The texts that files on disk have after `fix`, by path, of those that change. Raises FixRefused, SourceError."""
    known = set(paths)
    texts: dict[str, str] = {}

    def source(path: str) -> SourceFile | None:
        if path not in known:
            return None
        texts[path] = read(path).text
        return SourceFile.parse(path, texts[path])

    made = edits(fix, source, catalog or Catalog(()))
    return {path: apply(texts[path], [edit for edit in made if edit.path == path]) for path in {it.path for it in made}}
