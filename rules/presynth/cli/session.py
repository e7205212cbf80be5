"""What the commands that judge files have in common."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from presynth.catalog.cache import Cache
from presynth.catalog.environment import has_bindings
from presynth.cli.errors import UsageError
from presynth.config.configuration import Configuration
from presynth.config.errors import ConfigurationError
from presynth.engine import Analysis, Workspace
from presynth.findings import Finding, Fix, Severity, TextEdit
from presynth.fixes.edits import edits
from presynth.fixes.refusal import FixRefused
from presynth.report.model import FileError, Report, in_order
from presynth.source.statement import Position, Range

_KEYS = ("python", "terraform-version", "opentofu-version", "as-of", "select", "extend-select", "ignore")


def absolute(path: Path) -> Path:
    """`path` from the working directory, without `..`, links not followed."""
    return Path(os.path.abspath(path))


def configuration(options: argparse.Namespace) -> Configuration:
    """The configuration that the command line asks for. Raises UsageError and ConfigurationError."""
    if options.python is not None and not has_bindings(absolute(Path(options.python).expanduser())):
        raise UsageError(f"--python {options.python}: no binding of providers is installed there")
    given: dict[str, object] = {key: getattr(options, key.replace("-", "_"), None) for key in _KEYS}
    file = None if options.config is None else absolute(options.config)
    return Configuration(Path.cwd(), given, file=file, isolated=options.isolated)


def workspace(found: Configuration, cache: Path | None = None) -> Workspace:
    """What checks files for one command; packed indexes are kept in the folder `cache`, the user's by default."""
    return Workspace(found, folder=Path.cwd(), cache=None if cache is None else Cache(cache))


def edits_in(judge: Workspace) -> Callable[[Finding, Fix], tuple[TextEdit, ...] | None]:
    """What makes the edits of a finding's fix in the texts that `judge` has; None for one that cannot be made."""

    def make(finding: Finding, fix: Fix) -> tuple[TextEdit, ...] | None:
        try:
            return edits(fix, judge.documents.source, judge.project(finding.place.path).catalog)
        except FixRefused:
            return None

    return make


def report(analysis: Analysis) -> Report:
    """The outcome of a check, in the order it is shown in."""
    folder = os.getcwd()
    reports = analysis.reports.values()
    return Report(
        folder,
        in_order((finding for it in reports for finding in it.findings), folder),
        tuple(error for it in reports for error in it.errors),
        analysis.assemblies,
        analysis.terraform,
        len(analysis.reports),
    )


def status(outcome: Report, exit_zero: bool) -> int:
    """The exit status: 2 where no file could be judged, 1 where there is a problem, else 0."""
    unread = {error.path for error in outcome.errors if error.range is None}
    if len(unread) >= outcome.file_count:
        return 2
    bad = outcome.count(Severity.ERROR, Severity.WARNING) > 0 or bool(outcome.errors)
    return int(bad and not exit_zero)


def broken_configuration(error: ConfigurationError) -> Report:
    """What there is to report when the configuration cannot be used."""
    line = error.line and Range(Position(error.line, 0), Position(error.line + 1, 0))
    return Report(os.getcwd(), errors=(FileError(str(error.path or ""), line or None, error.message),))


def missing(paths: Sequence[Path]) -> list[Path]:
    """The paths that do not exist."""
    return [path for path in paths if not path.exists()]
