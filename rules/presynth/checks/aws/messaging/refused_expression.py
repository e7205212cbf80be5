"""Expressions that CloudWatch and EventBridge refuse."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.aws.documents import text_of
from presynth.checks.aws.messaging.expressions import of_alarm_rule, of_log_pattern, of_template, unknown_variables
from presynth.checks.aws.values import field_text
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Block, Field
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.checks.templates.syntax import HOLE
from presynth.findings import Finding
from presynth.program.values import Constant, Mapping, Text, Token, Value
from presynth.source.statement import Place

_PATTERNS = {
    "aws_cloudwatch_log_metric_filter": "pattern",
    "aws_cloudwatch_log_subscription_filter": "filter_pattern",
}
_ALARMS = ("aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm")
_SINGLE, _COMPOSITE = _ALARMS
_TARGET = "aws_cloudwatch_event_target"

_IMPORTS = """
from cdktf_cdktf_provider_aws.cloudwatch_composite_alarm import CloudwatchCompositeAlarm
from cdktf_cdktf_provider_aws.cloudwatch_event_target import CloudwatchEventTarget
from cdktf_cdktf_provider_aws.cloudwatch_log_metric_filter import CloudwatchLogMetricFilter
from cdktf_cdktf_provider_aws.cloudwatch_metric_alarm import CloudwatchMetricAlarm, CloudwatchMetricAlarmMetricQuery

limit = {"comparison_operator": "GreaterThanThreshold", "evaluation_periods": 2, "threshold": 5}
cpu = CloudwatchMetricAlarm(
    self, "cpu", alarm_name="cpu", metric_name="CPU", namespace="acme", period=60, statistic="Average", **limit
)
counted = {"name": "errors", "namespace": "acme", "value": "1"}
topic = {"rule": "orders", "arn": "arn:aws:sns:eu-west-1:111122223333:orders"}
"""
_QUERY = """
requests = {"metric_name": "Requests", "namespace": "acme", "period": 60, "stat": "Sum"}
m1 = CloudwatchMetricAlarmMetricQuery(id="m1", metric=requests)
"""


class RefusedExpression(ResourceRule):
    """An expression that the service does not understand.

    ## What it does
    Reads the rules of composite alarms, the expressions of alarms on several metrics (the ids that they use), the
    patterns of metric and subscription filters, and the templates of input transformers (the paths that they use), as
    far as these texts are known.

    ## Why is this bad?
    The provider passes them on as they are; CloudWatch and EventBridge refuse them when they are applied:
    "Invalid metrics list", "Invalid metric filter pattern", "InputTemplate … contains invalid placeholder".

    ## References
    - https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html (2026-11-29)
    - https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html (2026-11-29)
    - https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html (2026-11-29)
    - https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html (2026-11-29)
    """

    code = "PS391"
    name = "refused-expression"
    terraform_types = (*_ALARMS, *_PATTERNS, _TARGET)
    VALID = (
        Valid(
            _IMPORTS
            + _QUERY
            + """
rule = f'(ALARM({cpu.alarm_name}) OR OK("disk full")) AND NOT INSUFFICIENT_DATA({cpu.arn})'
CloudwatchCompositeAlarm(self, "all", alarm_name="all", alarm_rule=rule)
rate = CloudwatchMetricAlarmMetricQuery(id="rate", expression="IF(m1 > 0, FILL(m1, 0) / 2, 0)", return_data=True)
CloudwatchMetricAlarm(self, "rate", alarm_name="rate", metric_query=[m1, rate], **limit)
patterns = ['{ ($.code = "a(b") && ($.n >= 2) }', "[ip, user, status = 5*]", '?ERROR ?"timed out"', ""]
patterns += ["{ $.a = %x(y|z)% }"]
for number, pattern in enumerate(patterns):
    CloudwatchLogMetricFilter(
        self, f"f{number}", name=f"f{number}", log_group_name="api", pattern=pattern, metric_transformation=counted
    )
paths = {"id": "$.detail.id"}
template = '{"order": <id>, "rule": "<aws.events.rule-name>"}'
CloudwatchEventTarget(self, "t", input_transformer={"input_paths": paths, "input_template": template}, **topic)
"""
        ),
        Valid(
            _IMPORTS
            + """

def watch(scope, rule, query, pattern, paths, word):
    CloudwatchCompositeAlarm(scope, "one", alarm_name="one", alarm_rule=f"{rule} AND {word}")
    sum_ = CloudwatchMetricAlarmMetricQuery(id="sum", expression="m1 + m2", return_data=True)
    CloudwatchMetricAlarm(scope, "two", alarm_name="two", metric_query=[query, sum_], **limit)
    CloudwatchLogMetricFilter(
        scope, "f", name="f", log_group_name="api", pattern=f"{{ $.a = {pattern} }}", metric_transformation=counted
    )
    transformer = {"input_paths": paths, "input_template": '"<order> is there"'}
    CloudwatchEventTarget(scope, "t", input_transformer=transformer, **topic)
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
CloudwatchCompositeAlarm(self, "all", alarm_name="all", alarm_rule=«f"{cpu.alarm_name} AND ALARM(disk)"»)
""",
            message="`alarm_name` of an alarm is no condition",
        ),
        Invalid(
            _IMPORTS
            + """
