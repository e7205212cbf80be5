"""What a resource says of itself, and resources beside it say as well."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from presynth.checks.aws.combinations.conditions import Condition, Is
from presynth.checks.aws.values import items, referred
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Field, Presence
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding, Related, Severity


class Apart(NamedTuple):
    """A resource of the type `part` says of the resource that its argument `of` refers to what that one, of a type in
    `wholes`, says with its argument `inline`. `when` narrows down which of them do."""

    part: str
    of: str
    wholes: tuple[str, ...]
    inline: str
    when: tuple[str, Condition] | None = None


_GROUPS = ("aws_security_group", "aws_default_security_group")
_LISTS = ("aws_network_acl", "aws_default_network_acl")
_TABLES = ("aws_route_table", "aws_default_route_table")

_APART = (
    *(
        Apart(f"aws_vpc_security_group_{direction}_rule", "security_group_id", _GROUPS, direction)
        for direction in ("ingress", "egress")
    ),
    *(
        Apart("aws_security_group_rule", "security_group_id", _GROUPS, direction, ("type", Is((direction,))))
        for direction in ("ingress", "egress")
    ),
    Apart("aws_network_acl_rule", "network_acl_id", _LISTS, "ingress", ("egress", Is((False,), default=True))),
    Apart("aws_network_acl_rule", "network_acl_id", _LISTS, "egress", ("egress", Is((True,)))),
    Apart("aws_network_acl_association", "network_acl_id", _LISTS, "subnet_ids"),
    Apart("aws_route", "route_table_id", _TABLES, "route"),
    Apart("aws_ec2_managed_prefix_list_entry", "prefix_list_id", ("aws_ec2_managed_prefix_list",), "entry"),
    Apart("aws_vpc_endpoint_policy", "vpc_endpoint_id", ("aws_vpc_endpoint",), "policy"),
    Apart("aws_vpc_endpoint_subnet_association", "vpc_endpoint_id", ("aws_vpc_endpoint",), "subnet_ids"),
    Apart("aws_vpc_endpoint_route_table_association", "vpc_endpoint_id", ("aws_vpc_endpoint",), "route_table_ids"),
    Apart(
        "aws_vpc_endpoint_security_group_association", "vpc_endpoint_id", ("aws_vpc_endpoint",), "security_group_ids"
    ),
    Apart("aws_route53_zone_association", "zone_id", ("aws_route53_zone",), "vpc"),
    Apart("aws_volume_attachment", "instance_id", ("aws_instance",), "ebs_block_device"),
    Apart("aws_eip_association", "allocation_id", ("aws_eip",), "instance"),
    Apart("aws_network_interface_attachment", "network_interface_id", ("aws_network_interface",), "attachment"),
    Apart("aws_autoscaling_attachment", "autoscaling_group_name", ("aws_autoscaling_group",), "target_group_arns"),
    Apart("aws_api_gateway_rest_api_policy", "rest_api_id", ("aws_api_gateway_rest_api",), "policy"),
    Apart("aws_iam_role_policy", "role", ("aws_iam_role",), "inline_policy"),
    Apart("aws_iam_role_policy_attachment", "role", ("aws_iam_role",), "managed_policy_arns"),
    Apart("aws_kms_key_policy", "key_id", ("aws_kms_key",), "policy"),
    Apart("aws_secretsmanager_secret_policy", "secret_arn", ("aws_secretsmanager_secret",), "policy"),
    Apart("aws_sns_topic_policy", "arn", ("aws_sns_topic",), "policy"),
    Apart("aws_sqs_queue_policy", "queue_url", ("aws_sqs_queue",), "policy"),
    Apart("aws_rds_cluster_role_association", "db_cluster_identifier", ("aws_rds_cluster",), "iam_roles"),
)
"""https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group_rule and the pages of the
others, as known on 2026-11-29: the notes that say not to use both."""


def _by_part() -> dict[str, tuple[Apart, ...]]:
    found: dict[str, tuple[Apart, ...]] = {}
    for each in _APART:
        found[each.part] = (*found.get(each.part, ()), each)
    return found


_BY_PART = _by_part()

_IMPORTS = """
from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupEgress, SecurityGroupIngress
from cdktf_cdktf_provider_aws.vpc_security_group_ingress_rule import VpcSecurityGroupIngressRule

