"""Global databases of Aurora: which clusters are their secondaries, and what those do not have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.blocks import Presence
from presynth.checks.common.resources import Resource, resources
from presynth.findings import Finding, Fix, Related, Safety
from presynth.program.program import Program
from presynth.program.values import Constant, Token, Value

OF_PRIMARY = (
    "master_username",
    "master_password",
    "master_password_wo",
    "manage_master_user_password",
    "database_name",
)
"""Arguments that the secondaries of a global database do not have."""

_LEDGER = """
import os

from cdktf_cdktf_provider_aws.rds_cluster import RdsCluster
from cdktf_cdktf_provider_aws.rds_global_cluster import RdsGlobalCluster

west = AwsProvider(self, "west", region="us-west-2", alias="west")
ledger = RdsGlobalCluster(self, "global", global_cluster_identifier="ledger", engine="aurora-mysql")
shared = {"engine": "aurora-mysql", "global_cluster_identifier": ledger.id, "skip_final_snapshot": True}
RdsCluster(self, "first", master_username="ledger", master_password=os.environ["PASSWORD"], **shared)
"""
_SECOND = 'RdsCluster(self, "second", provider=west, {}**shared)\n'


class Secondary(NamedTuple):
    """A cluster of a global database that is not the primary; the global database itself, where that is known."""

    cluster: Resource
    primary: Resource
    database: Resource | None


def secondaries(program: Program) -> Iterator[Secondary]:
    """The clusters of global databases that are not the primary."""
    members: dict[object, list[Resource]] = {}
    for cluster in resources(program, "aws_rds_cluster"):
        key = _key(cluster.value("global_cluster_identifier"))
        if key is not None:
            members.setdefault(key, []).append(cluster)
    if not members:
        return
    databases = {database.instance: database for database in resources(program, "aws_rds_global_cluster")}
    for key, clusters in members.items():
        database = next((each for instance, each in databases.items() if instance is key), None)
        source = None if database is None else database.referred("source_db_cluster_identifier")
        primary = source or _primary(clusters)
        for cluster in clusters:
            if cluster.instance is not primary.instance:
                yield Secondary(cluster, primary, database)


def _key(value: Value | None) -> object:
    """What tells one global database from another: its resource, or its name."""
    if isinstance(value, Token):
        return value.source
    return value.value if isinstance(value, Constant) else None


def _primary(clusters: list[Resource]) -> Resource:
    """The one with credentials; the first of those that have some, or of all if none has."""
    own = [each for each in clusters if any(each.presence(name) is Presence.SET for name in OF_PRIMARY)]
    return (own or clusters)[0]


class SecondaryCredentials(Rule):
    """A secondary cluster of a global database has a user, a password or a database of its own.

    ## What it does
    Looks at the clusters of one global database that are in other regions than its primary: what the primary has is
    copied to them.

    ## Why is this bad?
    AWS refuses them: "InvalidParameterCombination: Cannot specify user name for cross region replication cluster",
    "Cannot specify database name for cross region replication cluster".

    ## Fix safety
    Unsafe: perhaps the clusters are not meant to be one database.

    ## References
    - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-getting-started.html
      (2026-11-29)
    - https://github.com/pulumi/pulumi-aws/issues/3751 (2026-11-29)
    """

    code = "PS383"
    name = "secondary-credentials"
    group = "aws"
    visits = Program
    VALID = (
        Valid(_LEDGER + _SECOND.format("")),
        Valid(_LEDGER + _SECOND.format('master_username="other", ').replace("provider=west, ", "")),
    )
    INVALID = (
        Invalid(
            _LEDGER + _SECOND.format('«master_username»="ledger", '),
            fixed=_LEDGER + _SECOND.format(""),
            message="`master_username`",
        ),
        Invalid(
            _LEDGER + 'RdsCluster(self, "second", provider=west, «database_name»="ledger", **shared)\n',
            fixed=_LEDGER + _SECOND.format(""),
            message="`database_name`",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        for cluster, primary, _ in secondaries(subject):
            here, there = cluster.region, primary.region
            if here is None or there is None or here == there:
                continue
            fields = ((name, cluster.field(name)) for name in OF_PRIMARY)
            present = [(name, field) for name, field in fields if field is not None and not field.sets_nothing]
            for name, field in present[:1]:
                removals = tuple(each.removal for _, each in present if each.removal is not None)
                yield self.finding(
                    field.key_place,
                    f"the secondary of a global database has no `{name}` of its own: AWS refuses the cluster",
                    about=cluster.instance,
                    fixes=(Fix("Remove what the primary has", Safety.UNSAFE, removals),) if removals else (),
                    related=(Related(primary.event.callee_place, f"the primary, in {there}"),),
                )
