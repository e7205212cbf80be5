"""Encrypted topics and queues that services are told to write to, with a key they may not use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from presynth.checks.aws.access.key_policies import is_made, refusal
from presynth.checks.aws.values import text
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.resources import Resource, resource, resources
from presynth.checks.wiring.gap import listed, surely_made
from presynth.checks.wiring.keys import source_of, values_at
from presynth.findings import Finding, Related, Severity
from presynth.program.program import Program

_KEYED = ("aws_sns_topic", "aws_sqs_queue")
_OWN_KEYS = ("alias/aws/sns", "alias/aws/sqs")


class _Publisher(NamedTuple):
    """A resource that makes a service write to what is at `path`."""

    terraform_type: str
    path: str
    service: str


_PUBLISHERS = (
    _Publisher("aws_cloudwatch_metric_alarm", "alarm_actions", "cloudwatch"),
    _Publisher("aws_cloudwatch_event_target", "arn", "events"),
    _Publisher("aws_s3_bucket_notification", "topic.topic_arn", "s3"),
    _Publisher("aws_s3_bucket_notification", "queue.queue_arn", "s3"),
    _Publisher("aws_sns_topic_subscription", "endpoint", "sns"),
    _Publisher("aws_budgets_budget", "notification.subscriber_sns_topic_arns", "budgets"),
)

_IMPORTS = """
import json

from cdktf_cdktf_provider_aws.cloudwatch_event_target import CloudwatchEventTarget
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic
from cdktf_cdktf_provider_aws.sns_topic_subscription import SnsTopicSubscription
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

root = {"AWS": "arn:aws:iam::123456789012:root"}
account = {"Effect": "Allow", "Principal": root, "Action": "kms:*", "Resource": "*"}
events = {
    "Effect": "Allow",
    "Principal": {"Service": "events.amazonaws.com"},
    "Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
    "Resource": "*",
}
"""


class KeyNotForPublisher(Rule):
    """A service is told to write to an encrypted topic or queue, and may not use its key.

    ## What it does
    Looks for alarms, rules of EventBridge, notifications of buckets, subscriptions and budgets that write to a topic or
    queue of the program with a key of the program whose policy does not name the service, or with the key of AWS
    (`alias/aws/sns`), whose policy nobody can change.

    ## Why is this bad?
    The messages are lost, and nothing says so: in synth, plan, apply or at work.

    ## References
    - https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html (2026-11-29)
    - https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html (2026-11-29)
    """

    code = "PS369"
    name = "key-not-for-publisher"
    group = "aws"
    severity = Severity.WARNING
    visits = Program
    VALID = (
        Valid(
            _IMPORTS
            + """
key = KmsKey(self, "key", policy=json.dumps({"Version": "2012-10-17", "Statement": [account, events]}))
topic = SnsTopic(self, "topic", name="orders", kms_master_key_id=key.id)
plain = SnsTopic(self, "plain", name="plain")
CloudwatchEventTarget(self, "target", rule="nightly", arn=topic.arn)
CloudwatchEventTarget(self, "other", rule="nightly", arn=plain.arn)
managed = SqsQueue(self, "managed", name="managed", sqs_managed_sse_enabled=True)
SnsTopicSubscription(self, "subscription", topic_arn=topic.arn, protocol="sqs", endpoint=managed.arn)
"""
        ),
        Valid(
            _IMPORTS
            + """

def notify(scope, key, policy):
    topic = SnsTopic(scope, "topic", name="orders", kms_master_key_id=key)
    CloudwatchEventTarget(scope, "target", rule="nightly", arn=topic.arn)
    own = KmsKey(scope, "key", policy=policy)
    other = SnsTopic(scope, "other", name="other", kms_master_key_id=own.id)
    CloudwatchEventTarget(scope, "second", rule="nightly", arn=other.arn)
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
key = KmsKey(self, "key", policy=json.dumps({"Version": "2012-10-17", "Statement": [account]}))
topic = SnsTopic(self, "topic", name="orders", kms_master_key_id=«key.id»)
CloudwatchEventTarget(self, "target", rule="nightly", arn=topic.arn)
""",
            message="does not let events.amazonaws.com use it",
        ),
        Invalid(
            _IMPORTS
            + """
topic = SnsTopic(self, "topic", name="orders")
queue = SqsQueue(self, "queue", name="orders", kms_master_key_id=«"alias/aws/sqs"»)
SnsTopicSubscription(self, "subscription", topic_arn=topic.arn, protocol="sqs", endpoint=queue.arn)
""",
            message="the key of AWS",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        if not any(map(subject.made, _KEYED)):
            return
        told: set[tuple[object, str]] = set()
        for publisher in _PUBLISHERS:
            for made in resources(subject, publisher.terraform_type):
                for target in _targets(made, publisher):
                    finding = self._judged(made, target, publisher.service)
                    if finding is not None and (target.instance, publisher.service) not in told:
                        told.add((target.instance, publisher.service))
                        yield finding

    def _judged(self, made: Resource, target: Resource, service: str) -> Finding | None:
        field = target.field("kms_master_key_id")
        if field is None or not surely_made(target.event, made.event):
            return None
        source = source_of(field.value)
        key = None if source is None else resource(made.program, source)
        if text(field.value) in _OWN_KEYS:
            why = f"the key of AWS does not let {service}.amazonaws.com use it"
        elif key is not None and is_made(key, "aws_kms_key"):
            reason = refusal(key, service, None)
            if reason is None:
                return None
            why = f"the policy of {listed(made.program, [key.instance])} {reason}"
        else:
            return None
        return self.finding(
            field.place,
            f"{why}: what it writes here is lost",
            about=target.instance,
            related=[Related(made.event.callee_place, f"{service}.amazonaws.com writes to it by this")],
        )


def _targets(made: Resource, publisher: _Publisher) -> Iterator[Resource]:
    for value in values_at(made.block, tuple(publisher.path.split("."))):
        source = source_of(value)
        target = None if source is None else resource(made.program, source)
        if target is not None and any(is_made(target, kind) for kind in _KEYED):
            yield target
