"""When Python looks for garbage: not while somebody types, or waits."""

from __future__ import annotations

import gc

_CHECKS_BETWEEN = 500
_YOUNG_BETWEEN = 25
"""So often what is young is looked through, before it is time to look at everything: behind large edits."""
_MOST_PUT_OFF = 3
_NEVER = 1_000_000_000


class Collector:
    """Keeps what is there from being walked over again and again, and looks through it now and then.

    What analyses leave behind is mostly freed without the collector.
    """

    def __init__(self) -> None:
        self._checks = 0
        self._put_off = 0
        self.is_awaited = False

    def start(self) -> None:
        """Let no walk over everything begin by itself."""
        self.collect()
        young, middle, _ = gc.get_threshold()
        gc.set_threshold(young, middle, _NEVER)

    def is_due(self) -> bool:
        """Whether it is time to `collect`: behind the first check, every so many, and when much is new. Counts a check.

        Not if somebody has been told, and has not done it yet.
        """
        self._checks += 1
        due = self._checks % _CHECKS_BETWEEN == 1 or gc.get_count()[2] >= _YOUNG_BETWEEN
        if not due or self.is_awaited:
            return False
        self.is_awaited = True
        return True

    def collect(self, *, everything: bool = True) -> None:
        """Free what nobody can reach, and leave the rest alone from now on; of what is new, unless it is `everything`.

        A walk over everything takes a tenth of a second, in which nothing else happens. It cannot be put off for ever.
        """
        self.is_awaited = False
        if everything or self._put_off == _MOST_PUT_OFF:
            self._put_off = 0
            gc.unfreeze()
        else:
            self._put_off += 1
        gc.collect()
        gc.freeze()
