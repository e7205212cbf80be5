"""Which arguments a backend takes, by version of Terraform and OpenTofu.

Read from the backends' published source and packed by `scripts/pack_backends.py`; `origin` says from which releases and
when. Names are Terraform's: `s3`, `azurerm`, and `cloud` for the `cloud` block that takes a backend's place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum
from functools import lru_cache
from pathlib import Path

import msgspec
from msgspec import Struct

from presynth.catalog.records import Origin, Records
from presynth.terraform.version import Product, TerraformVersion

FILE = Path(__file__).parent / "data" / "backends.records"
COVERED = "covered"
"""The record of the versions that the data covers."""
BACKENDS = "backends"
"""The record of the backends."""

_ASSUMED = "1.6"
"""Older releases count only where a project names one: Terraform 1.5 has not been supported since 2024, and OpenTofu
begins with 1.6."""


class Covered(Struct, frozen=True):
    """The versions of one product that the data covers: from `oldest` up to, not including, `end`."""

    oldest: str
    end: str


class Span(Struct, frozen=True, omit_defaults=True):
    """From which version on something is known ("": as far back as the data goes), and from which no longer ("").

    `deprecated` is the first version that says that it is ("": none does).
    """

    since: str = ""
    until: str = ""
    deprecated: str = ""


Known = dict[Product, Span]
"""When each product knows an argument. One that never did is left out."""


class Verdict(Enum):
    """What the version a project runs says to an argument."""

    KNOWN = "known"
    REFUSED = "refused"
    DEPENDS = "depends"
    """Some of the versions it may run know it, others refuse it."""
    NO_DATA = "no data"


def arguments(backend: str) -> Mapping[str, Known] | None:
    """The arguments of a backend and, behind a dot, those of its blocks; "" is the backend itself.

    None where no version that the data covers has the backend.
    """
    return _backends().get(backend)


def origin() -> Origin:
    """What the data was read from, and when it was true."""
    return _records().origin


def verdict(known: Known | None, version: TerraformVersion | None) -> Verdict:
    """What becomes of something that is known so, where a project runs `version` (None: nobody says which)."""
    if version is not None:
        return _verdict_of(known or {}, version.product, _narrowed(version))
    unsaid: dict[Product, Verdict] = {}
    for product in _covered():
        anything = TerraformVersion.parse(product, f">= {_ASSUMED}", "")
        assert anything is not None
        unsaid[product] = _verdict_of(known or {}, product, anything)
    if unsaid["terraform"] is Verdict.KNOWN or set(unsaid.values()) == {Verdict.REFUSED}:
        return unsaid["terraform"]
    return Verdict.DEPENDS


def is_deprecated(known: Known, version: TerraformVersion | None) -> bool:
    """Whether the version a project runs (None: whichever counts, of either product) says that it is deprecated."""
    if version is not None:
        span = known.get(version.product, Span())
        return bool(span.deprecated) and version.at_least(span.deprecated) is True
    assumed = TerraformVersion.parse("terraform", _ASSUMED, "")
    assert assumed is not None
    return all(span.deprecated and assumed.at_least(span.deprecated) for span in known.values())


def _narrowed(version: TerraformVersion) -> TerraformVersion:
    """A range without the old releases that it allows because nobody thought of them."""
    major, minor = map(int, _ASSUMED.split("."))
    if version.is_pinned or version.end <= (major, minor, 0):
        return version
    return replace(version, lowest=max(version.lowest, (major, minor, 0)))


def _verdict_of(known: Known, product: Product, version: TerraformVersion) -> Verdict:
    covered = _covered()[product]
    span = known.get(product)
    if span is None:
        outside = version.at_least(covered.oldest) is False or version.at_least(covered.end) is True
        return Verdict.NO_DATA if outside else Verdict.REFUSED
    old_enough = True if not span.since else version.at_least(span.since)
    gone = False if not span.until else version.at_least(span.until)
    if old_enough is False or gone is True:
        return Verdict.REFUSED
    return Verdict.KNOWN if old_enough and gone is False else Verdict.DEPENDS


@lru_cache(maxsize=1)
def _records() -> Records:
    return Records(FILE)


@lru_cache(maxsize=1)
def _covered() -> dict[Product, Covered]:
    raw = _records().get(COVERED)
    assert raw is not None
    return msgspec.msgpack.decode(raw, type=dict[Product, Covered])


@lru_cache(maxsize=1)
def _backends() -> dict[str, dict[str, Known]]:
    raw = _records().get(BACKENDS)
    assert raw is not None
    return msgspec.msgpack.decode(raw, type=dict[str, dict[str, Known]])
