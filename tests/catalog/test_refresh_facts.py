"""What was true once is not forgotten when the facts are packed anew."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

from presynth.catalog.facts import Listed, RuntimeDates


@pytest.fixture
def scripts(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "scripts"))
    monkeypatch.setattr(sys, "path", list(sys.path))
    return importlib.import_module("refresh_facts")


def test_merging_and_the_difference(scripts: ModuleType) -> None:
    old = scripts.Facts(
        {"elasticache redis": Listed(("6.0", "7.0"), ("5.0",))},
        {"left1": RuntimeDates(), "python3.9": RuntimeDates("2025-12-15")},
        {"eu-west-1": frozenset({"eu-west-1a"})},
        {"ec2": {"m1.small": frozenset({"eu-west-1"})}},
    )
    new = scripts.Facts(
        {"elasticache redis": Listed(("7.0", "8.0"))},
        {"python3.9": RuntimeDates("2025-12-16")},
        {"eu-west-1": frozenset({"eu-west-1b"})},
        {"ec2": {"m9.large": frozenset({"eu-west-1"})}},
    )
    found = scripts.merged(old, new, "2026-11-29")
    assert found.engines["elasticache redis"] == Listed(("7.0", "8.0"), ("5.0", "6.0"))
    assert found.runtimes["left1"] == RuntimeDates("2026-11-29")
    assert list(scripts.difference(old, found)) == [
        "elasticache redis",
        "  ~ 6.0: -offered +withdrawn",
        "  + 8.0: offered",
        "instance classes of ec2",
        "  ~ m1.small: -eu-west-1",
        "  + m9.large: eu-west-1",
        "runtimes of Lambda",
        "  ~ left1: +deprecated 2026-11-29",
        "  ~ python3.9: -deprecated 2025-12-15 +deprecated 2025-12-16",
        "zones",
        "  ~ eu-west-1: +eu-west-1b",
    ]


def test_what_ships_is_as_it_was_packed(scripts: ModuleType) -> None:
    shipped = scripts.shipped(scripts.FILE)
    assert not list(scripts.difference(shipped, scripts.merged(shipped, shipped, "2026-11-29")))
