"""What lets traffic through: security groups, network ACLs, network firewalls."""

from __future__ import annotations

from presynth.checks.aws.combinations.comparisons import Keys
from presynth.checks.aws.combinations.conditions import Is, OfType, Untold
from presynth.checks.aws.combinations.consequences import (
    Ascending,
    Consequence,
    Matches,
    Needed,
    Number,
    Refused,
    Unfit,
)
from presynth.checks.aws.combinations.row import Row

_API = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/"
_PORTS = ("tcp", "TCP", "6", "udp", "UDP", "17")
_ICMP = ("icmp", "ICMP", "1", "icmpv6", "58")

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


_FIREWALL_ORDER = "^firewall_policy.stateful_engine_options.rule_order"
_GROUP_ORDER = "rule_group.stateful_rule_options.rule_order"
_STATELESS = r"aws:(pass|drop|forward_to_sfe)|(?!aws:).+"
_RULE_GROUPS = ("firewall_policy", "stateful_rule_group_reference")
_POLICY = "https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_StatefulRuleGroupReference.html"

ROWS: tuple[Row, ...] = (
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
    Row(
        ("aws_network_acl_rule",),
        (Number("rule_number", 1, 32766),),
        "EC2 refuses the rule",
        f"{_API}API_CreateNetworkAclEntry.html",
    ),
    *(
        Row(
            types,
            (Number("rule_no", 1, 32766),),
            "EC2 refuses the rule",
            f"{_API}API_CreateNetworkAclEntry.html",
            within=within,
        )
        for types, within, _ in _LIST_RULES[:-1]
    ),
    # The provider asks this of the blocks only
    *_rules(
        _LIST_RULES[:-1],
        ("-1", "all"),
        "a rule for all protocols names no ports",
        Number("from_port", 0, 0, others=(-1,)),
        Number("to_port", 0, 0, others=(-1,)),
    ),
    # Network firewalls
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
    *(
        Row(
            ("aws_networkfirewall_firewall_policy",),
            (Unfit("resource_arn"),),
            "the groups of a policy have its order",
            _POLICY,
            {
                _FIREWALL_ORDER: Is((order,), default=order == "DEFAULT_ACTION_ORDER"),
                "resource_arn>": Untold(OfType(("aws_networkfirewall_rule_group",))),
                f"resource_arn>{_GROUP_ORDER}": Is((other,), default=other == "DEFAULT_ACTION_ORDER"),
            },
            _RULE_GROUPS,
        )
        for order, other in (("STRICT_ORDER", "DEFAULT_ACTION_ORDER"), ("DEFAULT_ACTION_ORDER", "STRICT_ORDER"))
    ),
    *(
        Row(
            ("aws_networkfirewall_firewall_policy",),
            (Unfit("resource_arn"),),
            "this is no place for such a group",
            "https://github.com/hashicorp/terraform-provider-aws/issues/35948",
            {"resource_arn>type": Is((kind,))},
            ("firewall_policy", f"{place}_rule_group_reference"),
        )
        for kind, place in (("STATELESS", "stateful"), ("STATEFUL", "stateless"))
    ),
    Row(
        ("aws_networkfirewall_firewall_policy",),
        (
            *(
                Matches(
                    f"stateless{part}_default_actions", _STATELESS, "`aws:pass`, `aws:drop` or `aws:forward_to_sfe`"
                )
                for part in ("", "_fragment")
            ),
            Matches("stateful_default_actions", r"aws:(drop|alert)_\w+", "like `aws:drop_strict`"),
        ),
        "AWS refuses the policy",
        "https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_FirewallPolicy.html",
        within=("firewall_policy",),
    ),
    Row(
        ("aws_networkfirewall_rule_group",),
        (
            Refused("rule_variables", "stateful_rule_options", "rules_source.rules_source_list"),
            Refused("rules_source.rules_string", "rules_source.stateful_rule"),
        ),
        "this is for groups of the type `STATEFUL`",
        "https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_RuleGroup.html",
        {"^type": Is(("STATELESS",))},
        ("rule_group",),
    ),
    Row(
        ("aws_networkfirewall_rule_group",),
        (Refused("rules_source.stateless_rules_and_custom_actions"),),
        "this is for groups of the type `STATELESS`",
        "https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_RuleGroup.html",
        {"^type": Is(("STATEFUL",))},
        ("rule_group",),
    ),
    Row(
        ("aws_networkfirewall_rule_group",),
        (Matches("targets", r"\.?[^.*/:\s][^*/:\s]*", "domains, with a `.` first for all below one (`.acme.org`)"),),
        "AWS refuses the group",
        "https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_RulesSourceList.html",
        within=("rule_group", "rules_source", "rules_source_list"),
    ),
    *(
        Row(
            ("aws_networkfirewall_logging_configuration",),
            (Keys("log_destination", key, only=(key, *more)),),
            "AWS refuses the configuration",
            "https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_LogDestinationConfig.html",
            {"log_destination_type": Is((kind,))},
            ("logging_configuration", "log_destination_config"),
        )
        for kind, key, more in (
            ("CloudWatchLogs", "logGroup", ()),
            ("KinesisDataFirehose", "deliveryStream", ()),
            ("S3", "bucketName", ("prefix",)),
        )
    ),
    Row(
        ("aws_networkfirewall_rule_group",),
        (Needed("rule_group", "rules"),),
        "a group has rules",
        "https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_CreateRuleGroup.html",
    ),
)
