"""What calls a Lambda function from a queue, a stream or a table."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.aws.values import field_number, is_true, number, referred
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Presence
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding, Fix, Related, Safety
from presynth.operations import AddArgument

_QUEUE, _TABLE = "aws_sqs_queue", "aws_dynamodb_table"
_STREAMS = {"aws_kinesis_stream": "Kinesis stream", _TABLE: "DynamoDB stream"}
_QUEUE_TIMEOUT = 30
_FUNCTION_TIMEOUT = 3
_SMALL_BATCH = 10

_BOTH = """
from cdktf_cdktf_provider_aws.lambda_event_source_mapping import LambdaEventSourceMapping
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

queue = SqsQueue(self, "jobs", name="jobs"{queue})
worker = LambdaFunction(
    self,
    "worker",
    function_name="worker",
    role="arn:aws:iam::123456789012:role/worker",
    s3_bucket="code",
    s3_key="worker.zip",
    handler="worker.handler",
    runtime="python3.13",
    timeout={timeout},
)
"""
_MAPPING = """
LambdaEventSourceMapping(self, "mapping", event_source_arn=queue.arn, function_name=worker.arn{more})
"""


def _both(queue: str, timeout: str, more: str = "") -> str:
    return _BOTH.format(queue=queue, timeout=timeout) + _MAPPING.format(more=more)


class ShortVisibilityTimeout(ResourceRule):
    """A queue shows its messages again before the function that works on them is done.

    ## What it does
    Compares the `visibility_timeout_seconds` of a queue (30 unless set) with the `timeout` of the Lambda function that
    an event source mapping calls for it (3 unless set).

    ## Why is this bad?
    AWS refuses the mapping: "Queue visibility timeout: … seconds is less than Function timeout: … seconds". It advises
    six times the function's timeout.

    ## Fix safety
    Unsafe: where the queue has no timeout of its own, the fix gives it six times that of the function.

    ## References
    - https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html (2026-11-29)
    """

    code = "PS327"
    name = "short-visibility-timeout"
    terraform_types = ("aws_lambda_event_source_mapping",)
    VALID = (
        Valid(_both(", visibility_timeout_seconds=300", "300")),
        Valid(_both("", "30")),
        Valid("import os\n" + _both(', visibility_timeout_seconds=int(os.environ["TIMEOUT"])', "300")),
    )
    INVALID = (
        Invalid(
            _both(", visibility_timeout_seconds=«60»", "300"),
            message="60 seconds, which is less than the 300 of the function's `timeout`",
        ),
        Invalid(
            _both("", "60").replace("= SqsQueue", "= «SqsQueue»"),
            fixed=_both(", visibility_timeout_seconds=360", "60"),
            message="30 seconds (the default)",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        queue = referred(resource.program, resource.value("event_source_arn"))
        function = referred(resource.program, resource.value("function_name"))
        if queue is None or function is None or queue.event.type.terraform_type != _QUEUE:
            return
        if function.event.type.terraform_type == "aws_lambda_alias":
            function = referred(resource.program, function.value("function_name"))
        if function is None or function.event.type.terraform_type != "aws_lambda_function":
            return
        shown, runs = (
            _seconds(queue, "visibility_timeout_seconds", _QUEUE_TIMEOUT),
            _seconds(function, "timeout", _FUNCTION_TIMEOUT),
        )
        if shown is None or runs is None or shown >= runs:
            return
        field, timeout = queue.field("visibility_timeout_seconds"), function.field("timeout")
        added = AddArgument(queue.event.place, "visibility_timeout_seconds", (f"{6 * runs:.0f}",))
        yield self.finding(
            queue.block.place if field is None else field.place,
            f"the queue shows its messages again after {shown:.0f} seconds{'' if field else ' (the default)'}, which is"
            f" less than the {runs:.0f} of the function's `timeout`: AWS refuses the event source mapping",
            about=queue.instance,
            fixes=() if field else (Fix("Six times the function's timeout", Safety.UNSAFE, (added,)),),
            related=() if timeout is None else (Related(timeout.place, "the function's timeout"),),
        )


def _seconds(resource: Resource, name: str, default: int) -> float | None:
    return default if resource.presence(name) is Presence.UNSET else field_number(resource, name)


class EventSource(ResourceRule):
    """An event source mapping does not fit its source.

    ## What it does
    A stream needs a `starting_position`, a queue has none; a table needs its stream; a batch of more than 10 messages
    from a queue needs `maximum_batching_window_in_seconds`, and from a FIFO queue there are no such batches.

    ## Why is this bad?
    AWS refuses the mapping: "1 validation error detected: Value null at 'startingPosition' failed to satisfy
    constraint", "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10".

    ## References
    - https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html (2026-11-29)
    """

    code = "PS331"
    name = "event-source"
    terraform_types = ("aws_lambda_event_source_mapping",)
    VALID = (
        Valid(_both("", "3", ", batch_size=10")),
        Valid(_both("", "3", ", batch_size=100, maximum_batching_window_in_seconds=5")),
        Valid(_both("", "3", ', batch_size=10, starting_position="LATEST"').replace("queue.arn", '"${aws_x.y.arn}"')),
    )
    INVALID = (
        Invalid(
            _both("", "3", ", batch_size=«100»"),
            message="more than 10 messages needs `maximum_batching_window_in_seconds`",
        ),
        Invalid(
            _both(", fifo_queue=True", "3", ", batch_size=«100»").replace('name="jobs"', 'name="jobs.fifo"'),
            message="from a FIFO queue has at most 10 messages",
        ),
        Invalid(
            _both("", "3", ', starting_position=«"LATEST"»'),
            message="`starting_position` is for streams",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.kinesis_stream import KinesisStream
from cdktf_cdktf_provider_aws.lambda_event_source_mapping import LambdaEventSourceMapping

stream = KinesisStream(self, "clicks", name="clicks", shard_count=1)
«LambdaEventSourceMapping»(self, "mapping", event_source_arn=stream.arn, function_name="worker")
""",
            message="a Kinesis stream needs `starting_position`",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.dynamodb_table import DynamodbTable, DynamodbTableAttribute
