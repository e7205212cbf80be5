"""The indexes that ship with presynth, for machines without the packages; `scripts/bundle_index.py` makes them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from presynth.catalog.index import DamagedIndexError, Index

FOLDER = Path(__file__).parent / "data"
SUFFIX = ".index"


@lru_cache(maxsize=1)
def indexes() -> dict[str, Index]:
    """By Python package. Read where they lie: nothing is unpacked, so that it works where nothing can be written."""
    found: dict[str, Index] = {}
    for path in sorted(FOLDER.glob(f"*{SUFFIX}")):
        try:
            index = Index(path)
        except (OSError, DamagedIndexError):
            continue
        found[index.facts.package] = index
    return found
