"""How findings about text speak of it."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.templates.construct_texts import Written
from presynth.findings import Related


def origin(written: Written) -> Iterator[Related]:
    """Where the text was written, if not where it is passed."""
    if written.origin is not None and written.origin != written.place:
        yield Related(written.origin, "the text is written here")


def clipped(text: str) -> str:
    """The text in a line that is not too long."""
    line = " ".join(text.split())
    return line if len(line) <= 50 else f"{line[:49]}…"
