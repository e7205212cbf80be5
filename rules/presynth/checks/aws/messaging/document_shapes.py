"""Documents in JSON whose shape is not what the service reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, cast

from presynth.checks.aws.documents import document
from presynth.checks.aws.shapes import is_list, is_object
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.checks.templates.syntax import HOLE
from presynth.findings import Finding, Severity

_ENVELOPE = ("version", "id", "detail-type", "source", "account", "time", "region", "resources", "detail")
_SPELLED = {key.replace("-", ""): key for key in _ENVELOPE}

Path = tuple["str | int", ...]


class _Fault(NamedTuple):
    """What is wrong at a path of a document; not `refused`: it is taken, and does nothing."""

    path: Path
    message: str
    refused: bool = True


def _of_pattern(content: Any, path: Path = ()) -> Iterator[_Fault]:
    """Everything in a pattern is an object or a list."""
    if not is_object(content):
        return
    for key, value in content.items():
        if HOLE in key:
            continue
        if is_object(value):
            yield from _of_pattern(value, (*path, key))
        elif value == []:
            yield _Fault((*path, key), f"`{key}` is an empty list")
        elif not is_list(value) and not (isinstance(value, str) and value.startswith(HOLE)):
            yield _Fault((*path, key), f"`{key}` has to be a list of values (`[…]`), also of one")


def _of_event_pattern(content: Any) -> Iterator[_Fault]:
    yield from _of_pattern(content)
    for key in content if is_object(content) else ():
        meant = _SPELLED.get(key.replace("-", "").replace("_", "").lower())
        if meant is not None and key != meant:
            yield _Fault((key,), f"no event has `{key}`, but `{meant}`: the rule never matches", refused=False)


def _of_redrive(content: Any) -> Iterator[_Fault]:
    if is_object(content) and not any(HOLE in key for key in content):
        for key in ("deadLetterTargetArn", "maxReceiveCount"):
            if key not in content:
                yield _Fault((), f"a redrive policy has no `{key}`")


def _of_dashboard(content: Any) -> Iterator[_Fault]:
    widgets = content.get("widgets") if is_object(content) else None
    if not is_list(widgets):
        return
    for number, widget in enumerate(widgets):
        if not is_object(widget) or any(HOLE in key for key in widget):
            continue
        at: Path = ("widgets", number)
        for key in ("type", "properties"):
            if key not in widget:
                yield _Fault(at, f"a widget has no `{key}`")
        properties = widget.get("properties")
        if widget.get("type") == "metric" and is_object(properties):
            yield from _of_metrics(properties.get("metrics"), (*at, "properties", "metrics"))


def _of_metrics(metrics: Any, path: Path) -> Iterator[_Fault]:
    for number, metric in enumerate(cast("list[Any]", metrics) if is_list(metrics) else []):
        if isinstance(metric, str) and HOLE not in metric:
            yield _Fault((*path, number), "each of the `metrics` of a widget has to be a list, and this is text")
            return
        options = [place for place, part in enumerate(metric) if is_object(part)] if is_list(metric) else []
        if is_list(metric) and options and options[0] < len(metric) - 1:
            yield _Fault((*path, number), "the options of a metric (`{…}`) have to be the last in its list")


_DOCUMENTS: dict[str, tuple[str, Callable[[Any], Iterator[_Fault]], str]] = {
    "aws_cloudwatch_event_rule": ("event_pattern", _of_event_pattern, "EventBridge refuses the rule"),
    "aws_cloudwatch_event_archive": ("event_pattern", _of_event_pattern, "EventBridge refuses the archive"),
    "aws_sns_topic_subscription": ("filter_policy", _of_pattern, "SNS refuses the subscription"),
    "aws_sqs_queue": ("redrive_policy", _of_redrive, "SQS refuses the queue"),
    "aws_sqs_queue_redrive_policy": ("redrive_policy", _of_redrive, "SQS refuses it"),
    "aws_cloudwatch_dashboard": ("dashboard_body", _of_dashboard, "CloudWatch refuses the dashboard"),
}

_IMPORTS = """
import json

