"""Edits made."""

from __future__ import annotations

from collections.abc import Iterable

from presynth.findings import TextEdit
from presynth.source.positions import Lines


def apply(text: str, edits: Iterable[TextEdit]) -> str:
    r"""`text`, whose lines "\n" separates, with the edits of this one file made.

    Insertions at the same place come in the order of `edits`. Raises ValueError where edits overlap.
    """
    lines = Lines(text)
    parts: list[str] = []
    position = 0
    for edit in sorted(edits, key=lambda it: it.range):
        start, end = (lines.offset(each) for each in edit.range)
        if start < position:
            raise ValueError(f"edits overlap at line {edit.range.start.line}")
        parts += (text[position:start], edit.text)
        position = end
    return "".join((*parts, text[position:]))
