"""Work that stops when nobody waits for it any more."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager
from typing import Protocol


class Interrupted(BaseException):
    """Nobody waits for what is being done. Not an `Exception`: nothing may take it for a failure and go on."""


class Signal(Protocol):
    """What says that nobody waits any more, a `threading.Event` for one."""

    def is_set(self) -> bool: ...


class _Listening(threading.local):
    signal: Signal | None = None


_listening = _Listening()


@contextmanager
def until(signal: Signal) -> Generator[None]:
    """Let what this thread does be interrupted once `signal` is set."""
    outer = _listening.signal
    _listening.signal = signal
    try:
        yield
    finally:
        _listening.signal = outer


def point() -> None:
    """A good place to stop: raises Interrupted if nobody waits for this thread any more."""
    signal = _listening.signal
    if signal is not None and signal.is_set():
        raise Interrupted