https = {"ip_protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_ipv4": "10.0.0.0/8"}
http = SecurityGroupIngress(from_port=80, to_port=80, protocol="tcp", cidr_blocks=["10.0.0.0/8"])
out = SecurityGroupEgress(from_port=0, to_port=0, protocol="-1", cidr_blocks=["0.0.0.0/0"])
"""


class SaidApart(ResourceRule):
    """Two resources say what only one of them can.

    ## What it does
    Looks for rules, routes, policies and attachments that are resources of their own, of a resource that has blocks or
    an argument for the same: a security group with `ingress` and a rule beside it, a route table with `route` and a
    `Route`. Rules in the other direction, and what `ignore_changes` names, are left alone.

    ## Why is this bad?
    What a resource says inline is all that it is to have: each apply takes away what stands beside it, and the next one
    puts it back.

    ## References
    - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group_rule (2026-11-29)
    - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/route_table (2026-11-29)
    """

    code = "PS387"
    name = "said-apart"
    severity = Severity.WARNING
    terraform_types = tuple(_BY_PART)
    VALID = (
        Valid(
            _IMPORTS
            + """
one = SecurityGroup(self, "one", vpc_id="vpc-1", egress=[out])
VpcSecurityGroupIngressRule(self, "https", security_group_id=one.id, **https)
two = SecurityGroup(self, "two", vpc_id="vpc-1", ingress=[http], lifecycle={"ignore_changes": ["ingress"]})
VpcSecurityGroupIngressRule(self, "more", security_group_id=two.id, **https)
"""
        ),
        Valid(
            _IMPORTS
            + """

def group(scope, rules, elsewhere):
    made = SecurityGroup(scope, "made", vpc_id="vpc-1", ingress=rules)
    VpcSecurityGroupIngressRule(scope, "https", security_group_id=made.id, **https)
    VpcSecurityGroupIngressRule(scope, "more", security_group_id=elsewhere, **https)
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
web = SecurityGroup(self, "web", vpc_id="vpc-1", ingress=[http], egress=[out])
VpcSecurityGroupIngressRule(self, "https", security_group_id=«web.id», **https)
""",
            message="has `ingress` of its own",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.route import Route
from cdktf_cdktf_provider_aws.route_table import RouteTable, RouteTableRoute

out = RouteTableRoute(cidr_block="0.0.0.0/0", gateway_id="igw-1")
table = RouteTable(self, "table", vpc_id="vpc-1", route=[out])
peer = {"destination_cidr_block": "10.1.0.0/16", "vpc_peering_connection_id": "pcx-1"}
Route(self, "peer", route_table_id=«table.id», **peer)
""",
            message="has `route` of its own",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        for apart in _BY_PART[resource.event.type.terraform_type]:
            field = resource.field(apart.of)
            whole = None if field is None else referred(resource.program, field.value)
            if field is None or whole is None or whole.event.type.terraform_type not in apart.wholes:
                continue
            inline = whole.field(apart.inline)
            counts = apart.when is None or apart.when[1].holds(resource.block, apart.when[0])
            if inline is not None and counts and _is_said(inline) and not _is_ignored(whole):
                yield self.finding(
                    field.place,
                    f"this `{whole.event.type.terraform_type}` has `{apart.inline}` of its own, which is all that it "
                    "is to have: each apply takes this away or puts it back",
                    about=resource.instance,
                    related=[Related(inline.key_place, f"its `{apart.inline}`")],
                )


def _is_said(inline: Field) -> bool:
    """Whether there is something in it: a list that is known to have items, or anything else."""
    return inline.presence is Presence.SET and (bool(items(inline)) or not inline.sets_nothing)


def _is_ignored(whole: Resource) -> bool:
    """Whether changes of it may be ignored."""
    return whole.block.presence(("lifecycle", "ignore_changes")) is not Presence.UNSET
