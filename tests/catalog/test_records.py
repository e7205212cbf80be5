"""Packed records: what goes in comes out, a block at a time."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from presynth.catalog.records import BLOCK, Origin, Records, write

ORIGIN = Origin("2026-11-22", ("somewhere 1.0",))


def test_every_record_comes_back(tmp_path: Path) -> None:
    kept = {f"record {number}": {"text": str(number) * (BLOCK // 50)} for number in range(200)}
    write(tmp_path / "data", ORIGIN, kept)
    records = Records(tmp_path / "data")
    assert records.origin == ORIGIN
    for name, value in kept.items():
        raw = records.get(name)
        assert raw is not None
        assert msgspec.msgpack.decode(raw) == value
    assert records.get("another") is None


def test_a_record_larger_than_a_block(tmp_path: Path) -> None:
    write(tmp_path / "data", ORIGIN, {"a": 1, "b": list(range(BLOCK)), "c": 2})
    records = Records(tmp_path / "data")
    assert [msgspec.msgpack.decode(records.get(name) or b"") for name in "ac"] == [1, 2]
    assert len(msgspec.msgpack.decode(records.get("b") or b"")) == BLOCK


def test_nothing_packed(tmp_path: Path) -> None:
    write(tmp_path / "data", ORIGIN, {})
    assert Records(tmp_path / "data").get("a") is None


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not packed", encoding="utf-8")
    with pytest.raises(ValueError, match="packed records"):
        Records(tmp_path / "data")
