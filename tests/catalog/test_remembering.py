"""What is remembered of a catalog is found once, and goes when the catalog goes."""

from __future__ import annotations

import gc
import weakref

from presynth.catalog.catalog import Catalog
from presynth.catalog.remembering import remembered


class _Answer:
    """An object that can be watched going."""


def test_each_catalog_has_answers_of_its_own_and_takes_them_along() -> None:
    asked: list[str] = []

    @remembered
    def answer(catalog: Catalog, key: str) -> _Answer:
        asked.append(key)
        return _Answer()

    first, second = Catalog(()), Catalog(())
    assert answer(first, "a") is answer(first, "a")
    assert answer(second, "a") is not answer(first, "a")
    assert answer(first, "b") is not answer(first, "a")
    assert asked == ["a", "a", "b"]
    gone, kept = weakref.ref(answer(first, "a")), weakref.ref(answer(second, "a"))
    del first
    gc.collect()
    assert gone() is None
    assert kept() is not None
