"""Documents in JSON whose shape is not what the service reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from presynth.checks.aws.documents import Document, document
from presynth.checks.aws.messaging.data_documents import of_access_policy, of_security_policy, of_table_mappings
from presynth.checks.aws.messaging.document_faults import (
    of_command,
    of_dashboard,
    of_dead_letters,
    of_redrive,
    of_redrive_allowance,
    of_version,
)
from presynth.checks.aws.messaging.event_patterns import of_event_pattern, of_flat_pattern, of_pattern
from presynth.checks.aws.shapes import Fault
from presynth.checks.aws.values import field_text
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Presence
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding, Severity

_Judge = Callable[[Document], Iterator[Fault]]


def _of_content(judge: Callable[[Any], Iterator[Fault]]) -> _Judge:
    return lambda found: judge(found.content)


_DOCUMENTS: dict[str, tuple[tuple[str, _Judge], ...]] = {
    "aws_cloudwatch_event_rule": (("event_pattern", _of_content(of_event_pattern)),),
    "aws_cloudwatch_event_archive": (("event_pattern", _of_content(of_event_pattern)),),
    "aws_sns_topic_subscription": (
        ("filter_policy", _of_content(of_pattern)),
        ("redrive_policy", of_dead_letters),
    ),
    "aws_sqs_queue": (("redrive_policy", of_redrive), ("redrive_allow_policy", of_redrive_allowance)),
    "aws_sqs_queue_redrive_policy": (("redrive_policy", of_redrive),),
    "aws_sqs_queue_redrive_allow_policy": (("redrive_allow_policy", of_redrive_allowance),),
    "aws_cloudwatch_dashboard": (("dashboard_body", of_dashboard),),
    "aws_lambda_event_source_mapping": (("filter_criteria.filter.pattern", _of_content(of_pattern)),),
    "aws_pipes_pipe": (("source_parameters.filter_criteria.filter.pattern", _of_content(of_pattern)),),
    "aws_ssm_document": (("content", of_command),),
    "aws_opensearchserverless_security_policy": (("policy", _of_content(of_security_policy)),),
    "aws_opensearchserverless_access_policy": (("policy", _of_content(of_access_policy)),),
    "aws_dms_replication_task": (("table_mappings", _of_content(of_table_mappings)),),
    "aws_dms_replication_config": (("table_mappings", _of_content(of_table_mappings)),),
}
_SERVICES = {
    "cloudwatch_event": "EventBridge",
    "cloudwatch": "CloudWatch",
    "dms": "DMS",
    "lambda": "Lambda",
    "opensearchserverless": "OpenSearch",
    "pipes": "EventBridge",
    "sns": "SNS",
    "sqs": "SQS",
}
_SERVICES["ssm"] = "Systems Manager"
_SCOPE = "filter_policy_scope"

_IMPORTS = """
import json

