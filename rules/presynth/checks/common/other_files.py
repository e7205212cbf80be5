"""Places in files that are no Python: what a finding refers to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from presynth import small_files
from presynth.source.statement import Kind, Place, Statement


def place_in(file: Path, patterns: Iterable[str]) -> Place | None:
    """What the first of these patterns that matches anything in a line of `file` matches first."""
    try:
        lines = small_files.text(file).splitlines()
    except OSError:
        return None
    for pattern in patterns:
        for number, line in enumerate(lines, 1):
            found = re.search(pattern, line, re.IGNORECASE)
            if found is not None:
                start, end = (len(line[:at].encode()) for at in found.span())
                return Place(Statement(str(file), line, Kind.SIMPLE, None, line=number), 0, start, 0, end)
    return None
