"""Whatever is typed, wherever it breaks off: every question has an answer, and none is an exception."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assist.conftest import Desk
from presynth.assist.completion import completions
from presynth.assist.definition import definitions
from presynth.assist.hints import hints
from presynth.assist.hover import hover
from presynth.assist.links import links
from presynth.assist.occurrences import occurrences
from presynth.assist.outline import outline
from presynth.assist.point import Point
from presynth.assist.refactoring import refactorings
from presynth.assist.rename import RenameRefused, rename
from presynth.assist.signature import signature
from presynth.config.settings import Settings
from presynth.fixes import FixRefused, edits
from presynth.source.statement import Position, Range

CASES = Path(__file__).parents[1] / "truth" / "cases" / "good"
FILES = ("comprehensions.py", "modern_python.py", "user_data.py", "state_machine.py")
TYPED = ("", "(", ")", ".", ", ", "=", '"', "'" * 3, "{", "[", "f'{", "\\\n", "# ", "🪣", "def ", "lambda ")
STEP = 61
"""Characters from one place to the next; no multiple of anything, so that all kinds of places come."""


def renamed(point: Point) -> object:
    """A rename, or its refusal."""
    try:
        return rename(point, "another_name")
    except RenameRefused as refusal:
        return refusal


def outlined(point: Point) -> object:
    """The outline of the file."""
    return outline(point.program, point.source)


def hinted(point: Point) -> object:
    """All hints in the file."""
    everywhere = Range(Position(1, 0), point.lines.end)
    return hints(point.program, point.outcome, point.source, everywhere, Settings(Path()))


def linked(point: Point) -> object:
    """All links in the file."""
    return links(point.program, point.path)


def rewritten(point: Point) -> object:
    """The edits of all refactorings there are, or that there are none."""
    found: list[object] = []
    for fix in refactorings(point):
        try:
            found.append(edits(fix, point.program.source, point.catalog))
        except FixRefused as refusal:
            found.append(refusal)
    return found


QUESTIONS: tuple[Callable[[Point], object], ...] = (
    completions,
    hover,
    signature,
    definitions,
    occurrences,
    renamed,
    outlined,
    hinted,
    linked,
    rewritten,
)


@pytest.mark.parametrize("name", FILES)
def test_every_place_of_a_file_that_breaks_off_there(desk: Desk, name: str) -> None:
    text = (CASES / name).read_text(encoding="utf-8").replace("|", "/")
    for number, at in enumerate(range(0, len(text), STEP)):
        point = desk.point(f"{text[:at]}{TYPED[number % len(TYPED)]}|")
        for ask in QUESTIONS:
            ask(point)


@pytest.mark.parametrize("name", FILES)
def test_every_place_of_a_file_with_something_typed_there(desk: Desk, name: str) -> None:
    text = (CASES / name).read_text(encoding="utf-8").replace("|", "/")
    for number, at in enumerate(range(0, len(text), STEP)):
        point = desk.point(f"{text[:at]}{TYPED[number % len(TYPED)]}|{text[at:]}")
        for ask in QUESTIONS:
            ask(point)
