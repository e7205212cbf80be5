"""Settings of which there is one a parent, made twice."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.resources import Resource, resource, resources
from presynth.checks.wiring.gap import listed, may_coexist
from presynth.checks.wiring.keys import source_of
from presynth.findings import Finding, Related, Severity
from presynth.program.program import Program
from presynth.program.values import Instance

_PARENTS = {
    "aws_s3_bucket_notification": "bucket",
    "aws_s3_bucket_policy": "bucket",
    "aws_s3_bucket_public_access_block": "bucket",
    "aws_secretsmanager_secret_policy": "secret_arn",
    "aws_sns_topic_policy": "arn",
    "aws_sqs_queue_policy": "queue_url",
}
"""https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket_notification and the pages of
the others, read 2026-11-29: each sets all that there is of it for its parent."""

_IMPORTS = """
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_notification import S3BucketNotification

images = S3Bucket(self, "images", bucket="acme-images")
videos = S3Bucket(self, "videos", bucket="acme-videos")
"""


class OverwrittenSetting(Rule):
    """Two resources set what there is only once.

    ## What it does
    Looks for a second notification, policy or public-access block of one bucket, and a second policy of one queue,
    topic or secret.

    ## Why is this bad?
    Each replaces the other: what was applied last counts, and every plan wants to change it back. All of it has to be
    in one.

    ## References
    - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket_notification (2026-11-29)
    """

    code = "PS371"
    name = "overwritten-setting"
    group = "aws"
    severity = Severity.WARNING
    visits = Program
    VALID = (
        Valid(
            _IMPORTS
            + """
import os

S3BucketNotification(self, "one", bucket=images.id, eventbridge=True)
if os.environ.get("LIVE"):
    S3BucketNotification(self, "two", bucket=videos.id, eventbridge=True)
else:
    S3BucketNotification(self, "three", bucket=videos.id, eventbridge=False)
"""
        ),
        Valid(
            _IMPORTS
            + """

def notify(scope, bucket):
    S3BucketNotification(scope, "one", bucket=bucket, eventbridge=True)
    S3BucketNotification(scope, "two", bucket=images.id, eventbridge=True)
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
for bucket in (images, videos):
    S3BucketNotification(self, f"all-{bucket.bucket_input}", bucket=bucket.id, eventbridge=True)
«S3BucketNotification»(self, "again", bucket=images.bucket, eventbridge=True)
""",
            message="replace each other",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        for terraform_type, argument in _PARENTS.items():
            if len(subject.made(terraform_type)) < 2:
                continue
            first: dict[Instance, list[Resource]] = {}
            for made in resources(subject, terraform_type):
                value = made.value(argument)
                parent = None if value is None else source_of(value)
                if parent is None or resource(subject, parent) is None:
                    continue
                others = [each for each in first.get(parent, ()) if may_coexist(each, made)]
                if others:
                    yield self._finding(made, others[0], parent)
                first.setdefault(parent, []).append(made)

    def _finding(self, made: Resource, other: Resource, parent: Instance) -> Finding:
        return self.finding(
            made.event.callee_place,
            f"this is the second `{made.event.type.terraform_type}` of {listed(made.program, [parent])}: they replace "
            "each other",
            about=made.instance,
            related=[Related(other.event.callee_place, "the first is made here")],
        )
