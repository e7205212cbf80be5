"""`presynth check`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import msgspec

from presynth.catalog.cache import default_folder
from presynth.cli import changes, session
from presynth.cli.errors import UsageError
from presynth.cli.memory import Grounds, Memory, Reading
from presynth.cli.parallel import check, processes, shares
from presynth.cli.rules import summary
from presynth.cli.standard_input import print_text, read_standard_input
from presynth.cli.stored import Edits, pack, unpack
from presynth.config.configuration import Configuration
from presynth.config.discovery import python_files
from presynth.config.errors import ConfigurationError
from presynth.findings import Finding, Fix
from presynth.fixes.fixing import Fixer, Outcome
from presynth.report import github, json_format, junit, sarif, text_format
from presynth.report.model import Report
from presynth.report.style import Style, wants_color
from presynth.source.decoding import Decoded

_INPUT = Path("-")
_FOR_PROGRAMS = {"json", "github", "sarif", "junit"}
"""Formats of which nothing else may be on standard output."""
_WITH_EDITS = {"json", "sarif"}


def run(options: argparse.Namespace) -> int:
    """Check what the command line names; returns the exit status. Raises UsageError and ConfigurationError."""
    if _INPUT in options.paths and len(options.paths) > 1:
        raise UsageError("- is standard input, which is checked alone: leave out the other paths")
    if options.stdin_filename and options.paths != [_INPUT]:
        raise UsageError("--stdin-filename goes with -, which reads standard input")
    if options.statistics and options.output_format in _FOR_PROGRAMS:
        raise UsageError("--statistics is text: leave out --output-format")
    try:
        with _cache(options) as cache:
            configuration = session.configuration(options)
            return _Check(options, configuration, cache).run()
    except ConfigurationError as error:
        if options.output_format == "json":
            print(json_format.render(session.broken_configuration(error), _no_edits), end="")
        raise


@contextmanager
def _cache(options: argparse.Namespace) -> Generator[Path | None]:
    """The folder for what is kept between runs: the user's own (None), or one for this run alone."""
    if not options.no_cache:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="presynth-") as folder:
        yield Path(folder)


def _no_edits(_finding: Finding, _fix: Fix) -> None:
    """The edits of fixes in a report without findings."""


