"""Whatever is typed, wherever it breaks off: every question has an answer, and none is an exception."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assist.conftest import Desk
from presynth.assist.completion import completions
from presynth.assist.definition import definitions
from presynth.assist.hover import hover
from presynth.assist.occurrences import occurrences
from presynth.assist.point import Point
from presynth.assist.rename import RenameRefused, rename
from presynth.assist.signature import signature

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


QUESTIONS: tuple[Callable[[Point], object], ...] = (
    completions,
    hover,
    signature,
    definitions,
    occurrences,
    renamed,
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
