"""What the session does, and in which order."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest
from lsprotocol import types

from presynth_server.session import Session


@pytest.mark.asyncio
async def test_what_is_urgent_goes_first() -> None:
    session = Session(lambda _: None)
    begun, go_on = threading.Event(), threading.Event()
    order: list[str] = []

    def first() -> None:
        begun.set()
        go_on.wait(10)

    jobs = [asyncio.create_task(session.on_engine(first))]
    await asyncio.to_thread(begun.wait, 10)
    for name, urgent in (("findings", False), ("index", False), ("completion", True), ("hover", True)):
        jobs.append(asyncio.create_task(session.on_engine(lambda name=name: order.append(name), urgent=urgent)))
    await asyncio.sleep(0)
    go_on.set()
    await asyncio.gather(*jobs)
    session.stop()
    assert order == ["completion", "hover", "findings", "index"]


@pytest.mark.asyncio
async def test_a_failure_is_the_askers_and_what_is_cancelled_is_not_done() -> None:
    session = Session(lambda _: None)
    begun, go_on = threading.Event(), threading.Event()
    done: list[str] = []

    def fail() -> None:
        begun.set()
        go_on.wait(10)
        raise ValueError("no")

    failing = asyncio.create_task(session.on_engine(fail))
    await asyncio.to_thread(begun.wait, 10)
    cancelled = asyncio.create_task(session.on_engine(lambda: done.append("cancelled")))
    await asyncio.sleep(0)
    cancelled.cancel()
    await asyncio.sleep(0)
    go_on.set()
    with pytest.raises(ValueError, match="no"):
        await failing
    await session.on_engine(lambda: done.append("after"))
    session.stop()
    assert done == ["after"]


def test_a_broken_configuration_is_told_once_and_stops_nothing(tmp_path: Path) -> None:
    told: list[str] = []
    session = Session(told.append)
    session.folders = (tmp_path,)
    session.settings[None] = {"activeEnvironment": str(tmp_path / "environment")}
    (tmp_path / "presynth.toml").write_text("nope = 1\n", encoding="utf-8")
    path = tmp_path / "main.py"
    path.write_text("from cdktf import App\n\nS3Bucket(App(), 'b')\n", encoding="utf-8")
    for _ in range(2):
        assert [each.code for each in session.report_at(str(path)).findings] == ["PS102"]
    opened = session.open(types.TextDocumentItem(path.as_uri(), "python", 1, "from cdktf import App\n\nApp()\n"))
    assert opened is not None
    assert session.report(opened).findings == ()
    engine = session.engine(tmp_path)
    assert not engine.wait, "an index is never waited for"
    assert engine.machine is not None, "the editor's environment still counts"
    session.stop()
    (message,) = told
    assert "nope" in message
