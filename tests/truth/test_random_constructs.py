"""Of constructs drawn at random, presynth says what the real packages make of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from presynth.config.configuration import Configuration
from presynth.engine import Workspace
from truth.bindings import Real
from truth.random_constructs import Generator, own_verdicts, program, real_verdicts

pytestmark = pytest.mark.truth

CASES = 50


@pytest.mark.parametrize("strange", [0.0, 0.01, 0.02, 0.04, 0.08])
@pytest.mark.parametrize("seed", [1, 2])
def test_verdicts_are_those_of_the_real_packages(real: Real, tmp_path: Path, seed: int, strange: float) -> None:
    main = tmp_path / "main.py"
    workspace = Workspace(Configuration(tmp_path, {"python": real.python}, isolated=True), folder=tmp_path)
    project = workspace.project(str(main))
    cases = Generator(project.catalog, real.binding, seed, strange).cases(CASES)
    main.write_text(real.binding.translated({"main.py": program(cases)})["main.py"], encoding="utf-8")
    own = own_verdicts(cases, project.program([str(main)]))
    true = real_verdicts(cases, real)
    wrong: list[str] = []
    for case in cases:
        verdict, why = true[case.name]
        # What synth makes of objects inside of `any` is no question of types.
        unsure = verdict == "synth" or (own[case.name] == "lost" and case.hides)
        if own[case.name] != verdict and not unsure:
            wrong.append(f"{case.code}\n  presynth: {own[case.name]}, in truth: {verdict} {why}")
    assert not wrong, "\n".join(wrong)
