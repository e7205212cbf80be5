"""Fixtures of the tests that run the real packages."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1]))

from truth.bindings import CDKTF, CDKTN, Binding, Real
from truth.oracle import Oracle

# Some cases are tests themselves; they are the oracle's to run.
collect_ignore = ["cases"]


def _installed(binding: Binding) -> Real:
    python = binding.python()
    if python is None:
        pytest.skip(f"no environment with {binding.provider}: {binding.variable} names none")
    if shutil.which("node") is None:
        pytest.skip("no Node.js, which jsii needs")
    return Real(binding, python, Oracle(python))


@pytest.fixture(scope="session")
def cdktf() -> Iterator[Real]:
    real = _installed(CDKTF)
    with real.oracle:
        yield real


@pytest.fixture(scope="session")
def cdktn() -> Iterator[Real]:
    real = _installed(CDKTN)
    with real.oracle:
        yield real


@pytest.fixture(params=["cdktf", "cdktn"])
def real(request: pytest.FixtureRequest) -> Real:
    """Both, one after the other."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def oracle(cdktf: Real) -> Oracle:
    return cdktf.oracle
