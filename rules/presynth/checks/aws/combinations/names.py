"""Names on the internet: Route 53 and certificates."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Given, Is, IsNot, OfType, Reads, Untold
from presynth.checks.aws.combinations.consequences import Count, Matches, Needed, Number, OneOf, Refused, Unfit
from presynth.checks.aws.combinations.row import Row
from presynth.checks.aws.countries import COUNTRY, WANTED

_API = "https://docs.aws.amazon.com/Route53/latest/APIReference/"
_CHECK = f"{_API}API_HealthCheckConfig.html"
_RULE = f"{_API}API_route53resolver_CreateResolverRule.html"
_FIREWALL = f"{_API}API_route53resolver_CreateFirewallRule.html"
_KEY = "key_management_service_arn"
_LABEL = r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)"
_DOMAIN = rf"(\*\.)?({_LABEL}\.)+{_LABEL}"
_ROUTED = r"(?!0\.|10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.).+"
_WITHOUT_HOST = ("fqdn", "ip_address", "port", "resource_path", "search_string")

ROWS: tuple[Row, ...] = (
    Row(
        ("aws_route53_record",),
        (Needed("ttl"),),
        "Route 53 refuses values without a time to live",
        f"{_API}API_ResourceRecordSet.html",
        {"records": Given()},
    ),
    Row(
        ("aws_route53_record",),
        (Count("records", most=1),),
        "Route 53 refuses it",
        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html",
        {"type": Is(("CNAME", "SOA"))},
    ),
    Row(
        ("aws_route53_record",),
        (
            OneOf("continent", "AF", "AN", "AS", "EU", "NA", "OC", "SA"),
            Matches("country", rf"{COUNTRY}|\*", f"{WANTED}, or `*`"),
        ),
        "Route 53 refuses it",
        f"{_API}API_GeoLocation.html",
        within=("geolocation_routing_policy",),
    ),
    Row(
        ("aws_route53_record",),
        (Number("weight", 0, 255),),
        "Route 53 refuses it",
        f"{_API}API_ResourceRecordSet.html",
        within=("weighted_routing_policy",),
    ),
    *(
        Row(
            ("aws_route53_record",),
            (OneOf("type", "A", "AAAA", "HTTPS"),),
            "this can only stand for addresses",
            "https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html",
            {"alias.name": Reads(terraform_type, attribute)},
        )
        for terraform_type, attribute in (
            ("aws_lb", "dns_name"),
            ("aws_alb", "dns_name"),
            ("aws_elb", "dns_name"),
            ("aws_cloudfront_distribution", "domain_name"),
            ("aws_globalaccelerator_accelerator", "dns_name"),
            ("aws_api_gateway_domain_name", "regional_domain_name"),
            ("aws_api_gateway_domain_name", "cloudfront_domain_name"),
        )
    ),
    *(
        Row(
            ("aws_route53_health_check",),
            (Refused(*refused),),
            "Route 53 refuses the health check",
            _CHECK,
            {"type": Is(types)},
        )
        for types, refused in (
            (("TCP",), ("resource_path", "search_string")),
            (("HTTP", "HTTPS"), ("search_string",)),
            (("CALCULATED", "CLOUDWATCH_METRIC"), _WITHOUT_HOST),
        )
    ),
    Row(
        ("aws_route53_health_check",),
        (Matches("ip_address", _ROUTED, "an address on the internet"),),
        "Route 53 cannot reach others",
        _CHECK,
    ),
    Row(
        ("aws_route53_resolver_rule",),
        (Needed("resolver_endpoint_id"), Needed("target_ip")),
        "queries are forwarded through an endpoint to somewhere",
        _RULE,
        {"rule_type": Is(("FORWARD",))},
    ),
    Row(
        ("aws_route53_resolver_rule",),
        (Refused("resolver_endpoint_id", "target_ip"),),
        "nothing is forwarded then",
        _RULE,
        {"rule_type": Is(("SYSTEM",))},
    ),
    *(
        Row(("aws_route53_resolver_firewall_rule",), (then,), "the resolver refuses the rule", _FIREWALL, when)
        for then, when in (
            (Needed("block_response"), {"action": Is(("BLOCK",))}),
            (
                Refused("block_response", "block_override_domain", "block_override_ttl"),
                {"action": Is(("ALLOW", "ALERT"))},
            ),
            *(
                (Needed(f"block_override_{part}"), {"block_response": Is(("OVERRIDE",))})
                for part in ("domain", "dns_type", "ttl")
            ),
            (
                Refused("block_override_domain", "block_override_ttl"),
                {"block_response": Is(("NODATA", "NXDOMAIN"))},
            ),
        )
    ),
    *(
        Row(
            ("aws_route53_key_signing_key",),
            (Unfit(_KEY),),
            "Route 53 signs with keys of the spec `ECC_NIST_P256` for `SIGN_VERIFY`",
            "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec-cmk-requirements.html",
            {
                "key_management_service_arn>": Untold(OfType(("aws_kms_key",))),
                f"key_management_service_arn>{name}": wrong,
            },
        )
        for name, wrong in (
            ("customer_master_key_spec", IsNot(("ECC_NIST_P256",), default=True)),
            ("key_usage", IsNot(("SIGN_VERIFY",), default=True)),
        )
    ),
    Row(
        ("aws_acm_certificate_validation",),
        (Refused("validation_record_fqdns"),),
        "nothing in the DNS says that a mail was answered: the provider refuses it",
        "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/acm_certificate_validation",
        {"certificate_arn>validation_method": Is(("EMAIL",))},
    ),
    Row(
        ("aws_acm_certificate",),
        (
            Matches("domain_name", _DOMAIN, "the name of a domain, with no `.` last"),
            Matches("domain_name", ".{1,64}", "64 characters long at most (others can be longer)"),
            Matches("subject_alternative_names", _DOMAIN, "names of domains, with no `.` last"),
        ),
        "ACM refuses the certificate",
        "https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html",
    ),
)
