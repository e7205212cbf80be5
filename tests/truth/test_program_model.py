"""presynth's model of a program, laid beside what the real synth writes.

For every good case and the example stack: which constructs presynth sees, and how many of the argument values that are
no tokens it knows. What it believes to know and is not so fails.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from presynth.config.configuration import Configuration
from presynth.engine import Workspace
from truth import model, program_model
from truth.cases import Case, good_cases
from truth.oracle import Oracle, read_project

pytestmark = pytest.mark.truth

PAYMENTS = Case("payments", read_project(Path(__file__).parent / "payments_fixed"))
_META = {"//", "depends_on", "provider", "lifecycle", "provisioner", "connection", "count", "for_each"}


@dataclass
class Share:
    """How much of a stack presynth knows."""

    constructs: int = 0
    seen: int = 0
    values: int = 0
    known: int = 0

    def __str__(self) -> str:
        return f"constructs seen {self.seen} of {self.constructs}, values known {self.known} of {self.values}"


def _share(oracle: Oracle, case: Case, folder: Path) -> tuple[Share, list[str]]:
    """The share, and what presynth takes for known that is otherwise."""
    for name, text in case.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    workspace = Workspace(Configuration(folder, isolated=True), folder=folder)
    paths = [str(path) for path in sorted(folder.rglob("*.py"))]
    believed = program_model.facts(workspace.project(paths[0]).program(paths))
    answer = oracle.ask(case.request)
    assert answer["outcome"] == "ok", answer["error"]
    share, wrong = Share(), []
    for stack, written in answer["stacks"].items():
        for address, arguments in model.facts(written).items():
            if address.startswith("backend") or "cross-stack" in address:
                continue
            share.constructs += 1
            mine = believed.get(stack, {}).get(address)
            share.seen += mine is not None
            for path, value in arguments.items():
                if (path and path[0] in _META) or isinstance(value, model.Token):
                    continue
                share.values += 1
                if mine is not None and path in mine:
                    share.known += mine[path] == value
                    wrong += [f"{address} {path}: {mine[path]!r} is {value!r}"] if mine[path] != value else []
    return share, wrong


def test_good_cases(oracle: Oracle, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    total = Share()
    faults: list[str] = []
    for case in good_cases():
        share, wrong = _share(oracle, case, tmp_path / case.name)
        faults += [f"{case.name}: {each}" for each in wrong]
        total = Share(
            total.constructs + share.constructs,
            total.seen + share.seen,
            total.values + share.values,
            total.known + share.known,
        )
    with capsys.disabled():
        print(f"\nprogram model, good cases: {total}")
    assert faults == []
    assert total.seen >= 0.9 * total.constructs
    assert total.known >= 0.85 * total.values


def test_example_stack(oracle: Oracle, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    share, wrong = _share(oracle, PAYMENTS, tmp_path)
    with capsys.disabled():
        print(f"\nprogram model, example stack: {share}")
    assert wrong == []
    assert share.seen >= 0.95 * share.constructs
    assert share.known >= 0.8 * share.values
