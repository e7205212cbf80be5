"""Fixtures of the tests that run the real packages."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1]))

from truth.oracle import Oracle

# Some cases are tests themselves; they are the oracle's to run.
collect_ignore = ["cases"]


def truth_python() -> str | None:
    """The interpreter of an environment with cdktf and its AWS provider, if there is one.

    `PRESYNTH_TRUTH_PYTHON` names it; else it is the one that runs the tests, where the `truth` extra is installed.
    """
    named = os.environ.get("PRESYNTH_TRUTH_PYTHON")
    if named:
        return named
    return sys.executable if importlib.util.find_spec("cdktf_cdktf_provider_aws") else None


@pytest.fixture(scope="session")
def oracle() -> Iterator[Oracle]:
    python = truth_python()
    if python is None:
        pytest.skip("no environment with cdktf: install the truth extra or set PRESYNTH_TRUTH_PYTHON")
    if shutil.which("node") is None:
        pytest.skip("no Node.js, which jsii needs")
    with Oracle(python) as asked:
        yield asked
