"""Security groups and target groups of another VPC than the one they are used in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from presynth.checks.aws.combinations.conditions import steps
from presynth.checks.aws.values import Item, items, referred
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Block, Presence
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding, Related
from presynth.program.program import Program
from presynth.program.values import Instance


class Joined(NamedTuple):
    """Where a resource says in which VPC it is, and what it has from there.

    Both are paths of arguments; `a > b` is the argument of what the first one refers to.
    """

    network: str
    groups: str


_SUBNET = "subnet_id > vpc_id"
_CONFIG = Joined("vpc_config.subnet_ids > vpc_id", "vpc_config.security_group_ids")
_LISTENER = Joined("load_balancer_arn > subnets > vpc_id", "default_action.target_group_arn")
_DATABASE = Joined("db_subnet_group_name > subnet_ids > vpc_id", "vpc_security_group_ids")

_JOINED: dict[str, Joined] = {
    "aws_lb": Joined("subnets > vpc_id", "security_groups"),
    "aws_lb_listener": _LISTENER,
    "aws_instance": Joined(_SUBNET, "vpc_security_group_ids"),
    "aws_network_interface": Joined(_SUBNET, "security_groups"),
    "aws_efs_mount_target": Joined(_SUBNET, "security_groups"),
    "aws_lambda_function": _CONFIG,
    "aws_eks_cluster": _CONFIG,
    "aws_ecs_service": Joined("network_configuration.subnets > vpc_id", "network_configuration.security_groups"),
    "aws_vpc_endpoint": Joined("vpc_id", "security_group_ids"),
    "aws_db_instance": _DATABASE,
    "aws_rds_cluster": _DATABASE,
    "aws_elasticache_replication_group": Joined("subnet_group_name > subnet_ids > vpc_id", "security_group_ids"),
    "aws_opensearch_domain": Joined("vpc_options.subnet_ids > vpc_id", "vpc_options.security_group_ids"),
    "aws_codebuild_project": Joined("vpc_config.vpc_id", "vpc_config.security_group_ids"),
    "aws_grafana_workspace": Joined("vpc_configuration.subnet_ids > vpc_id", "vpc_configuration.security_group_ids"),
    "aws_imagebuilder_infrastructure_configuration": Joined(_SUBNET, "security_group_ids"),
    "aws_mq_broker": Joined("subnet_ids > vpc_id", "security_groups"),
    "aws_osis_pipeline": Joined("vpc_options.subnet_ids > vpc_id", "vpc_options.security_group_ids"),
    "aws_sagemaker_domain": Joined("vpc_id", "default_user_settings.security_groups"),
    "aws_sagemaker_model": Joined("vpc_config.subnets > vpc_id", "vpc_config.security_group_ids"),
    "aws_sagemaker_notebook_instance": Joined(_SUBNET, "security_groups"),
    "aws_synthetics_canary": _CONFIG,
    "aws_vpclattice_service_network_vpc_association": Joined("vpc_identifier", "security_group_ids"),
}
_BESIDE: dict[str, Joined] = {
    "aws_codebuild_project": Joined("vpc_config.vpc_id", "vpc_config.subnets"),
    "aws_directory_service_directory": Joined("vpc_settings.vpc_id", "vpc_settings.subnet_ids"),
    "aws_ec2_transit_gateway_vpc_attachment": Joined("vpc_id", "subnet_ids"),
    "aws_sagemaker_domain": Joined("vpc_id", "subnet_ids"),
    "aws_vpc_endpoint": Joined("vpc_id", "subnet_ids"),
}
"""Where subnets are named beside their VPC."""
_SUBNETS = ("aws_subnet",)
_GROUPS = ("aws_security_group", "aws_lb_target_group", "aws_alb_target_group")

_IMPORTS = """
from cdktf_cdktf_provider_aws.lb import Lb
from cdktf_cdktf_provider_aws.security_group import SecurityGroup
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc

vpc = Vpc(self, "vpc", cidr_block="10.0.0.0/16")
subnets = [
    Subnet(self, f"s{zone}", vpc_id=vpc.id, cidr_block=f"10.0.{number}.0/24", availability_zone=f"eu-west-1{zone}")
    for number, zone in enumerate("ab")
]
"""


class OtherVpc(ResourceRule):
    """A security group, or a target group, is of another VPC than what uses it.

    ## What it does
    Compares the VPC of the subnets that something is put in with those of its security groups, that of a load balancer
    with those of the target groups that its listener forwards to, and a VPC with those of the subnets beside it. A
    security group that names no VPC is in the account's default VPC.

    ## Why is this bad?
    AWS refuses it: "You have specified two resources that belong to different networks", "Security group 'sg-…' does
    not belong to VPC 'vpc-…'".

    ## References
    - https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html (2026-11-29)
    - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group#vpc_id (2026-11-29)
    """

    code = "PS346"
    name = "other-vpc"
    terraform_types = tuple({**_JOINED, **_BESIDE})
    VALID = (
        Valid(
            _IMPORTS
            + """
