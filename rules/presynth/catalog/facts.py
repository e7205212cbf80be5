"""What AWS offers, as dated data: engine versions, runtimes of Lambda, availability zones, instance classes.

Packed by `scripts/refresh_facts.py`. RDS versions are those of us-east-1, the only region somebody publishes them for.
What has once been there is never forgotten: it is then known to have been withdrawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from presynth.catalog.records import Records

FILE = Path(__file__).parent / "data" / "aws_facts.records"

Service = Literal["rds-cluster", "rds-instance", "elasticache"]
INSTANCE_SERVICES = ("docdb", "ec2", "elasticache", "elasticsearch", "mq", "neptune", "opensearch", "rds", "redshift")
"""The services there are instance classes of."""

_TWO_PART_MAJORS = ("mysql", "aurora-mysql", "mariadb", "memcached", "sqlserver", "db2")
"""Engines (or how their names begin) whose 8.0 and 8.4 are two major versions."""
_LAST_TWO_PART_POSTGRES = 9
"""PostgreSQL 9.5 and 9.6 were two major versions; since 10 there is one number."""
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[A-Za-z_]+")


class Offer(Enum):
    """Whether AWS offers a version."""

    OFFERED = "offered"
    WITHDRAWN = "withdrawn"
    """Listed, but closed to new clusters and instances."""
    UNLISTED = "unlisted"
    """Not listed, though newer ones of its major version are."""
    NEWER = "newer"
    """Newer than all that were listed on the date of the data: nothing is known."""


class Listed(Struct, frozen=True):
    """The versions of one engine as AWS lists them; `withdrawn` ones are closed to new clusters and instances."""

    offered: tuple[str, ...]
    withdrawn: tuple[str, ...] = ()


class RuntimeDates(Struct, frozen=True):
    """When a runtime of Lambda is (ISO dates; None: not announced) deprecated and closed to new functions."""

    deprecated: str | None = None
    create_block: str | None = None
    successor: str | None = None


class EngineVersions:
    """The versions of `engine`. `known` are others that the project knows to be offered."""

    def __init__(self, engine: str, listed: Listed, known: Iterable[str] = ()) -> None:
        self._parts = 2 if engine.startswith(_TWO_PART_MAJORS) else 1
        self._offered = (*listed.offered, *known)
        self._withdrawn = listed.withdrawn

    def offer(self, version: str) -> Offer:
        """What is known of a version. A beginning of one (`15`, `8.0`) stands for all that begin so."""
        wanted = version.removesuffix(".x")
        if any(_begins(each, wanted) for each in self._offered):
            return Offer.OFFERED
        if any(_begins(each, wanted) for each in self._withdrawn):
            return Offer.WITHDRAWN
        major = self.major(version)
        alike = [each for each in self._all if self.major(each) == major and _words(each) == _words(version)]
        if any(each != major for each in alike):
            return Offer.NEWER if _numbers(version) > max(map(_numbers, alike)) else Offer.UNLISTED
        if major in {self.major(each) for each in self._all}:
            # Listed ones have a word that this one lacks (`mysql_aurora`), or this one has a word nobody knows yet.
            return Offer.NEWER if _words(version) else Offer.UNLISTED
        newest = max(_numbers(self.major(each)) for each in self._all)
        return Offer.NEWER if _numbers(major) > newest else Offer.UNLISTED

    def nearest(self, version: str) -> str | None:
        """The offered version to take instead: the next one of the same major version, else the last before it."""
        named = [each for each in self._offered if each.endswith(f".{version}")]
        major = self.major(version)
        own = [each for each in self._offered if self.major(each) == major and each != major]
        own = [each for each in own if _words(each) == _words(version)] or own
        own.sort(key=_numbers)
        later = [each for each in own if _numbers(each) >= _numbers(version)]
        return next(iter((*named, *later, *reversed(own))), None)

    def major(self, version: str) -> str:
        """The major version: `15` of `15.3`, `8.0` of `8.0.mysql_aurora.3.04.0`, `9.6` of PostgreSQL's `9.6.22`."""
        parts = version.split("-")[0].split(".")
        old = self._parts == 1 and parts[0].isdigit() and int(parts[0]) == _LAST_TWO_PART_POSTGRES and len(parts) > 2
        return ".".join(parts[: 2 if old else self._parts])

    @property
    def offered(self) -> list[str]:
        """The versions that are offered, the newest first."""
        return sorted(self._offered, key=_numbers, reverse=True)

    @property
    def newest(self) -> str:
        """The newest version that is offered."""
        return max(self._offered, key=_numbers)

    @cached_property
    def _all(self) -> tuple[str, ...]:
        return (*self._offered, *self._withdrawn)


def _begins(version: str, start: str) -> bool:
    return version == start or version.startswith(f"{start}.")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, _NUMBER.findall(version)))


def _words(version: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(version))


@lru_cache(maxsize=64)
def engine_versions(service: Service, engine: str, known: tuple[str, ...] = ()) -> EngineVersions | None:
    """The versions of an engine (`aurora-postgresql`, `redis`); None for one there is no data of."""
    raw = _records().get(f"{service} {engine}")
    return None if raw is None else EngineVersions(engine, msgspec.msgpack.decode(raw, type=Listed), known)


def engines(service: Service) -> list[str]:
    """The engines of a service that there is data of."""
    return sorted(name.removeprefix(f"{service} ") for name in _records().names if name.startswith(f"{service} "))


@lru_cache(maxsize=64)
def runtime_dates(runtime: str) -> RuntimeDates | None:
    """The dates of a runtime of Lambda (`python3.9`); None for one there is no data of."""
    raw = _records().get(f"runtime {runtime}")
    return None if raw is None else msgspec.msgpack.decode(raw, type=RuntimeDates)


def support_ended(runtime: str) -> str:
    """When AWS ended the support of a runtime of Lambda (ISO); "" for what it supports, and for anything else."""
    dates = runtime_dates(runtime)
    return dates.deprecated if dates is not None and dates.deprecated and dates.deprecated <= date() else ""


@lru_cache(maxsize=64)
def zones(region: str) -> tuple[str, ...] | None:
    """The availability zones of a region (`eu-west-1a`); None for one there is no data of, or no zones."""
    raw = _records().get(f"zones {region}")
    return (msgspec.msgpack.decode(raw, type=tuple[str, ...]) or None) if raw is not None else None


@lru_cache(maxsize=1)
def regions() -> tuple[str, ...]:
    """All regions of all partitions."""
    return tuple(sorted(name.removeprefix("zones ") for name in _records().names if name.startswith("zones ")))


@lru_cache(maxsize=16)
def instance_classes(service: str) -> Mapping[str, frozenset[str]]:
    """The instance classes of a service, each with the regions that offer it (none: withdrawn everywhere).

    `service` is one of `INSTANCE_SERVICES`; of any other there is no data: {}.
    """
    raw = _records().get(f"instance-classes {service}")
    packed = {} if raw is None else msgspec.msgpack.decode(raw, type=dict[str, tuple[int, ...]])
    return {name: frozenset(regions()[number] for number in numbers) for name, numbers in packed.items()}


def date() -> str:
    """When the data was true (ISO)."""
    return _records().origin.date


@lru_cache(maxsize=1)
def _records() -> Records:
    return Records(FILE)
