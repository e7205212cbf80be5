"""Notifications of buckets that overlap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from presynth.checks.aws.values import field_text, is_whole, items, text
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Block, Presence
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding, Related

_TARGETS = ("lambda_function", "queue", "topic")
_ANY = "*"

_IMPORTS = """
from cdktf_cdktf_provider_aws.s3_bucket_notification import (
    S3BucketNotification,
    S3BucketNotificationLambdaFunction,
    S3BucketNotificationQueue,
)

ARN = "arn:aws:lambda:eu-west-1:998877665544:function:read"
QUEUE = "arn:aws:sqs:eu-west-1:998877665544:new"
"""


@dataclass(frozen=True)
class _Configuration:
    """What is notified of, and for which keys."""

    block: Block
    events: tuple[str, ...]
    prefix: str
    suffix: str


class OverlappingNotification(ResourceRule):
    """Two notifications of a bucket are about the same events.

    ## What it does
    Compares the functions, queues and topics that a bucket notifies: two that share an event (`s3:ObjectCreated:*` is
    all of its kind) must not both be for one key, by their prefixes and suffixes.

    ## Why is this bad?
    S3 refuses the configuration: "Configurations overlap. Configurations on the same bucket cannot share a common event
    type".

    ## References
    - https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html (2026-11-29)
    """

    code = "PS382"
    name = "overlapping-notification"
    terraform_types = ("aws_s3_bucket_notification",)
    VALID = (
        Valid(
            _IMPORTS
            + """
kinds = [
    S3BucketNotificationLambdaFunction(
        lambda_function_arn=ARN, events=["s3:ObjectCreated:*"], filter_prefix="in/", filter_suffix=suffix
    )
    for suffix in (".csv", ".json")
]
gone = S3BucketNotificationLambdaFunction(lambda_function_arn=ARN, events=["s3:ObjectRemoved:*"])
S3BucketNotification(self, "new", bucket="acme-in", lambda_function=[*kinds, gone])
"""
        ),
        Valid(
            _IMPORTS
            + """

def notify(scope, prefix, events):
    one = S3BucketNotificationLambdaFunction(lambda_function_arn=ARN, events=events, filter_prefix="in/")
    other = S3BucketNotificationLambdaFunction(
        lambda_function_arn=ARN, events=["s3:ObjectCreated:Put"], filter_prefix=f"{prefix}/"
    )
    S3BucketNotification(scope, "new", bucket="acme-in", lambda_function=[one, other])
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
S3BucketNotification(
    self,
    "new",
    bucket="acme-in",
    lambda_function=[
        S3BucketNotificationLambdaFunction(lambda_function_arn=ARN, events=["s3:ObjectCreated:*"], filter_prefix="in/")
    ],
    queue=[«S3BucketNotificationQueue»(queue_arn=QUEUE, events=["s3:ObjectCreated:Put"], filter_suffix=".csv")],
)
""",
            message="both are told of `s3:ObjectCreated:Put`",
        ),
        Invalid(
            _IMPORTS
            + """
EVENTS = ["s3:ObjectCreated:Put", "s3:ObjectCreated:Copy"]
prefixes = ("in/", "in/csv/")
functions = [
    «S3BucketNotificationLambdaFunction»(lambda_function_arn=ARN, events=EVENTS, filter_prefix=prefix)
    for prefix in prefixes
]
S3BucketNotification(self, "new", bucket="acme-in", lambda_function=functions)
""",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        seen: list[_Configuration] = []
        for target in _TARGETS:
            for block in resource.block.children(target)[0]:
                one = _configuration(block)
                if one is None:
                    continue
                for other in seen:
                    event = _shared(one, other)
                    if event is not None:
                        yield self.finding(
                            block.place,
                            f"this overlaps another notification, both are told of `{event}` for the same keys: S3"
                            " refuses the configuration",
                            about=resource.instance,
                            related=(Related(other.block.place, "the other one"),),
                        )
                        break
                seen.append(one)


def _configuration(block: Block) -> _Configuration | None:
    """What one notification is for; None where that is not known."""
    field = block.field(("events",))
    events = [text(each.value) for each in items(field)]
    prefix, suffix = (_filter(block, name) for name in ("filter_prefix", "filter_suffix"))
    if not is_whole(field) or prefix is None or suffix is None:
        return None
    return _Configuration(block, tuple(each for each in events if each is not None), prefix, suffix)


def _filter(block: Block, name: str) -> str | None:
    return "" if block.presence((name,)) is Presence.UNSET else field_text(block, name)


def _shared(one: _Configuration, other: _Configuration) -> str | None:
    """An event that both are told of for some key."""
    prefixes = one.prefix.startswith(other.prefix) or other.prefix.startswith(one.prefix)
    suffixes = one.suffix.endswith(other.suffix) or other.suffix.endswith(one.suffix)
    if not prefixes or not suffixes:
        return None
    return next((mine for mine in one.events for its in other.events if _same(mine, its)), None)


def _same(one: str, other: str) -> bool:
    wide, narrow = sorted((one, other), key=lambda event: not event.endswith(_ANY))
    return one == other or (wide.endswith(_ANY) and narrow.startswith(wide.removesuffix(_ANY)))
