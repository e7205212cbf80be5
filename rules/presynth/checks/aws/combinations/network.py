"""Networks: what is in a VPC, and what joins it to others."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Absent, Condition, Given, Is, IsNot, OfType, Reads
from presynth.checks.aws.combinations.consequences import (
    Alone,
    Ascending,
    Consequence,
    Ends,
    Matches,
    Needed,
    NoneOf,
    Number,
    OneOf,
    Refused,
    Unfit,
)
from presynth.checks.aws.combinations.row import Row

_API = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/"
_REGISTRY = "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/"
_PORTS = ("tcp", "TCP", "6", "udp", "UDP", "17")
_ICMP = ("icmp", "ICMP", "1", "icmpv6", "58")
_NOT_GATEWAY = "this is for endpoints with network interfaces only"
_NOT_IPSEC = "VPN tunnels take nothing else"

_Where = tuple[tuple[str, ...], tuple[str, ...], str]
"""Resources with rules of a firewall in them, the path to these, and what the protocol is called there."""

_GROUP_RULES: tuple[_Where, ...] = (
    (("aws_security_group", "aws_default_security_group"), ("ingress",), "protocol"),
    (("aws_security_group", "aws_default_security_group"), ("egress",), "protocol"),
    (("aws_security_group_rule",), (), "protocol"),
    (("aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"), (), "ip_protocol"),
)
_LIST_RULES: tuple[_Where, ...] = (
    (("aws_network_acl", "aws_default_network_acl"), ("ingress",), "protocol"),
    (("aws_network_acl", "aws_default_network_acl"), ("egress",), "protocol"),
    (("aws_network_acl_rule",), (), "protocol"),
)


def _rules(where: tuple[_Where, ...], protocols: tuple[str, ...], because: str, *then: Consequence) -> tuple[Row, ...]:
    return tuple(
        Row(types, then, because, f"{_API}API_IpPermission.html", {protocol: Is(protocols)}, within)
        for types, within, protocol in where
    )


def _endpoint(kind: str, because: str, *refused: str) -> Row:
    return Row(
        ("aws_vpc_endpoint",),
        (Refused(*refused),),
        because,
        f"{_API}API_CreateVpcEndpoint.html",
        {"vpc_endpoint_type": Is((kind,), default=kind == "Gateway")},
    )


def _flow_log(because: str, *then: Consequence, **when: Condition) -> Row:
    return Row(("aws_flow_log",), then, because, f"{_API}API_CreateFlowLogs.html", when)


_FIREWALL_ORDER = "^firewall_policy.stateful_engine_options.rule_order"
_RULE_GROUPS = ("firewall_policy", "stateful_rule_group_reference")
_POLICY = "https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_StatefulRuleGroupReference.html"

ROWS: tuple[Row, ...] = (
    # Firewall rules
    *_rules((*_GROUP_RULES, *_LIST_RULES), _PORTS, "EC2 refuses the rule", Ascending("from_port", "to_port")),
    *_rules(
        (*_GROUP_RULES, *_LIST_RULES),
        _PORTS,
        "EC2 refuses the rule",
        Number("from_port", 0, 65535),
        Number("to_port", 0, 65535),
    ),
    *_rules(
        _GROUP_RULES,
        _ICMP,
        "of ICMP these are the type and the code, -1 for all",
        Number("from_port", -1, 255),
        Number("to_port", -1, 255),
    ),
    *(
        Row(
            types,
            (
                Matches(
                    protocol, r"(?i)tcp|udp|icmp|icmpv6|all|-1|\d{1,3}", "`tcp`, `udp`, `icmp`, `icmpv6` or a number"
                ),
            ),
            "EC2 knows no such protocol",
            f"{_API}API_IpPermission.html",
            within=within,
        )
        for types, within, protocol in _GROUP_RULES
    ),
    *_rules(
        (_GROUP_RULES[-1], _LIST_RULES[-1]),
        _PORTS,
        "EC2 refuses a rule without its ports",
        Needed("from_port"),
        Needed("to_port"),
    ),
    *_rules((_LIST_RULES[-1],), _ICMP, "EC2 refuses the rule (-1 stands for all types)", Needed("icmp_type")),
    *_rules(
        _LIST_RULES,
        ("-1", "all"),
        "a rule for all protocols names no ports",
        Number("from_port", 0, 0, others=(-1,)),
        Number("to_port", 0, 0, others=(-1,)),
    ),
    # Gateways and routes
    Row(
        ("aws_nat_gateway",),
        (Needed("allocation_id"),),
        "a public NAT gateway in a subnet has an Elastic IP address",
        f"{_API}API_CreateNatGateway.html",
        {
            "connectivity_type": Is(("public",), default=True),
            "availability_mode": Is(("zonal",), default=True),
            "availability_zone_address": Absent(),
        },
    ),
    Row(
        ("aws_nat_gateway",),
        (Refused("allocation_id", "secondary_allocation_ids"),),
        "EC2 refuses the gateway",
        f"{_API}API_CreateNatGateway.html",
        {"connectivity_type": Is(("private",))},
    ),
    Row(
        ("aws_subnet",),
        (Needed("ipv6_cidr_block", "ipv6_ipam_pool_id", "ipv6_native"),),
        "a subnet without IPv6 addresses cannot give any",
        f"{_REGISTRY}subnet",
        {"assign_ipv6_address_on_creation": Is((True,))},
    ),
    Row(
        ("aws_route_table",),
        (
            Needed(
                *("carrier_gateway_id", "core_network_arn", "egress_only_gateway_id", "gateway_id", "local_gateway_id"),
                *("nat_gateway_id", "network_interface_id", "transit_gateway_id", "vpc_endpoint_id"),
                *("vpc_peering_connection_id", "odb_network_arn"),
            ),
            Needed("cidr_block", "ipv6_cidr_block", "destination_prefix_list_id"),
        ),
        "a route leads from a destination to a target",
        f"{_REGISTRY}route_table",
        within=("route",),
    ),
    Row(
        ("aws_route_table",),
        (Alone("cidr_block", "ipv6_cidr_block", "destination_prefix_list_id"),),
        "a route has one destination",
        f"{_REGISTRY}route_table",
        within=("route",),
    ),
    Row(
        ("aws_vpc_peering_connection",),
        (NoneOf("auto_accept", True),),
        "only the other region can accept the connection (`VpcPeeringConnectionAccepterA`)",
        f"{_REGISTRY}vpc_peering_connection",
        {"peer_region": Given()},
    ),
    # Endpoints
    _endpoint("Gateway", _NOT_GATEWAY, "subnet_ids", "security_group_ids", "private_dns_enabled", "dns_options"),
    _endpoint("Interface", "route tables belong to endpoints of the type `Gateway`", "route_table_ids"),
    _endpoint(
        "GatewayLoadBalancer",
        "EC2 refuses the endpoint",
        *("route_table_ids", "security_group_ids", "private_dns_enabled", "policy"),
    ),
    Row(
        ("aws_vpc_endpoint",),
        (Ends("service_name", ".s3", ".dynamodb", ".s3express"),),
        "all other services have endpoints of the type `Interface`",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
        {"vpc_endpoint_type": Is(("Gateway",), default=True)},
    ),
    Row(
        ("aws_vpc_endpoint",),
        (Matches("service_name", r"[^.\s]+\.[^.\s]+\.\S+", "a whole name, like `com.amazonaws.eu-west-1.s3`"),),
        "there is no such service",
        f"{_API}API_CreateVpcEndpoint.html",
    ),
    *(
        Row(
            ("aws_vpc_endpoint",),
            (NoneOf("private_dns_enabled", True),),
            "private names need both `enable_dns_support` and `enable_dns_hostnames` of the VPC",
            "https://docs.aws.amazon.com/vpc/latest/privatelink/interface-endpoints.html",
            {"vpc_endpoint_type": Is(("Interface",)), "vpc_id>": OfType(("aws_vpc",)), f"vpc_id>{argument}": condition},
        )
        for argument, condition in (
            ("enable_dns_hostnames", Is((False,), default=True)),
            ("enable_dns_support", Is((False,))),
        )
    ),
    *(
        Row(
            ("aws_vpc_endpoint_service",),
            (Unfit(argument),),
            because,
            f"{_API}API_CreateVpcEndpointServiceConfiguration.html",
            {f"{argument}>": OfType(("aws_lb",)), f"{argument}>load_balancer_type": kind},
        )
        for argument, because, kind in (
            (
                "network_load_balancer_arns",
                "a service is behind network load balancers",
                IsNot(("network",), default=True),
            ),
            (
                "gateway_load_balancer_arns",
                "a service is behind gateway load balancers",
                IsNot(("gateway",), default=True),
            ),
        )
    ),
    # Flow logs
    *(
        _flow_log(
            because,
            Unfit("log_destination"),
            log_destination=Reads(terraform_type, "arn"),
            log_destination_type=IsNot((kind,), default=kind != "cloud-watch-logs"),
        )
        for because, terraform_type, kind in (
            ("a bucket is a destination of the type `s3`", "aws_s3_bucket", "s3"),
            ("a log group is one of the type `cloud-watch-logs`", "aws_cloudwatch_log_group", "cloud-watch-logs"),
            (
                "a stream is one of the type `kinesis-data-firehose`",
                "aws_kinesis_firehose_delivery_stream",
                "kinesis-data-firehose",
            ),
        )
    ),
    _flow_log(
        "buckets let the log service write by their policies",
        Refused("iam_role_arn"),
        log_destination_type=Is(("s3",)),
    ),
    _flow_log(
        "the log service writes to log groups with a role",
        Needed("iam_role_arn"),
        log_destination_type=Is(("cloud-watch-logs",), default=True),
    ),
    _flow_log(
        "these are for files in buckets",
        Refused("destination_options"),
        log_destination_type=Is(("cloud-watch-logs", "kinesis-data-firehose"), default=True),
    ),
    *(
        _flow_log("EC2 has to know what to log", Needed("traffic_type"), **{source: Given()})
        for source in ("vpc_id", "subnet_id", "eni_id")
    ),
    *(
        row
        for source in ("transit_gateway_id", "transit_gateway_attachment_id")
        for row in (
            _flow_log("EC2 takes nothing else", OneOf("max_aggregation_interval", 60), **{source: Given()}),
            _flow_log(
                "EC2 takes 60 only, which is not the default", Needed("max_aggregation_interval"), **{source: Given()}
            ),
        )
    ),
    # Transit gateways, VPN, firewalls
    Row(
        ("aws_ec2_transit_gateway_route",),
        (Needed("transit_gateway_attachment_id", "blackhole"),),
        "a route leads to an attachment, or nowhere",
        f"{_API}API_CreateTransitGatewayRoute.html",
    ),
    Row(
        ("aws_ec2_transit_gateway_route",),
        (Refused("transit_gateway_attachment_id"),),
        "a route leads to an attachment, or nowhere",
        f"{_API}API_CreateTransitGatewayRoute.html",
        {"blackhole": Is((True,))},
    ),
    Row(
        ("aws_vpn_connection",),
        tuple(
            consequence
            for number in (1, 2)
            for consequence in (
                Matches(f"tunnel{number}_inside_cidr", r"169\.254\.\d+\.\d+/30", "a `/30` of `169.254.0.0/16`"),
                Matches(
                    f"tunnel{number}_preshared_key",
                    r"(?!0)[A-Za-z0-9._]{8,64}",
                    "8 to 64 letters, digits, `.` and `_`, and not begin with 0",
                ),
            )
        ),
        _NOT_IPSEC,
        f"{_API}API_VpnTunnelOptionsSpecification.html",
    ),
    Row(
        ("aws_networkfirewall_firewall_policy",),
        (Refused("priority", nothing=True),),
        "the rules have no order of their own then",
        _POLICY,
        {_FIREWALL_ORDER: Is(("DEFAULT_ACTION_ORDER",), default=True)},
        _RULE_GROUPS,
    ),
    Row(
        ("aws_networkfirewall_firewall_policy",),
        (Needed("priority"),),
        "the groups are evaluated in the order of their priorities",
        _POLICY,
        {_FIREWALL_ORDER: Is(("STRICT_ORDER",))},
        _RULE_GROUPS,
    ),
    Row(
        ("aws_networkfirewall_firewall_policy",),
        (Refused("stateful_default_actions"),),
        "default actions go with `STRICT_ORDER`",
        "https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_FirewallPolicy.html",
        {"stateful_engine_options.rule_order": Is(("DEFAULT_ACTION_ORDER",), default=True)},
        ("firewall_policy",),
    ),
    Row(
        ("aws_globalaccelerator_endpoint_group",),
        (OneOf("health_check_interval_seconds", 10, 30),),
        "Global Accelerator refuses it",
        "https://docs.aws.amazon.com/global-accelerator/latest/api/API_CreateEndpointGroup.html",
    ),
    Row(
        ("aws_globalaccelerator_listener",),
        (Ascending("from_port", "to_port"),),
        "Global Accelerator refuses it",
        "https://docs.aws.amazon.com/global-accelerator/latest/api/API_PortRange.html",
        within=("port_range",),
    ),
    Row(
        ("aws_networkfirewall_rule_group",),
        (Needed("rule_group", "rules"),),
        "a group has rules",
        "https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_CreateRuleGroup.html",
    ),
)
