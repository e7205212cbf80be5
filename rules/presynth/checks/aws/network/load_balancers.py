"""Load balancers, their listeners and target groups."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.aws.values import field_number, field_text, referred
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Block, Field, Presence
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding, Related

_BALANCERS, _LISTENERS = ("aws_lb", "aws_alb"), ("aws_lb_listener", "aws_alb_listener")
_GROUPS = ("aws_lb_target_group", "aws_alb_target_group")
_RULES = ("aws_lb_listener_rule", "aws_alb_listener_rule")
_PROTOCOLS = {
    "application": ("HTTP", "HTTPS"),
    "network": ("TCP", "TLS", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC"),
}
_ENCRYPTED = ("HTTPS", "TLS")
_ACTIONS = {
    "forward": ("target_group_arn", "forward"),
    "redirect": ("redirect",),
    "fixed-response": ("fixed_response",),
    "authenticate-cognito": ("authenticate_cognito",),
    "authenticate-oidc": ("authenticate_oidc",),
}

_FRONT = """
from cdktf_cdktf_provider_aws.lb import Lb
from cdktf_cdktf_provider_aws.lb_listener import LbListener, LbListenerDefaultAction
from cdktf_cdktf_provider_aws.lb_listener_rule import LbListenerRule
from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup

front = Lb(self, "front", name="front", subnets=["subnet-1", "subnet-2"])
inner = Lb(self, "inner", name="inner", load_balancer_type="network", subnets=["subnet-1"])
group = LbTargetGroup(self, "group", name="api", port=80, protocol="HTTP", vpc_id="vpc-1")
"""
_FORWARD = 'default_action=[LbListenerDefaultAction(type="forward", target_group_arn=group.arn)]'
_CERTIFICATE = "arn:aws:acm:eu-west-1:123456789012:certificate/1"


class ListenerSettings(ResourceRule):
    """A listener of a load balancer lacks something, or does not fit what it is joined to.

    ## What it does
    A listener for HTTPS or TLS needs a certificate; its protocol, and that of the target group it forwards to, is one
    of its load balancer's type; each action has the argument that belongs to its type.

    ## Why is this bad?
    AWS refuses the listener: "A certificate must be specified for HTTPS listeners", "Protocol 'HTTP' must be one of
    'UDP, TCP, TCP_UDP, TLS'". An action without its argument fails at plan.

    ## References
    - https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html (2026-11-29)
    """

    code = "PS343"
    name = "listener-settings"
    terraform_types = (*_LISTENERS, *_RULES)
    VALID = (
        Valid(
            _FRONT + f'LbListener(self, "https", load_balancer_arn=front.arn, port=443, protocol="HTTPS",'
            f' certificate_arn="{_CERTIFICATE}", {_FORWARD})\n'
        ),
        Valid(
            _FRONT
            + """
redirect = {"type": "redirect", "redirect": {"port": "443", "protocol": "HTTPS", "statusCode": "HTTP_301"}}
LbListener(self, "http", load_balancer_arn=front.arn, port=80, default_action=[redirect])
"""
        ),
    )
    INVALID = (
        Invalid(
            _FRONT
            + f'LbListener(self, "https", load_balancer_arn=front.arn, port=443, protocol=«"HTTPS"», {_FORWARD})\n',
            message="needs `certificate_arn`",
        ),
        Invalid(
            _FRONT
            + """
action = LbListenerDefaultAction(type="forward", target_group_arn="arn:aws:x:eu-west-1::group")
LbListener(self, "http", load_balancer_arn=inner.arn, port=80, protocol=«"HTTP"», default_action=[action])
""",
            message="a network load balancer has no `HTTP`",
        ),
        Invalid(
            _FRONT
            + f'LbListener(self, "tcp", load_balancer_arn=inner.arn, port=80, protocol="TCP", {_FORWARD})\n'.replace(
                "group.arn", "«group.arn»"
            ),
            message="the target group's protocol is `HTTP`",
        ),
        Invalid(
            _FRONT
            + """
