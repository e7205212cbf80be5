"""The benchmarks measure what they say. How long anything takes is not tested."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

BENCHMARKS = Path(__file__).parent.parent.parent / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))

import measures  # noqa: E402
import servers  # noqa: E402
import typing_user  # noqa: E402
import write_page  # noqa: E402
from generate_stack import generate  # noqa: E402

KINDS = (typing_user.typed, typing_user.brackets, typing_user.pasted, typing_user.constant)
Kind = Callable[[str, int], Iterator[Any]]


def _after(text: str, change: dict[str, Any]) -> str:
    lines = text.splitlines(keepends=True)
    where = change["range"]
    first, last = where["start"], where["end"]
    before = "".join(lines[: first["line"]]) + lines[first["line"]][: first["character"]]
    return before + change["text"] + lines[last["line"]][last["character"] :] + "".join(lines[last["line"] + 1 :])


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_edits_change_the_text_each_time_and_end_where_they_began(kind: Kind) -> None:
    original = text = generate(measures.SMALL)
    texts = [original]
    for edit in kind(original, 16):
        text = _after(text, edit.change)
        texts.append(text)
    assert all(before != after for before, after in pairwise(texts))
    assert text == original


def test_brackets_are_opened_and_closed() -> None:
    text = generate(measures.SMALL)
    lines: list[str] = []
    for edit in typing_user.brackets(text, 2):
        text = _after(text, edit.change)
        lines.append(text.split("\n")[edit.line].strip())
    assert [line.count("(") - line.count(")") for line in lines] == [1, 0]


def test_sizes_are_what_they_are_called() -> None:
    assert 290 <= generate(measures.SMALL).count("\n") <= 310
    assert 3450 <= generate(measures.LARGE).count("\n") <= 3550


def test_presynth_is_measured(tmp_path: Path) -> None:
    server = servers.Server("presynth", servers.presynth("server"), "", environment=servers.PRESYNTH_PATH)
    session = measures.Session(server, tmp_path, measures.SMALL)
    try:
        times = session.edits(typing_user.typed(session.text, 3))
        assert session.start > max(times) > 0
        assert session.client.memory() > 20
    finally:
        session.client.close()
    assert session.client.process.returncode == 0


NUMBERS: dict[str, Any] = {
    "machine": {"processor": "X", "cores": 2, "system": "L", "python": "3", "load": 0, "date": "2026-11-29"},
    "versions": {"ty": "0.1"},
    "servers": {
        "presynth": {"typed 3500": [0.010] * 10, "start 3500": 2.0},
        "ty": {"typed 3500": [0.040] * 10, "start 3500": 0.5},
        "ruff": {"error": "it fell"},
    },
    "check": {"cold": 1.0, "remembered": 0.2, "ty": 0.5},
}


def test_the_page_has_ratios_and_says_what_was_missed() -> None:
    page = write_page.page(NUMBERS, "because")
    assert "| edit to diagnostics, 3,500 lines: median, ms | 10 | 40 (x 4.0) | - |" in page
    assert "| edit, 3,500 lines: median | 15 ms | 10 ms | reached |" in page
    assert "| start to first diagnostics, 3,500 lines | 1,000 ms | 2,000 ms | missed |" in page
    assert "| `presynth check` | 1.00 | x 2.0 |" in page
    assert "ruff: it fell" in page
    assert page.endswith("because")
