"""Which of the names that there are somebody meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from presynth.catalog.names import snake_case
from presynth.catalog.types import Property

_SIMILARITY = 0.7
_SIMILARITY_OF_SHORT = 0.6
_SHORT = 5
"""In names of so few letters, one that is wrong weighs more."""


class Match(NamedTuple):
    """`certain`: it is the same name as jsii, Terraform or another language spells it."""

    name: str
    certain: bool


def match(given: str, candidates: Mapping[str, Property]) -> Match | None:
    """The candidate that `given` stands for: the same one spelled otherwise, else the nearest."""
    for name, candidate in candidates.items():
        if given in (candidate.jsii_name, candidate.terraform_name):
            return Match(name, True)
    spelled = snake_case(given.replace("-", "_"))
    for renamed in (spelled, f"{spelled}_", spelled.rstrip("_"), f"{spelled}_attribute", _renamed(spelled)):
        if renamed in candidates:
            return Match(renamed, True)
    near = nearest(spelled, candidates)
    return None if near is None else Match(near, False)


def nearest(given: str, candidates: Iterable[str]) -> str | None:
    """The candidate that is spelled most alike, or the only one that is its end; None where none is alike enough."""
    names = tuple(candidates)
    alike = _SIMILARITY_OF_SHORT if len(given) <= _SHORT else _SIMILARITY
    found = difflib.get_close_matches(given, names, 1, alike)
    if found:
        return found[0]
    ends = [name for name in names if given.endswith(f"_{name}")]
    return ends[0] if len(ends) == 1 else None


def _renamed(name: str) -> str:
    """What CDKTF calls an argument whose name means something else to jsii."""
    return "equal_to" if name == "equals" else name.replace("get_", "fetch_", 1) if name.startswith("get_") else name
