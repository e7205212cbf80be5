"""Transit gateways, VPN connections and lists of prefixes: what joins networks that are not one VPC."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import BeginsOtherwise, Condition, Is, IsNot, OfType, Untold
from presynth.checks.aws.combinations.consequences import Different, Matches, Needed, Number, Unfit
from presynth.checks.aws.combinations.numbers import Fitting
from presynth.checks.aws.combinations.row import Row

_API = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/"
_ATTACHMENT = "transit_gateway_attachment_id"
_KEPT = r"169\.254\.([0-5]\.0|169\.252)/30"
"""https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html (2026-11-29)"""
_ON_BY_ITSELF = IsNot(("disable",), default=True)


def _associated(**when: Condition) -> Row:
    """An attachment that its gateway associates with the default route table as soon as it is there."""
    return Row(
        ("aws_ec2_transit_gateway_route_table_association",),
        (Unfit(_ATTACHMENT),),
        "its gateway has associated it with the default route table already, and it has one table only "
        '(`default_route_table_association="disable"`, or `replace_existing_association`)',
        "https://docs.aws.amazon.com/vpc/latest/tgw/associate-tgw-route-table.html",
        {"replace_existing_association": Untold(IsNot((True,), default=True)), **when},
    )


ROWS: tuple[Row, ...] = (
    _associated(
        **{
            f"{_ATTACHMENT}>": Untold(OfType(("aws_ec2_transit_gateway_vpc_attachment",))),
            f"{_ATTACHMENT}>transit_gateway_default_route_table_association": Untold(IsNot((False,), default=True)),
            f"{_ATTACHMENT}>transit_gateway_id>": Untold(OfType(("aws_ec2_transit_gateway",))),
            f"{_ATTACHMENT}>transit_gateway_id>default_route_table_association": _ON_BY_ITSELF,
        }
    ),
    _associated(
        **{
            f"{_ATTACHMENT}>": Untold(OfType(("aws_vpn_connection",))),
            f"{_ATTACHMENT}>transit_gateway_id>": Untold(OfType(("aws_ec2_transit_gateway",))),
            f"{_ATTACHMENT}>transit_gateway_id>default_route_table_association": _ON_BY_ITSELF,
        }
    ),
    Row(
        ("aws_vpn_connection_route",),
        (Unfit("vpn_connection_id"),),
        "only a connection with `static_routes_only` has static routes",
        f"{_API}errors-overview.html",
        {
            "vpn_connection_id>": Untold(OfType(("aws_vpn_connection",))),
            "vpn_connection_id>static_routes_only": IsNot((True,), default=True),
        },
    ),
    Row(
        ("aws_ec2_transit_gateway",),
        (Number("amazon_side_asn", 64512, 4294967294),),
        "EC2 takes private numbers only (64512 to 65534, or from 4200000000)",
        f"{_API}API_TransitGatewayRequestOptions.html",
    ),
    Row(
        ("aws_vpn_connection",),
        (
            Different("tunnel1_inside_cidr", "tunnel2_inside_cidr"),
            *(
                Matches(f"tunnel{number}_inside_cidr", rf"(?!{_KEPT}).*", "a block that AWS does not keep for itself")
                for number in (1, 2)
            ),
        ),
        "each tunnel has addresses of its own",
        f"{_API}API_VpnTunnelOptionsSpecification.html",
    ),
    Row(
        ("aws_ec2_client_vpn_endpoint",),
        (Matches("client_cidr_block", r".*/(1[2-9]|2[0-2])", "a block of `/12` to `/22`"),),
        "EC2 refuses the endpoint",
        f"{_API}API_CreateClientVpnEndpoint.html",
    ),
    Row(
        ("aws_ec2_client_vpn_endpoint",),
        (Needed("cloudwatch_log_group"),),
        "EC2 has to know where to log to",
        f"{_API}API_ConnectionLogOptions.html",
        {"enabled": Is((True,))},
        ("connection_log_options",),
    ),
    *(
        Row(
            ("aws_ec2_client_vpn_endpoint",),
            (Needed(argument),),
            "EC2 has to know by what clients are known",
            f"{_API}API_ClientVpnAuthenticationRequest.html",
            {"type": Is((f"{kind}-authentication",))},
            ("authentication_options",),
        )
        for kind, argument in (
            ("certificate", "root_certificate_chain_arn"),
            ("directory-service", "active_directory_id"),
            ("federated", "saml_provider_arn"),
        )
    ),
    Row(
        ("aws_ec2_client_vpn_endpoint",),
        (Unfit("client_connect_options.lambda_function_arn"),),
        "the names of these functions begin with `AWSClientVPN-`",
        "https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/connection-authorization.html",
        {"client_connect_options.lambda_function_arn>function_name": BeginsOtherwise("AWSClientVPN-")},
    ),
    Row(
        ("aws_ec2_managed_prefix_list",),
        (Fitting("entry", "max_entries"),),
        "EC2 refuses the list",
        f"{_API}API_CreateManagedPrefixList.html",
    ),
    *(
        Row(
            ("aws_ec2_managed_prefix_list",),
            (Matches("cidr", pattern, f"a block of {family} addresses"),),
            "a list is for one family of addresses",
            f"{_API}API_CreateManagedPrefixList.html",
            {"^address_family": Is((family,))},
            ("entry",),
        )
        for family, pattern in (("IPv4", r"[\d.]+(/\d+)?"), ("IPv6", r"[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(/\d+)?"))
    ),
)
