"""A report as bytes, to be shown again by another run."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from presynth.catalog.types import Assembly
from presynth.findings import Finding, Fix, Related, Safety, Severity, TextEdit
from presynth.report.model import FileError, Report
from presynth.source.statement import Kind, Place, Statement
from presynth.terraform.version import TerraformVersion


class Edits:
    """The edits of a report's fixes, each made when it is asked for and then kept.

    `make` makes them, None for a fix that cannot be made.
    """

    def __init__(self, make: Callable[[Finding, Fix], tuple[TextEdit, ...] | None]) -> None:
        self._make = make
        # The fixes are kept too: another one must not take the identity of one that is gone.
        self._made: dict[int, tuple[Fix, tuple[TextEdit, ...] | None]] = {}

    def __call__(self, finding: Finding, fix: Fix) -> tuple[TextEdit, ...] | None:
        if id(fix) not in self._made:
            self.keep(fix, self._make(finding, fix))
        return self._made[id(fix)][1]

    def keep(self, fix: Fix, made: tuple[TextEdit, ...] | None) -> None:
        """Let `made` be the fix's edits."""
        self._made[id(fix)] = fix, made

    def __contains__(self, fix: Fix) -> bool:
        return id(fix) in self._made


class _Statement(msgspec.Struct, frozen=True, array_like=True):
    path: str
    text: str
    line: int


class _Place(msgspec.Struct, frozen=True, array_like=True):
    """`statement` is its number in the report."""

    statement: int
    line: int
    byte: int
    end_line: int
    end_byte: int


class _Fix(msgspec.Struct, frozen=True, array_like=True):
    """`edits` is None where nobody has asked for them, and empty where the fix cannot be made."""

    title: str
    safety: Safety
    edits: tuple[TextEdit, ...] | None


class _Finding(msgspec.Struct, frozen=True, array_like=True):
    code: str
    name: str
    severity: Severity
    message: str
    place: _Place
    construct: str | None
    fixes: tuple[_Fix, ...]
    related: tuple[tuple[_Place, str], ...]
    data_date: str | None


class _Report(msgspec.Struct, frozen=True, array_like=True):
    statements: tuple[_Statement, ...]
    findings: tuple[_Finding, ...]
    errors: tuple[FileError, ...]
    assemblies: tuple[Assembly, ...]
    terraform: TerraformVersion | None
    file_count: int


def pack(report: Report, edits: Edits) -> bytes:
    """The report, with those edits that have been made."""
    statements: dict[Statement, int] = {}

    def place(of: Place) -> _Place:
        return _Place(statements.setdefault(of.statement, len(statements)), of.line, of.byte, of.end_line, of.end_byte)

    def fix(finding: Finding, it: Fix) -> _Fix:
        return _Fix(it.title, it.safety, (edits(finding, it) or ()) if it in edits else None)

    findings = tuple(
        _Finding(
            it.code,
            it.name,
            it.severity,
            it.message,
            place(it.place),
            it.construct,
            tuple(fix(it, each) for each in it.fixes),
            tuple((place(each.place), each.message) for each in it.related),
            it.data_date,
        )
        for it in report.findings
    )
    listed = tuple(_Statement(it.path, it.text, it.line) for it in statements)
    stored = _Report(listed, findings, report.errors, report.assemblies, report.terraform, report.file_count)
    return msgspec.msgpack.encode(stored)


def unpack(data: bytes, folder: str, edits: Edits) -> Report:
    """The report, its paths shown relative to `folder`; `edits` gets those that had been made.

    Raises msgspec.DecodeError where `data` is not what `pack` wrote.
    """
    stored = msgspec.msgpack.decode(data, type=_Report)
    statements = [Statement(it.path, it.text, Kind.SIMPLE, None, line=it.line) for it in stored.statements]

    def place(of: _Place) -> Place:
        return Place(statements[of.statement], of.line, of.byte, of.end_line, of.end_byte)

    def fix(of: _Fix) -> Fix:
        made = Fix(of.title, of.safety, ())
        if of.edits is not None:
            edits.keep(made, of.edits or None)
        return made

    findings = tuple(
        Finding(
            it.code,
            it.name,
            it.severity,
            it.message,
            place(it.place),
            it.construct,
            tuple(map(fix, it.fixes)),
            tuple(Related(place(where), message) for where, message in it.related),
            it.data_date,
        )
        for it in stored.findings
    )
    return Report(folder, findings, stored.errors, stored.assemblies, stored.terraform, stored.file_count)