LbListener(
    self,
    "http",
    load_balancer_arn=front.arn,
    port=80,
    default_action=[LbListenerDefaultAction(type=«"fixed-response"»)],
)
""",
            message="needs `fixed_response`",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        is_rule = resource.event.type.terraform_type in _RULES
        protocol, balancer = resource.field("protocol"), referred(resource.program, resource.value("load_balancer_arn"))
        named = (field_text(resource, "protocol") or "").upper()
        if protocol is not None and named in _ENCRYPTED and resource.presence("certificate_arn") is Presence.UNSET:
            message = f"a listener for `{named}` needs `certificate_arn`: AWS refuses it"
            yield self.finding(protocol.place, message, about=resource.instance)
        kind = None if balancer is None else _kind(balancer)
        if protocol is not None and kind is not None and named and named not in _PROTOCOLS[kind]:
            message = f"{_called(kind)} load balancer has no `{named}`, only {', '.join(_PROTOCOLS[kind])}"
            yield self.finding(protocol.place, message, about=resource.instance)
        for action in resource.block.children("action" if is_rule else "default_action")[0]:
            wanted = _ACTIONS.get(field_text(action, "type") or "", ())
            type_ = action.field(("type",))
            if type_ is not None and wanted and all(action.presence((each,)) is Presence.UNSET for each in wanted):
                message = f"an action of this type needs `{'` or `'.join(wanted)}`: plan fails"
                yield self.finding(type_.place, message, about=resource.instance)
            if kind is not None:
                yield from self._target(resource, action, kind)

    def _target(self, listener: Resource, action: Block, kind: str) -> Iterator[Finding]:
        field = action.field(("target_group_arn",))
        group = None if field is None else referred(listener.program, field.value)
        if field is None or group is None or group.event.type.terraform_type not in _GROUPS:
            return
        protocol = (field_text(group, "protocol") or "").upper()
        if protocol and protocol not in _PROTOCOLS[kind]:
            yield self.finding(
                field.place,
                f"the target group's protocol is `{protocol}`, which {_called(kind)} load balancer cannot forward to:"
                " AWS refuses the listener",
                about=listener.instance,
                related=(Related(group.event.callee_place, "the target group"),),
            )


def _kind(balancer: Resource) -> str | None:
    if balancer.event.type.terraform_type not in _BALANCERS:
        return None
    unset = balancer.presence("load_balancer_type") is Presence.UNSET
    kind = "application" if unset else field_text(balancer, "load_balancer_type")
    return kind if kind in _PROTOCOLS else None


def _called(kind: str) -> str:
    return f"an {kind}" if kind == "application" else f"a {kind}"


class TargetGroupSettings(ResourceRule):
    """A target group's settings do not go together.

    ## What it does
    A target group needs `port`, `protocol` and `vpc_id` unless it is for Lambda functions; a health check over TCP has
    no `path` and no `matcher`, and every check is over before the next one begins; cookies are for HTTP.

    ## Why is this bad?
    The plan fails ("Attribute "vpc_id" must be specified when "target_type" is "instance""), or AWS refuses the group:
    "Health check interval must be greater than the timeout".

    ## References
    - https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html (2026-11-29)
    - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb_target_group (2026-11-29)
    """

    code = "PS344"
    name = "target-group-settings"
    terraform_types = _GROUPS
    VALID = (
        Valid(_FRONT + 'LbTargetGroup(self, "f", name="f", target_type="lambda")\n'),
        Valid(
            _FRONT
            + """
check = {"path": "/health", "interval": 30, "timeout": 5, "matcher": "200"}
LbTargetGroup(self, "a", name="a", port=80, protocol="TCP", vpc_id="vpc-1", health_check={"protocol": "TCP"})
LbTargetGroup(self, "b", name="b", port=80, protocol="HTTP", vpc_id="vpc-1", health_check=check)
"""
        ),
    )
    INVALID = (
        Invalid(
            _FRONT + '«LbTargetGroup»(self, "a", name="a", port=80, protocol="HTTP", target_type="ip")\n',
            message="needs `vpc_id`",
        ),
        Invalid(
            _FRONT
            + """
check = {"protocol": "TCP", "path": «"/"»}
LbTargetGroup(self, "a", name="a", port=80, protocol="TCP", vpc_id="vpc-1", health_check=check)
""",
            message="a health check over TCP has no `path`",
        ),
        Invalid(
            _FRONT
            + """
check = {"interval": 10, "timeout": «10»}
LbTargetGroup(self, "a", name="a", port=80, protocol="HTTP", vpc_id="vpc-1", health_check=check)
""",
            message="must be less than the `interval`",
        ),
        Invalid(
            _FRONT
            + """
cookie = {"type": «"lb_cookie"»}
LbTargetGroup(self, "a", name="a", port=80, protocol="TCP", vpc_id="vpc-1", stickiness=cookie)
""",
            message="`lb_cookie` is for HTTP",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        unset = resource.presence("target_type") is Presence.UNSET
        kind = "instance" if unset else field_text(resource, "target_type")
        if kind not in (None, "lambda"):
            wanted = ("port", "protocol", "vpc_id")
            missing = [f"`{name}`" for name in wanted if resource.presence(name) is Presence.UNSET]
            if missing:
                message = f"a target group of the type `{kind}` needs {' and '.join(missing)}: plan fails"
                yield self.finding(resource.block.place, message, about=resource.instance)
        protocol = (field_text(resource, "protocol") or "").upper()
        for field, message in (*_checks(resource), *_cookies(resource, protocol)):
            yield self.finding(field.place, message, about=resource.instance)


def _checks(group: Resource) -> Iterator[tuple[Field, str]]:
    for check in group.block.at(("health_check",)):
        if (field_text(check, "protocol") or "").upper() == "TCP":
            for name in ("path", "matcher"):
                field = check.field((name,))
                if field is not None and not field.sets_nothing:
                    yield field, f"a health check over TCP has no `{name}`: plan fails"
        interval, timeout = field_number(check, "interval"), field_number(check, "timeout")
        field = check.field(("timeout",))
        if field is not None and timeout is not None and interval is not None and timeout >= interval:
            yield (
                field,
                f"the `timeout` of {timeout:.0f} seconds must be less than the `interval` of {interval:.0f}: AWS"
                " refuses the target group",
            )


def _cookies(group: Resource, protocol: str) -> Iterator[tuple[Field, str]]:
    for stickiness in group.block.at(("stickiness",)):
        field, kind = stickiness.field(("type",)), field_text(stickiness, "type")
        if field is not None and kind in ("lb_cookie", "app_cookie") and protocol in _PROTOCOLS["network"]:
            yield field, f"`{kind}` is for HTTP, and this target group is for {protocol}: AWS refuses it"
