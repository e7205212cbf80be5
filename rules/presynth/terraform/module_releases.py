"""Which versions of the AWS provider the releases of public modules ask for.

Read from the tags of their repositories (https://github.com/terraform-aws-modules) and packed by
`scripts/pack_module_releases.py`; `origin` says which were the newest releases then, and when that was.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec
from msgspec import Struct

from presynth import versions
from presynth.catalog.records import Origin, Records
from presynth.versions import Release

FILE = Path(__file__).parent / "data" / "module_releases.records"
PROVIDER = "hashicorp/aws"


class Run(Struct, frozen=True, array_like=True):
    """Releases from `first` to `last` that ask for the same versions of the provider."""

    first: str
    last: str
    wanted: str


_decoder = msgspec.msgpack.Decoder(list[Run])


def origin() -> Origin:
    """What was read, and when."""
    return _records().origin


def chosen(source: str, constraint: str) -> Run | None:
    """The releases that Terraform takes the newest of, where that is known.

    Of those newer than all that were read, only that they ask for no older provider: none of them is chosen where it is
    for an upper bound.
    """
    runs, allowed = _runs(source), versions.bounds(constraint or "*")
    if not runs or allowed is None:
        return None
    known = [run for run in runs if allowed.lowest <= _release(run.last) and _release(run.first) < allowed.end]
    if known and not is_settled(source, constraint) and "<" in known[-1].wanted:
        return None
    return known[-1] if known else None


def is_settled(source: str, constraint: str) -> bool:
    """Whether a constraint allows none that is newer than all that were read."""
    runs, allowed = _runs(source), versions.bounds(constraint or "*")
    return bool(runs) and allowed is not None and allowed.end <= versions.after(_release(runs[-1].last), 2)


def fitting(source: str, release: Release) -> str | None:
    """The newest release that takes a version of the provider."""
    fits = [run for run in _runs(source) if (allowed := versions.bounds(run.wanted)) and allowed.allow(release)]
    return fits[-1].last if fits else None


@lru_cache(maxsize=64)
def _runs(source: str) -> tuple[Run, ...]:
    raw = _records().get(source)
    return () if raw is None else tuple(_decoder.decode(raw))


def _release(text: str) -> Release:
    return versions.release(text) or (0, 0, 0)


@lru_cache(maxsize=1)
def _records() -> Records:
    return Records(FILE)