group = SecurityGroup(self, "group", vpc_id=vpc.id)
Lb(self, "front", subnets=[subnet.id for subnet in subnets], security_groups=[group.id, "sg-0a1b2c3d"])
"""
        ),
        Valid(
            _IMPORTS
            + """

def front(scope, group_vpc, subnets):
    group = SecurityGroup(scope, "group", vpc_id=group_vpc)
    Lb(scope, "front", subnets=subnets, security_groups=[group.id])
    Lb(scope, "more", subnets=[subnet.id for subnet in subnets], security_groups=[group.id])
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
group = SecurityGroup(self, "group", name="web")
Lb(self, "front", subnets=[subnet.id for subnet in subnets], security_groups=[«group.id»])
""",
            message="names no VPC",
        ),
        Invalid(
            _IMPORTS
            + """
other = Vpc(self, "other", cidr_block="10.1.0.0/16")
group = SecurityGroup(self, "group", vpc_id=other.id)
Lb(self, "front", subnets=[subnet.id for subnet in subnets], security_groups=[«group.id»])
""",
            message="is of another VPC",
        ),
        Invalid(
            _IMPORTS
            + """
from cdktf_cdktf_provider_aws.vpc_endpoint import VpcEndpoint

other = Vpc(self, "other", cidr_block="10.1.0.0/16")
VpcEndpoint(
    self,
    "queues",
    vpc_id=other.id,
    service_name="com.amazonaws.eu-west-1.sqs",
    vpc_endpoint_type="Interface",
    subnet_ids=[«subnets[0].id»],
)
""",
            message="this `aws_subnet` is of another VPC",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        terraform_type = resource.event.type.terraform_type
        if terraform_type in _JOINED:
            yield from self._of_others(resource, _JOINED[terraform_type], _GROUPS)
        if terraform_type in _BESIDE:
            yield from self._of_others(resource, _BESIDE[terraform_type], _SUBNETS)

    def _of_others(self, resource: Resource, joined: Joined, kinds: tuple[str, ...]) -> Iterator[Finding]:
        """What is of one of these kinds, and of another VPC."""
        group_items = list(_groups(resource.block, joined.groups))
        own = set(_networks(resource, joined.network.split(" > "))) if group_items else set[Instance]()
        if len(own) != 1:
            return
        (vpc,) = own
        for item in group_items:
            group = referred(resource.program, item.value)
            if group is None or not _is_made(group, kinds):
                continue
            field = group.block.fields.get("vpc_id")
            there = None if field is None else referred(resource.program, field.value)
            is_other = there is not None and _is_made(there, ("aws_vpc",)) and there.instance is not vpc
            if is_other or _is_default(group):
                where = "is of another VPC than" if is_other else "names no VPC, and is not in that of"
                yield self.finding(
                    item.place,
                    f"this `{group.event.type.terraform_type}` {where} what uses it: AWS refuses it",
                    about=resource.instance,
                    related=(Related(group.event.callee_place, "it is made here"),),
                )


def _groups(block: Block, path: str) -> Iterator[Item]:
    for owner in block.at(steps(path)[:-1]):
        field = owner.field(steps(path)[-1:])
        if field is not None:
            yield from items(field) or [Item(field.value, field.place)]


def _networks(resource: Resource, hops: list[str]) -> Iterator[Instance]:
    """The VPCs, made by the program, that something is in."""
    for item in _groups(resource.block, hops[0]):
        target = referred(resource.program, item.value)
        if target is None:
            continue
        if len(hops) > 1:
            yield from _networks(target, hops[1:])
        elif _is_made(target, ("aws_vpc",)):
            yield target.instance


def _is_made(target: Resource, terraform_types: tuple[str, ...]) -> bool:
    program: Program = target.program
    is_resource = program.catalog.is_a(target.event.type, "TerraformResource")
    return is_resource and target.event.type.terraform_type in terraform_types


def _is_default(group: Resource) -> bool:
    """Whether it is a security group in the default VPC."""
    return group.event.type.terraform_type == _GROUPS[0] and group.presence("vpc_id") is Presence.UNSET
