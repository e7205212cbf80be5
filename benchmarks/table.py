"""Numbers as a table, with ratios."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from measures import share

USUAL = ("typed", "brackets", "pasted")
"""The kinds of edit that go together; one of a constant is another matter."""
_MANY = 10


def table(measured: dict[str, Any]) -> str:
    """A Markdown table, a column for each server; behind a number, how many times presynth's it is."""
    servers: dict[str, Any] = measured["servers"]
    rows = [["", *servers], ["---"] * (len(servers) + 1)]
    for what, shown in _ROWS:
        numbers = [shown(each) for each in servers.values()]
        if any(number is not None for number in numbers):
            rows.append([what, *_cells(numbers, list(servers))])
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    failed = [f"{name}: {each['error']}" for name, each in servers.items() if "error" in each]
    return "\n".join([*lines, *_commands(measured), *failed])


def _cells(numbers: Sequence[float | None], names: Sequence[str]) -> list[str]:
    own = dict(zip(names, numbers, strict=True)).get("presynth")
    cells: list[str] = []
    for name, number in zip(names, numbers, strict=True):
        ratio = f" ({_times(number / own)})" if number is not None and own and name != "presynth" else ""
        cells.append("-" if number is None else _number(number) + ratio)
    return cells


def _number(number: float) -> str:
    return f"{number:,.0f}" if number >= _MANY else f"{number:.1f}"


def _times(ratio: float) -> str:
    return f"x {ratio:,.0f}" if ratio >= _MANY else f"x {ratio:.1f}"


def _commands(measured: dict[str, Any]) -> list[str]:
    times = measured.get("check")
    if times is None:
        return []
    ty = times["ty"]
    names = {"cold": "`presynth check`", "remembered": "`presynth check`, again", "ty": "`ty check`"}
    return [
        "",
        "| 100 files of 470 lines | seconds | of ty's |",
        "| --- | --- | --- |",
        *(f"| {names[name]} | {seconds:.2f} | {_times(seconds / ty)} |" for name, seconds in times.items()),
    ]


def edits(size: str, kinds: tuple[str, ...], part: float) -> Callable[[dict[str, Any]], float | None]:
    """Reads the time that a part of the edits of some kinds took at most, in ms, out of the numbers of a server."""

    def shown(numbers: dict[str, Any]) -> float | None:
        times = [time for kind in kinds for time in numbers.get(f"{kind} {size}", ())]
        return 1000 * share(times, part) if times else None

    return shown


def _warm(what: str) -> Callable[[dict[str, Any]], float | None]:
    return lambda numbers: 1000 * share(numbers[what][1:], 0.95) if what in numbers else None


def _cold(what: str) -> Callable[[dict[str, Any]], float | None]:
    return lambda numbers: 1000 * numbers[what][0] if what in numbers else None


def one_number(what: str, factor: float) -> Callable[[dict[str, Any]], float | None]:
    """Reads one number of a server."""
    return lambda numbers: factor * numbers[what] if what in numbers else None


_ROWS: tuple[tuple[str, Callable[[dict[str, Any]], float | None]], ...] = (
    ("edit to diagnostics, 3,500 lines: median, ms", edits("3500", USUAL, 0.5)),
    ("p95, ms", edits("3500", USUAL, 0.95)),
    ("a constant that everything uses: median, ms", edits("3500", ("constant",), 0.5)),
    ("p95, ms", edits("3500", ("constant",), 0.95)),
    ("edit to diagnostics, 300 lines: median, ms", edits("300", USUAL, 0.5)),
    ("p95, ms", edits("300", USUAL, 0.95)),
    ("start to first diagnostics, 3,500 lines, ms", one_number("start 3500", 1000)),
    ("the same, 300 lines, ms", one_number("start 300", 1000)),
    ("completion of keywords, 3,500 lines: first, ms", _cold("completion 3500")),
    ("then p95, ms", _warm("completion 3500")),
    ("hover, 3,500 lines: first, ms", _cold("hover 3500")),
    ("then p95, ms", _warm("hover 3500")),
    ("memory with 3,500 lines open, MB", one_number("memory", 1)),
    ("memory after many edits, MB", one_number("memory after", 1)),
    ("number of these edits", one_number("memory edits", 1)),
)
