"""When Python looks for garbage: not while somebody types."""

from __future__ import annotations

import gc

_CHECKS_BETWEEN = 500


class Collector:
    """Keeps what is there from being walked over again and again, and looks through it now and then.

    What analyses leave behind is mostly freed without the collector; a walk over everything takes a tenth of a second.
    """

    def __init__(self) -> None:
        self._checks = 0

    def is_due(self) -> bool:
        """Whether it is time to `collect`: behind the first check, and every so many. Counts a check."""
        self._checks += 1
        return self._checks % _CHECKS_BETWEEN == 1

    def collect(self) -> None:
        """Free what nobody can reach; leave the rest alone from now on."""
        gc.unfreeze()
        gc.collect()
        gc.freeze()
