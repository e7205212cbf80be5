"""What the command does about garbage: nothing."""

from __future__ import annotations

import atexit
import gc


def never_collect() -> None:
    """Never look for garbage in this process, not at its end either.

    Nearly all that a check makes is needed until the process ends: looking for garbage would take half of its time, and
    a last look as the interpreter ends a fifth of it.
    """
    gc.disable()
    atexit.register(gc.freeze)
