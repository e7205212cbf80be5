"""All pairs."""

from __future__ import annotations

from presynth.checks.wiring.pair import Pair
from presynth.checks.wiring.pairs import (
    accounts,
    apis,
    buckets,
    certificates,
    containers,
    databases,
    functions,
    networks,
    search,
    services,
)

PAIRS: tuple[Pair, ...] = (
    *containers.PAIRS,
    *functions.PAIRS,
    *apis.PAIRS,
    *certificates.PAIRS,
    *buckets.PAIRS,
    *databases.PAIRS,
    *search.PAIRS,
    *accounts.PAIRS,
    *networks.PAIRS,
    *services.PAIRS,
)
"""Where the provider itself waits for a permission to spread (functions, event sources), or things mostly happen in the
right order by themselves, it is worth knowing, no more."""
