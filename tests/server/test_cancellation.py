"""A request that is cancelled is answered at once, and its work stops."""

from __future__ import annotations

import asyncio
import threading
from typing import NoReturn

import pytest

from presynth import interruption
from presynth_server.server import Publisher
from presynth_server.session import Session


def _work(began: threading.Event) -> NoReturn:
    """Goes on for ever, like a check of a file that is too long."""
    began.set()
    while True:
        interruption.point()


@pytest.mark.asyncio
async def test_what_is_cancelled_leaves_the_engine_to_others() -> None:
    session = Session(lambda _: None)
    began = threading.Event()
    request = asyncio.create_task(session.on_engine(lambda: _work(began)))
    await asyncio.to_thread(began.wait)
    waiting = asyncio.create_task(session.on_engine(lambda: "never begun"))
    await asyncio.sleep(0)
    waiting.cancel()
    request.cancel()
    with pytest.raises(asyncio.CancelledError):
        await request
    assert await session.on_engine(lambda: "next") == "next"
    session.stop()


@pytest.mark.asyncio
async def test_newer_text_stops_older_work_but_not_for_ever() -> None:
    session = Session(lambda _: None)
    publisher = Publisher()
    for _ in range(10):
        publisher.stop = threading.Event()
        publisher.supersede()
        if not publisher.stop.is_set():
            break
        with pytest.raises(interruption.Interrupted):
            await session.on_engine(lambda: _work(threading.Event()), publisher.stop)
        publisher.stops += 1
    assert not publisher.stop.is_set()
    session.stop()
