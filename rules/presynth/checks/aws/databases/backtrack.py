"""Backtracking in an Aurora global database."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.blocks import Field
from presynth.checks.common.resources import Resource, resources
from presynth.findings import Finding, Fix, Related, Safety
from presynth.program.program import Program
from presynth.program.values import Constant, Instance, options_of

_IMPORTS = """
from cdktf_cdktf_provider_aws.rds_cluster import RdsCluster
from cdktf_cdktf_provider_aws.rds_global_cluster import RdsGlobalCluster
"""


class BacktrackInGlobalCluster(Rule):
    """A cluster of an Aurora global database is to be backtracked.

    ## What it does
    Finds clusters with a `backtrack_window` that belong to a global database, by their `global_cluster_identifier` or
    as the `source_db_cluster_identifier` of an `RdsGlobalCluster`. A window of 0 means no backtracking.

    ## Why is this bad?
    Aurora backtracks no cluster of a global database. No plan says so; `apply` fails when it makes the cluster.

    ## Fix safety
    Safe: the cluster cannot be made otherwise. Unsafe where the argument comes from a dict that others may use.

    ## References
    - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Managing.Backtrack.html (2026-11-22)
    - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.html (2026-11-22)
    """

    code = "PS303"
    name = "backtrack-in-global-cluster"
    group = "aws"
    visits = Program
    VALID = (
        Valid(_IMPORTS + 'RdsCluster(self, "db", engine="aurora-mysql", backtrack_window=259200)\n'),
        Valid(
            _IMPORTS
            + """
ledger = RdsGlobalCluster(self, "global", global_cluster_identifier="ledger", engine="aurora-mysql")
RdsCluster(self, "db", engine="aurora-mysql", global_cluster_identifier=ledger.id, backtrack_window=0)
RdsCluster(self, "other", engine="aurora-mysql", global_cluster_identifier=None, backtrack_window=3600)
"""
        ),
        Valid(
            _IMPORTS
            + """

def cluster(scope, name, ledger=None, window=None):
    return RdsCluster(scope, name, engine="aurora-mysql", global_cluster_identifier=ledger, backtrack_window=window)


def both(scope, settings):
    return RdsCluster(scope, "db", engine="aurora-mysql", backtrack_window=3600, **settings)
"""
        ),
        Valid(
            _IMPORTS
            + """
cluster = RdsCluster(self, "db", engine="aurora-mysql", global_cluster_identifier="ledger", backtrack_window=3600)
cluster.reset_backtrack_window()
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
ledger = RdsGlobalCluster(self, "global", global_cluster_identifier="ledger", engine="aurora-mysql")
RdsCluster(
    self,
    "db",
    engine="aurora-mysql",
    global_cluster_identifier=ledger.id,
    «backtrack_window»=259200,  # three days
    skip_final_snapshot=True,
)
""",
            fixed=_IMPORTS
            + """
ledger = RdsGlobalCluster(self, "global", global_cluster_identifier="ledger", engine="aurora-mysql")
RdsCluster(
    self,
    "db",
    engine="aurora-mysql",
    global_cluster_identifier=ledger.id,
    skip_final_snapshot=True,
)
""",
        ),
        Invalid(
            _IMPORTS
            + """
HOURS = 72
shared = {"engine": "aurora-mysql", "backtrack_window": HOURS * 3600}

RdsCluster(self, "db", global_cluster_identifier="ledger", **«shared»)
""",
            fixed=_IMPORTS
            + """
HOURS = 72
shared = {"engine": "aurora-mysql"}

RdsCluster(self, "db", global_cluster_identifier="ledger", **shared)
""",
        ),
        Invalid(
            _IMPORTS
            + """
primary = RdsCluster(self, "db", engine="aurora-mysql", «backtrack_window»=3600)
RdsGlobalCluster(
    self,
    "global",
    global_cluster_identifier="ledger",
    source_db_cluster_identifier=primary.arn,
    force_destroy=True,
)
""",
            fixed=_IMPORTS
            + """
primary = RdsCluster(self, "db", engine="aurora-mysql")
RdsGlobalCluster(
    self,
    "global",
    global_cluster_identifier="ledger",
    source_db_cluster_identifier=primary.arn,
    force_destroy=True,
)
""",
        ),
        Invalid(
            _IMPORTS
            + """
cluster = RdsCluster(self, "db", engine="aurora-mysql", global_cluster_identifier="ledger")
cluster.«backtrack_window» = 3600
arn = cluster.arn
""",
            fixed=_IMPORTS
            + """
cluster = RdsCluster(self, "db", engine="aurora-mysql", global_cluster_identifier="ledger")
arn = cluster.arn
""",
        ),
        Invalid(
            _IMPORTS
            + """
cluster = RdsCluster(self, "db", engine="aurora-mysql", «backtrack_window»=3600)
cluster.add_override("global_cluster_identifier", "ledger")
""",
            fixed=_IMPORTS
            + """
cluster = RdsCluster(self, "db", engine="aurora-mysql")
cluster.add_override("global_cluster_identifier", "ledger")
""",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        sources: dict[Instance, Field] = {}
        for database in resources(subject, "aws_rds_global_cluster"):
            cluster, field = (
                database.referred("source_db_cluster_identifier"),
                database.field("source_db_cluster_identifier"),
            )
            if cluster is not None and field is not None:
                sources[cluster.instance] = field
        for cluster in resources(subject, "aws_rds_cluster"):
            window = cluster.field("backtrack_window")
            joined = cluster.field("global_cluster_identifier") or sources.get(cluster.instance)
            if window is not None and joined is not None and not _may_be_zero(window):
                yield self._found(cluster, window, joined)

    def _found(self, cluster: Resource, window: Field, joined: Field) -> Finding:
        shared = window.name_place != window.key_place
        fixes: tuple[Fix, ...] = ()
        if window.removal is not None:
            safety = Safety.UNSAFE if shared else Safety.SAFE
            fixes = (Fix(f"Remove `{window.label}`", safety, (window.removal,)),)
        return self.finding(
            window.name_place,
            "`backtrack_window` is set on a cluster of a global database, which Aurora cannot backtrack",
            about=cluster.instance,
            fixes=fixes,
            related=(Related(joined.key_place, "this makes it part of a global database"),),
        )


def _may_be_zero(window: Field) -> bool:
    return any(isinstance(option, Constant) and not option.value for option in options_of(window.value))
