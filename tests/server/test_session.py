"""What the session does, and in which order."""

from __future__ import annotations

import asyncio
import gc
import threading
import weakref
from collections import deque
from pathlib import Path

import pytest
from lsprotocol import types

from presynth import interruption
from presynth_server.session import Session, _Turn  # pyright: ignore[reportPrivateUsage]
from presynth_server.texts import OpenDocument


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


def test_a_turn_ends_for_others_but_not_for_ever() -> None:
    stop, others = threading.Event(), deque[int]()
    turn = _Turn(stop, others)
    assert not turn.is_set()
    others.append(1)
    yielded = 0
    while turn.is_set():
        turn.again()
        yielded += 1
        assert yielded < 100
    assert yielded > 0
    others.clear()
    assert not turn.is_set()
    stop.set()
    assert turn.is_set(), "whoever is not waited for stops in any case"


@pytest.mark.asyncio
async def test_what_is_not_urgent_makes_way_and_is_done_all_the_same() -> None:
    session = Session(lambda _: None)
    begun = threading.Event()
    order: list[str] = []

    def slow() -> str:
        """Works till somebody else waits, and is done the second time."""
        begun.set()
        order.append("slow")
        while order.count("slow") == 1:
            interruption.point()
        return "done"

    task = asyncio.create_task(session.on_engine(slow))
    await asyncio.to_thread(begun.wait, 10)
    await session.on_engine(lambda: order.append("quick"), urgent=True)
    assert await task == "done"
    session.stop()
    assert order == ["slow", "quick", "slow"]


FAULTY = "from cdktf import App\n\nS3Bucket(App(), 'b')\n\nSqsQueue(App(), 'q')\n"


def _opened(session: Session, folder: Path, text: str) -> OpenDocument:
    session.folders = (folder,)
    opened = session.open(types.TextDocumentItem((folder / "main.py").as_uri(), "python", 1, text))
    assert opened is not None
    return opened


def _typed(session: Session, document: OpenDocument, text: str) -> None:
    identifier = types.VersionedTextDocumentIdentifier((document.version or 0) + 1, document.uri)
    change = types.TextDocumentContentChangeWholeDocument(text)
    session.change(types.DidChangeTextDocumentParams(identifier, [change]))


def test_what_was_found_last_is_told_of_the_statements_that_are_still_there(tmp_path: Path) -> None:
    session = Session(lambda _: None)
    document = _opened(session, tmp_path, FAULTY)
    assert [each.place.range.start.line for each in session.last_findings(document)] == [3, 5]
    checked = session.report(document)
    _typed(session, document, FAULTY.replace("\n\nS3Bucket", "\n\nMARK = 1\nS3Bucket").replace("'q'", "'queue'"))
    session.point_at(document)
    (left,) = session.last_findings(document)
    assert left.message == checked.findings[0].message, "the other statement is a new one"
    assert left.place.range.start.line == 4
    session.stop()


def test_what_was_found_last_counts_until_something_changes(tmp_path: Path) -> None:
    session = Session(lambda _: None)
    document = _opened(session, tmp_path, "import helper\n" + FAULTY)
    latest = session.latest_report(document)
    assert session.latest_report(document) is latest
    (tmp_path / "helper.py").write_text("S3Bucket = SqsQueue = print\n", encoding="utf-8")
    session.touch()
    assert session.latest_report(document) is not latest
    latest = session.latest_report(document)
    _typed(session, document, document.text + "\n")
    assert session.latest_report(document) is not latest
    latest = session.latest_report(document)
    session.open(types.TextDocumentItem((tmp_path / "other.py").as_uri(), "python", 1, ""))
    assert session.latest_report(document) is not latest
    session.stop()


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


@pytest.mark.asyncio
async def test_what_has_been_done_is_freed_at_once() -> None:
    """Jobs that only the collector finds would be kept with their answers until there is a pause."""
    session = Session(lambda _: None)
    stop = threading.Event()
    stop.set()
    await session.on_engine(lambda: None)
    gc.collect()
    gc.disable()
    try:
        for _ in range(20):
            await session.on_engine(lambda: None)
            with pytest.raises(interruption.Interrupted):
                await session.on_engine(interruption.point, stop)
        assert gc.collect() < 20
    finally:
        gc.enable()
        session.stop()


def test_what_is_forgotten_is_freed_at_once(tmp_path: Path) -> None:
    session = Session(lambda _: None)
    session.folders = (tmp_path,)
    opened = session.open(types.TextDocumentItem((tmp_path / "main.py").as_uri(), "python", 1, "import cdktf\n"))
    assert opened is not None
    session.report(opened)
    known = weakref.ref(session.engine_of(opened.path))
    gc.collect()
    gc.disable()
    try:
        session.forget()
        assert known() is None
    finally:
        gc.enable()
        session.stop()
