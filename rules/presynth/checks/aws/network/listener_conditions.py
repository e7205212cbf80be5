"""How much the rules of a listener may ask of a request."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.aws.values import items, text
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Block, Field
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding

_MOST = 5
_LONGEST = 128
_KINDS = ("host_header", "http_header", "http_request_method", "path_pattern", "query_string", "source_ip")

_RULE = """
from cdktf_cdktf_provider_aws.lb_listener_rule import (
    LbListenerRule,
    LbListenerRuleCondition,
    LbListenerRuleConditionHostHeader,
    LbListenerRuleConditionPathPattern,
)

ELB = "arn:aws:elasticloadbalancing:eu-west-1:111122223333"
forward = {
    "listener_arn": f"{ELB}:listener/app/x/1/2",
    "action": [{"type": "forward", "targetGroupArn": f"{ELB}:targetgroup/x/1"}],
}
"""


class ListenerConditions(ResourceRule):
    """A rule of a listener has more conditions than a load balancer takes.

    ## What it does
    Counts the values of all conditions of a rule, five at most together, and looks at how long host names and paths
    are. A load balancer cannot be told more in one rule; there can be several rules.

    ## Why is this bad?
    AWS refuses the rule: "A rule can only have '5' condition values".

    ## References
    - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html (2026-11-29)
    - https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RuleCondition.html (2026-11-29)
    """

    code = "PS388"
    name = "listener-conditions"
    terraform_types = ("aws_lb_listener_rule", "aws_alb_listener_rule")
    VALID = (
        Valid(
            _RULE
            + """
paths = LbListenerRuleConditionPathPattern(values=["/a", "/a/*", "/b"])
hosts = LbListenerRuleConditionHostHeader(values=["a.acme-pay.net", "b.acme-pay.net"])
conditions = [LbListenerRuleCondition(path_pattern=paths), LbListenerRuleCondition(host_header=hosts)]
LbListenerRule(self, "rule", priority=1, condition=conditions, **forward)
"""
        ),
        Valid(
            _RULE
            + """

def rule(scope, paths):
    condition = LbListenerRuleCondition(path_pattern=LbListenerRuleConditionPathPattern(values=paths))
    LbListenerRule(scope, "rule", priority=1, condition=[condition], **forward)
"""
        ),
    )
    INVALID = (
        Invalid(
            _RULE
            + """
paths = LbListenerRuleConditionPathPattern(values=«[f"/v{number}/*" for number in range(6)]»)
LbListenerRule(self, "rule", priority=1, condition=[LbListenerRuleCondition(path_pattern=paths)], **forward)
""",
            message="five values at most, and there are 6",
        ),
        Invalid(
            _RULE
            + """
path = [{"pathPattern": {"values": ["/a", "/b", "/c"]}}, {"hostHeader": {"values": «["a.net", "b.net", "c.net"]»}}]
LbListenerRule(self, "rule", priority=1, condition=path, **forward)
""",
            message="there are 6",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        fields = list(_values(resource.block))
        count = sum(len(items(field)) for field in fields)
        if count > _MOST:
            message = f"the conditions of a rule have five values at most, and there are {count}: AWS refuses it"
            yield self.finding(fields[-1].place, message, about=resource.instance)
        for field in fields:
            for item in items(field):
                if len(text(item.value) or "") > _LONGEST:
                    message = f"a value of a condition has {_LONGEST} characters at most: AWS refuses it"
                    yield self.finding(item.place, message, about=resource.instance)


def _values(rule: Block) -> Iterator[Field]:
    """The lists of values in the conditions of a rule."""
    for condition in rule.children("condition")[0]:
        for kind in _KINDS:
            for block in condition.children(kind)[0]:
                field = block.field(("values",))
                if field is not None:
                    yield field
