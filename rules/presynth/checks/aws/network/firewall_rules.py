"""Rules of web ACLs that AWS WAF refuses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from presynth.checks.aws.network.firewall_statements import STATEMENTS
from presynth.checks.aws.values import field_number, field_text
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Block, Presence
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding, Related, Severity

_GROUPS = ("managed_rule_group_statement", "rule_group_reference_statement")
_ACTIONS = ("action", "override_action")

_IMPORTS = """
from cdktf_cdktf_provider_aws.wafv2_web_acl import (
    Wafv2WebAcl,
    Wafv2WebAclRule,
    Wafv2WebAclRuleAction,
    Wafv2WebAclRuleActionBlock,
    Wafv2WebAclRuleOverrideAction,
    Wafv2WebAclRuleOverrideActionNone,
    Wafv2WebAclRuleVisibilityConfig,
)

seen = {"cloudwatch_metrics_enabled": True, "metric_name": "acl", "sampled_requests_enabled": True}
visibility = Wafv2WebAclRuleVisibilityConfig(**seen)
block = Wafv2WebAclRuleAction(block=Wafv2WebAclRuleActionBlock())
counted = Wafv2WebAclRuleOverrideAction(none=Wafv2WebAclRuleOverrideActionNone())
managed = {"managed_rule_group_statement": {"name": "AWSManagedRulesCommonRuleSet", "vendor_name": "AWS"}}
limit = {"rate_based_statement": {"limit": 2000, "aggregate_key_type": "IP"}}
acl = {"name": "acl", "scope": "REGIONAL", "default_action": {"allow": {}}, "visibility_config": seen}
"""


class FirewallRule(ResourceRule):
    """A rule of a web ACL that AWS WAF refuses.

    ## What it does
    Looks at the rules of web ACLs and rule groups: rules with a group of rules take `override_action`, all others
    `action`, and none both; each has a `priority` and a `name` of its own.

    ## Why is this bad?
    WAF refuses the web ACL when it is applied (`WAFInvalidParameterException`): no plan says so.

    ## References
    - https://docs.aws.amazon.com/waf/latest/APIReference/API_Rule.html (2026-11-29)
    """

    code = "PS363"
    name = "firewall-rule"
    severity = Severity.ERROR
    terraform_types = ("aws_wafv2_web_acl", "aws_wafv2_rule_group")
    VALID = (
        Valid(
            _IMPORTS
            + """
rules = [
    Wafv2WebAclRule(name="a", priority=1, override_action=counted, statement=managed, visibility_config=visibility),
    Wafv2WebAclRule(name="b", priority=2, action=block, statement=limit, visibility_config=visibility),
]
Wafv2WebAcl(self, "acl", rule=rules, **acl)
"""
        ),
        Valid(
            _IMPORTS
            + """

def protect(scope, statement, priority, action):
    rules = [
        Wafv2WebAclRule(name="a", priority=1, action=action, statement=statement, visibility_config=visibility),
        Wafv2WebAclRule(name="b", priority=priority, action=block, statement=limit, visibility_config=visibility),
    ]
    Wafv2WebAcl(scope, "acl", rule=rules, **acl)
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
rules = [
    Wafv2WebAclRule(name="a", priority=1, action=«block», statement=managed, visibility_config=visibility),
]
Wafv2WebAcl(self, "acl", rule=rules, **acl)
""",
            message="`override_action`, not `action`",
        ),
        Invalid(
            _IMPORTS
            + """
Wafv2WebAcl(
    self,
    "acl",
    rule=[
        «Wafv2WebAclRule»(name="a", priority=1, statement=managed, visibility_config=visibility),
    ],
    **acl,
)
""",
            message="no `override_action`",
        ),
        Invalid(
            _IMPORTS
            + """
Wafv2WebAcl(
    self,
    "acl",
    rule=[
        Wafv2WebAclRule(name="a", priority=1, override_action=counted, statement=managed, visibility_config=visibility),
        Wafv2WebAclRule(name="b", priority=«1», action=block, statement=limit, visibility_config=visibility),
    ],
    **acl,
)
""",
            message="two rules have the priority 1",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        rules, _ = resource.block.children("rule")
        for rule in rules:
            yield from self._of_action(resource, rule)
        for argument in ("priority", "name"):
            yield from self._of_same(resource, rules, argument)

    def _of_action(self, resource: Resource, rule: Block) -> Iterator[Finding]:
        statements = [name for block in rule.children("statement")[0] for name in block.names]
        if len(statements) != 1 or statements[0] not in STATEMENTS or rule.open:
            return
        of_group = statements[0] in _GROUPS
        wanted, other = reversed(_ACTIONS) if of_group else _ACTIONS
        what = "a rule with a group of rules" if of_group else f"a rule with `{statements[0]}`"
        field = rule.field((other,))
        if field is not None:
            yield self.finding(
                field.place, f"{what} takes `{wanted}`, not `{other}`: WAF refuses it", about=resource.instance
            )
        elif rule.presence((wanted,)) is Presence.UNSET and rule.presence((other,)) is Presence.UNSET:
            yield self.finding(rule.place, f"{what}, and no `{wanted}`: WAF refuses it", about=resource.instance)

    def _of_same(self, resource: Resource, rules: Iterable[Block], argument: str) -> Iterator[Finding]:
        first: dict[object, Block] = {}
        for rule in rules:
            field = rule.field((argument,))
            known = field_number(rule, argument) if argument == "priority" else field_text(rule, argument)
            if field is None or known is None:
                continue
            if known in first:
                shown = f"{known:g}" if isinstance(known, float | int) else f"`{known}`"
                yield self.finding(
                    field.place,
                    f"two rules have the {argument} {shown}: WAF refuses them",
                    about=resource.instance,
                    related=[Related(first[known].place, "the other rule is here")],
                )
            first.setdefault(known, rule)
