"""Queues and topics that are FIFO in one respect and not in another."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.aws.documents import document, text_of
from presynth.checks.aws.shapes import is_object
from presynth.checks.aws.values import is_true, referred
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Presence
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.checks.templates.syntax import HOLE
from presynth.findings import Finding, Severity
from presynth.program.program import Program
from presynth.program.values import Constant, Value

_SUFFIX = ".fifo"
_FLAGS = {"aws_sqs_queue": "fifo_queue", "aws_sns_topic": "fifo_topic"}
_ONLY_FIFO = ("content_based_deduplication", "deduplication_scope", "fifo_throughput_limit", "fifo_throughput_scope")

_IMPORTS = """
import json

from cdktf_cdktf_provider_aws.sns_topic import SnsTopic
from cdktf_cdktf_provider_aws.sns_topic_subscription import SnsTopicSubscription
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
from cdktf_cdktf_provider_aws.sqs_queue_redrive_policy import SqsQueueRedrivePolicy
"""


class FifoMismatch(ResourceRule):
    """A queue or topic is FIFO by its name and not by its settings, or the other way round.

    ## What it does
    Looks for queues and topics with `fifo_queue` or `fifo_topic` whose name does not end in `.fifo`, for names that do
    without it, for settings only FIFO ones have, for dead-letter queues of the other kind, and for FIFO queues
    subscribed to topics that are not.

    ## Why is this bad?
    The provider refuses the names when it plans, SQS and SNS the rest when it is applied.

    ## References
    - https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
      (2026-11-29)
    - https://docs.aws.amazon.com/sns/latest/dg/sns-fifo-topics.html (2026-11-29)
    """

    code = "PS359"
    name = "fifo-mismatch"
    severity = Severity.ERROR
    terraform_types = (*_FLAGS, "aws_sqs_queue_redrive_policy", "aws_sns_topic_subscription")
    VALID = (
        Valid(
            _IMPORTS
            + """
dead = SqsQueue(self, "dead", name="dead.fifo", fifo_queue=True)
jobs = SqsQueue(
    self,
    "jobs",
    name="jobs.fifo",
    fifo_queue=True,
    content_based_deduplication=True,
    redrive_policy=json.dumps({"deadLetterTargetArn": dead.arn, "maxReceiveCount": 3}),
)
topic = SnsTopic(self, "topic", name="orders.fifo", fifo_topic=True)
SnsTopicSubscription(self, "subscription", topic_arn=topic.arn, protocol="sqs", endpoint=jobs.arn)
SqsQueue(self, "plain", name="plain", fifo_queue=False, content_based_deduplication=False)
SqsQueue(self, "prefixed", name_prefix="jobs-", fifo_queue=True)
"""
        ),
        Valid(
            _IMPORTS
            + """

def queue(scope, name, suffix, fifo, target):
    SqsQueue(scope, "one", name=name, fifo_queue=True)
    SqsQueue(scope, "two", name=f"jobs-{suffix}", fifo_queue=True)
    SqsQueue(scope, "three", name=f"jobs-{suffix}.fifo", fifo_queue=fifo)
    policy = json.dumps({"deadLetterTargetArn": target, "maxReceiveCount": 3})
    SqsQueue(scope, "four", name="jobs.fifo", fifo_queue=True, redrive_policy=policy)
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
SqsQueue(self, "jobs", name=«"jobs"», fifo_queue=True)
""",
            message="has to end in `.fifo`",
        ),
        Invalid(
            _IMPORTS
            + """
import os

suffix = os.environ["SUFFIX"]
SnsTopic(self, "orders", name=«f"orders-{suffix}-events"», fifo_topic=True)
""",
            message="has to end in `.fifo`",
        ),
        Invalid(
            _IMPORTS
            + """
SqsQueue(self, "jobs", name=«"jobs.fifo"»)
""",
            message="`fifo_queue` is not set",
        ),
        Invalid(
            _IMPORTS
            + """
SqsQueue(self, "jobs", name="jobs", content_based_deduplication=«True»)
""",
            message="for FIFO queues only",
        ),
        Invalid(
            _IMPORTS
            + """
dead = SqsQueue(self, "dead", name="dead")
jobs = SqsQueue(self, "jobs", name="jobs.fifo", fifo_queue=True)
policy = {"deadLetterTargetArn": «dead.arn», "maxReceiveCount": 3}
SqsQueueRedrivePolicy(self, "redrive", queue_url=jobs.id, redrive_policy=json.dumps(policy))
""",
            message="is not FIFO",
        ),
        Invalid(
            _IMPORTS
            + """
