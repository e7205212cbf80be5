"""Networks and names."""

from __future__ import annotations

from ipaddress import ip_network

from presynth.checks.common.resources import Resource
from presynth.checks.wiring.keys import values_at
from presynth.checks.wiring.pair import AWS, REGISTRY, Pair, is_surely_not
from presynth.findings import Severity
from presynth.program.values import Constant, Text


def _lies_outside(subnet: Resource) -> bool:
    """Whether its range is known not to be in the one that the VPC was made with."""
    vpc = subnet.referred("vpc_id")
    own, whole = subnet.constant("cidr_block"), None if vpc is None else vpc.constant("cidr_block")
    try:
        return not ip_network(str(own), strict=False).subnet_of(ip_network(str(whole), strict=False))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False


def _is_private_s3(endpoint: Resource) -> bool:
    """Whether it gives S3 private names, in all of the VPC."""
    only = list(values_at(endpoint.block, ("dns_options", "private_dns_only_for_inbound_resolver_endpoint")))
    return (
        endpoint.constant("vpc_endpoint_type") == "Interface"
        and endpoint.constant("private_dns_enabled") is True
        and _ends(endpoint, ".s3")
        and not any(not isinstance(value, Constant) or value.value is False for value in only)
    )


def _may_be_gateway(endpoint: Resource) -> bool:
    """Whether it may be a gateway endpoint for S3, for all that is known."""
    kind = endpoint.constant("vpc_endpoint_type")
    is_named = isinstance(endpoint.value("service_name"), Constant)
    return (kind == "Gateway" or not isinstance(kind, str)) and (_ends(endpoint, ".s3") or not is_named)


def _ends(endpoint: Resource, end: str) -> bool:
    """Whether the name of its service is known to end so."""
    service = endpoint.value("service_name")
    known = service.suffix if isinstance(service, Text) else service.value if isinstance(service, Constant) else None
    return isinstance(known, str) and known.endswith(end)


PAIRS = (
    Pair(
        ("aws_nat_gateway",),
        ("subnet_id > vpc_id",),
        ("aws_internet_gateway", "aws_internet_gateway_attachment"),
        ("vpc_id",),
        "a public NAT gateway is refused in a VPC without an internet gateway",
        f"{REGISTRY}nat_gateway",
        Severity.INFO,
        indispensable=True,
        when=is_surely_not("connectivity_type", "private"),
    ),
    Pair(
        ("aws_eip",),
        ("instance > subnet_id > vpc_id",),
        ("aws_internet_gateway",),
        ("vpc_id",),
        "an address is refused for an instance in a VPC without an internet gateway",
        f"{REGISTRY}eip",
        Severity.INFO,
    ),
    Pair(
        ("aws_route",),
        ("transit_gateway_id", "route_table_id > vpc_id"),
        ("aws_ec2_transit_gateway_vpc_attachment",),
        ("transit_gateway_id", "vpc_id"),
        "a route is refused to a transit gateway that the VPC is not attached to yet",
        f"{AWS}vpc/latest/tgw/tgw-vpc-attachments.html",
        indispensable=True,
    ),
    Pair(
        ("aws_route_table",),
        ("route.transit_gateway_id", "vpc_id"),
        ("aws_ec2_transit_gateway_vpc_attachment",),
        ("transit_gateway_id", "vpc_id"),
        "a route is refused to a transit gateway that the VPC is not attached to yet",
        f"{AWS}vpc/latest/tgw/tgw-vpc-attachments.html",
    ),
    Pair(
        ("aws_vpc_peering_connection_options",),
        ("vpc_peering_connection_id",),
        ("aws_vpc_peering_connection_accepter",),
        ("vpc_peering_connection_id",),
        "options are refused while the peering has not been accepted",
        f"{REGISTRY}vpc_peering_connection_options",
    ),
    Pair(
        ("aws_route53_zone_association",),
        ("zone_id", "vpc_id"),
        ("aws_route53_vpc_association_authorization",),
        ("zone_id", "vpc_id"),
        "Route 53 refuses a VPC of another account that is not authorized yet",
        f"{REGISTRY}route53_vpc_association_authorization",
    ),
    Pair(
        ("aws_route53_hosted_zone_dnssec",),
        ("hosted_zone_id",),
        ("aws_route53_key_signing_key",),
        ("hosted_zone_id",),
        "signing is refused in a zone without an active key",
        f"{REGISTRY}route53_hosted_zone_dnssec",
        indispensable=True,
    ),
    Pair(
        ("aws_subnet",),
        ("vpc_id",),
        ("aws_vpc_ipv4_cidr_block_association",),
        ("vpc_id",),
        "the VPC does not have that range yet",
        f"{REGISTRY}vpc_ipv4_cidr_block_association",
        when=_lies_outside,
    ),
    Pair(
        ("aws_vpc_endpoint",),
        ("vpc_id",),
        ("aws_vpc_endpoint",),
        ("vpc_id",),
        "EC2 gives S3 private names only where there is a gateway endpoint for it, or with "
        "`private_dns_only_for_inbound_resolver_endpoint=False`",
        f"{AWS}AmazonS3/latest/userguide/privatelink-interface-endpoints.html",
        indispensable=True,
        when=_is_private_s3,
        counts=_may_be_gateway,
    ),
)