from cdktf_cdktf_provider_aws.cloudwatch_dashboard import CloudwatchDashboard
from cdktf_cdktf_provider_aws.cloudwatch_event_rule import CloudwatchEventRule
from cdktf_cdktf_provider_aws.lambda_event_source_mapping import LambdaEventSourceMapping
from cdktf_cdktf_provider_aws.opensearchserverless_access_policy import OpensearchserverlessAccessPolicy
from cdktf_cdktf_provider_aws.opensearchserverless_security_policy import OpensearchserverlessSecurityPolicy
from cdktf_cdktf_provider_aws.sns_topic_subscription import SnsTopicSubscription
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
from cdktf_cdktf_provider_aws.sqs_queue_redrive_policy import SqsQueueRedrivePolicy
from cdktf_cdktf_provider_aws.ssm_document import SsmDocument
"""


class DocumentShape(ResourceRule):
    """A JSON document has not the shape that the service reads.

    ## What it does
    Looks at event patterns, filters of event sources and filter policies (all values are lists, and of the ways to
    match that there are), redrive policies (their keys, and an ARN), the widgets of dashboards (type, properties,
    metrics as lists of lists), the steps of documents of Systems Manager, policies of OpenSearch Serverless, and the
    rules of DMS.

    ## Why is this bad?
    The provider looks only whether it is JSON; the service refuses it when it is applied. Keys of events that are
    spelled otherwise are taken, and match nothing (a warning).

    ## References
    - https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html (2026-11-29)
    - https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html (2026-11-29)
    - https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
      (2026-11-29)
    - https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html (2026-11-29)
    - https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-syntax-data-elements-parameters.html
      (2026-11-29)
    - https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-encryption.html (2026-11-29)
    - https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-data-access.html (2026-11-29)
    - https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.html (2026-11-29)
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
    filter_policy='{"kind": «"new"»}',
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
        Invalid(
            _IMPORTS
            + """
pattern = {
    "source": [«{"prefx": "acme."}»],
}
CloudwatchEventRule(self, "rule", event_pattern=json.dumps(pattern))
""",
            message="(`prefix`?)",
        ),
        Invalid(
            _IMPORTS
            + """
dead = SqsQueue(self, "dead", name="dead")
policy = {"deadLetterTargetArn": «dead.url», "maxReceiveCount": 3}
SqsQueue(self, "queue", name="jobs", redrive_policy=json.dumps(policy))
""",
            message="has to be the `arn` of the queue",
        ),
        Invalid(
            _IMPORTS
            + """
policy = {"deadLetterTargetArn": "arn:aws:sqs:eu-west-1:111122223333:dead", "maxReceiveCount": «"0"»}
SqsQueueRedrivePolicy(self, "redrive", queue_url="https://sqs/queue", redrive_policy=json.dumps(policy))
""",
            message="from 1 to 1000",
        ),
        Invalid(
            _IMPORTS
            + """
criteria = {"filter": [{"pattern": json.dumps({"body": {"kind": «"order"»}})}]}
queue = "arn:aws:sqs:eu-west-1:111122223333:orders"
LambdaEventSourceMapping(self, "orders", function_name="work", event_source_arn=queue, filter_criteria=criteria)
""",
            message="has to be a list",
        ),
        Invalid(
            _IMPORTS
            + """
command = {"schemaVersion": «2.2», "mainSteps": [{"action": "aws:runShellScript", "name": "run"}]}
SsmDocument(self, "command", name="run", document_type="Command", content=json.dumps(command))
""",
            message="has to be text",
        ),
        Invalid(
            _IMPORTS
            + """
command = {"schemaVersion": «"0.3"», "mainSteps": [{"action": "aws:runShellScript", "name": "run"}]}
SsmDocument(self, "command", name="run", document_type="Command", content=json.dumps(command))
""",
            message="is 1.2 or 2.0 or 2.2, not 0.3",
        ),
        Invalid(
            _IMPORTS
            + """
rules = [{"ResourceType": "collection", "Resource": ["collection/docs"]}]
policy = json.dumps([«{"Rules": rules, "AWSOwnedKey": True}»])
OpensearchserverlessSecurityPolicy(self, "key", name="docs", type="encryption", policy=policy)
""",
            message="one object, not a list",
        ),
        Invalid(
            _IMPORTS
            + """
rules = [{"ResourceType": "index", "Resource": [«"collection/docs"»], "Permission": ["aoss:*"]}]
policy = json.dumps([{"Rules": rules, "Principal": ["arn:aws:iam::111122223333:role/app"]}])
OpensearchserverlessAccessPolicy(self, "app", name="docs", type="data", policy=policy)
""",
            message="begins with `index/`",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        terraform_type = resource.event.type.terraform_type
        for argument, judge in _DOCUMENTS[terraform_type]:
            if argument == "filter_policy" and resource.presence(_SCOPE) is Presence.UNSET:
                judge = _of_content(of_flat_pattern)
            *blocks, name = argument.split(".")
            for block in resource.block.at(tuple(blocks)):
                found = document(resource.program, block.field((name,)))
                yield from () if found is None else self._told(resource, found, judge(found))
                if found is not None and terraform_type == "aws_ssm_document":
                    kind = field_text(resource, "document_type")
                    yield from self._told(resource, found, of_version(found, kind))

    def _told(self, resource: Resource, found: Document, faults: Iterator[Fault]) -> Iterator[Finding]:
        service = _service(resource.event.type.terraform_type)
        for fault in faults:
            yield self.finding(
                found.place(*fault.path),
                f"{fault.message}; {service} refuses it" if fault.refused else fault.message,
                about=resource.instance,
                severity=None if fault.refused else Severity.WARNING,
            )


def _service(terraform_type: str) -> str:
    words = terraform_type.split("_")[1:]
    return _SERVICES.get("_".join(words[:2])) or _SERVICES[words[0]]
