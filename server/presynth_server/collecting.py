"""When Python looks for garbage: not while somebody types, or waits."""

from __future__ import annotations

import gc

_CHECKS_BETWEEN = 500
_MOST_PUT_OFF = 3
_NEVER = 1_000_000_000


class Collector:
    """Keeps what is there from being walked over again and again, and looks through it now and then.

    What analyses leave behind is freed without the collector. A walk over everything takes a tenth of a second, in
    which nothing else happens: it is for a pause, and can wait for one as long as it takes.
    """

    def __init__(self) -> None:
        self._checks = 0
        self._put_off = 0
        self._is_awaited = False

    def start(self) -> None:
        """Leave alone what is there by now, and let no walk over everything begin by itself."""
        gc.freeze()
        young, middle, _ = gc.get_threshold()
        gc.set_threshold(young, middle, _NEVER)
        gc.enable()

    def is_due(self) -> bool:
        """Whether it is time to `collect`: behind every so many checks. Counts a check.

        Not if somebody has been told, and has not done it yet.
        """
        self._checks += 1
        if self._checks < _CHECKS_BETWEEN or self._is_awaited:
            return False
        self._is_awaited = True
        return True

    def collect(self) -> None:
        """Free what nobody can reach of what is new, and leave the rest alone from now on; at times, of everything."""
        self._checks = 0
        self._is_awaited = False
        self._put_off += 1
        if self._put_off > _MOST_PUT_OFF:
            self._put_off = 0
            gc.unfreeze()
        gc.collect()
        gc.freeze()
