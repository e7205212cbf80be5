"""While the engine works, however much there is to do, the loop has its turn, and what is given up soon ends."""

from __future__ import annotations

import asyncio
import gc
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from lsprotocol import types

from presynth import interruption
from presynth_server.__main__ import TURN
from presynth_server.collecting import Collector
from presynth_server.session import Session
from presynth_server.texts import OpenDocument

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

import typing_user
from generate_stack import generate

CONSTRUCTS = 1850
"""So many make 9,000 lines."""
EDITS = 3
MOST = 0.15
"""So many seconds of the processor may pass, on however busy a machine: five times what did."""


@pytest.fixture(autouse=True)
def _as_the_server_has_it() -> Iterator[None]:
    interval, threshold = sys.getswitchinterval(), gc.get_threshold()
    sys.setswitchinterval(TURN)
    Collector().start()
    yield
    sys.setswitchinterval(interval)
    gc.set_threshold(*threshold)
    gc.unfreeze()


class Large:
    """A large stack that is open."""

    def __init__(self, folder: Path) -> None:
        self.session = Session(lambda _: None)
        self.session.folders = (folder,)
        text = generate(CONSTRUCTS)
        opened = self.session.open(types.TextDocumentItem((folder / "main.py").as_uri(), "python", 1, text))
        assert opened is not None
        self._document: OpenDocument = opened
        # What everything depends on, what much depends on, and what nothing does.
        kinds = (typing_user.constant, typing_user.typed, typing_user.brackets)
        self._edits = [edit for kind in kinds for edit in kind(text, EDITS)]

    def report(self) -> None:
        self.session.report(self._document)

    def edited(self) -> Iterator[None]:
        """Make one edit after the other."""
        for edit in self._edits:
            start, end = (types.Position(**edit.change["range"][each]) for each in ("start", "end"))
            change = types.TextDocumentContentChangePartial(types.Range(start, end), edit.text)
            self._document.change((self._document.version or 0) + 1, [change], "utf-16")
            self.session.touch()
            yield


@pytest.mark.asyncio
async def test_the_loop_has_its_turn(tmp_path: Path) -> None:
    """It has it every few milliseconds, also while everything is evaluated again."""
    large = Large(tmp_path)
    beats: list[float] = []

    async def beat() -> None:
        while True:
            began = time.process_time()
            await asyncio.sleep(0.001)
            beats.append(time.process_time() - began)

    await large.session.on_engine(large.report)
    beating = asyncio.create_task(beat())
    for _ in large.edited():
        await large.session.on_engine(large.report)
    beating.cancel()
    large.session.stop()
    assert len(beats) > 50
    assert max(beats) < MOST


def test_what_is_given_up_soon_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two places where the engine may stop there is little to do."""
    large = Large(tmp_path)
    large.report()
    last, longest = time.thread_time(), 0.0

    def point() -> None:
        nonlocal last, longest
        now = time.thread_time()
        last, longest = now, max(longest, now - last)

    monkeypatch.setattr(interruption, "point", point)
    for _ in large.edited():
        last = time.thread_time()
        large.report()
        point()
    large.session.stop()
    assert 0 < longest < MOST
