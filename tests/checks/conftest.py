"""The rules' tests check thousands of small programs against the same few packages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from presynth.catalog import cache
from presynth.catalog.catalog import Catalog
from presynth.catalog.index import Index
from presynth.catalog.schema import Schema


@pytest.fixture(scope="session", autouse=True)
def shared_catalogs() -> Iterator[None]:
    """One catalog for all programs of the same packages: half of each test would be the loading of another one."""

    @lru_cache(maxsize=64)
    def opened(path: Path, _changed: int) -> Index:
        return Index(path)

    known: dict[tuple[Schema, ...], Catalog] = {}
    load = Catalog.load

    def shared(*arguments: Any, **keywords: Any) -> Catalog:
        loaded = load(*arguments, **keywords)
        return known.setdefault(loaded.describe(), loaded)

    def at(path: Path) -> Index:
        return opened(path, path.stat().st_mtime_ns)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cache, "Index", at)
        patch.setattr(Catalog, "load", shared)
        yield
