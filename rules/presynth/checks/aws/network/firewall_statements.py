"""What the rules of web ACLs look for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from presynth.checks.aws.countries import COUNTRIES, WANTED
from presynth.checks.aws.network.firewall_values import misfits
from presynth.checks.aws.values import field_text, items, referred, text
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Block, Presence
from presynth.checks.common.resources import Resource
from presynth.checks.common.similar import nearest
from presynth.checks.resource_rule import ResourceRule
from presynth.checks.schema.related import origin_of
from presynth.findings import Finding, Fix, Related, Safety
from presynth.operations import Replace
from presynth.program.program import Program
from presynth.program.values import Constant, Mapping, Sequence, Value
from presynth.source.statement import Place

_INSPECTS = ("field_to_match", "text_transformation")
_NESTED = {"and_statement": (2, None), "or_statement": (2, None), "not_statement": (1, 1)}
"""Statements about others, and how many of these there are."""
_SCOPED = ("rate_based_statement", "managed_rule_group_statement")
_OUTERMOST = (*_SCOPED, "rule_group_reference_statement")
"""What cannot stand within another statement."""
_REFERRING = (
    *("ip_set_reference_statement", "regex_pattern_set_reference_statement", "rule_group_reference_statement"),
)
STATEMENTS: dict[str, tuple[str, ...]] = {
    "asn_match_statement": ("asn_list",),
    "byte_match_statement": ("positional_constraint", "search_string", *_INSPECTS),
    "geo_match_statement": ("country_codes",),
    "ip_set_reference_statement": ("arn",),
    "label_match_statement": ("key", "scope"),
    "managed_rule_group_statement": ("name", "vendor_name"),
    "rate_based_statement": ("limit",),
    "regex_match_statement": ("regex_string", *_INSPECTS),
    "regex_pattern_set_reference_statement": ("arn", *_INSPECTS),
    "rule_group_reference_statement": ("arn",),
    "size_constraint_statement": ("comparison_operator", "size", *_INSPECTS),
    "sqli_match_statement": _INSPECTS,
    "xss_match_statement": _INSPECTS,
    **dict.fromkeys(_NESTED, ("statement",)),
}
"""All statements, and what each has to have."""
_MANAGED = tuple(
    f"AWSManagedRules{name}"
    for name in (
        *("ACFPRuleSet", "ATPRuleSet", "AdminProtectionRuleSet", "AmazonIpReputationList", "AnonymousIpList"),
        *("AntiDDoSRuleSet", "BotControlRuleSet", "CommonRuleSet", "KnownBadInputsRuleSet", "LinuxRuleSet"),
        *("PHPRuleSet", "SQLiRuleSet", "UnixRuleSet", "WindowsRuleSet", "WordPressRuleSet"),
    )
)
"""https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html, as known on 2026-11-29."""
_CAMEL = re.compile(r"[a-z0-9]+(?:[A-Z][a-z0-9]*)+")

_IMPORTS = """
from cdktf_cdktf_provider_aws.wafv2_web_acl import Wafv2WebAcl, Wafv2WebAclRule, Wafv2WebAclRuleVisibilityConfig

seen = {"cloudwatch_metrics_enabled": True, "metric_name": "acl", "sampled_requests_enabled": True}
acl = {"name": "acl", "scope": "REGIONAL", "default_action": {"allow": {}}, "visibility_config": seen}
common = {"visibility_config": Wafv2WebAclRuleVisibilityConfig(**seen)}
group = {"override_action": {"none": {}}, **common}
single = {"action": {"block": {}}, **common}
"""


class _Fault(NamedTuple):
    place: Place
    message: str
    fix: Fix | None = None
    related: tuple[Related, ...] = ()


class FirewallStatement(ResourceRule):
    """A rule of a web ACL looks for something in a way that AWS WAF, or Terraform, refuses.

    ## What it does
    Looks at the statements of web ACLs and rule groups, which the bindings hand to Terraform as they are: keys that
    are not spelled as Terraform spells them, statements there are none of, what is missing in them, `and_statement` and
    `or_statement` with one part, groups within other statements, countries, the names of the groups of AWS, sets and
    groups of the other scope, and values that there are not.

    ## Why is this bad?
    Terraform stops ("Extraneous JSON object property"), or WAF refuses the web ACL when it is applied
    (`WAFInvalidParameterException`, `WAFNonexistentItemException`).

    ## Fix safety
    Spelling: safe. The name of a group: unsafe, another one may have been meant.

    ## References
    - https://docs.aws.amazon.com/waf/latest/APIReference/API_Statement.html (2026-11-29)
    - https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html (2026-11-29)
    """

    code = "PS389"
    name = "firewall-statement"
    data_date = "2026-11-29"
    terraform_types = ("aws_wafv2_web_acl", "aws_wafv2_rule_group")
    VALID = (
        Valid(
            _IMPORTS
            + """
