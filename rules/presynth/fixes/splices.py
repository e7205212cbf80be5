"""Changes to one text, by offsets: what all operations come down to before they become edits."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple


class Splice(NamedTuple):
    """Put `text` in the place of what stands from offset `start` up to `end`. `owner` numbers the fix that asks."""

    start: int
    end: int
    text: str
    owner: int = 0


class ClashError(Exception):
    """Fixes that cannot be made together with the ones before them: `owners` are to wait."""

    def __init__(self, owners: Iterable[int]) -> None:
        super().__init__()
        self.owners = frozenset(owners)


def in_order(splices: Iterable[Splice]) -> list[Splice]:
    """By place; those at the same place in the order in which they come. Raises ClashError where two overlap.

    Of two fixes that insert the same text at the same place, one must wait: it may be needed once.
    """
    ordered = sorted(splices, key=lambda it: (it.start, it.end))
    clashing: set[int] = set()
    reach, reacher = -1, 0
    for splice in ordered:
        if splice.start < reach:
            clashing.add(max(splice.owner, reacher))
        if splice.end > reach:
            reach, reacher = splice.end, splice.owner
    for one, other in pairwise(ordered):
        if one[:3] == other[:3] and one.owner != other.owner:
            clashing.add(max(one.owner, other.owner))
    if clashing:
        raise ClashError(clashing)
    return ordered


def merged(ordered: Iterable[Splice]) -> list[Splice]:
    """Splices that touch each other as one; `ordered` do not overlap."""
    found: list[Splice] = []
    for splice in ordered:
        if found and found[-1].end == splice.start:
            last = found.pop()
            splice = Splice(last.start, splice.end, last.text + splice.text, last.owner)
        found.append(splice)
    return found
