"""What is found out of a catalog, remembered for as long as the catalog is there."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from presynth.catalog.catalog import Catalog

_Key = TypeVar("_Key", bound=Hashable)
_Answer = TypeVar("_Answer")


def remembered(function: Callable[[Catalog, _Key], _Answer]) -> Callable[[Catalog, _Key], _Answer]:
    """Let a function of a catalog and something in it remember its answers, which must not hold the catalog itself."""
    by_catalog: WeakKeyDictionary[Catalog, dict[_Key, _Answer]] = WeakKeyDictionary()

    @wraps(function)
    def answer(catalog: Catalog, key: _Key, /) -> _Answer:
        answers = by_catalog.get(catalog)
        if answers is None:
            answers = by_catalog[catalog] = {}
        if key not in answers:
            answers[key] = function(catalog, key)
        return answers[key]

    return answer


def once(function: Callable[[Catalog], _Answer]) -> Callable[[Catalog], _Answer]:
    """Let a function of a catalog alone remember its answer, which must not hold the catalog itself."""
    answers: WeakKeyDictionary[Catalog, _Answer] = WeakKeyDictionary()

    @wraps(function)
    def answer(catalog: Catalog, /) -> _Answer:
        if catalog not in answers:
            answers[catalog] = function(catalog)
        return answers[catalog]

    return answer