login = {
    "positional_constraint": "STARTS_WITH",
    "search_string": "/login",
    "field_to_match": {"uri_path": {}},
    "text_transformation": [{"priority": 0, "type": "NONE"}],
}
limit = {"limit": 2000, "aggregate_key_type": "IP", "scope_down_statement": {"byte_match_statement": login}}
managed = {"name": "AWSManagedRulesSQLiRuleSet", "vendor_name": "AWS"}
allowed = {"not_statement": {"statement": [{"ip_set_reference_statement": {"arn": "arn:aws:wafv2:x"}}]}}
abroad = {"and_statement": {"statement": [{"geo_match_statement": {"country_codes": ["KP", "RU"]}}, allowed]}}
rules = [
    Wafv2WebAclRule(name="a", priority=1, statement={"rate_based_statement": limit}, **single),
    Wafv2WebAclRule(name="b", priority=2, statement={"managed_rule_group_statement": managed}, **group),
    Wafv2WebAclRule(name="c", priority=3, statement=abroad, **single),
]
Wafv2WebAcl(self, "acl", rule=rules, **acl)
"""
        ),
        Valid(
            _IMPORTS
            + """

def protect(scope, statement, name, parts):
    managed = {"name": f"AWSManagedRules{name}", "vendor_name": "AWS"}
    rules = [
        Wafv2WebAclRule(name="a", priority=1, statement=statement, **single),
        Wafv2WebAclRule(name="b", priority=2, statement={"managed_rule_group_statement": managed}, **group),
        Wafv2WebAclRule(name="c", priority=3, statement={"or_statement": {"statement": parts}}, **single),
    ]
    Wafv2WebAcl(scope, "acl", rule=rules, **acl)
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
managed = {"name": «"AWSManagedRulesSQLRuleSet"», "vendor_name": "AWS"}
rules = [Wafv2WebAclRule(name="a", priority=1, statement={"managed_rule_group_statement": managed}, **group)]
Wafv2WebAcl(self, "acl", rule=rules, **acl)
""",
            fixed=_IMPORTS
            + """
managed = {"name": "AWSManagedRulesSQLiRuleSet", "vendor_name": "AWS"}
rules = [Wafv2WebAclRule(name="a", priority=1, statement={"managed_rule_group_statement": managed}, **group)]
Wafv2WebAcl(self, "acl", rule=rules, **acl)
""",
            message="AWS has no group `AWSManagedRulesSQLRuleSet`",
        ),
        Invalid(
            _IMPORTS
            + """
countries = {"geo_match_statement": {«"countryCodes"»: ["KP"]}}
Wafv2WebAcl(self, "acl", rule=[Wafv2WebAclRule(name="a", priority=1, statement=countries, **single)], **acl)
""",
            fixed=_IMPORTS
            + """
countries = {"geo_match_statement": {"country_codes": ["KP"]}}
Wafv2WebAcl(self, "acl", rule=[Wafv2WebAclRule(name="a", priority=1, statement=countries, **single)], **acl)
""",
            message="as Terraform does: `country_codes`",
        ),
        Invalid(
            _IMPORTS
            + """
injected = {"sqli_match_statement": «{"field_to_match": {"body": {}}}»}
Wafv2WebAcl(self, "acl", rule=[Wafv2WebAclRule(name="a", priority=1, statement=injected, **single)], **acl)
""",
            message="needs `text_transformation`",
        ),
        Invalid(
            _IMPORTS
            + """
abroad = {"and_statement": {"statement": «[{"geo_match_statement": {"country_codes": ["KP"]}}]»}}
Wafv2WebAcl(self, "acl", rule=[Wafv2WebAclRule(name="a", priority=1, statement=abroad, **single)], **acl)
""",
            message="two statements at least",
        ),
        Invalid(
            _IMPORTS
            + """
limit = {"limit": 1000, "aggregate_key_type": «"FORWARDED_IP"»}
rules = [Wafv2WebAclRule(name="a", priority=1, statement={"rate_based_statement": limit}, **single)]
Wafv2WebAcl(self, "acl", rule=rules, **acl)
""",
            message="need `forwarded_ip_config`",
        ),
        Invalid(
            _IMPORTS
            + """
login = {
    "positional_constraint": "STARTS_WITH",
    "search_string": "/login",
    "field_to_match": {"uri_path": {}},
    "text_transformation": [{"priority": 0, "type": «"LOWER_CASE"»}],
}
rules = [Wafv2WebAclRule(name="a", priority=1, statement={"byte_match_statement": login}, **single)]
Wafv2WebAcl(self, "acl", rule=rules, **acl)
""",
            message="there is no transformation `LOWER_CASE`, but `LOWERCASE`",
        ),
        Invalid(
            _IMPORTS
            + """
from cdktf_cdktf_provider_aws.wafv2_ip_set import Wafv2IpSet

