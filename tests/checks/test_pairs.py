"""Pairs of resources speak of types and arguments that there are."""

from __future__ import annotations

import pytest

from presynth.catalog.catalog import Catalog
from presynth.checks.common.blocks import declares
from presynth.checks.wiring.keys import KeyPath
from presynth.checks.wiring.pairs.table import PAIRS

_GONE = {
    "aws_dynamodb_global_table": "6",
}
"""What newer versions of the provider have no longer, with the first of them."""
_ENDS = sorted(
    {
        (kind, path)
        for pair in PAIRS
        for kinds, paths in ((pair.dependents, pair.dependent_keys), (pair.needed, pair.needed_keys))
        for kind in kinds
        for path in paths or ("",)
    }
)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.load()


def _first_hops(key: KeyPath) -> list[tuple[str, ...]]:
    return [tuple(alternative.split(">")[0].strip().split(".")) for alternative in key.split("|") if alternative]


@pytest.mark.parametrize(("kind", "key"), _ENDS, ids=[f"{kind}:{key}" for kind, key in _ENDS])
def test_ends_exist(catalog: Catalog, kind: str, key: KeyPath) -> None:
    type_ = catalog.terraform(kind)
    assert type_ is not None or kind in _GONE
    hops = _first_hops(key)
    assert type_ is None or not hops or any(declares(catalog, type_, hop) for hop in hops)
