"""An evaluation that remembers says what one that starts anew would say, whatever is typed."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from presynth.catalog.catalog import Catalog
from presynth.program.events import Construction
from presynth.program.program import Evaluator, Program
from presynth.source.file import SourceFile
from program.edits import edited

CASES = sorted((Path(__file__).parent.parent / "truth" / "cases" / "good").glob("*.py"))
CHANGES = 12


class Typist:
    """Evaluates a text again and again, as an editor would have it."""

    def __init__(self, catalog: Catalog, path: str) -> None:
        self._path = path
        self._source: SourceFile | None = None
        self._evaluator = Evaluator(catalog, [str(Path(path).parent)], lambda _: self._source)

    def program(self, text: str) -> Program:
        self._source = SourceFile.parse(self._path, text, self._source)
        return self._evaluator.evaluate([self._path])


def _told(program: Program) -> list[object]:
    """Everything that rules could see, in comparable form."""
    told: list[object] = []
    for run in program.runs:
        for event in run.events:
            address = (
                program.addresses.of(event.instance) if isinstance(event, Construction) and event.instance else None
            )
            values = [repr(a.name) + _shown(a.value) for a in getattr(event, "arguments", ())]
            told.append((type(event).__name__, event.place.range, len(event.conditions), address, values))
    return told


def _shown(value: object) -> str:
    """A value without the identities in it."""
    if hasattr(value, "__struct_fields__"):
        fields = [
            name for name in value.__struct_fields__ if name not in ("cell", "type", "frame", "statement", "node")
        ]
        return f"{type(value).__name__}({', '.join(_shown(getattr(value, name)) for name in fields)})"
    if isinstance(value, tuple):
        return f"({', '.join(map(_shown, value))})" if not hasattr(value, "range") else str(value.range)
    return repr(value) if isinstance(value, str | int | float | bool | None) else type(value).__name__


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_edits_end_like_a_fresh_start(case: Path) -> None:
    catalog = Catalog.load()
    rng = random.Random(case.stem)
    original = case.read_text(encoding="utf-8")
    path = f"/project/{case.name}"
    typist = Typist(catalog, path)
    text = original
    for _ in range(CHANGES):
        told = _told(typist.program(text))
        assert told == _told(Typist(catalog, path).program(text))
        text = original if rng.random() < 0.3 else edited(text, rng)