from cdktf_cdktf_provider_aws.lambda_event_source_mapping import LambdaEventSourceMapping

orders = DynamodbTable(
    self,
    "orders",
    name="orders",
    billing_mode="PAY_PER_REQUEST",
    hash_key="id",
    attribute=[DynamodbTableAttribute(name="id", type="S")],
)
LambdaEventSourceMapping(
    self, "mapping", event_source_arn=«orders.stream_arn», function_name="worker", starting_position="LATEST"
)
""",
            message="the table has no stream",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        arn = resource.field("event_source_arn")
        source = None if arn is None else referred(resource.program, arn.value)
        if arn is None or source is None:
            return
        kind = source.event.type.terraform_type
        position = resource.field("starting_position")
        if kind in _STREAMS and resource.presence("starting_position") is Presence.UNSET:
            message = f"a mapping of a {_STREAMS[kind]} needs `starting_position`: AWS refuses it"
            yield self.finding(resource.block.place, message, about=resource.instance)
        if kind == _TABLE and _has_no_stream(source):
            message = "the table has no stream, as its `stream_enabled` is not set: there is no ARN to read from"
            related = (Related(source.event.callee_place, "the table"),)
            yield self.finding(arn.place, message, about=resource.instance, related=related)
        if kind == _QUEUE:
            if position is not None and not position.sets_nothing:
                message = "`starting_position` is for streams, and this is a queue: AWS refuses the mapping"
                yield self.finding(position.place, message, about=resource.instance)
            yield from self._batch(resource, source)

    def _batch(self, mapping: Resource, queue: Resource) -> Iterator[Finding]:
        size, window = mapping.field("batch_size"), mapping.value("maximum_batching_window_in_seconds")
        count = None if size is None else number(size.value)
        if size is None or count is None or count <= _SMALL_BATCH:
            return
        if is_true(queue.value("fifo_queue")):
            message = f"a batch from a FIFO queue has at most {_SMALL_BATCH} messages: AWS refuses the mapping"
            yield self.finding(size.place, message, about=mapping.instance)
        elif number(window) == 0 or mapping.presence("maximum_batching_window_in_seconds") is Presence.UNSET:
            message = (
                f"a batch of more than {_SMALL_BATCH} messages needs `maximum_batching_window_in_seconds`:"
                " AWS refuses the mapping"
            )
            yield self.finding(size.place, message, about=mapping.instance)


def _has_no_stream(table: Resource) -> bool:
    return all(table.presence(name) is Presence.UNSET for name in ("stream_enabled", "stream_view_type", "replica"))
