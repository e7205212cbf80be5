"""What listeners of load balancers do with a request (redirect it, ask who sends it), and whom they prove to be."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Condition, Is, Untold
from presynth.checks.aws.combinations.consequences import Impossible, Unfit
from presynth.checks.aws.combinations.row import Row
from presynth.findings import Severity

_API = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/"
_LISTENERS, _RULES = ("aws_lb_listener", "aws_alb_listener"), ("aws_lb_listener_rule", "aws_alb_listener_rule")
_AUTHENTICATING = ("authenticate-cognito", "authenticate-oidc", "jwt-validation")
_SAME = {
    "host": Untold(Is(("#{host}",), default=True)),
    "path": Untold(Is(("/#{path}",), default=True)),
    "query": Untold(Is(("#{query}",), default=True)),
}
"""What a redirection leaves as it is."""


def _redirection(because: str, severity: Severity, **when: Condition) -> Row:
    return Row(
        _LISTENERS,
        (Impossible("protocol", "port"),),
        because,
        f"{_API}API_RedirectActionConfig.html",
        {name.replace("own_", "^"): condition for name, condition in when.items()},
        ("default_action", "redirect"),
        severity=severity,
    )


ROWS: tuple[Row, ...] = (
    *(
        Row(
            types,
            (Unfit("type"),),
            "users are asked who they are over HTTPS only",
            "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html",
            {protocol: Is(("HTTP", "http")), "type": Untold(Is(_AUTHENTICATING))},
            (action,),
        )
        for types, protocol, action in (
            (_LISTENERS, "^protocol", "default_action"),
            (_RULES, "^listener_arn>protocol", "action"),
        )
    ),
    Row(
        ("aws_lb_listener_certificate", "aws_alb_listener_certificate"),
        (Unfit("listener_arn"),),
        "such a listener encrypts nothing",
        f"{_API}API_AddListenerCertificates.html",
        {"listener_arn>protocol": Is(("HTTP", "TCP", "UDP", "TCP_UDP", "http", "tcp", "udp"))},
    ),
    Row(
        _LISTENERS,
        (Unfit("mode"),),
        "clients show their certificates over HTTPS only",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/mutual-authentication.html",
        {"^protocol": Is(("HTTP", "http")), "mode": Untold(Is(("passthrough", "verify")))},
        ("mutual_authentication",),
    ),
    *(
        _redirection(
            "it leads to where the request came from, a loop that AWS refuses",
            Severity.ERROR,
            own_protocol=Is((protocol,)),
            own_port=Is((port,)),
            protocol=Untold(Is((protocol, "#{protocol}"), default=True)),
            port=Untold(Is((port, "#{port}"), default=True)),
            **_SAME,
        )
        for protocol, port in (("HTTP", 80), ("HTTPS", 443), ("HTTP", 8080), ("HTTPS", 8443))
    ),
    _redirection(
        'without `port="443"` the port stays that of HTTP, where nobody speaks HTTPS',
        Severity.WARNING,
        own_protocol=Is(("HTTP",)),
        own_port=Untold(Is((80,))),
        protocol=Untold(Is(("HTTPS",))),
        port=Untold(Is((80, "#{port}"), default=True)),
    ),
)
