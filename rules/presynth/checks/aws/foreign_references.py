"""References to what is made in another region, where AWS looks for it in the resource's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from presynth.checks.aws.values import items, referred
from presynth.checks.common.blocks import Field
from presynth.checks.common.resources import Resource
from presynth.program.values import Token
from presynth.source.statement import Place

_IN_VPC = ("vpc_id",)
_SUBNETS = ("subnet_ids",)
REGIONAL: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        (
            *("aws_internet_gateway", "aws_egress_only_internet_gateway", "aws_lb_target_group", "aws_network_acl"),
            *("aws_route_table", "aws_security_group", "aws_subnet", "aws_flow_log", "aws_vpn_gateway"),
            "aws_vpc_peering_connection",
        ),
        _IN_VPC,
    ),
    **dict.fromkeys(("aws_db_subnet_group", "aws_elasticache_subnet_group", "aws_redshift_subnet_group"), _SUBNETS),
    "aws_docdb_subnet_group": _SUBNETS,
    "aws_acm_certificate_validation": ("certificate_arn",),
    "aws_autoscaling_group": ("vpc_zone_identifier", "target_group_arns", "launch_template.id"),
    "aws_cloudwatch_event_target": ("rule",),
    "aws_db_instance": (
        *("vpc_security_group_ids", "db_subnet_group_name", "parameter_group_name", "replicate_source_db"),
    ),
    "aws_ec2_transit_gateway_vpc_attachment": ("vpc_id", "subnet_ids"),
    "aws_ecs_service": (
        *("cluster", "task_definition", "load_balancer.target_group_arn"),
        *("network_configuration.subnets", "network_configuration.security_groups"),
    ),
    "aws_efs_mount_target": ("subnet_id", "security_groups"),
    "aws_eks_cluster": ("vpc_config.subnet_ids", "vpc_config.security_group_ids"),
    "aws_eks_addon": ("cluster_name",),
    "aws_eks_node_group": ("cluster_name", "subnet_ids"),
    "aws_elasticache_replication_group": ("security_group_ids", "subnet_group_name"),
    "aws_instance": ("subnet_id", "vpc_security_group_ids"),
    "aws_lambda_event_source_mapping": ("function_name",),
    "aws_lambda_function": ("vpc_config.subnet_ids", "vpc_config.security_group_ids"),
    "aws_lambda_permission": ("function_name",),
    "aws_launch_template": ("vpc_security_group_ids",),
    "aws_lb": ("subnets", "security_groups"),
    "aws_lb_listener": ("load_balancer_arn",),
    "aws_nat_gateway": ("subnet_id", "allocation_id"),
    "aws_rds_cluster": (*("vpc_security_group_ids", "db_subnet_group_name", "db_cluster_parameter_group_name"),),
    "aws_rds_cluster_instance": ("cluster_identifier", "db_parameter_group_name"),
    "aws_route": ("route_table_id", "gateway_id", "nat_gateway_id"),
    "aws_route_table_association": ("subnet_id", "route_table_id"),
    "aws_security_group_rule": ("security_group_id",),
    "aws_sns_topic_subscription": ("topic_arn",),
    "aws_vpc_endpoint": ("vpc_id", "subnet_ids", "security_group_ids", "route_table_ids"),
    "aws_vpc_security_group_egress_rule": ("security_group_id",),
    "aws_vpc_security_group_ingress_rule": ("security_group_id",),
}
"""What AWS knows, or takes, in one region only, by the resource and argument that takes it.

https://docs.aws.amazon.com/vpc/latest/userguide/how-it-works.html: a VPC and all in it belong to one region.
https://docs.aws.amazon.com/general/latest/gr/rande.html: so do the endpoints that answer for most resources
(2026-11-29)."""


BY_ARN = ("replicate_source_db",)
"""What may lie in another region, and is named by its ARN then
(https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstanceReadReplica.html, 2026-11-29)."""


class Foreigner(NamedTuple):
    """Where a resource refers to one of another region, and that one."""

    place: Place
    argument: str
    made: Resource
    region: str


def foreigners(resource: Resource) -> Iterator[Foreigner]:
    """What a resource refers to that is made in another region; the first of each argument."""
    terraform_type = resource.event.type.terraform_type
    for path in REGIONAL[terraform_type]:
        field = resource.block.field(tuple(path.split(".")))
        for place, made in () if field is None else _made(resource, field, path in BY_ARN):
            there = made.region
            if there is None:
                continue
            here = resource.region
            if here is not None and here != there:
                yield Foreigner(place, path, made, there)
                break


def unnamed_region(peering: Resource) -> Foreigner | None:
    """The other VPC of a peering connection that does not say that it is in another region."""
    field = peering.field("peer_vpc_id")
    made = None if field is None else referred(peering.program, field.value)
    there = None if made is None else made.region
    if field is None or made is None or there is None or peering.block.fields.get("peer_region") or peering.block.open:
        return None
    here = peering.region
    return Foreigner(field.place, "peer_vpc_id", made, there) if here not in (None, there) else None


def _made(resource: Resource, field: Field, by_arn: bool) -> Iterator[tuple[Place, Resource]]:
    """The resources that an argument, or the items of a list, refer to; not by their ARNs where those do (`by_arn`)."""
    for place, value in [(item.place, item.value) for item in items(field)] or [(field.place, field.value)]:
        made = referred(resource.program, value)
        if made is None or not made.event.type.terraform_type.startswith("aws_"):
            continue
        if not by_arn or (isinstance(value, Token) and value.attribute != "arn"):
            yield place, made