class _Check:
    """One run of the command."""

    def __init__(self, options: argparse.Namespace, configuration: Configuration, cache: Path | None) -> None:
        self._options = options
        self._cache = cache
        self._workspace = session.workspace(configuration, cache)
        self._documents = self._workspace.documents = Reading()
        self._edits = Edits(session.edits_in(self._workspace))
        self._style = Style(wants_color(options.color, sys.stdout))
        self._input: Decoded | None = None
        self._paths = self._files(configuration)

    def run(self) -> int:
        """Check, fix if asked to, report; returns the exit status."""
        options = self._options
        if not self._paths:
            return self._nothing_to_check()
        if options.verbose:
            print(f"checking {text_format.plural(len(self._paths), 'file')}", file=sys.stderr)
        if options.diff:
            return self._diff()
        if not options.fix and self._input is None:
            return self._remembered()
        outcome = self._fix() if options.fix else None
        report = session.report(self._workspace.check(self._paths))
        if outcome and self._input is None:
            report = replace(report, errors=(*report.errors, *changes.save(outcome)))
        self._print(report, outcome)
        return self._status(report)

    def _remembered(self) -> int:
        """Report what is known from an earlier run, if nothing has changed since; else check."""
        memory = Memory((self._cache or default_folder()) / "reports")
        grounds = Grounds(self._workspace, self._paths)
        report = self._recalled(memory.get(grounds.key))
        if report is not None:
            self._print(report, None)
            return self._status(report)
        report, read = self._checked()
        self._print(report, None)
        if grounds.cover(read):
            memory.put(grounds.key, pack(report, self._edits))
        return self._status(report)

    def _checked(self) -> tuple[Report, set[str]]:
        """The report, by as many processes as it takes, and the files that it rests on."""
        most = processes(self._options.jobs, self._paths)
        parts = shares(self._workspace, self._paths, most)
        if len(parts) < 2:
            return session.report(self._workspace.check(self._paths)), self._documents.asked
        return check(self._options, parts, self._cache, self._edits, self._options.output_format in _WITH_EDITS)

    def _recalled(self, data: bytes | None) -> Report | None:
        """An earlier run's report; None where there is none that can be shown in the form asked for."""
        if data is None:
            return None
        try:
            report = unpack(data, os.getcwd(), self._edits)
        except (msgspec.DecodeError, IndexError):
            return None
        needs_edits = self._options.output_format in _WITH_EDITS
        complete = all(fix in self._edits for finding in report.findings for fix in finding.fixes)
        return report if complete or not needs_edits else None

    def _files(self, configuration: Configuration) -> list[str]:
        options = self._options
        if options.paths != [_INPUT]:
            return [str(file) for file in python_files(map(session.absolute, options.paths), configuration)]
        path = session.absolute(options.stdin_filename or _INPUT)
        self._input = read_standard_input(path)
        self._workspace.documents.put(str(path), self._input.text)
        return [str(path)]

    def _fix(self) -> Outcome:
        return Fixer(self._workspace, self._paths, unsafe=self._options.unsafe_fixes).run()

    def _diff(self) -> int:
        """Report without changing anything: the changes that `--fix` would make, or what is found now."""
        options = self._options
        if options.output_format in _FOR_PROGRAMS:
            self._print(session.report(self._workspace.check(self._paths)), None)
        outcome = self._fix()
        if options.output_format not in _FOR_PROGRAMS:
            print(changes.difference(outcome, os.getcwd(), self._style), end="")
        if not options.quiet:
            print(*changes.told(outcome, "Would fix"), sep="\n", file=sys.stderr)
        return int(bool(outcome.texts) and not options.exit_zero)

    def _status(self, report: Report) -> int:
        # A path that does not exist is a mistake in the command, whatever the others hold.
        if self._input is None and session.missing(self._options.paths):
            return 2
        return session.status(report, self._options.exit_zero)

    def _nothing_to_check(self) -> int:
        if self._options.output_format == "json":
            print(json_format.render(Report(os.getcwd()), _no_edits), end="")
        named = ", ".join(str(path) for path in self._options.paths)
        print(
            f"presynth: no Python files found in {named}; what is excluded is checked when it is named", file=sys.stderr
        )
        return 2

    def _print(self, report: Report, outcome: Outcome | None) -> None:
        """Print in the form asked for; to standard error where standard output holds the fixed text."""
        options = self._options
        lines = [*changes.told(outcome, "Fixed")] if outcome and not options.quiet else []
        told = "".join(line + "\n" for line in lines)
        if options.output_format in _FOR_PROGRAMS:
            print(self._for_programs(report), end="")
            print(told, end="", file=sys.stderr)
            return
        stream = sys.stdout
        if outcome and self._input:
            path = self._paths[0]
            print_text(self._input, outcome.texts.get(path, self._input.text))
            stream = sys.stderr
        text = self._readable(report) + told + ("" if options.quiet else text_format.summary(report))
        print(text, end="", file=stream)

    def _for_programs(self, report: Report) -> str:
        form = self._options.output_format
        if form == "github":
            return github.render(report)
        if form == "junit":
            return junit.render(report)
        if form == "json":
            return json_format.render(report, self._edits)
        return sarif.render(report, self._edits, [(rule, summary(rule)) for rule in self._workspace.rules])

    def _readable(self, report: Report) -> str:
        if self._options.statistics:
            return text_format.statistics(report, self._style)
        shape = text_format.concise if self._options.output_format == "concise" else text_format.render
        return shape(report, self._style)
