"""Load balancers, their listeners and target groups."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Absent, Is, IsNot, OfType, Reads, Untold
from presynth.checks.aws.combinations.consequences import (
    Alone,
    Consequence,
    Matches,
    Needed,
    NoneOf,
    Number,
    OneOf,
    Refused,
    Unfit,
)
from presynth.checks.aws.combinations.row import Row

_API = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/"
_CLASSIC = "https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/"
_BALANCERS, _LISTENERS = ("aws_lb", "aws_alb"), ("aws_lb_listener", "aws_alb_listener")
_GROUPS, _RULES = ("aws_lb_target_group", "aws_alb_target_group"), ("aws_lb_listener_rule", "aws_alb_listener_rule")
_CONDITIONS = ("host_header", "http_header", "http_request_method", "path_pattern", "query_string", "source_ip")
_POLICY = (
    r"ELBSecurityPolicy-(?:2016-08|2015-05|TLS-1-0-2015-04|TLS-1-1-2017-01|TLS-1-2-2017-01|TLS-1-2-Ext-2018-06"
    r"|FS-2018-06|FS-1-1-2019-08|FS-1-2-2019-08|FS-1-2-Res-2019-08|FS-1-2-Res-2020-10"
    r"|TLS13-1-[0-3](?:-(?:Res|Ext[0-2]))?(?:-FIPS|-PQ)*-20\d\d-\d\d)"
)
"""There will be no more of the kinds before TLS 1.3."""
_WEB = ("HTTP", "HTTPS", "http", "https")
_TRANSPORT = ("TCP", "UDP", "TLS", "TCP_UDP", "tcp", "udp", "tls", "tcp_udp")
_REFUSED = "AWS refuses the target group"


def _group(protocols: tuple[str, ...], because: str, *then: Consequence, within: str = "") -> Row:
    """What is asked of a target group, or of a block in it, with one of some protocols."""
    asked = "^protocol" if within else "protocol"
    path = (within,) if within else ()
    return Row(_GROUPS, then, because, f"{_API}API_CreateTargetGroup.html", {asked: Is(protocols)}, path)


ROWS: tuple[Row, ...] = (
    Row(
        _BALANCERS,
        (Refused("security_groups"),),
        "gateway load balancers have none",
        f"{_API}API_CreateLoadBalancer.html",
        {"load_balancer_type": Is(("gateway",))},
    ),
    Row(
        _LISTENERS,
        (Refused("ssl_policy", "certificate_arn", "alpn_policy"),),
        "such a listener encrypts nothing",
        f"{_API}API_CreateListener.html",
        {"protocol": Is(("HTTP", "TCP", "UDP", "TCP_UDP", "http", "tcp", "udp"))},
    ),
    Row(
        _LISTENERS,
        (Matches("ssl_policy", _POLICY, "a policy that there is, like `ELBSecurityPolicy-TLS13-1-2-Res-2021-06`"),),
        "AWS refuses the listener",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html",
    ),
    Row(
        _LISTENERS,
        (Needed("trust_store_arn"),),
        "clients are verified by the certificates in it",
        f"{_API}API_MutualAuthenticationAttributes.html",
        {"mode": Is(("verify",))},
        ("mutual_authentication",),
    ),
    Row(_RULES, (Number("priority", 1, 50000),), "AWS refuses the rule", f"{_API}API_CreateRule.html"),
    Row(
        _RULES,
        (Alone(*_CONDITIONS),),
        "each kind has a `condition` of its own",
        f"{_API}API_RuleCondition.html",
        within=("condition",),
    ),
    Row(
        _RULES,
        (Needed(*_CONDITIONS),),
        "an empty condition is refused",
        f"{_API}API_RuleCondition.html",
        within=("condition",),
    ),
    Row(
        _GROUPS,
        (Matches("matcher", r"[2-4]\d\d(?:[-,]\s*[2-4]\d\d)*", "codes from 200 to 499, like `200-299`"),),
        "an application load balancer takes no others",
        f"{_API}API_Matcher.html",
        {"^protocol": Is(_WEB), "^protocol_version": Untold(IsNot(("GRPC", "grpc"), default=True))},
        ("health_check",),
    ),
    Row(
        _LISTENERS,
        (Refused("port", "protocol"),),
        "a gateway load balancer listens to everything",
        f"{_API}API_CreateListener.html",
        {"load_balancer_arn>load_balancer_type": Is(("gateway",))},
    ),
    _group(_WEB, _REFUSED, OneOf("protocol", "HTTP", "HTTPS", "http", "https"), within="health_check"),
    _group(_WEB, _REFUSED, OneOf("type", "lb_cookie", "app_cookie"), within="stickiness"),
    _group(_TRANSPORT, _REFUSED, Refused("slow_start", "load_balancing_algorithm_type")),
    _group(("GENEVE", "geneve"), _REFUSED, OneOf("port", 6081)),
    Row(
        _GROUPS,
        (OneOf("protocol", "TCP", "tcp"),),
        "an application load balancer is a target of TCP only",
        f"{_API}API_CreateTargetGroup.html",
        {"target_type": Is(("alb",))},
    ),
    Row(
        _GROUPS,
        (Needed("cookie_name"),),
        "the cookie of the application has a name",
        f"{_API}API_TargetGroupAttribute.html",
        {"type": Is(("app_cookie",))},
        ("stickiness",),
    ),
    Row(
        _GROUPS,
        (
            Matches("path", r"/.*", "a path that begins with `/`"),
            Matches("port", r"traffic-port|\d+", "a port, or `traffic-port`"),
            Matches("matcher", r"\d{1,3}(?:[-,]\s*\d{1,3})*", "codes and ranges like `200,202` or `200-299`"),
        ),
        _REFUSED,
        f"{_API}API_CreateTargetGroup.html",
        within=("health_check",),
    ),
    *(
        Row(
            types,
            (
                Matches("path", r"/.*", "a path that begins with `/`"),
                Matches("port", r"#\{port\}|\d+", "a port, or `#{port}`"),
            ),
            "AWS refuses the redirection",
            f"{_API}API_RedirectActionConfig.html",
            within=(action, "redirect"),
        )
        for types, action in ((_LISTENERS, "default_action"), (_RULES, "action"))
    ),
    Row(
        _BALANCERS,
        (Refused("allocation_id"),),
        "only network load balancers have addresses to choose",
        f"{_API}API_SubnetMapping.html",
        {"^load_balancer_type": Is(("application", "gateway"), default=True)},
        ("subnet_mapping",),
    ),
    Row(
        _BALANCERS,
        (Refused("allocation_id"),),
        "an internal load balancer has no public addresses",
        f"{_API}API_SubnetMapping.html",
        {"^internal": Is((True,))},
        ("subnet_mapping",),
    ),
    Row(_GROUPS, (Number("deregistration_delay", 0, 3600),), _REFUSED, f"{_API}API_TargetGroupAttribute.html"),
    # Classic load balancers
    Row(
        ("aws_elb",),
        (Needed("ssl_certificate_id"),),
        "AWS refuses the load balancer",
        f"{_CLASSIC}API_Listener.html",
        {"lb_protocol": Is(("https", "HTTPS", "ssl", "SSL"))},
        ("listener",),
    ),
    Row(
        ("aws_elb",),
        (Matches("target", r"(?:HTTPS?|https?):\d+/.*|(?:TCP|SSL|tcp|ssl):\d+", "like `HTTP:80/health` or `TCP:80`"),),
        "AWS refuses the load balancer",
        f"{_CLASSIC}API_HealthCheck.html",
        within=("health_check",),
    ),
    # What they refer to
    *(
        Row(
            _LISTENERS,
            (Unfit("target_group_arn"),),
            "the protocols do not go together",
            "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html",
            {
                "^protocol": Is((protocol,)),
                "target_group_arn>": OfType(_GROUPS),
                "target_group_arn>protocol": Is(refused),
            },
            ("default_action",),
        )
        for protocol, refused in (
            ("TCP", ("TLS", "UDP")),
            ("TLS", ("UDP", "TCP_UDP")),
            ("UDP", ("TCP", "TLS")),
            ("TCP_UDP", ("TCP", "TLS", "UDP")),
        )
    ),
    Row(
        _BALANCERS,
        (NoneOf("ip_address_type", "dualstack"),),
        "its subnets need IPv6 addresses as well",
        f"{_API}API_CreateLoadBalancer.html",
        {
            "subnets>": OfType(("aws_subnet",)),
            "subnets>ipv6_cidr_block": Absent(),
            "subnets>ipv6_native": Absent(),
        },
    ),
    Row(
        _LISTENERS,
        (Needed("port"),),
        "a listener listens on a port",
        f"{_API}API_CreateListener.html",
        {
            "load_balancer_arn>": OfType(_BALANCERS),
            "load_balancer_arn>load_balancer_type": Is(("application", "network"), default=True),
        },
    ),
    Row(
        _LISTENERS,
        (Needed("protocol"),),
        "a network load balancer has no protocol of its own accord",
        f"{_API}API_CreateListener.html",
        {"load_balancer_arn>load_balancer_type": Is(("network",))},
    ),
    Row(
        _LISTENERS,
        (OneOf("type", "forward"),),
        "a network load balancer can do nothing else",
        f"{_API}API_CreateListener.html",
        {"^load_balancer_arn>load_balancer_type": Is(("network", "gateway"))},
        ("default_action",),
    ),
    Row(
        _RULES,
        (Unfit("listener_arn"),),
        "only listeners of application load balancers have rules",
        f"{_API}API_CreateRule.html",
        {"listener_arn>protocol": Is(_TRANSPORT)},
    ),
    Row(
        _RULES,
        (Unfit("target_group_arn"),),
        "an application load balancer forwards to groups for HTTP and HTTPS",
        f"{_API}API_CreateRule.html",
        {"target_group_arn>protocol": Is(_TRANSPORT)},
        ("action",),
    ),
    *(
        Row(
            tuple(f"{group}_attachment" for group in _GROUPS),
            (Unfit("target_id"),),
            because,
            f"{_API}API_TargetDescription.html",
            {"target_group_arn>": OfType(_GROUPS), "target_group_arn>target_type": kind, "target_id": target},
        )
        for because, kind, target in (
            ("targets of the type `ip` are addresses", Is(("ip",)), Reads("aws_instance", "id", "arn")),
            (
                "targets of the type `instance` are ids",
                Is(("instance",), default=True),
                Reads("aws_instance", "private_ip", "public_ip", "arn"),
            ),
            (
                "a function is a target of the type `lambda`",
                IsNot(("lambda",), default=True),
                Reads("aws_lambda_function", "arn"),
            ),
            (
                "a load balancer is a target of the type `alb`",
                IsNot(("alb",), default=True),
                Reads("aws_lb", "arn", "id"),
            ),
        )
    ),
    *(
        Row(
            (terraform_type,),
            (Unfit(argument),),
            "Auto Scaling registers instances, not addresses or functions",
            "https://docs.aws.amazon.com/autoscaling/ec2/userguide/attach-load-balancer-asg.html",
            {f"{argument}>target_type": Is(("ip", "lambda", "alb"))},
        )
        for terraform_type, argument in (
            ("aws_autoscaling_group", "target_group_arns"),
            ("aws_autoscaling_attachment", "lb_target_group_arn"),
        )
    ),
)
