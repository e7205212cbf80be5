"""Several projects checked at the same time, each by one process."""

from __future__ import annotations

import argparse
import multiprocessing
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import chain
from pathlib import Path

from presynth.cli import session
from presynth.cli.stored import Edits, pack, unpack
from presynth.engine.layout import project_folder
from presynth.report.model import Report, in_order


def shares(paths: Sequence[str], most: int) -> list[list[str]]:
    """The paths in at most so many parts, as equal as they can be without dividing a project."""
    projects: dict[str, list[str]] = {}
    for path in paths:
        projects.setdefault(project_folder(path), []).append(path)
    parts: list[list[str]] = [[] for _ in range(min(most, len(projects)))]
    for project in sorted(projects.values(), key=len, reverse=True):
        min(parts, key=len).extend(project)
    return parts


def check(
    options: argparse.Namespace, parts: Sequence[Sequence[str]], cache: Path | None, edits: Edits, with_edits: bool
) -> Report:
    """Check each of the parts in a process of its own; returns one report. Raises ConfigurationError.

    `edits` gets those of all fixes where `with_edits` is set.
    """
    folder = os.getcwd()
    # Forking is not safe everywhere, and not there on Windows.
    with ProcessPoolExecutor(len(parts), multiprocessing.get_context("spawn")) as pool:
        jobs = [pool.submit(_part, options, part, cache, with_edits) for part in parts]
        reports = [unpack(job.result(), folder, edits) for job in jobs]
    return replace(
        reports[0],
        findings=in_order(chain.from_iterable(report.findings for report in reports), folder),
        errors=tuple(chain.from_iterable(report.errors for report in reports)),
        assemblies=tuple(dict.fromkeys(chain.from_iterable(report.assemblies for report in reports))),
        terraform=next((report.terraform for report in reports if report.terraform), None),
        file_count=sum(report.file_count for report in reports),
    )


def _part(options: argparse.Namespace, paths: Sequence[str], cache: Path | None, with_edits: bool) -> bytes:
    """The report on some paths, packed."""
    workspace = session.workspace(session.configuration(options), cache)
    report = session.report(workspace.check(paths))
    edits = Edits(session.edits_in(workspace))
    if with_edits:
        for finding in report.findings:
            for fix in finding.fixes:
                edits(finding, fix)
    return pack(report, edits)
