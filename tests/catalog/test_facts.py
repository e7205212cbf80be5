"""Engine versions: offered, withdrawn, never listed, newer than the data."""

from __future__ import annotations

import pytest

from presynth.catalog import facts
from presynth.catalog.facts import Offer, Service, engine_versions

AURORA = "8.0.mysql_aurora."


@pytest.mark.parametrize(
    ("service", "engine", "version", "offer", "nearest"),
    [
        ("rds-cluster", "aurora-postgresql", "15.3", Offer.WITHDRAWN, "15.10"),
        ("rds-cluster", "aurora-postgresql", "15.10", Offer.OFFERED, "15.10"),
        ("rds-cluster", "aurora-postgresql", "15", Offer.OFFERED, None),
        ("rds-cluster", "aurora-postgresql", "15.11", Offer.UNLISTED, "15.12"),
        ("rds-cluster", "aurora-postgresql", "15.99", Offer.NEWER, "15.19"),
        ("rds-cluster", "aurora-postgresql", "99.1", Offer.NEWER, None),
        ("rds-cluster", "aurora-postgresql", "16.6", Offer.WITHDRAWN, "16.8"),
        ("rds-cluster", "aurora-postgresql", "16.6-limitless", Offer.OFFERED, None),
        ("rds-cluster", "aurora-postgresql", "9.6.22", Offer.WITHDRAWN, None),
        ("rds-cluster", "aurora-postgresql", "latest", Offer.UNLISTED, None),
        ("rds-cluster", "aurora-mysql", "8.0", Offer.OFFERED, None),
        ("rds-cluster", "aurora-mysql", f"{AURORA}3.04", Offer.OFFERED, None),
        ("rds-cluster", "aurora-mysql", f"{AURORA}3.05.2", Offer.WITHDRAWN, f"{AURORA}3.08.0"),
        ("rds-cluster", "aurora-mysql", f"{AURORA}3.99.0", Offer.NEWER, f"{AURORA}3.13.0"),
        ("rds-cluster", "aurora-mysql", "8.0.35", Offer.UNLISTED, f"{AURORA}3.13.0"),
        ("rds-cluster", "aurora-mysql", "3.04.0", Offer.UNLISTED, f"{AURORA}3.04.0"),
        ("rds-instance", "postgres", "15.4", Offer.WITHDRAWN, "15.13"),
        ("rds-instance", "postgres", "9.6", Offer.WITHDRAWN, None),
        ("rds-instance", "mysql", "8.0.35", Offer.WITHDRAWN, "8.0.42"),
        ("rds-instance", "mysql", "8.1.0", Offer.UNLISTED, None),
        ("rds-instance", "mysql", "9.0", Offer.NEWER, None),
        ("rds-instance", "sqlserver-ex", "15.00", Offer.OFFERED, None),
        ("elasticache", "redis", "6.x", Offer.OFFERED, None),
        ("elasticache", "redis", "5.0.5", Offer.UNLISTED, "5.0.6"),
        ("elasticache", "valkey", "9.9", Offer.NEWER, "9.1"),
        ("elasticache", "memcached", "1.6.18", Offer.UNLISTED, "1.6.22"),
    ],
)
def test_what_is_known_of_a_version(
    service: Service, engine: str, version: str, offer: Offer, nearest: str | None
) -> None:
    versions = engine_versions(service, engine)
    assert versions is not None
    assert versions.offer(version) is offer
    if offer is not Offer.OFFERED or nearest is not None:
        assert versions.nearest(version) == nearest


def test_the_project_knows_more() -> None:
    versions = engine_versions("rds-cluster", "aurora-postgresql", ("15.3",))
    assert versions is not None
    assert versions.offer("15.3") is Offer.OFFERED


def test_engines_without_data() -> None:
    assert engine_versions("rds-cluster", "neptune") is None
    assert engine_versions("rds-instance", "custom-sqlserver-ee") is None


def test_the_data_has_a_date() -> None:
    assert facts.date() >= "2026-11-29"


def test_runtimes_have_dates() -> None:
    dates = facts.runtime_dates("nodejs14.x")
    assert dates is not None
    assert (dates.deprecated, dates.create_block, dates.successor) == ("2023-12-04", "2024-01-09", "nodejs24.x")
    assert facts.runtime_dates("python9.1") is None


def test_regions_have_zones() -> None:
    assert facts.zones("eu-west-1") == ("eu-west-1a", "eu-west-1b", "eu-west-1c")
    assert facts.zones("eu-east-9") is None


def test_instance_classes_are_offered_in_regions() -> None:
    assert "eu-west-1" in facts.instance_classes("ec2")["m5.large"]
    assert facts.instance_classes("nothing") == {}
    for service in facts.INSTANCE_SERVICES:
        classes = facts.instance_classes(service)
        assert classes
        assert set().union(*classes.values()) <= set(facts.regions())