from cdktf_cdktf_provider_aws.cloudwatch_dashboard import CloudwatchDashboard
from cdktf_cdktf_provider_aws.cloudwatch_event_rule import CloudwatchEventRule
from cdktf_cdktf_provider_aws.sns_topic_subscription import SnsTopicSubscription
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
"""


class DocumentShape(ResourceRule):
    """A JSON document has not the shape that the service reads.

    ## What it does
    Looks at event patterns and filter policies (all values are lists), redrive policies (both of their keys), and the
    widgets of dashboards (type, properties, metrics as lists of lists).

    ## Why is this bad?
    The provider looks only whether it is JSON; the service refuses it when it is applied. Keys of events that are
    spelled otherwise are taken, and match nothing (a warning).

    ## References
    - https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html (2026-11-29)
    - https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html (2026-11-29)
    - https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
      (2026-11-29)
    """

    code = "PS366"
    name = "document-shape"
    severity = Severity.ERROR
    terraform_types = tuple(_DOCUMENTS)
    VALID = (
        Valid(
            _IMPORTS
            + """
pattern = {
    "source": ["aws.ec2"],
    "detail-type": ["EC2 Instance State-change Notification"],
    "detail": {"state": ["running", {"anything-but": "pending"}], "$or": [{"a": [1]}, {"b": [2]}]},
}
CloudwatchEventRule(self, "rule", event_pattern=json.dumps(pattern))
widget = {
    "type": "metric",
    "width": 12,
    "properties": {
        "region": "eu-west-1",
        "metrics": [["AWS/Lambda", "Errors", "FunctionName", "api", {"stat": "Sum"}], [".", "Duration", ".", "api"]],
    },
}
CloudwatchDashboard(self, "board", dashboard_name="api", dashboard_body=json.dumps({"widgets": [widget]}))
"""
        ),
        Valid(
            _IMPORTS
            + """

def rule(scope, sources, detail, widgets):
    CloudwatchEventRule(scope, "rule", event_pattern=json.dumps({"source": sources, "detail": detail}))
    CloudwatchDashboard(scope, "board", dashboard_name="api", dashboard_body=json.dumps({"widgets": widgets}))
    SqsQueue(scope, "queue", redrive_policy=json.dumps(detail))
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
CloudwatchEventRule(
    self,
    "rule",
    event_pattern=json.dumps(
        {
            "source": «"aws.ec2"»,
            "detail": {"state": ["running"]},
        }
    ),
)
""",
            message="`source` has to be a list",
        ),
        Invalid(
            _IMPORTS
            + """
pattern = {"source": ["aws.ec2"], "detailType": «["EC2 Instance State-change Notification"]»}
CloudwatchEventRule(self, "rule", event_pattern=json.dumps(pattern))
""",
            message="`detail-type`",
        ),
        Invalid(
            _IMPORTS
            + """
SnsTopicSubscription(
    self,
    "orders",
    topic_arn="arn:aws:sns:eu-west-1:123456789012:orders",
    protocol="sqs",
    endpoint="arn:aws:sqs:eu-west-1:123456789012:orders",
    filter_policy=«'{"kind": "new"}'»,
)
""",
            message="`kind` has to be a list",
        ),
        Invalid(
            _IMPORTS
            + """
arn = "arn:aws:sqs:eu-west-1:123456789012:dead"
SqsQueue(self, "queue", redrive_policy=«json.dumps({"deadLetterTargetArn": arn})»)
""",
            message="no `maxReceiveCount`",
        ),
        Invalid(
            _IMPORTS
            + """
widget = {"type": "metric", "properties": {"metrics": [«"AWS/Lambda"», "Errors"], "region": "eu-west-1"}}
CloudwatchDashboard(self, "board", dashboard_name="api", dashboard_body=json.dumps({"widgets": [widget]}))
""",
            message="has to be a list, and this is text",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        argument, judge, outcome = _DOCUMENTS[resource.event.type.terraform_type]
        found = document(resource.program, resource.field(argument))
        for fault in () if found is None else judge(found.content):
            assert found is not None
            yield self.finding(
                found.place(*fault.path),
                f"{fault.message}; {outcome}" if fault.refused else fault.message,
                about=resource.instance,
                severity=None if fault.refused else Severity.WARNING,
            )
