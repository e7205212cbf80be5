"""Buckets: access lists that they do not have, and configurations of which they have one."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.aws.values import companions, field_text, referred, text
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.blocks import Presence
from presynth.checks.common.resources import Resource, resources
from presynth.checks.resource_rule import ResourceRule
from presynth.checks.wiring.keys import source_of
from presynth.findings import Finding, Related, Severity
from presynth.program.program import Program
from presynth.program.values import Instance

_BUCKET, _ACL = "aws_s3_bucket", "aws_s3_bucket_acl"
_CONTROLS = "aws_s3_bucket_ownership_controls"
_ENFORCED = "BucketOwnerEnforced"
_PRIVATE = "private"

_NEW = """
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_acl import S3BucketAcl
from cdktf_cdktf_provider_aws.s3_bucket_ownership_controls import S3BucketOwnershipControls

bucket = S3Bucket(self, "logs", bucket="acme-logs")
"""
_OWNED = """
controls = S3BucketOwnershipControls(
    self, "controls", bucket=bucket.id, rule={"object_ownership": "BucketOwnerPreferred"}
)
"""


class BucketAcl(ResourceRule):
    """A bucket is given an access list, and its ownership controls allow none.

    ## What it does
    Looks for the `aws_s3_bucket_ownership_controls` of a bucket that has an `aws_s3_bucket_acl`: they must be there and
    say `BucketOwnerPreferred` or `ObjectWriter`. A bucket's own `acl` other than `private` is refused as well. Buckets
    that are not made in the program are left alone.

    ## Why is this bad?
    Since April 2023 new buckets have no access lists: AWS answers "AccessControlListNotSupported: The bucket does not
    allow ACLs", also to `private`. A new bucket is private without one.

    ## References
    - https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html (2026-11-29)
    - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket_acl (2026-11-29)
    """

    code = "PS334"
    name = "bucket-acl"
    terraform_types = (_ACL, _BUCKET)
    VALID = (
        Valid(_NEW + _OWNED + 'S3BucketAcl(self, "acl", bucket=bucket.id, acl="private", depends_on=[controls])\n'),
        Valid(_NEW + 'S3BucketAcl(self, "acl", bucket="acme-old-logs", acl="private")\n'),
        Valid(
            _NEW
            + """
import os

S3BucketOwnershipControls(self, "any", bucket=os.environ["BUCKET"], rule={"object_ownership": "ObjectWriter"})
S3BucketAcl(self, "acl", bucket=bucket.id, acl="private")
"""
        ),
    )
    INVALID = (
        Invalid(
            _NEW + '«S3BucketAcl»(self, "acl", bucket=bucket.id, acl="log-delivery-write")\n',
            message="no ownership controls",
        ),
        Invalid(
            _NEW
            + _OWNED.replace("BucketOwnerPreferred", _ENFORCED)
            + '«S3BucketAcl»(self, "acl", bucket=bucket.bucket, acl="private")\n',
            message="`BucketOwnerEnforced`",
        ),
        Invalid(
            _NEW + 'S3Bucket(self, "site", bucket="acme-site", acl=«"public-read"»)\n',
            message="does not allow access lists",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        if resource.event.type.terraform_type == _BUCKET:
            field, acl = resource.field("acl"), field_text(resource, "acl")
            if field is not None and acl not in (None, "", _PRIVATE):
                message = "a new bucket does not allow access lists: AWS refuses to make it with this one"
                yield self.finding(field.place, message, about=resource.instance)
            return
        bucket = referred(resource.program, resource.value("bucket"))
        if bucket is None or bucket.event.type.terraform_type != _BUCKET:
            return
        controls = companions(bucket, _CONTROLS, "bucket", name="bucket")
        related = [Related(bucket.event.callee_place, "the bucket")]
        if not controls.found and controls.complete:
            reason = "the bucket has no ownership controls, and so does not allow access lists"
        elif len(controls.found) == 1 and controls.complete and _is_enforced(controls.found[0]):
            reason = f"the ownership controls of the bucket say `{_ENFORCED}`: it does not allow access lists"
            related = [Related(controls.found[0].event.callee_place, "its ownership controls")]
        else:
            return
        message = f'{reason}. AWS answers "AccessControlListNotSupported"'
        yield self.finding(resource.block.place, message, about=resource.instance, related=related)


def _is_enforced(controls: Resource) -> bool:
    return any(field_text(rule, "object_ownership") == _ENFORCED for rule in controls.block.at(("rule",)))


_ONE_OF_EACH = {
    "aws_s3_bucket_lifecycle_configuration": "lifecycle configuration",
    "aws_s3_bucket_notification": "notification configuration",
    "aws_s3_bucket_policy": "policy",
    "aws_s3_bucket_public_access_block": "public access block",
    "aws_s3_bucket_versioning": "versioning configuration",
    "aws_s3_bucket_server_side_encryption_configuration": "encryption configuration",
    "aws_s3_bucket_cors_configuration": "CORS configuration",
    "aws_s3_bucket_website_configuration": "website configuration",
    "aws_s3_bucket_replication_configuration": "replication configuration",
    "aws_s3_bucket_ownership_controls": "ownership controls",
    "aws_s3_bucket_logging": "logging configuration",
}

_NOTIFIED = """
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_policy import S3BucketPolicy

first = S3Bucket(self, "first", bucket="acme-first")
second = S3Bucket(self, "second", bucket="acme-second")
S3BucketPolicy(self, "first-policy", bucket=first.id, policy="{}")
"""


class SecondBucketConfiguration(Rule):
    """A bucket has two resources for what it has once.

    ## What it does
    Looks for two policies, lifecycle, notification, versioning, encryption, … configurations of one bucket of the
    program.

    ## Why is this bad?
    Each of them replaces the whole configuration: what is made last wins, in no certain order, and every plan wants to
    change it back. Both belong into one resource.

    ## References
    - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket_lifecycle_configuration
      (2026-11-29)
    """

    code = "PS335"
    name = "second-bucket-configuration"
    group = "aws"
    severity = Severity.WARNING
    visits = Program
    VALID = (
        Valid(_NOTIFIED + 'S3BucketPolicy(self, "second-policy", bucket=second.id, policy="{}")\n'),
        Valid(
            _NOTIFIED
            + """
import os

if os.environ.get("STRICT"):
    S3BucketPolicy(self, "strict", bucket=second.id, policy="{}")
else:
    S3BucketPolicy(self, "lax", bucket=second.id, policy="{}")
"""
        ),
    )
    INVALID = (
        Invalid(
            _NOTIFIED + '«S3BucketPolicy»(self, "logs-policy", bucket=first.bucket, policy="{}")\n',
            message="a second policy",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        for terraform_type, kind in _ONE_OF_EACH.items():
            first_of: dict[tuple[Instance | str, Instance | None], Resource] = {}
            for each in resources(subject, terraform_type):
                bucket = each.value("bucket")
                source = None if bucket is None else source_of(bucket)
                named = text(bucket) if source is None else source
                if named is None or each.event.conditions or each.presence("expected_bucket_owner") is Presence.SET:
                    continue
                first = first_of.setdefault((named, subject.addresses.stack(each.instance)), each)
                if first is not each:
                    yield self.finding(
                        each.block.place,
                        f"a second {kind} for the same bucket: each replaces the other, and the last one made wins",
                        about=each.instance,
                        related=(Related(first.event.callee_place, "the first one"),),
                    )
