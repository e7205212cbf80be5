"""Aurora clusters and the instances in them."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.aws.values import field_number, field_text, referred
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Presence
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding, Related

_CLUSTER, _MEMBER = "aws_rds_cluster", "aws_rds_cluster_instance"
_SCALING = "serverlessv2_scaling_configuration"

_AURORA = """
import os

from cdktf_cdktf_provider_aws.rds_cluster import RdsCluster
from cdktf_cdktf_provider_aws.rds_cluster_instance import RdsClusterInstance

cluster = RdsCluster(
    self,
    "db",
    engine="aurora-postgresql",
    master_username="app",
    master_password=os.environ["PASSWORD"],{more}
)
"""
_SCALED = """
    serverlessv2_scaling_configuration={"min_capacity": 0.5, "max_capacity": 4},"""


def _cluster(more: str = "") -> str:
    return _AURORA.replace("{more}", more)


class AuroraCluster(ResourceRule):
    """An Aurora cluster and its instances do not go together.

    ## What it does
    Instances have the engine of their cluster; instances of the class `db.serverless` need the cluster's
    `serverlessv2_scaling_configuration`, of which the least capacity is not more than the greatest; `engine_mode`
    `serverless` (Aurora Serverless v1) is gone since March 2025.

    ## Why is this bad?
    AWS refuses what does not go together: "Set the Serverless v2 scaling configuration on the parent DB cluster before
    creating a Serverless v2 DB instance". The cluster has been made by then.

    ## References
    - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.create.html (2026-11-29)
    - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless.html (2026-11-29)
    """

    code = "PS340"
    name = "aurora-cluster"
    terraform_types = (_CLUSTER, _MEMBER)
    VALID = (
        Valid(
            _cluster(_SCALED)
            + """
RdsClusterInstance(
    self, "one", cluster_identifier=cluster.id, engine=cluster.engine, instance_class="db.serverless"
)
"""
        ),
        Valid(
            _cluster()
            + """
cluster.put_serverlessv2_scaling_configuration(min_capacity=1, max_capacity=1)
RdsClusterInstance(
    self, "one", cluster_identifier=cluster.id, engine="aurora-postgresql", instance_class="db.serverless"
)
"""
        ),
    )
    INVALID = (
        Invalid(
            _cluster()
            + """
RdsClusterInstance(
    self, "one", cluster_identifier=cluster.id, engine=cluster.engine, instance_class=«"db.serverless"»
)
""",
            message="needs the cluster's `serverlessv2_scaling_configuration`",
        ),
        Invalid(
            _cluster()
            + """
RdsClusterInstance(
    self, "one", cluster_identifier=cluster.id, engine=«"aurora-mysql"», instance_class="db.r6g.large"
)
""",
            message="the cluster's engine is `aurora-postgresql`",
        ),
        Invalid(
            _cluster('\n    serverlessv2_scaling_configuration={"min_capacity": 8, "max_capacity": «4»},'),
            message="less than `min_capacity`",
        ),
        Invalid(_cluster('\n    engine_mode=«"serverless"»,'), message="Aurora Serverless v1"),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        if resource.event.type.terraform_type == _MEMBER:
            yield from self._member(resource)
            return
        mode = resource.field("engine_mode")
        if mode is not None and field_text(resource, "engine_mode") == "serverless":
            yield self.finding(
                mode.place,
                f"Aurora Serverless v1 is gone: take `provisioned` with `{_SCALING}` and instances of the class"
                " `db.serverless`",
                about=resource.instance,
            )
        for scaling in resource.block.at((_SCALING,)):
            least, greatest = field_number(scaling, "min_capacity"), field_number(scaling, "max_capacity")
            field = scaling.field(("max_capacity",))
            if field is not None and least is not None and greatest is not None and greatest < least:
                message = f"`max_capacity` {greatest:g} is less than `min_capacity` {least:g}: AWS refuses the cluster"
                yield self.finding(field.place, message, about=resource.instance)

    def _member(self, member: Resource) -> Iterator[Finding]:
        cluster = referred(member.program, member.value("cluster_identifier"))
        if cluster is None or cluster.event.type.terraform_type != _CLUSTER:
            return
        related = (Related(cluster.event.callee_place, "the cluster"),)
        size, engine = member.field("instance_class"), member.field("engine")
        is_serverless = field_text(member, "instance_class") == "db.serverless"
        if size is not None and is_serverless and cluster.presence(_SCALING) is Presence.UNSET:
            message = f"`db.serverless` needs the cluster's `{_SCALING}`: AWS refuses the instance"
            yield self.finding(size.place, message, about=member.instance, related=related)
        own, shared = field_text(member, "engine"), field_text(cluster, "engine")
        if engine is not None and own is not None and shared is not None and own != shared:
            message = f"the cluster's engine is `{shared}`, not `{own}`: AWS refuses the instance"
            yield self.finding(engine.place, message, about=member.instance, related=related)
