"""Files that have nothing to do with one another, checked at the same time."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import chain
from multiprocessing.context import BaseContext
from pathlib import Path

from presynth.cli import garbage, session
from presynth.cli.memory import Reading
from presynth.cli.stored import Edits, pack, unpack
from presynth.engine import Workspace
from presynth.engine.workspace import Project
from presynth.report.model import Report, in_order

_WORTHWHILE = 100_000
"""Characters that are checked sooner by one process than another one is started."""


def processes(jobs: int | None, paths: Sequence[str]) -> int:
    """How many processes to check with: as many as asked for, else as many as pay off."""
    if jobs is not None:
        return jobs
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return max(1, min(cores, sum(map(_size, paths)) // _WORTHWHILE))


def shares(workspace: Workspace, paths: Sequence[str], most: int) -> list[list[str]]:
    """The paths in at most so many parts, of which none has to do with another, as equal as they can be."""
    if most == 1:
        return [[*paths]]
    projects: dict[Project, list[str]] = {}
    for path in paths:
        projects.setdefault(workspace.project(path), []).append(path)
    groups = (
        [path for path in members if path in group]
        for project, members in projects.items()
        for group in project.groups(members)
    )
    weighed = sorted(((sum(map(_size, group)), group) for group in groups if group), reverse=True)
    parts: list[list[str]] = [[] for _ in range(min(most, len(weighed)))]
    weights = [0] * len(parts)
    for weight, group in weighed:
        lightest = weights.index(min(weights))
        parts[lightest].extend(group)
        weights[lightest] += weight
    return parts


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except (OSError, ValueError):
        return 0


def check(
    options: argparse.Namespace, parts: Sequence[Sequence[str]], cache: Path | None, edits: Edits, with_edits: bool
) -> tuple[Report, set[str]]:
    """Check each of the parts in a process of its own; returns one report, and the files that it rests on.

    `edits` gets those of all fixes where `with_edits` is set. Raises ConfigurationError.
    """
    folder = os.getcwd()
    with ProcessPoolExecutor(len(parts), _context()) as pool:
        jobs = [pool.submit(_part, options, part, cache, with_edits) for part in parts]
        results = [job.result() for job in jobs]
    reports = [unpack(data, folder, edits) for data, _ in results]
    report = replace(
        reports[0],
        findings=in_order(chain.from_iterable(report.findings for report in reports), folder),
        errors=tuple(sorted(chain.from_iterable(report.errors for report in reports), key=lambda it: it.path)),
        assemblies=tuple(dict.fromkeys(chain.from_iterable(report.assemblies for report in reports))),
        terraform=next((report.terraform for report in reports if report.terraform), None),
        file_count=sum(report.file_count for report in reports),
    )
    return report, set[str]().union(*(asked for _, asked in results))


def _context() -> BaseContext:
    """How processes are started: by forking, which costs nothing, where that is safe."""
    alone = threading.active_count() == 1
    return multiprocessing.get_context("fork" if sys.platform == "linux" and alone else "spawn")


def _part(
    options: argparse.Namespace, paths: Sequence[str], cache: Path | None, with_edits: bool
) -> tuple[bytes, set[str]]:
    """The report on some paths, packed, and the files that it rests on."""
    garbage.never_collect()
    workspace = session.workspace(session.configuration(options), cache)
    documents = workspace.documents = Reading()
    report = session.report(workspace.check(paths))
    edits = Edits(session.edits_in(workspace))
    if with_edits:
        for finding in report.findings:
            for fix in finding.fixes:
                edits(finding, fix)
    return pack(report, edits), documents.asked
