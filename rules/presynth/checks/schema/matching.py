"""Which of the names that there are somebody meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from presynth.catalog.names import snake_case
from presynth.catalog.types import Property

_SIMILARITY = 0.7
_SIMILARITY_OF_SHORT = 0.6
_SHORT = 5
"""In names of so few letters, one that is wrong weighs more."""
_TYPING_ERROR = 0.85
_IDENTITY = re.compile(r"_(id|arn|name)s?$")
_KIND = re.compile(r"_(config(uration)?|setting|list|block)s?$")
_PLURAL = re.compile(r"(?<=[a-rt-z])s(?=_|$)")
_OPPOSITES = (("enable", "disable"), ("min", "max"), ("include", "exclude"), ("allow", "deny"), ("in", "out"))


class Match(NamedTuple):
    """`certain`: it is the same name as jsii, Terraform or another language spells it.

    `clear`: it is no other way of spelling it, but nothing else can be meant.
    """

    name: str
    certain: bool
    clear: bool = False


def match(given: str, candidates: Mapping[str, Property]) -> Match | None:
    """The candidate that `given` stands for: the same one spelled otherwise, else the nearest."""
    for name, candidate in candidates.items():
        if given in (candidate.jsii_name, candidate.terraform_name):
            return Match(name, True)
    spelled = snake_case(given.replace("-", "_"))
    for renamed in (spelled, f"{spelled}_", spelled.rstrip("_"), f"{spelled}_attribute", _renamed(spelled)):
        if renamed in candidates:
            return Match(renamed, True)
    letters = [name for name in candidates if name.replace("_", "") == spelled.replace("_", "")]
    if len(letters) == 1:
        return Match(letters[0], True)
    clear = _clear(spelled, candidates)
    if clear is not None:
        return Match(clear, False, True)
    near = nearest(spelled, candidates) or _needed(spelled, candidates)
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


def _needed(given: str, candidates: Mapping[str, Property]) -> str | None:
    """The only candidate that begins or ends like it and is required: `desired_size` for `desired_capacity`."""
    first, _, _ = given.partition("_")
    last = given.rpartition("_")[2]
    required = [name for name, candidate in candidates.items() if not candidate.optional]
    alike = [name for name in required if name.startswith(f"{first}_") or name.endswith(f"_{last}")]
    return alike[0] if len(alike) == 1 and "_" in given else None


def _renamed(name: str) -> str:
    """What CDKTF calls an argument whose name means something else to jsii."""
    return "equal_to" if name == "equals" else name.replace("get_", "fetch_", 1) if name.startswith("get_") else name


def _clear(given: str, candidates: Mapping[str, Property]) -> str | None:
    """The only candidate that is as near as this, by the first way of being near that any is."""
    ways: tuple[Callable[[str, str, Property], bool], ...] = (_has_same_stem, _is_typing_error, _is_longer, _is_shorter)
    for way in ways:
        found = [name for name, candidate in candidates.items() if way(given, name, candidate)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _has_same_stem(given: str, name: str, candidate: Property) -> bool:
    """`load_balancers` for `load_balancer`, `bucket_name` for `bucket`, `subnets` for `subnet_ids`."""
    if _stem(given) != _stem(name):
        return False
    given_identity, identity = _IDENTITY.search(given), _IDENTITY.search(name)
    if given_identity is None:
        return True
    if identity is None:
        return given_identity[1] != "arn"
    return given_identity[1] == identity[1]


def _stem(name: str) -> str:
    return _PLURAL.sub("", _KIND.sub("", _IDENTITY.sub("", name)))


def _is_typing_error(given: str, name: str, candidate: Property) -> bool:
    if difflib.SequenceMatcher(None, given, name).ratio() < _TYPING_ERROR:
        return False
    words, others = set(given.split("_")), set(name.split("_"))
    opposite = any((a in words and b in others) or (b in words and a in others) for a, b in _OPPOSITES)
    return not opposite and re.findall(r"\d", given) == re.findall(r"\d", name)


def _is_longer(given: str, name: str, candidate: Property) -> bool:
    """`memory` for `memory_size`, `minimum_healthy_percent` for `deployment_minimum_healthy_percent`."""
    if name.startswith(f"{given}_"):
        return True
    return name.endswith(f"_{given}") and ("_" in given or not candidate.optional)


def _is_shorter(given: str, name: str, candidate: Property) -> bool:
    """`attribute_type` for `type`."""
    return not candidate.optional and given.endswith(f"_{name}")
