"""What is interrupted anywhere ends, when it is done again, like what never was."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from engine.test_remembered import CASES, Checks
from presynth import interruption
from presynth.catalog.catalog import Catalog
from program.edits import edited


class After:
    """A signal that is set when it has been asked so often."""

    def __init__(self, times: int) -> None:
        self.left = times

    def is_set(self) -> bool:
        self.left -= 1
        return self.left < 0


@pytest.mark.parametrize("case", CASES[::4], ids=lambda path: path.stem)
def test_interrupted_checks_end_like_a_fresh_start(case: Path) -> None:
    catalog = Catalog.load()
    rng = random.Random(case.stem)
    path = f"/project/{case.name}"
    checks = Checks(catalog, path)
    text = original = case.read_text(encoding="utf-8")
    interrupted = 0
    for _ in range(6):
        for _ in range(3):
            try:
                with interruption.until(After(rng.randrange(200))):
                    checks.told(text)
            except interruption.Interrupted:
                interrupted += 1
            text = edited(text, rng)
        assert checks.told(text) == Checks(catalog, path).told(text)
        text = original
    assert interrupted


def test_nothing_stops_where_nobody_listens() -> None:
    interruption.point()
    with pytest.raises(interruption.Interrupted), interruption.until(After(0)):
        interruption.point()
    interruption.point()
