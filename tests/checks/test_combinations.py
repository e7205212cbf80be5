"""The tables of what goes together name what there is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import pytest

from presynth.catalog.catalog import Catalog
from presynth.checks.aws.combinations.conditions import steps
from presynth.checks.aws.combinations.consequences import Consequence, Matches, Needed, On
from presynth.checks.aws.combinations.refused_combination import ROWS
from presynth.checks.aws.combinations.row import Row
from presynth.checks.common.blocks import Block, declares
from presynth.source.file import SourceFile
from presynth.source.statement import Place

_NEWER = {
    *(
        ("aws_bedrockagent_knowledge_base", f"{kind}_configuration")
        for kind in (
            *("kendra_knowledge_base", "mongo_db_atlas", "neptune_analytics", "opensearch_managed_cluster"),
            *("s3_vectors", "sql_knowledge_base"),
        )
    ),
    ("aws_elasticache_user", "passwords_wo"),
    ("aws_route_table", "odb_network_arn"),
    ("aws_subnet", "ipv4_ipam_pool_id"),
    ("aws_subnet", "ipv6_ipam_pool_id"),
}
"""What later versions of the provider have than the one whose schema is bundled."""


@lru_cache(maxsize=1)
def _catalog() -> Catalog:
    return Catalog.load()


def _arguments(row: Row) -> Iterator[tuple[str, ...]]:
    for name in (each.partition(">")[0] for each in row.when):
        yield steps(name[1:]) if name.startswith("^") else (*row.within, *steps(name))
    for consequence in row.then:
        for name in consequence.names:
            yield (*row.within, *steps(name))


@pytest.mark.parametrize("terraform_type", sorted(each for each in ROWS if each.startswith("aws_")))
def test_rows_name_arguments_that_there_are(terraform_type: str) -> None:
    bundled = _catalog()
    resource = bundled.terraform(terraform_type)
    assert resource is not None
    named = [path for row in ROWS[terraform_type] for path in _arguments(row)]
    unknown = [path for path in named if not declares(bundled, resource, path)]
    assert [path for path in unknown if (terraform_type, path[-1]) not in _NEWER] == []


def test_rows_name_their_sources() -> None:
    assert [row for rows in ROWS.values() for row in rows if not row.source.startswith("https://")] == []


def test_patterns_are_patterns() -> None:
    patterns = [
        each.pattern for rows in ROWS.values() for row in rows for each in row.then if isinstance(each, Matches)
    ]
    assert len({pattern.pattern for pattern in patterns}) > 1


def _empty_volume() -> Block:
    statement = SourceFile.parse("main.py", "EbsVolume()\n").statements[0]
    return Block(_catalog(), _catalog().terraform("aws_ebs_volume"), Place(statement, 0, 0, 0, 9), {})


def test_what_the_binding_does_not_have_is_not_asked_for() -> None:
    """The provider's other versions have other arguments."""

    def told(consequence: Consequence) -> list[str]:
        return [breach.message for breach in consequence.breaches(_empty_volume(), None)]

    assert told(Needed("iops", "of_another_version")) == ["`iops` is needed"]
    assert told(Needed("of_another_version")) == []
    assert told(On("encrypted", "of_another_version")) == ["`encrypted` has to be true, and is not set"]
