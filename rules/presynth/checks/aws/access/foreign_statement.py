"""Policies of resources that are about something else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from presynth.checks.aws.access.policies import Statement, Written, policies
from presynth.checks.aws.values import field_text, referred, text
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.checks.templates.syntax import HOLE
from presynth.findings import Finding
from presynth.program.values import Instance, Token

_BUCKET = "aws_s3_bucket"
_OF_BUCKETS = "aws_s3_bucket_policy"
_SERVICES = {
    _OF_BUCKETS: ("s3", "S3"),
    "aws_sns_topic": ("sns", "SNS"),
    "aws_sns_topic_policy": ("sns", "SNS"),
    "aws_sqs_queue": ("sqs", "SQS"),
    "aws_sqs_queue_policy": ("sqs", "SQS"),
}
"""What the actions in a policy begin with, and who takes no others."""
_OF_ACCOUNTS = ("sns:createtopic", "sns:listtopics", "sqs:createqueue")
"""Actions that are not about a topic or queue that there is; `sqs:ListQueues` is not either, and SQS takes it.
https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html (2026-11-29)"""

_IMPORTS = """
import json

from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_policy import S3BucketPolicy
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
from cdktf_cdktf_provider_aws.sqs_queue_policy import SqsQueuePolicy

images = S3Bucket(self, "images", bucket="acme-images")
videos = S3Bucket(self, "videos", bucket="acme-videos")
jobs = SqsQueue(self, "jobs", name="jobs")
services = {"Service": ["cloudfront.amazonaws.com", "s3.amazonaws.com"]}
read = {"Effect": "Allow", "Principal": services, "Action": "s3:GetObject"}
"""


class _Fault(NamedTuple):
    written: Written
    message: str


class ForeignStatement(ResourceRule):
    """A policy of a bucket, queue or topic is about something else.

    ## What it does
    Looks at the policies of buckets, queues and topics for actions of other services (`kms:Decrypt`), and at those of
    buckets for resources that are another bucket, or objects in it.

    ## Why is this bad?
    S3 refuses the policy when it is applied ("Policy has invalid action", "Policy has invalid resource"), and so do SQS
    and SNS ("Policy statement action out of service scope!"). Such rights belong into the policy of a role.

    ## References
    - https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-arn-format.html (2026-11-29)
    - https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-overview-of-managing-access.html
      (2026-11-29)
    """

    code = "PS394"
    name = "foreign-statement"
    terraform_types = tuple(_SERVICES)
    VALID = (
        Valid(
            _IMPORTS
            + """
own = [f"{images.arn}/*", "arn:aws:s3:::acme-images", "arn:aws:s3:::acme-images/public/*"]
S3BucketPolicy(self, "one", bucket=images.id, policy=json.dumps({"Statement": [{**read, "Resource": own}]}))
there = {**read, "Action": "*", "Resource": "arn:aws:s3:::acme-logs/*"}
S3BucketPolicy(self, "two", bucket="acme-logs", policy=json.dumps({"Statement": [there]}))
send = {**read, "Action": ["SQS:SendMessage", "sqs:Get*", "sqs:ListQueues"], "Resource": jobs.arn}
SqsQueuePolicy(self, "three", queue_url=jobs.id, policy=json.dumps({"Statement": [send]}))
"""
        ),
        Valid(
            _IMPORTS
            + """

def allow(scope, bucket, action, resource):
    statement = {**read, "Action": action, "Resource": [resource, f"arn:aws:s3:::{bucket}/*"]}
    S3BucketPolicy(scope, "one", bucket=bucket, policy=json.dumps({"Statement": [statement]}))
    S3BucketPolicy(scope, "two", bucket=images.id, policy=json.dumps({"Statement": [statement]}))
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
statement = {
    "Resource": «"arn:aws:s3:::acme-image/*"»,
    **read,
}
S3BucketPolicy(self, "policy", bucket=images.id, policy=json.dumps({"Statement": [statement]}))
""",
            message="is about the bucket `acme-images`",
        ),
        Invalid(
            _IMPORTS
            + """
statement = {"Resource": «f"{videos.arn}/*"», **read}
S3BucketPolicy(self, "policy", bucket=images.id, policy=json.dumps({"Statement": [statement]}))
""",
            message="another bucket",
        ),
        Invalid(
            _IMPORTS
            + """
statement = {**read, "Action": ["sqs:SendMessage", «"kms:Decrypt"»], "Resource": jobs.arn}
SqsQueuePolicy(self, "policy", queue_url=jobs.id, policy=json.dumps({"Statement": [statement]}))
""",
            message="SQS takes only its own",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        terraform_type = resource.event.type.terraform_type
        service, called = _SERVICES[terraform_type]
        bucket = referred(resource.program, resource.value("bucket")) if terraform_type == _OF_BUCKETS else None
        name = text(resource.value("bucket")) if bucket is None else field_text(bucket, "bucket")
        for _, policy in policies(resource):
            for statement in policy.statements:
                faults = [*_of_actions(statement, service, called)]
                if terraform_type == _OF_BUCKETS:
                    faults += _of_resources(statement, name, None if bucket is None else bucket.instance)
                for fault in faults:
                    yield self.finding(
                        fault.written.place,
                        f"{fault.message}: {called} refuses the policy",
                        about=resource.instance,
                    )


def _of_actions(statement: Statement, service: str, called: str) -> Iterator[_Fault]:
    for action in statement.values.get("Action", ()):
        of, colon, _ = action.text.partition(":")
        if colon and HOLE not in of and of.lower() != service and of != "*":
            yield _Fault(action, f"`{action.text}` is an action of another service, and {called} takes only its own")
        elif action.text.lower() in _OF_ACCOUNTS:
            yield _Fault(action, f"`{action.text}` is for a whole account, and the policy for what is there already")


def _of_resources(statement: Statement, name: str | None, bucket: Instance | None) -> Iterator[_Fault]:
    for each in statement.values.get("Resource", ()):
        source = each.start.source if isinstance(each.start, Token) and each.text.startswith(HOLE) else None
        of = None if source is None or source.type is None else source.type.terraform_type
        if bucket is not None and of == _BUCKET and source is not bucket:
            yield _Fault(each, "this is another bucket than the one that the policy is for")
        given = _bucket_of(each.text)
        if name is not None and given is not None and given != name:
            yield _Fault(each, f"this is another bucket: the policy is about the bucket `{name}`")


def _bucket_of(arn: str) -> str | None:
    """The bucket in an ARN, where it is wholly known."""
    parts = arn.split(":", 5)
    if len(parts) < 6 or parts[0] != "arn" or parts[2:5] != ["s3", "", ""]:
        return None
    name = parts[5].partition("/")[0]
    return name if name and not any(mark in name for mark in (HOLE, "*", "?", "$")) else None
