"""Writes docs/performance.md from the numbers that run.py has written.

python benchmarks/write_page.py numbers.json
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from table import USUAL, edits, one_number, table

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
REASONS = Path(__file__).parent / "reasons.md"


class Goal(NamedTuple):
    """What presynth should reach: `reached` from the numbers, None where they do not tell."""

    what: str
    number: Callable[[dict[str, Any]], float | None]
    limit: float
    unit: str = "ms"


def page(measured: dict[str, Any], reasons: str) -> str:
    """The whole page. `reasons` is what there is to say of goals that were missed."""
    machine, versions = measured["machine"], measured["versions"]
    peers = ", ".join(f"{name} {versions[name]}" for name in measured["servers"] if name in versions)
    return f"""\
# Performance

Measured on {machine["date"]} with `benchmarks/run.py`: presynth and {peers}, over the same generated files, with the
same client, in one run, one after the other. The machine: {machine["processor"]}, {machine["cores"]} cores,
{machine["system"]}, Python {machine["python"]}; other work kept it busy with a load of {machine["load"]} when it began,
so that ratios say more than milliseconds. In brackets: how many times presynth's number it is.

{table(measured)}

The edits are what people do: characters typed into a name inside a call and taken away again, a bracket opened and
closed, a block pasted and removed; "a constant that everything uses" is the prefix of nearly every name in the stack.
The time is from the edit sent to its diagnostics received. What the servers do with it differs: ty and basedpyright
find type errors, ruff style, jedi-language-server syntax errors, presynth what its rules find.

## Goals

{chr(10).join(_goals(measured))}

{reasons}"""


def _goals(measured: dict[str, Any]) -> Iterator[str]:
    yield "| goal | limit | measured | |"
    yield "| --- | --- | --- | --- |"
    for goal in GOALS:
        number = goal.number(measured)
        if number is not None:
            verdict = "reached" if number <= goal.limit else "missed"
            yield f"| {goal.what} | {goal.limit:,g} {goal.unit} | {number:,.4g} {goal.unit} | {verdict} |"


def _own(shown: Callable[[dict[str, Any]], float | None]) -> Callable[[dict[str, Any]], float | None]:
    return lambda measured: shown(measured["servers"].get("presynth", {}))


def _share_of(peer: str) -> Callable[[dict[str, Any]], float | None]:
    """The median edit at 3,500 lines, as a part of what a peer takes."""
    shown = edits("3500", USUAL, 0.5)

    def part(measured: dict[str, Any]) -> float | None:
        own, other = (shown(measured["servers"].get(name, {})) for name in ("presynth", peer))
        return None if own is None or other is None else own / other

    return part


def _command(name: str) -> Callable[[dict[str, Any]], float | None]:
    return lambda measured: measured["check"][name] / measured["check"]["ty"] if "check" in measured else None


GOALS = (
    Goal("edit, 3,500 lines: median", _own(edits("3500", USUAL, 0.5)), 15),
    Goal("edit, 3,500 lines: p95", _own(edits("3500", USUAL, 0.95)), 40),
    Goal("the same median, of ty's", _share_of("ty"), 0.5, "x"),
    Goal("the same median, of basedpyright's", _share_of("basedpyright"), 0.02, "x"),
    Goal("a constant that everything uses: median", _own(edits("3500", ("constant",), 0.5)), 150),
    Goal("edit, 300 lines: p95", _own(edits("300", USUAL, 0.95)), 10),
    Goal("start to first diagnostics, 3,500 lines", _own(one_number("start 3500", 1000)), 1000),
    Goal("memory after many edits", _own(one_number("memory after", 1)), 150, "MB"),
    Goal("`presynth check` without its memory, of `ty check`", _command("cold"), 2, "x"),
    Goal("`presynth check` with it, of `ty check`", _command("remembered"), 1, "x"),
)


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description="Write docs/performance.md.")
    parser.add_argument("numbers", type=Path)
    measured = json.loads(parser.parse_args().numbers.read_text())
    PAGE.write_text(page(measured, REASONS.read_text()))


if __name__ == "__main__":
    main()
