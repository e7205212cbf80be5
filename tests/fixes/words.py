"""Judges that find words: every word that begins with `bad` is a finding, whose fix the tests say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from fixes.marked import catalog
from presynth.catalog.catalog import Catalog
from presynth.findings import Finding, Fix, Safety, Severity
from presynth.operations import Operation
from presynth.source.file import SourceFile
from presynth.source.statement import Place

Repair = Callable[[Place], Sequence[Operation]]
"""What is done about the word at a place."""


def findings_in(source: SourceFile, repair: Repair) -> Iterator[Finding]:
    """The words that begin with `bad`; fixes of those with `badly` are unsafe, of those with `badder` display-only.

    Those with `badlater` are of another area, whose errors come after those of the others.
    """
    for statement in source.walk():
        if not statement.node or not statement.body:
            yield from _findings(statement.text, lambda *at, of=statement: Place(of, *at), repair)


def _findings(text: str, place_of: Callable[[int, int, int, int], Place], repair: Repair) -> Iterator[Finding]:
    for number, line in enumerate(text.split("\n")):
        for word in re.finditer(r"\bbad\w*", line):
            columns = [len(line[:column].encode()) for column in word.span()]
            place = place_of(number, columns[0], number, columns[1])
            kinds = {"badly": Safety.UNSAFE, "badder": Safety.DISPLAY}
            safety = next((kind for start, kind in kinds.items() if word[0].startswith(start)), Safety.SAFE)
            fix = Fix("say it better", safety, tuple(repair(place)))
            severity = Severity.WARNING if word[0].startswith("badish") else Severity.ERROR
            code = "PS311" if word[0].startswith("badlater") else "PS103"
            yield Finding(code, "bad-word", severity, f"`{word[0]}` is bad", place, fixes=(fix,))


@dataclass(frozen=True)
class FileReport:
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Analysis:
    reports: Mapping[str, FileReport]


@dataclass
class Documents:
    """Texts by path, parsed again when they change, as an editor's are."""

    texts: dict[str, str]
    sources: dict[str, SourceFile] = field(default_factory=dict[str, SourceFile])

    def source(self, path: str) -> SourceFile | None:
        text, known = self.texts.get(path), self.sources.get(path)
        if text is None:
            return None
        if known is None or known.text != text:
            known = self.sources[path] = SourceFile.parse(path, text, known)
        return known

    def put(self, path: str, text: str) -> None:
        self.texts[path] = text


@dataclass
class Words:
    """A workspace."""

    documents: Documents
    repair: Repair
    checks: int = 0

    @property
    def catalog(self) -> Catalog:
        return catalog()

    def project(self, path: str) -> Words:
        assert path in self.documents.texts
        return self

    def check(self, paths: Sequence[str]) -> Analysis:
        self.checks += 1
        sources = {path: self.documents.source(path) for path in paths}
        return Analysis(
            {
                path: FileReport(tuple(findings_in(source, self.repair)) if source is not None else ())
                for path, source in sources.items()
            }
        )
