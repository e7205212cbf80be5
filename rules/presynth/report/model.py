"""What there is to report."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from presynth.catalog.types import Assembly
from presynth.findings import Finding, Fix, Severity, TextEdit
from presynth.source.statement import Range
from presynth.terraform.version import TerraformVersion


class FileError(NamedTuple):
    """Why a file could not be judged, or not wholly. `range` is None where the whole file is meant."""

    path: str
    range: Range | None
    message: str


@dataclass(frozen=True)
class Report:
    """The outcome of one run.

    `findings` and `errors` come in the order they are reported in; `file_count` is how many files were looked at.
    `folder` is the absolute working directory, which paths are shown relative to.
    """

    folder: str
    findings: tuple[Finding, ...] = ()
    errors: tuple[FileError, ...] = ()
    assemblies: tuple[Assembly, ...] = ()
    terraform: TerraformVersion | None = None
    file_count: int = 0

    def shown(self, path: str) -> str:
        """`path` relative to the working directory, with `/`; absolute when it is outside it."""
        return shown_path(path, self.folder)

    def count(self, *severities: Severity) -> int:
        """How many findings are this bad."""
        return sum(finding.severity in severities for finding in self.findings)


Edits = Callable[[Finding, Fix], tuple[TextEdit, ...] | None]
"""The edits that make a finding's fix; None for a fix that cannot be made."""


def shown_path(path: str, folder: str) -> str:
    """`path` relative to `folder` where it is inside it, else absolute; with `/`."""
    absolute = os.path.normpath(os.path.join(folder, path))
    inside = absolute.startswith(os.path.join(folder, ""))
    return (os.path.relpath(absolute, folder) if inside else absolute).replace(os.sep, "/")


def in_order(findings: Iterable[Finding], folder: str) -> tuple[Finding, ...]:
    """By path as shown, line, column and code."""
    return tuple(sorted(findings, key=lambda it: (shown_path(it.place.path, folder), it.place.range.start, it.code)))
