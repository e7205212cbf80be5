"""When garbage is looked for."""

from __future__ import annotations

import asyncio
import gc
import weakref
from collections.abc import Iterator

import pytest

from presynth_server.collecting import Collector
from presynth_server.features import create, diagnostics


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    threshold = gc.get_threshold()
    yield
    gc.set_threshold(*threshold)
    gc.unfreeze()


class _Knot:
    """Garbage that only the collector finds."""

    def __init__(self) -> None:
        self.own = self


def _knot() -> weakref.ref[_Knot]:
    return weakref.ref(_Knot())


def test_no_walk_over_everything_begins_by_itself() -> None:
    collector = Collector()
    collector.start()
    walks = gc.get_stats()[2]["collections"]
    kept = [[number] for number in range(500_000)]
    assert gc.get_stats()[2]["collections"] == walks
    collector.collect()
    assert gc.get_stats()[2]["collections"] == walks + 1
    assert len(kept) == 500_000


def test_what_is_new_is_looked_through_alone() -> None:
    collector = Collector()
    collector.start()
    knot = _knot()
    collector.collect()
    assert knot() is None


def test_what_was_left_alone_is_found_at_last() -> None:
    collector = Collector()
    knot = _Knot()
    found = weakref.ref(knot)
    collector.collect()
    del knot
    times = 0
    while found() is not None:
        collector.collect()
        times += 1
        assert times < 10
    assert times > 1


def test_it_is_due_behind_so_many_checks() -> None:
    collector = Collector()
    due: list[int] = []
    for number in range(1200):
        if collector.is_due():
            due.append(number)
            assert not collector.is_due(), "it has been said"
            collector.collect()
    assert due == [499, 999]


@pytest.mark.asyncio
async def test_it_waits_for_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagnostics, "_PAUSE", 0.5)
    server = create()
    collected: list[int] = []
    monkeypatch.setattr(server.collector, "collect", lambda: collected.append(server.session.times_asked))
    looking = asyncio.create_task(diagnostics._collect(server))  # pyright: ignore[reportPrivateUsage]
    for _ in range(3):
        await asyncio.sleep(0.2)
        await server.session.on_engine(lambda: None)
    assert collected == []
    await looking
    assert collected == [4]
    server.session.stop()
