"""What was typed over is forgotten: memory does not grow with the edits that somebody makes."""

from __future__ import annotations

import gc
import re
from pathlib import Path

import pytest

from engine.test_remembered import Checks
from presynth.catalog.catalog import Catalog
from presynth.program.events import Event
from presynth.source.statement import Statement

CASE = Path(__file__).parent.parent / "truth" / "cases" / "good" / "one_class.py"
CHANGES = 30


def _alive() -> int:
    """How many statements and events there are, of any text that was ever checked."""
    gc.collect()
    return sum(isinstance(each, Event | Statement) for each in gc.get_objects())


@pytest.mark.parametrize("what", ["x", "("])
def test_what_was_typed_over_is_forgotten(what: str) -> None:
    text = CASE.read_text(encoding="utf-8")
    checks = Checks(Catalog.load(), f"/project/{CASE.name}")
    places = [match.end() for match in re.finditer('"[a-z]', text)]

    def type_for_a_while() -> int:
        for number in range(CHANGES):
            place = places[number % len(places)]
            checks.told(text[:place] + what * (1 + number // len(places)) + text[place:])
            checks.told(text)
        return _alive()

    type_for_a_while()
    type_for_a_while()  # now what is kept of the last few texts is full
    before = type_for_a_while()
    assert type_for_a_while() < 1.05 * before


def test_nothing_waits_for_the_collector() -> None:
    """A walk of the collector over all there is would hold up everything else for a fifth of a second."""
    text = CASE.read_text(encoding="utf-8")
    checks = Checks(Catalog.load(), f"/project/{CASE.name}")
    checks.told(text)
    gc.collect()
    gc.disable()
    try:
        for match in [*re.finditer('"[a-z]|\n', text)][::15]:
            for what in ("x", "(", "\n        def f():\n"):
                checks.told(text[: match.end()] + what + text[match.end() :])
        checks.told("")
        assert gc.collect() == 0
    finally:
        gc.enable()
