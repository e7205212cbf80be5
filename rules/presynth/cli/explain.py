"""`presynth explain FILE:LINE`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from presynth.cli import session
from presynth.cli.errors import UsageError
from presynth.cli.rules import named, page
from presynth.program.events import Construction
from presynth.program.program import Program
from presynth.report import text_format
from presynth.report.model import Report
from presynth.report.style import Style, printable, wants_color
from presynth.report.values import UNKNOWN, shown


def run(options: argparse.Namespace) -> int:
    """Print what is known of a line: its constructs with their values, its findings with their rules' pages.

    Raises UsageError and ConfigurationError.
    """
    file: Path
    line: int
    file, line = options.place
    path = str(session.absolute(file))
    workspace = session.workspace(session.configuration(options))
    analysis = workspace.check([path])
    unread = [error.message for error in analysis.reports[path].errors if error.range is None]
    if unread:
        raise UsageError(f"{file} cannot be read: {unread[0]}")
    program = workspace.project(path).program([path])
    blocks = ["\n".join(_construct(program, event)) for event in _constructions(program, path, line)]
    findings = [it for it in analysis.reports[path].findings if _covers(it.place.range, line)]
    if findings:
        style = Style(wants_color("auto", sys.stdout))
        blocks.append(text_format.render(Report(os.getcwd(), tuple(findings)), style).rstrip("\n"))
        blocks += ["\n".join(page(named(code))) for code in dict.fromkeys(it.code for it in findings)]
    print("\n\n".join(blocks) if blocks else f"{file}:{line}: no construct and no finding")
    return 0


def _constructions(program: Program, path: str, line: int) -> Iterator[Construction]:
    """What is constructed by the innermost calls that reach over the line; a call that runs often comes each time."""
    around = [it for it in program.constructions if it.place.path == path and _covers(it.place.range, line)]
    height = min((_height(it) for it in around), default=0)
    return (it for it in around if _height(it) == height)


def _height(event: Construction) -> int:
    start, end = event.place.range
    return end.line - start.line


def _covers(range_: tuple[tuple[int, int], tuple[int, int]], line: int) -> bool:
    (first, _), (last, _) = range_
    return first <= line <= last


def _construct(program: Program, event: Construction) -> Iterator[str]:
    address = program.addresses.of(event.instance) if event.instance else None
    yield printable(f"{address + ': ' if address else ''}{event.type.name} of {event.type.module}")
    given = [(it.name or "*", shown(it.value, program.addresses)) for it in event.arguments.items]
    if event.arguments.open:
        given.append(("**", UNKNOWN))
    width = max((len(name) for name, _ in given), default=0)
    for name, value in given:
        yield printable(f"  {name:<{width}}  {value}")
