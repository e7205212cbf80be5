"""Alarms of CloudWatch that are not complete."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.aws.values import field_number, is_true
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Presence
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding, Severity
from presynth.program.values import Constant

_DAY = 86400
_HOUR = 3600

_IMPORTS = """
from cdktf_cdktf_provider_aws.cloudwatch_metric_alarm import (
    CloudwatchMetricAlarm,
    CloudwatchMetricAlarmMetricQuery,
    CloudwatchMetricAlarmMetricQueryMetric,
)

alarm = {
    "alarm_name": "errors",
    "comparison_operator": "GreaterThanThreshold",
    "evaluation_periods": 3,
    "threshold": 1,
}
metric = {"metric_name": "Errors", "namespace": "AWS/Lambda"}
errors = CloudwatchMetricAlarmMetricQueryMetric(stat="Sum", period=60, **metric)
"""


class IncompleteAlarm(ResourceRule):
    """An alarm lacks what CloudWatch needs to evaluate it.

    ## What it does
    Looks at alarms on one metric for `namespace`, `period`, a threshold and one of `statistic` and
    `extended_statistic`; at alarms on queries for exactly one that returns data; and for more data points than
    evaluation periods, and periods that make more than a day.

    ## Why is this bad?
    The provider refuses an alarm without a statistic when it plans, CloudWatch the others when they are applied.

    ## References
    - https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html (2026-11-29)
    """

    code = "PS365"
    name = "incomplete-alarm"
    severity = Severity.ERROR
    terraform_types = ("aws_cloudwatch_metric_alarm",)
    VALID = (
        Valid(
            _IMPORTS
            + """
CloudwatchMetricAlarm(self, "one", statistic="Sum", period=60, **metric, **alarm)
CloudwatchMetricAlarm(self, "two", extended_statistic="p99", period=60, **metric, **alarm)
queries = [
    CloudwatchMetricAlarmMetricQuery(id="e1", expression="m1 * 2", return_data=True),
    CloudwatchMetricAlarmMetricQuery(id="m1", metric=errors),
]
CloudwatchMetricAlarm(self, "three", metric_query=queries, **alarm)
banded = [
    CloudwatchMetricAlarmMetricQuery(id="b1", expression="ANOMALY_DETECTION_BAND(m1)", return_data=True),
    CloudwatchMetricAlarmMetricQuery(id="m1", metric=errors, return_data=True),
]
CloudwatchMetricAlarm(
    self,
    "four",
    alarm_name="odd",
    comparison_operator="GreaterThanUpperThreshold",
    evaluation_periods=2,
    threshold_metric_id="b1",
    metric_query=banded,
)
"""
        ),
        Valid(
            _IMPORTS
            + """

def watch(scope, settings, returned):
    CloudwatchMetricAlarm(scope, "one", **metric, **alarm, **settings)
    queries = [CloudwatchMetricAlarmMetricQuery(id="m1", metric=errors, return_data=returned)]
    CloudwatchMetricAlarm(scope, "two", metric_query=queries, **alarm)
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
«CloudwatchMetricAlarm»(self, "one", period=60, **metric, **alarm)
""",
            message="neither `statistic` nor `extended_statistic`",
        ),
        Invalid(
            _IMPORTS
            + """
«CloudwatchMetricAlarm»(self, "one", statistic="Sum", **metric, **alarm)
""",
            message="no `period`",
        ),
        Invalid(
            _IMPORTS
            + """
CloudwatchMetricAlarm(self, "one", statistic="Sum", period=60, datapoints_to_alarm=«5», **metric, **alarm)
""",
            message="3 evaluation periods",
        ),
        Invalid(
            _IMPORTS
            + """
queries = [CloudwatchMetricAlarmMetricQuery(id="m1", metric=errors)]
«CloudwatchMetricAlarm»(self, "one", metric_query=queries, **alarm)
""",
            message="`return_data=True`",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        if resource.presence("metric_name") is Presence.SET:
            for message in _absent(resource):
                yield self.finding(resource.event.callee_place, message, about=resource.instance)
        banded = resource.presence("threshold_metric_id") is not Presence.UNSET
        if resource.presence("metric_query") is Presence.SET and not banded and _returning(resource) not in (None, 1):
            yield self.finding(
                resource.event.callee_place,
                "exactly one `metric_query` of an alarm has `return_data=True`: CloudWatch refuses this one",
                about=resource.instance,
            )
        yield from self._of_periods(resource)

    def _of_periods(self, resource: Resource) -> Iterator[Finding]:
        periods, length = field_number(resource, "evaluation_periods"), field_number(resource, "period")
        points, field = field_number(resource, "datapoints_to_alarm"), resource.field("datapoints_to_alarm")
        if field is not None and points is not None and periods is not None and points > periods:
            yield self.finding(
                field.place,
                f"`datapoints_to_alarm` is {points:g}, more than the {periods:g} evaluation periods: CloudWatch "
                "refuses the alarm",
                about=resource.instance,
            )
        place = resource.field("period")
        if place is not None and periods and length and length < _HOUR and periods * length > _DAY:
            yield self.finding(
                place.place,
                f"{periods:g} periods of {length:g} seconds are more than a day: CloudWatch refuses the alarm",
                about=resource.instance,
            )


def _absent(alarm: Resource) -> Iterator[str]:
    def all_unset(*names: str) -> bool:
        return all(alarm.presence(name) is Presence.UNSET for name in names)

    if all_unset("statistic", "extended_statistic"):
        yield "this alarm has neither `statistic` nor `extended_statistic`: the provider refuses it when it plans"
    for name in ("namespace", "period"):
        if all_unset(name):
            yield f"this alarm on a metric has no `{name}`: CloudWatch refuses it"
    if all_unset("threshold", "threshold_metric_id"):
        yield "this alarm has no `threshold`: CloudWatch refuses it"


def _returning(alarm: Resource) -> int | None:
    """How many queries return data, None where that is not known."""
    blocks, complete = alarm.block.children("metric_query")
    if not complete:
        return None
    count = 0
    for block in blocks:
        field = block.field(("return_data",))
        if field is None and block.presence(("return_data",)) is not Presence.UNSET:
            return None
        if field is not None and not isinstance(field.value, Constant):
            return None
        count += field is not None and is_true(field.value)
    return count
