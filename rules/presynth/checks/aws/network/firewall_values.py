"""Values in the statements of web ACLs that AWS WAF refuses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from presynth.checks.aws.values import field_text
from presynth.checks.common.blocks import Block, Presence
from presynth.checks.common.similar import nearest
from presynth.program.values import Mapping, StructValue
from presynth.source.statement import Place

_CHOICES = {
    "positional_constraint": ("CONTAINS", "CONTAINS_WORD", "ENDS_WITH", "EXACTLY", "STARTS_WITH"),
    "comparison_operator": ("EQ", "GE", "GT", "LE", "LT", "NE"),
    "scope": ("LABEL", "NAMESPACE"),
}
"""What there will be no more of."""
_TRANSFORMATIONS = (
    *("BASE64_DECODE", "BASE64_DECODE_EXT", "CMD_LINE", "COMPRESS_WHITE_SPACE", "CSS_DECODE", "ESCAPE_SEQ_DECODE"),
    *("HEX_DECODE", "HTML_ENTITY_DECODE", "JS_DECODE", "LOWERCASE", "MD5", "NONE", "NORMALIZE_PATH"),
    *("NORMALIZE_PATH_WIN", "REMOVE_NULLS", "REPLACE_COMMENTS", "REPLACE_NULLS", "SQL_HEX_DECODE", "URL_DECODE"),
    *("URL_DECODE_UNI", "UTF8_TO_UNICODE"),
)
"""https://docs.aws.amazon.com/waf/latest/APIReference/API_TextTransformation.html (2026-11-29)"""
_COUNTED = {
    "CONSTANT": "scope_down_statement",
    "CUSTOM_KEYS": "custom_key",
    "FORWARDED_IP": "forwarded_ip_config",
}
"""By `aggregate_key_type` of a limit: https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html"""
_CONFIGURED = ("AWSManagedRulesACFPRuleSet", "AWSManagedRulesATPRuleSet")
"""Groups that have to be told where users sign in: https://docs.aws.amazon.com/waf/latest/APIReference/API_ManagedRuleGroupConfig.html"""


class Misfit(NamedTuple):
    """What WAF refuses, and where."""

    place: Place
    message: str


def misfits(statement: Block) -> Iterator[Misfit]:
    """Values in one statement that are refused."""
    for name, choices in _CHOICES.items():
        field, value = statement.field((name,)), field_text(statement, name)
        if field is not None and value is not None and value not in choices:
            yield Misfit(field.place, f"`{name}` is one of {', '.join(choices)}, not `{value}`: WAF refuses it")
    for transformation in statement.children("text_transformation")[0]:
        field, value = transformation.field(("type",)), field_text(transformation, "type")
        near = nearest(value or "", _TRANSFORMATIONS) if value not in _TRANSFORMATIONS else []
        if field is not None and near:
            yield Misfit(field.place, f"there is no transformation `{value}`, but `{near[0]}`: WAF refuses it")
    for matched in statement.children("field_to_match")[0]:
        parts = [
            each for each in matched.fields.values() if each.sure and isinstance(each.value, Mapping | StructValue)
        ]
        if len(parts) > 1:
            yield Misfit(matched.place, "a statement looks at one part of a request: WAF refuses it")
    needed = _COUNTED.get(field_text(statement, "aggregate_key_type") or "")
    field = statement.field(("aggregate_key_type",))
    if field is not None and needed is not None and statement.presence((needed,)) is Presence.UNSET:
        yield Misfit(field.place, f"requests that are counted so need `{needed}`: WAF refuses it")
    field, configs = statement.field(("name",)), statement.presence(("managed_rule_group_configs",))
    if field is not None and field_text(statement, "name") in _CONFIGURED and configs is Presence.UNSET:
        yield Misfit(field.place, "this group needs `managed_rule_group_configs`: WAF refuses it")
