"""Networks: what is in a VPC, and what joins it to others."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Absent, Condition, Given, Is, IsNot, OfType, Reads
from presynth.checks.aws.combinations.consequences import (
    Alone,
    Ascending,
    Consequence,
    Count,
    Ends,
    Matches,
    Needed,
    NoneOf,
    On,
    OneOf,
    Refused,
    Unfit,
)
from presynth.checks.aws.combinations.row import Row
from presynth.findings import Severity

_API = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/"
_REGISTRY = "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/"
_NOT_GATEWAY = "this is for endpoints with network interfaces only"
_NOT_IPSEC = "VPN tunnels take nothing else"


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


ROWS: tuple[Row, ...] = (
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
        ("aws_subnet",),
        (
            Needed("cidr_block", "ipv4_ipam_pool_id", "ipv6_native"),
            Matches("ipv6_cidr_block", r".+/(?:44|48|52|56|60|64)", "a range of `/44` to `/64`, in steps of 4"),
        ),
        "EC2 refuses the subnet",
        f"{_API}API_CreateSubnet.html",
    ),
    Row(
        ("aws_subnet",),
        (Refused("cidr_block"),),
        "a subnet for IPv6 alone has no IPv4 addresses",
        f"{_API}API_CreateSubnet.html",
        {"ipv6_native": Is((True,))},
    ),
    Row(
        ("aws_vpc",),
        (Needed("cidr_block", "ipv4_ipam_pool_id"),),
        "EC2 has to know the addresses of the VPC",
        f"{_API}API_CreateVpc.html",
    ),
    *(
        row
        for types, within, four, six in (
            (("aws_route",), (), "destination_cidr_block", "destination_ipv6_cidr_block"),
            (("aws_route_table", "aws_default_route_table"), ("route",), "cidr_block", "ipv6_cidr_block"),
        )
        for row in (
            Row(
                types,
                (Refused(four),),
                "such a gateway is for IPv6 only",
                f"{_API}API_CreateRoute.html",
                {"egress_only_gateway_id": Given()},
                within,
            ),
            Row(
                types,
                (OneOf(six, "64:ff9b::/96"),),
                "of IPv6 a NAT gateway serves this range only",
                "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html",
                {"nat_gateway_id": Given()},
                within,
            ),
        )
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
        ("aws_vpc",),
        (NoneOf("enable_dns_hostnames", True),),
        "there are no names of hosts where no names are resolved",
        "https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html",
        {"enable_dns_support": Is((False,))},
        severity=Severity.WARNING,
    ),
    Row(
        ("aws_vpc_dhcp_options",),
        (
            *(Count(servers, most=4) for servers in ("domain_name_servers", "ntp_servers", "netbios_name_servers")),
            OneOf("netbios_node_type", 1, 2, 4, 8),
        ),
        "EC2 refuses the options",
        f"{_API}API_CreateDhcpOptions.html",
    ),
    *(
        Row(
            ("aws_vpc_peering_connection",),
            (On("auto_accept"),),
            "options are set when it is active: the provider refuses them else",
            f"{_REGISTRY}vpc_peering_connection",
            {side: Given()},
        )
        for side in ("accepter", "requester")
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
    # Transit gateways, VPN, accelerators
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
        ("aws_globalaccelerator_endpoint_group",),
        (OneOf("health_check_interval_seconds", 10, 30),),
        "Global Accelerator refuses it",
        "https://docs.aws.amazon.com/global-accelerator/latest/api/API_CreateEndpointGroup.html",
    ),
    *(
        Row(
            ("aws_globalaccelerator_endpoint_group",),
            (Unfit("endpoint_id"),),
            because,
            "https://docs.aws.amazon.com/global-accelerator/latest/api/API_EndpointConfiguration.html",
            {"endpoint_id": Reads(terraform_type, *attributes)},
            ("endpoint_configuration",),
        )
        for because, terraform_type, attributes in (
            ("a load balancer is named by its ARN", "aws_lb", ("dns_name", "name", "zone_id", "arn_suffix")),
            ("a load balancer is named by its ARN", "aws_alb", ("dns_name", "name", "zone_id", "arn_suffix")),
            ("an instance is named by its id", "aws_instance", ("arn", "private_ip", "public_ip", "public_dns")),
            ("an address is named by its id", "aws_eip", ("arn", "private_ip", "public_ip", "public_dns")),
        )
    ),
    Row(
        ("aws_globalaccelerator_listener",),
        (Ascending("from_port", "to_port"),),
        "Global Accelerator refuses it",
        "https://docs.aws.amazon.com/global-accelerator/latest/api/API_PortRange.html",
        within=("port_range",),
    ),
)
