"""What is wrong in a document."""

from __future__ import annotations

from typing import NamedTuple

from presynth.checks.aws.documents import Path


class Fault(NamedTuple):
    """What is wrong at a path of a document; not `refused`: it is taken, and does nothing."""

    path: Path
    message: str
    refused: bool = True