jobs = SqsQueue(self, "jobs", name="jobs.fifo", fifo_queue=True)
topic = SnsTopic(self, "topic", name="orders")
SnsTopicSubscription(self, "subscription", topic_arn=topic.arn, protocol="sqs", endpoint=«jobs.arn»)
""",
            message="the topic is not FIFO",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        terraform_type = resource.event.type.terraform_type
        flag = _FLAGS.get(terraform_type)
        if flag is not None:
            yield from self._of_own(resource, flag)
        if terraform_type == "aws_sqs_queue":
            yield from self._of_dead_letters(resource, resource)
        elif terraform_type == "aws_sqs_queue_redrive_policy":
            queue = referred(resource.program, resource.value("queue_url"))
            if queue is not None:
                yield from self._of_dead_letters(resource, queue)
        elif terraform_type == "aws_sns_topic_subscription":
            yield from self._of_subscription(resource)

    def _of_own(self, resource: Resource, flag: str) -> Iterator[Finding]:
        name, fifo = resource.field("name"), _is_fifo(resource)
        kind = flag.rpartition("_")[2]
        if name is not None and fifo is not None:
            end = text_of(name.value).rpartition(HOLE)[2]
            if fifo and _set(resource, flag) and end and not _may_end(end, whole=HOLE not in text_of(name.value)):
                message = f"the name of a FIFO {kind} has to end in `{_SUFFIX}`"
                yield self.finding(name.place, message, about=resource.instance)
            elif end.endswith(_SUFFIX) and not _set(resource, flag):
                message = f"a {kind} with a name that ends in `{_SUFFIX}` has to be FIFO, and `{flag}` is not set"
                yield self.finding(name.place, message, about=resource.instance)
        if resource.presence(flag) is not Presence.UNSET:
            return
        for argument in _ONLY_FIFO:
            field = resource.field(argument)
            if field is not None and isinstance(field.value, Constant) and field.value.value not in (False, ""):
                message = f"`{argument}` is for FIFO {kind}s only, and `{flag}` is not set"
                yield self.finding(field.place, message, about=resource.instance)

    def _of_dead_letters(self, resource: Resource, queue: Resource) -> Iterator[Finding]:
        found = document(resource.program, resource.field("redrive_policy"))
        content = None if found is None else found.content
        target = content.get("deadLetterTargetArn") if is_object(content) else None
        if found is None or not isinstance(target, str):
            return
        dead = _queue(resource.program, found.hole(target)) if target.startswith(HOLE) else None
        own, other = _is_fifo(queue), None if dead is None else _is_fifo(dead)
        if own is not None and other is not None and own != other:
            words = (
                "is FIFO, and its dead-letter queue is not FIFO" if own else "is not FIFO, and its dead-letter queue is"
            )
            yield self.finding(
                found.place("deadLetterTargetArn"), f"this queue {words}: SQS refuses it", about=resource.instance
            )

    def _of_subscription(self, resource: Resource) -> Iterator[Finding]:
        endpoint = resource.field("endpoint")
        queue = None if endpoint is None else _queue(resource.program, endpoint.value)
        topic = referred(resource.program, resource.value("topic_arn"))
        if endpoint is None or queue is None or topic is None or topic.event.type.terraform_type != "aws_sns_topic":
            return
        if _is_fifo(queue) and _is_fifo(topic) is False:
            yield self.finding(
                endpoint.place, "this queue is FIFO, and the topic is not FIFO: SNS refuses it", about=resource.instance
            )


def _queue(program: Program, value: Value | None) -> Resource | None:
    found = referred(program, value)
    return found if found is not None and found.event.type.terraform_type == "aws_sqs_queue" else None


def _set(resource: Resource, flag: str) -> bool:
    return is_true(resource.value(flag))


def _is_fifo(resource: Resource) -> bool | None:
    """Whether a queue or topic is FIFO; None where that is not known."""
    if not resource.program.catalog.is_a(resource.event.type, "TerraformResource"):
        return None
    flag = _FLAGS[resource.event.type.terraform_type]
    if resource.presence(flag) is Presence.UNSET:
        return False
    value = resource.value(flag)
    return bool(value.value) if isinstance(value, Constant) else None


def _may_end(end: str, *, whole: bool) -> bool:
    """Whether a name whose end is known may end in the suffix."""
    return end.endswith(_SUFFIX) or (not whole and _SUFFIX.endswith(end))
