"""What the AWS provider checks, by its version."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from presynth.catalog.constraints import FILE, OTHERS, Relation, constraints_for, constraints_of
from presynth.catalog.records import Records


@pytest.mark.parametrize(
    ("provider", "table", "certain"),
    [
        ("6.25.0", "6.25.0", True),
        ("6.57.3", "6.25.0", True),
        ("6.58.0", "6.58.0", True),
        ("6.69.1", "6.58.0", True),
        ("6.0.0", "6.25.0", True),
        ("5.100.0", "6.25.0", False),
        ("7.0.0", "6.58.0", False),
        ("", "6.25.0", False),
    ],
)
def test_the_nearest_table_answers(provider: str, table: str, certain: bool) -> None:
    constraints = constraints_for(provider)
    assert (constraints.version, constraints.certain) == (table, certain)
    assert constraints.date == "2026-11-22"


def test_a_version_that_the_project_does_not_ask_for_is_not_certain() -> None:
    constraints = constraints_for("6.25.0", exact=False)
    assert (constraints.version, constraints.certain) == ("6.25.0", False)


def test_values() -> None:
    attributes = constraints_for("6.25.0").resource("aws_rds_cluster").attributes
    assert attributes["network_type"].enum == ("DUAL", "IPV4")
    assert (attributes["backtrack_window"].min, attributes["backtrack_window"].max) == (0, 259200)
    elements = attributes["enabled_cloudwatch_logs_exports"].elem
    assert elements is not None
    assert "postgresql" in elements.enum
    assert attributes["master_password"].sensitive
    assert attributes["kms_key_id"].kind == "arn"


def test_relations_are_stated_once() -> None:
    relations = constraints_for("6.25.0").resource("aws_rds_cluster").relations
    assert Relation("conflicts", ("restore_to_point_in_time", "s3_import")) in relations
    assert Relation("conflicts", ("s3_import", "restore_to_point_in_time")) not in relations
    assert Relation("required-with", ("master_password_wo", "master_password_wo_version")) in relations
    rule = constraints_for("6.25.0").resource("aws_vpc_security_group_ingress_rule").relations
    sources = ("cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id")
    assert rule == (Relation("exactly-one", sources),)


def test_data_sources_are_told_from_resources() -> None:
    constraints = constraints_for("6.25.0")
    assert constraints.resource("aws_datazone_domain", data=True).relations
    assert constraints.resource("aws_datazone_domain").relations == ()


def test_a_newer_provider_judges_otherwise() -> None:
    exclusive = Relation("exactly-one", ("evaluation_criteria", "metric_name", "metric_query"))
    assert exclusive in constraints_for("6.58.0").resource("aws_cloudwatch_metric_alarm").relations
    assert exclusive not in constraints_for("6.25.0").resource("aws_cloudwatch_metric_alarm").relations


def test_what_nobody_knows_has_no_constraints() -> None:
    nothing = constraints_for("6.25.0").resource("aws_no_such_thing")
    assert not nothing.attributes
    assert not nothing.relations


def test_the_file_stays_small() -> None:
    assert FILE.stat().st_size < 400_000


@pytest.mark.parametrize(
    ("source", "version", "certain"),
    [
        ("hashicorp/random", "3.7.2", True),
        ("hashicorp/random", "3.1.0", True),
        ("hashicorp/random", "2.3.1", False),
        ("acme/toy", "1.2.3", False),
    ],
)
def test_other_providers(source: str, version: str, certain: bool) -> None:
    assert constraints_of(source, version).certain is certain


def test_aws_by_its_name() -> None:
    assert constraints_of("hashicorp/aws", "6.25.0").resource("aws_rds_cluster").attributes


def test_what_other_providers_check() -> None:
    tls = constraints_of("hashicorp/tls", "4.1.0")
    assert tls.resource("tls_private_key").attributes["algorithm"].closed
    archive = constraints_of("hashicorp/archive", "2.7.1").resource("archive_file", data=True)
    assert Relation("conflicts", ("source_dir", "source_file")) in archive.relations
    pod = constraints_of("hashicorp/kubernetes", "2.38.0").resource("kubernetes_deployment")
    assert pod.attributes["spec.template.spec.container.port.protocol"].enum == ("TCP", "UDP")


def test_the_packed_table_is_that_of_the_script() -> None:
    table = json.loads((Path(__file__).parents[2] / "scripts/other_providers.json").read_text(encoding="utf-8"))
    records = Records(OTHERS)
    assert records.origin.date == table["read"]
    assert all(records.get(name) is not None for name in table["resources"])