virginia = AwsProvider(self, "virginia", alias="virginia", region="us-east-1")
ipv4 = {"ip_address_version": "IPV4", "addresses": ["198.51.100.0/24"]}
office = Wafv2IpSet(self, "office", name="office", scope="CLOUDFRONT", provider=virginia, **ipv4)
inside = {"ip_set_reference_statement": {"arn": «office.arn»}}
Wafv2WebAcl(self, "acl", rule=[Wafv2WebAclRule(name="a", priority=1, statement=inside, **single)], **acl)
""",
            message="for the scope `CLOUDFRONT`, and what refers to it for `REGIONAL`",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        scope = field_text(resource, "scope")
        for rule in resource.block.children("rule")[0]:
            field, statements = rule.field(("statement",)), rule.children("statement")[0]
            is_raw = field is not None and all(each.type is None for each in statements)
            misspelt = next(_misspelt(field.value), None) if field is not None and is_raw else None
            faults = (
                [misspelt]
                if misspelt
                else [
                    fault
                    for each in statements
                    for fault in (*_faults(each), *_of_scope(resource.program, each, scope or ""))
                ]
            )
            for fault in faults:
                yield self.finding(
                    fault.place,
                    fault.message,
                    about=resource.instance,
                    fixes=() if fault.fix is None else (fault.fix,),
                    related=fault.related,
                )


def _misspelt(value: Value) -> Iterator[_Fault]:
    """Keys of plain dicts that are written as in JavaScript."""
    if isinstance(value, Sequence):
        for item in value.items:
            yield from _misspelt(item)
    for entry in value.entries if isinstance(value, Mapping) else ():
        key = text(entry.key) or ""
        if entry.key_place is not None and _CAMEL.fullmatch(key):
            better = re.sub("[A-Z]", lambda upper: f"_{upper[0].lower()}", key)
            fix = Fix(f"Write `{better}`", Safety.SAFE, (Replace(entry.key_place, (f'"{better}"',)),))
            yield _Fault(entry.key_place, f"this has to be spelled as Terraform does: `{better}`", fix)
        yield from _misspelt(entry.value)


def _faults(statement: Block, within: str = "") -> Iterator[_Fault]:
    for name, field in statement.fields.items():
        if name not in STATEMENTS:
            near = nearest(name, STATEMENTS)
            meant = f", perhaps `{near[0]}` is meant" if near else ""
            yield _Fault(field.key_place, f"there is no statement `{name}`{meant}: Terraform refuses it")
        elif within and name in _OUTERMOST:
            yield _Fault(field.key_place, f"a `{name}` cannot be within a `{within}`: WAF refuses it")
        for inner in statement.children(name)[0]:
            missing = [f"`{each}`" for each in STATEMENTS.get(name, ()) if inner.presence((each,)) is Presence.UNSET]
            if missing:
                yield _Fault(inner.place, f"a `{name}` needs {' and '.join(missing)}: it is refused")
            yield from _of_statement(name, inner)
            yield from (_Fault(*each) for each in misfits(inner))


def _of_statement(name: str, inner: Block) -> Iterator[_Fault]:
    """What is wrong within one statement."""
    if name in _NESTED:
        parts, complete = inner.children("statement")
        field, (least, most) = inner.field(("statement",)), _NESTED[name]
        if field is not None and complete and (len(parts) < least or len(parts) > (most or len(parts))):
            wanted = "two statements at least" if most is None else "one statement"
            yield _Fault(field.place, f"a `{name}` has {wanted}: WAF refuses it")
        for part in parts:
            yield from _faults(part, name)
    elif name in _SCOPED:
        for part in inner.children("scope_down_statement")[0]:
            yield from _faults(part, "scope_down_statement")
        if name == "managed_rule_group_statement":
            yield from _of_group(inner)
    elif name == "geo_match_statement":
        for item in items(inner.field(("country_codes",))):
            code = text(item.value)
            if code is not None and code not in COUNTRIES:
                yield _Fault(item.place, f"`{code}` is no country, it has to be {WANTED}: WAF refuses it")


def _of_scope(program: Program, statement: Block, scope: str) -> Iterator[_Fault]:
    """References to sets and groups that are for the other kind of web ACLs."""
    for name in statement.fields:
        for inner in statement.children(name)[0]:
            field = inner.field(("arn",)) if name in _REFERRING else None
            target = None if field is None else referred(program, field.value)
            other = "" if target is None else field_text(target, "scope") or ""
            if field is not None and target is not None and scope and other and other != scope:
                related = (Related(target.event.callee_place, "it is made here"),)
                message = f"this is for the scope `{other}`, and what refers to it for `{scope}`: WAF refuses it"
                yield _Fault(field.place, message, None, related)
            for part in (*inner.children("statement")[0], *inner.children("scope_down_statement")[0]):
                yield from _of_scope(program, part, scope)


def _of_group(group: Block) -> Iterator[_Fault]:
    """A group of AWS that there is not; one that resembles none may be new."""
    name, field = field_text(group, "name"), group.field(("name",))
    if name is None or field is None or name in _MANAGED or field_text(group, "vendor_name") != "AWS":
        return
    near = nearest(name, _MANAGED)
    if near:
        written = isinstance(field.value, Constant) and field.place.text.strip("\"'") == name
        fix = Fix(f"Use `{near[0]}`", Safety.UNSAFE, (Replace(field.place, (f'"{near[0]}"',)),)) if written else None
        message = f"AWS has no group `{name}`, but `{near[0]}`: WAF refuses it"
        yield _Fault(field.place, message, fix, origin_of(field.value, field.place))
