"""What AWS says of access, as dated data: the managed policies there are, and the actions of S3.

Packed by `scripts/pack_iam.py`.
"""

from __future__ import annotations

import difflib
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import msgspec

from presynth.catalog.records import Records

FILE = Path(__file__).parent / "data" / "aws_iam.records"
MANAGED_POLICIES = "managed-policies"
S3_ACTIONS = "s3-actions"

_VENDORS = ("amazon", "aws")
_Content = TypeVar("_Content")
_ALIKE = 0.88
_MIN_LENGTH = 6


@lru_cache(maxsize=1)
def managed_policies() -> frozenset[str]:
    """The managed policies with their paths, as their ARNs end: `service-role/AWSLambdaRole`, `ReadOnlyAccess`."""
    return frozenset(_record(MANAGED_POLICIES, list[str]))


@lru_cache(maxsize=1)
def s3_actions() -> dict[str, list[str]]:
    """The actions of S3 (`GetObject`), each with the types of resources it is for (`object`, `bucket`, …)."""
    return _record(S3_ACTIONS, dict[str, list[str]])


@lru_cache(maxsize=64)
def policy_meant(name: str) -> str | None:
    """The managed policy that is meant by one that does not exist (both with their paths)."""
    own = name.rpartition("/")[2].lower()
    by_name = {policy.rpartition("/")[2].lower(): policy for policy in sorted(managed_policies())}
    if own in by_name:
        return by_name[own]
    bare = {_bare(each): policy for each, policy in by_name.items() if len(_bare(each)) >= _MIN_LENGTH}
    if _bare(own) in bare:
        return bare[_bare(own)]
    near = difflib.get_close_matches(own, by_name, 1, _ALIKE)
    return by_name[near[0]] if near else None


def _bare(name: str) -> str:
    """A name in lower case without whose it is: `configrole` of `aws_configrole`."""
    for vendor in _VENDORS:
        name = name.removeprefix(vendor)
    return name.replace("_", "").replace("-", "")


def date() -> str:
    """When the data was true (ISO)."""
    return _records().origin.date


def _record(name: str, kind: type[_Content]) -> _Content:
    raw = _records().get(name)
    assert raw is not None
    return msgspec.msgpack.decode(raw, type=kind)


@lru_cache(maxsize=1)
def _records() -> Records:
    return Records(FILE)
