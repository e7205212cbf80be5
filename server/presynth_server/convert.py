"""Findings as the protocol has them."""

from __future__ import annotations

from collections.abc import Callable

from lsprotocol import types
from pygls.uris import from_fs_path

from presynth.findings import Finding, Severity
from presynth.source.file import SourceFile
from presynth.source.positions import Encoding, units
from presynth.source.statement import Position, Range

RULES_PAGE = "https://presynth.readthedocs.io/rules/"
"""Where the page of a rule is, by its name."""

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_TAGS = {"unnecessary": types.DiagnosticTag.Unnecessary, "deprecated": types.DiagnosticTag.Deprecated}

Sources = Callable[[str], SourceFile | None]


class Converter:
    """Converts places of the files that `sources` reads into positions in `encoding`."""

    def __init__(self, sources: Sources, encoding: Encoding, *, related: bool = True) -> None:
        self._sources = sources
        self._encoding: Encoding = encoding
        self._related = related
        self._lines: dict[str, list[str]] = {}

    def range(self, path: str, where: Range) -> types.Range:
        """A range of the file at `path`."""
        return types.Range(self.position(path, where.start), self.position(path, where.end))

    def position(self, path: str, position: Position) -> types.Position:
        """A position in the file at `path`."""
        lines = self._lines.get(path)
        if lines is None:
            source = self._sources(path)
            lines = self._lines[path] = [] if source is None else source.text.split("\n")
        line = lines[position.line - 1] if position.line <= len(lines) else ""
        return types.Position(position.line - 1, units(line[: position.column], self._encoding))

    def ascii_range(self, where: Range) -> types.Range:
        """A range with nothing but ASCII before it on its lines: the file is not read."""
        start, end = where
        return types.Range(types.Position(start.line - 1, start.column), types.Position(end.line - 1, end.column))

    def diagnostic(self, finding: Finding, version: int | None) -> types.Diagnostic:
        """A finding in a document of that version."""
        related = [
            types.DiagnosticRelatedInformation(
                types.Location(uri_of(each.place.path), self.range(each.place.path, each.place.range)), each.message
            )
            for each in finding.related
        ]
        return types.Diagnostic(
            range=self.range(finding.place.path, finding.place.range),
            message=finding.message,
            severity=_SEVERITIES[finding.severity],
            code=finding.code,
            code_description=types.CodeDescription(f"{RULES_PAGE}{finding.name}/"),
            source="presynth",
            tags=[_TAGS[tag] for tag in finding.tags] or None,
            related_information=related if related and self._related else None,
            data={"version": version, "name": finding.name},
        )

    def syntax_error(self, path: str, where: Range | None, message: str) -> types.Diagnostic:
        """A statement that does not parse."""
        place = where or Range(Position(1, 0), Position(1, 0))
        return types.Diagnostic(
            range=self.range(path, place),
            message=message,
            severity=types.DiagnosticSeverity.Error,
            code="syntax-error",
            source="presynth",
        )


def uri_of(path: str) -> str:
    """The URI of a file."""
    return from_fs_path(path) or path
