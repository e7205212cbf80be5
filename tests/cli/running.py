"""What a run of the command came to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class Ran:
    """`out` and `err` are what was written to standard output and standard error."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]
"""Runs the command with these arguments."""
