"""Blocks of one resource that say the same, where each has to be another."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import NamedTuple

from presynth.checks.aws.sameness import keys
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Block
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding, Related


class Repeated(NamedTuple):
    """The blocks at `path`, of which no two have the same `names`, with any one of the `alternatives`."""

    path: tuple[str, ...]
    names: tuple[str, ...]
    alternatives: tuple[str, ...] = ()


_NUMBERS = tuple(Repeated((direction,), ("rule_no",)) for direction in ("ingress", "egress"))
_RULES = tuple(
    Repeated(
        (direction,),
        ("protocol", "from_port", "to_port"),
        ("cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids", "security_groups"),
    )
    for direction in ("ingress", "egress")
)
_DESTINATIONS = Repeated(("route",), (), ("cidr_block", "ipv6_cidr_block", "destination_prefix_list_id"))
_BEHAVIORS = ("default_cache_behavior", "ordered_cache_behavior")

_REPEATED: dict[str, tuple[Repeated, ...]] = {
    "aws_network_acl": _NUMBERS,
    "aws_default_network_acl": _NUMBERS,
    "aws_security_group": _RULES,
    "aws_default_security_group": _RULES,
    "aws_route_table": (_DESTINATIONS,),
    "aws_default_route_table": (_DESTINATIONS,),
    "aws_cloudfront_distribution": (
        Repeated(("origin",), ("origin_id",)),
        Repeated(("origin_group",), ("origin_id",)),
        Repeated(("ordered_cache_behavior",), ("path_pattern",)),
        Repeated(("custom_error_response",), ("error_code",)),
        *(
            Repeated((behavior, association), ("event_type",))
            for behavior in _BEHAVIORS
            for association in ("function_association", "lambda_function_association")
        ),
    ),
    "aws_networkfirewall_firewall_policy": (
        Repeated(("firewall_policy", "stateful_rule_group_reference"), (), ("priority",)),
        Repeated(("firewall_policy", "stateless_rule_group_reference"), ("priority",)),
    ),
    "aws_networkfirewall_firewall": (Repeated(("subnet_mapping",), ("subnet_id",)),),
    "aws_lb": (Repeated(("subnet_mapping",), ("subnet_id",)),),
    "aws_ec2_managed_prefix_list": (Repeated(("entry",), ("cidr",)),),
    "aws_secretsmanager_secret": (Repeated(("replica",), ("region",)),),
    "aws_s3_bucket_lifecycle_configuration": (
        Repeated(("rule",), ("id",)),
        Repeated(("rule", "transition"), ("storage_class",)),
        Repeated(("rule", "noncurrent_version_transition"), ("storage_class",)),
    ),
    "aws_s3_bucket_replication_configuration": (
        Repeated(("rule",), (), ("priority",)),
        Repeated(("rule",), (), ("id",)),
    ),
    "aws_dynamodb_table": (
        Repeated(("global_secondary_index",), ("name",)),
        Repeated(("local_secondary_index",), ("name",)),
    ),
    "aws_elasticache_replication_group": (Repeated(("log_delivery_configuration",), ("log_type",)),),
    "aws_glue_catalog_table": (Repeated(("partition_keys",), ("name",)),),
    "aws_cognito_user_pool": (Repeated(("schema",), ("name",)),),
    "aws_backup_plan": (Repeated(("rule",), ("rule_name",)),),
    "aws_codepipeline": (Repeated(("stage",), ("name",)),),
    "aws_launch_template": (Repeated(("block_device_mappings",), (), ("device_name",)),),
}
"""By the type of the resource: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkAclEntry.html,
https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html and the others, 2026-11-29."""

_IMPORTS = """
from cdktf_cdktf_provider_aws.network_acl import NetworkAcl, NetworkAclIngress
from cdktf_cdktf_provider_aws.route_table import RouteTable, RouteTableRoute
"""


class RepeatedBlock(ResourceRule):
    """Two blocks of a resource are the same, where each has to be another.

    ## What it does
    Compares the rules of network ACLs by their numbers, those of security groups by what they let through, routes by
    their destinations, origins and behaviors of distributions by their ids and paths, and so on.

    ## Why is this bad?
    AWS refuses the resource: `NetworkAclEntryAlreadyExists`, `RouteAlreadyExists`, "The same permission must not
    appear multiple times".

    ## References
    - https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkAclEntry.html (2026-11-29)
    - https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html (2026-11-29)
    """

    code = "PS386"
    name = "repeated-block"
    terraform_types = tuple(_REPEATED)
    VALID = (
        Valid(
            _IMPORTS
            + """
NetworkAcl(
    self,
    "acl",
    vpc_id="vpc-1",
    ingress=[
        NetworkAclIngress(rule_no=number, action="allow", protocol="tcp", from_port=port, to_port=port)
        for number, port in ((100, 80), (110, 443))
    ],
    egress=[{"ruleNo": 100, "action": "allow", "protocol": "-1", "fromPort": 0, "toPort": 0}],
)
RouteTable(
    self,
    "table",
    vpc_id="vpc-1",
    route=[
        RouteTableRoute(cidr_block="0.0.0.0/0", gateway_id="igw-1"),
        RouteTableRoute(ipv6_cidr_block="::/0", gateway_id="igw-1"),
    ],
)
"""
        ),
        Valid(
            _IMPORTS
            + """

def table(scope, first, second):
    RouteTable(
        scope,
        "table",
        vpc_id="vpc-1",
        route=[
            RouteTableRoute(cidr_block=first, gateway_id="igw-1"),
            RouteTableRoute(cidr_block=second, nat_gateway_id="nat-1"),
        ],
    )
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
web = {"action": "allow", "protocol": "tcp", "cidr_block": "0.0.0.0/0"}
NetworkAcl(
    self,
    "acl",
    vpc_id="vpc-1",
    ingress=[
        NetworkAclIngress(rule_no=100, from_port=80, to_port=80, **web),
        NetworkAclIngress(rule_no=«100», from_port=443, to_port=443, **web),
    ],
)
""",
            message="the `rule_no` of another `ingress`",
        ),
        Invalid(
            _IMPORTS
            + """
EVERYWHERE = "0.0.0.0/0"
RouteTable(
    self,
    "table",
    vpc_id="vpc-1",
    route=[
        RouteTableRoute(cidr_block=EVERYWHERE, gateway_id="igw-1"),
        RouteTableRoute(cidr_block=«"0.0.0.0/0"», nat_gateway_id="nat-1"),
    ],
)
""",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        for repeated in _REPEATED[resource.event.type.terraform_type]:
            for owner in resource.block.at(repeated.path[:-1]):
                yield from self._of_blocks(resource, repeated, owner.children(repeated.path[-1])[0])

    def _of_blocks(self, resource: Resource, repeated: Repeated, blocks: tuple[Block, ...]) -> Iterator[Finding]:
        first: dict[tuple[Hashable, ...], Block] = {}
        for block in () if len(blocks) < 2 else blocks:
            found = set(keys(block, repeated.names, repeated.alternatives))
            key = next((key for key in found if key in first), None)
            if key is not None:
                name = str(key[0]) if repeated.alternatives else repeated.names[0]
                field = block.field((name,))
                yield self.finding(
                    block.place if field is None else field.place,
                    f"this is the `{name}` of another `{repeated.path[-1]}` as well: AWS refuses it",
                    about=resource.instance,
                    related=[Related(first[key].place, "the other one is here")],
                )
            for each in found:
                first.setdefault(each, block)
