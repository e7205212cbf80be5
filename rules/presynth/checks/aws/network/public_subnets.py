"""Public subnets where a service wants private ones."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.aws.values import companions, items, referred
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.checks.wiring.gap import surely_made
from presynth.findings import Finding, Related
from presynth.program.values import Token, Value

_GATEWAY, _TO = "aws_internet_gateway", ("gateway_id",)

_IMPORTS = """
from cdktf_cdktf_provider_aws.eks_fargate_profile import EksFargateProfile
from cdktf_cdktf_provider_aws.internet_gateway import InternetGateway
from cdktf_cdktf_provider_aws.nat_gateway import NatGateway
from cdktf_cdktf_provider_aws.route import Route
from cdktf_cdktf_provider_aws.route_table import RouteTable
from cdktf_cdktf_provider_aws.route_table_association import RouteTableAssociation
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc

vpc = Vpc(self, "vpc", cidr_block="10.0.0.0/16")
gateway = InternetGateway(self, "gateway", vpc_id=vpc.id)
subnet = Subnet(self, "subnet", vpc_id=vpc.id, cidr_block="10.0.0.0/24")
table = RouteTable(self, "table", vpc_id=vpc.id)
RouteTableAssociation(self, "association", subnet_id=subnet.id, route_table_id=table.id)
everywhere = {"route_table_id": table.id, "destination_cidr_block": "0.0.0.0/0"}
pods = {"cluster_name": "main", "pod_execution_role_arn": "arn:aws:iam::111122223333:role/pods"}
pods = {"fargate_profile_name": "batch", "selector": [{"namespace": "batch"}], **pods}
"""


class PublicSubnet(ResourceRule):
    """Pods of EKS on Fargate are put into a public subnet.

    ## What it does
    Follows the subnets of Fargate profiles to the route tables that the project associates with them, and looks for a
    route to an internet gateway.

    ## Why is this bad?
    EKS refuses the profile: "Subnet … provided in Fargate Profile is not a private subnet".

    ## References
    - https://docs.aws.amazon.com/eks/latest/userguide/fargate-profile.html (2026-11-29)
    """

    code = "PS317"
    name = "public-subnet"
    terraform_types = ("aws_eks_fargate_profile",)
    VALID = (
        Valid(
            _IMPORTS
            + """
nat = NatGateway(self, "nat", subnet_id="subnet-0a1b2c3d", allocation_id="eipalloc-0a1b2c3d")
Route(self, "out", nat_gateway_id=nat.id, **everywhere)
EksFargateProfile(self, "pods", subnet_ids=[subnet.id, "subnet-0a1b2c3e"], **pods)
"""
        ),
        # Which of the tables the subnet has is not known.
        Valid(
            _IMPORTS
            + """
import os

public = RouteTable(self, "public", vpc_id=vpc.id, route=[{"cidrBlock": "0.0.0.0/0", "gatewayId": gateway.id}])
other = Subnet(self, "other", vpc_id=vpc.id, cidr_block="10.0.1.0/24")
if os.environ.get("PUBLIC"):
    RouteTableAssociation(self, "second", subnet_id=other.id, route_table_id=public.id)
else:
    RouteTableAssociation(self, "third", subnet_id=other.id, route_table_id=table.id)
EksFargateProfile(self, "pods", subnet_ids=[other.id], **pods)
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
Route(self, "out", gateway_id=gateway.id, **everywhere)
EksFargateProfile(self, "pods", subnet_ids=[«subnet.id»], **pods)
""",
            message="not a private subnet",
        ),
        Invalid(
            _IMPORTS
            + """
routes = [{"cidrBlock": "0.0.0.0/0", "gatewayId": gateway.id}]
public = RouteTable(self, "public", vpc_id=vpc.id, route=routes)
other = Subnet(self, "other", vpc_id=vpc.id, cidr_block="10.0.1.0/24")
RouteTableAssociation(self, "second", subnet_id=other.id, route_table_id=public.id)
EksFargateProfile(self, "pods", subnet_ids=[«other.id»], **pods)
""",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        for item in items(resource.field("subnet_ids")):
            subnet = referred(resource.program, item.value)
            way = None if subnet is None else _way_out(subnet, resource)
            if way is not None:
                yield self.finding(
                    item.place,
                    "this is not a private subnet, as there is a route to an internet gateway: EKS refuses it",
                    about=resource.instance,
                    related=(Related(way.event.callee_place, "the route is here"),),
                )


def _way_out(subnet: Resource, profile: Resource) -> Resource | None:
    """What has a subnet's route to an internet gateway, surely where the profile is made."""
    for association in companions(subnet, "aws_route_table_association", "subnet_id").found:
        table = referred(subnet.program, association.value("route_table_id"))
        if table is None or not surely_made(association.event, profile.event):
            continue
        written = (each.field(_TO) for each in table.block.at(("route",)))
        if any(_is_gateway(field.value) for field in written if field is not None):
            return table
        for route in companions(table, "aws_route", "route_table_id").found:
            if _is_gateway(route.value(_TO[0])) and surely_made(route.event, profile.event):
                return route
    return None


def _is_gateway(value: Value | None) -> bool:
    source = value.source if isinstance(value, Token) else None
    return source is not None and source.type is not None and source.type.terraform_type == _GATEWAY
