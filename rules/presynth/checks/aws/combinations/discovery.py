"""How services find each other and are let in: Cloud Map, VPC Lattice, Verified Access."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Absent, Condition, Given, Is, IsNot, OfType
from presynth.checks.aws.combinations.consequences import Alone, Consequence, Count, Needed, OneOf, Refused, Unfit
from presynth.checks.aws.combinations.entries import AnyIs, OneKey
from presynth.checks.aws.combinations.row import Row
from presynth.checks.aws.combinations.wordings import Tells

_AWS = "https://docs.aws.amazon.com/"
_MAP = f"{_AWS}cloud-map/latest/api/"
_LATTICE = f"{_AWS}vpc-lattice/latest/APIReference/"
_ACCESS = f"{_AWS}AWSEC2/latest/APIReference/"
_CONFIG = ("config",)


def _service(because: str, page: str, *then: Consequence, **when: Condition) -> Row:
    return Row(("aws_service_discovery_service",), then, because, f"{_MAP}API_{page}.html", when)


_NAMES = (
    _service(
        "Route 53 sees nothing of what is private",
        "HealthCheckConfig",
        Refused("health_check_config"),
        **{"dns_config.namespace_id>": OfType(("aws_service_discovery_private_dns_namespace",))},
    ),
    _service(
        "what is found by requests only has no names",
        "CreateService",
        Unfit("dns_config"),
        **{"dns_config.namespace_id>": OfType(("aws_service_discovery_http_namespace",))},
    ),
    _service(
        "Cloud Map takes one of them", "CreateService", Alone("health_check_config", "health_check_custom_config")
    ),
    _service(
        "a name that stands for one other name is answered so",
        "DnsRecord",
        Needed("dns_config.routing_policy"),
        OneOf("dns_config.routing_policy", "WEIGHTED"),
        Refused("health_check_config"),
        Count("dns_config.dns_records", 1, 1),
        **{"dns_config.dns_records": AnyIs("type", "CNAME")},
    ),
    *(
        Row(
            ("aws_service_discovery_instance",),
            (OneKey("attributes", *keys),),
            "the name stands for it",
            f"{_MAP}API_RegisterInstance.html",
            {"service_id>dns_config.dns_records": AnyIs("type", kind)},
        )
        for kind, keys in (
            ("A", ("AWS_INSTANCE_IPV4", "AWS_ALIAS_DNS_NAME")),
            ("AAAA", ("AWS_INSTANCE_IPV6", "AWS_ALIAS_DNS_NAME")),
            ("CNAME", ("AWS_INSTANCE_CNAME",)),
            ("SRV", ("AWS_INSTANCE_PORT",)),
        )
    ),
    Row(
        ("aws_service_discovery_service",),
        (Refused("resource_path"),),
        "only a port is tried",
        f"{_MAP}API_HealthCheckConfig.html",
        {"type": Is(("TCP",))},
        ("health_check_config",),
    ),
)


def _group(because: str, within: tuple[str, ...], *then: Consequence, **when: Condition) -> Row:
    return Row(("aws_vpclattice_target_group",), then, because, f"{_LATTICE}API_TargetGroupConfig.html", when, within)


_LATTICES = (
    _group(
        "a function is not reached at a port", (), Unfit("config"), **{"type": Is(("LAMBDA",)), "config.port": Given()}
    ),
    _group(
        "VPC Lattice has to know where the targets are",
        (),
        Needed("config"),
        type=Is(("IP", "INSTANCE", "ALB")),
    ),
    _group(
        "VPC Lattice has to know where the targets are",
        _CONFIG,
        Needed("port"),
        Needed("protocol"),
        Needed("vpc_identifier"),
        **{"^type": Is(("IP", "INSTANCE", "ALB"))},
    ),
    _group(
        "only functions are sent events",
        _CONFIG,
        Refused("lambda_event_structure_version"),
        **{"^type": IsNot(("LAMBDA",))},
    ),
    _group("only addresses are of a kind", _CONFIG, Refused("ip_address_type"), **{"^type": IsNot(("IP",))}),
    _group(
        "the load balancer looks after its targets itself",
        _CONFIG,
        Refused("health_check"),
        **{"^type": Is(("ALB",)), "health_check.enabled": IsNot((False,), default=True)},
    ),
)


_POLICIES = (
    Row(
        ("aws_vpclattice_auth_policy",),
        (Tells("policy", r'vpc-lattice-svcs:|"Action"\s*:\s*\[?\s*"\*"', "actions `vpc-lattice-svcs:…`"),),
        "only these are asked of services",
        f"{_AWS}vpc-lattice/latest/ug/auth-policies.html",
    ),
)


def _access(name: str, page: str, because: str, needed: str, **when: Condition) -> Row:
    return Row((f"aws_verifiedaccess_{name}",), (Needed(needed),), because, f"{_ACCESS}API_{page}.html", when)


_TRUSTED = "CreateVerifiedAccessTrustProvider"
_ENDPOINT = "CreateVerifiedAccessEndpoint"
_VERIFIED = (
    *(
        _access("trust_provider", _TRUSTED, "Verified Access has to know who is trusted", needed, **{name: Is((kind,))})
        for name, kind, needed in (
            ("trust_provider_type", "user", "user_trust_provider_type"),
            ("trust_provider_type", "device", "device_trust_provider_type"),
        )
    ),
    _access(
        "trust_provider",
        _TRUSTED,
        "Verified Access has to know where users are looked up",
        "oidc_options",
        user_trust_provider_type=Is(("oidc",)),
        native_application_oidc_options=Absent(worth_telling=False),
    ),
    *(
        _access(
            "endpoint", _ENDPOINT, "Verified Access has to know what is behind it", needed, endpoint_type=Is((kind,))
        )
        for kind, needed in (
            ("load-balancer", "load_balancer_options"),
            ("network-interface", "network_interface_options"),
            ("rds", "rds_options"),
            ("cidr", "cidr_options"),
        )
    ),
    _access(
        "endpoint",
        _ENDPOINT,
        "an endpoint in a VPC has security groups",
        "security_group_ids",
        attachment_type=Is(("vpc",)),
    ),
)

ROWS: tuple[Row, ...] = (*_NAMES, *_LATTICES, *_POLICIES, *_VERIFIED)