names = ["cpu", "disk"]
rule = " AND ".join(f"ALARM({name})" for name in names) + " ALARM(memory)"
CloudwatchCompositeAlarm(self, "all", alarm_name="all", alarm_rule=«rule»)
""",
            message="between two conditions",
        ),
        Invalid(
            _IMPORTS
            + _QUERY
            + """
rate = CloudwatchMetricAlarmMetricQuery(id="rate", expression=«"m2 / m1 * 100"», return_data=True)
CloudwatchMetricAlarm(self, "rate", alarm_name="rate", metric_query=[m1, rate], **limit)
""",
            message="has the id `m2`",
        ),
        Invalid(
            _IMPORTS
            + """
PATTERN = '{ ($.code = "AccessDenied*") or ($.code = "Unauthorized*") }'
CloudwatchLogMetricFilter(
    self, "denied", name="denied", log_group_name="api", pattern=«PATTERN», metric_transformation=counted
)
""",
            message="with `||`, not with `or`",
        ),
        Invalid(
            _IMPORTS
            + """
transformer = {"input_paths": {"order": "$.detail.id"}, "input_template": «'"<orderId> was placed"'»}
CloudwatchEventTarget(self, "t", input_transformer=transformer, **topic)
""",
            message="`input_paths` has no `orderId` (`order`?)",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        terraform_type = resource.event.type.terraform_type
        if terraform_type == _SINGLE:
            faults = _of_queries(resource.block)
        elif terraform_type == _COMPOSITE:
            faults = _of_rule(resource.field("alarm_rule"))
        elif terraform_type == _TARGET:
            faults = (fault for block in resource.block.at(("input_transformer",)) for fault in _of_transformer(block))
        else:
            faults = _of_pattern(resource.field(_PATTERNS[terraform_type]))
        service = "EventBridge" if terraform_type == _TARGET else "CloudWatch"
        for place, message in faults:
            yield self.finding(place, f"{message}; {service} refuses it", about=resource.instance)


_Fault = tuple[Place, str]


def _of_rule(field: Field | None) -> Iterator[_Fault]:
    if field is None:
        return
    bare = next((value for value in _outside(field.value) if _is_alarm(value)), None)
    if isinstance(bare, Token):
        name = bare.attribute
        yield field.place, f"the `{name}` of an alarm is no condition of a rule: this is `ALARM(…)` around it"
        return
    message = of_alarm_rule(text_of(field.value))
    if message is not None:
        yield field.place, message


def _outside(value: Value) -> Iterator[Value]:
    """What is put into a text outside of parentheses."""
    depth = 0
    for part in value.parts if isinstance(value, Text) else (value,):
        if isinstance(part, str):
            depth += part.count("(") - part.count(")")
        elif depth == 0:
            yield part


def _is_alarm(value: Value) -> bool:
    source = value.source if isinstance(value, Token) else None
    if source is None or source.type is None or not isinstance(value, Token):
        return False
    return source.type.terraform_type in _ALARMS and value.attribute in ("alarm_name", "arn", "id")


def _of_queries(alarm: Block) -> Iterator[_Fault]:
    blocks, complete = alarm.children("metric_query")
    ids = [field_text(block, "id") for block in blocks]
    names = [name for name in ids if name is not None]
    for number, (block, name) in enumerate(zip(blocks, ids, strict=True)):
        field = block.field(("id",))
        if field is not None and name is not None and name in ids[:number]:
            yield field.place, f"two queries of this alarm have the id `{name}`"
    if not complete or len(names) < len(ids) or not ids:
        return
    for block in blocks:
        field = block.field(("expression",))
        if field is not None:
            for message in unknown_variables(text_of(field.value), names):
                yield field.place, message
    band, name = alarm.field(("threshold_metric_id",)), field_text(alarm, "threshold_metric_id")
    if band is not None and name is not None and name not in names:
        yield band.place, f"no query of this alarm has the id `{name}`"


def _of_pattern(field: Field | None) -> Iterator[_Fault]:
    message = None if field is None else of_log_pattern(text_of(field.value))
    if field is not None and message is not None:
        yield field.place, message


def _of_transformer(block: Block) -> Iterator[_Fault]:
    field, paths = block.field(("input_template",)), block.field(("input_paths",))
    if field is None or not isinstance(field.value, Text | Constant):
        return
    names: list[str] | None = None
    if paths is not None and isinstance(paths.value, Mapping) and not paths.value.open:
        keys = [entry.key.value if isinstance(entry.key, Constant) else HOLE for entry in paths.value.entries]
        names = [str(key) for key in keys] if HOLE not in keys else None
    for message in of_template(text_of(field.value), names):
        yield field.place, message
