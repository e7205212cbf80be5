"""The command's own process looks for no garbage; one that merely calls it goes on as before."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("call", "looks"), [("main()", "False"), ("main(['rules'])", "True")])
def test_who_looks_for_garbage(call: str, looks: str) -> None:
    program = f"import gc, sys; from presynth.cli import main; {call}; print(gc.isenabled(), file=sys.stderr)"
    ran = subprocess.run(
        [sys.executable, "-c", program, "rules"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "rules")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stderr.strip() == looks
