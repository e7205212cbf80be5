"""Buckets that are opened to everybody while their public access is blocked."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.aws.access.policies import Statement, policies
from presynth.checks.aws.values import companions, field_text, is_true, referred
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Field
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding, Related

_BUCKET, _POLICY, _ACL = "aws_s3_bucket", "aws_s3_bucket_policy", "aws_s3_bucket_acl"
_BLOCK = "aws_s3_bucket_public_access_block"
_PUBLIC_ACLS = ("public-read", "public-read-write", "website", "authenticated-read")
_EVERYBODY = "*"

_SITE = """
import json

from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_policy import S3BucketPolicy
from cdktf_cdktf_provider_aws.s3_bucket_public_access_block import S3BucketPublicAccessBlock

site = S3Bucket(self, "site", bucket="acme-site")
"""
_OPEN = """
opened = S3BucketPublicAccessBlock(self, "open", bucket=site.id, block_public_policy=False)
"""
_READ = """
statement = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": f"{site.arn}/*"}
"""
_MADE = """
S3BucketPolicy(
    self, "read", bucket=site.id, policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]})
)
"""
_MARKED = _MADE.replace(
    'policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]})',
    'policy=«json.dumps({"Version": "2012-10-17", "Statement": [statement]})»',
)


class BlockedPublicAccess(ResourceRule):
    """A bucket is opened to everybody, and its public access is blocked.

    ## What it does
    Looks at policies of buckets of the program that allow something to everybody without a condition, and at public
    access lists: the bucket's `aws_s3_bucket_public_access_block` has to let them pass. A new bucket that has none
    blocks them by itself.

    ## Why is this bad?
    S3 refuses the policy ("AccessDenied … because public policies are blocked by the BlockPublicPolicy block public
    access setting") or the access list.

    ## References
    - https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html (2026-11-29)
    - https://aws.amazon.com/about-aws/whats-new/2023/04/amazon-s3-security-best-practices-buckets-default/ (2026-11-29)
    """

    code = "PS380"
    name = "blocked-public-access"
    terraform_types = (_POLICY, _ACL)
    VALID = (
        Valid(_SITE + _OPEN + _READ + _MADE.replace('"read",', '"read", depends_on=[opened],')),
        Valid(
            _SITE + _READ.replace('"Principal": "*"', '"Principal": {"Service": "cloudfront.amazonaws.com"}') + _MADE
        ),
        Valid(_SITE + _READ.replace('"Effect": "Allow"', '"Effect": "Deny"') + _MADE),
        Valid(
            _SITE
            + _READ
            + 'statement["Condition"] = {"StringEquals": {"aws:PrincipalOrgID": "o-acme123456"}}\n'
            + _MADE
        ),
        Valid(_SITE + _READ + _MADE.replace("site.id", '"acme-old-site"')),
        Valid(
            _SITE + 'S3BucketPublicAccessBlock(self, "other", bucket=os.environ["SITE"])\n' + _READ + _MADE, run=False
        ),
    )
    INVALID = (
        Invalid(_SITE + _READ + _MARKED, message="blocks public policies, as every new one does"),
        Invalid(
            _SITE + _OPEN.replace("False", "True") + _READ + _MARKED,
            message="`block_public_policy` is true",
        ),
        Invalid(
            _SITE
            + _OPEN.replace("block_public_policy=False", "block_public_acls=True")
            + """
from cdktf_cdktf_provider_aws.s3_bucket_acl import S3BucketAcl
from cdktf_cdktf_provider_aws.s3_bucket_ownership_controls import S3BucketOwnershipControls

owned = S3BucketOwnershipControls(self, "owned", bucket=site.id, rule={"object_ownership": "ObjectWriter"})
S3BucketAcl(self, "acl", bucket=site.id, acl=«"public-read"», depends_on=[owned, opened])
""",
            message="`block_public_acls` is true",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        opening = _opening(resource)
        bucket = referred(resource.program, resource.value("bucket"))
        if opening is None or bucket is None or bucket.event.type.terraform_type != _BUCKET:
            return
        field, setting, what = opening
        blocks = companions(bucket, _BLOCK, "bucket", name="bucket")
        if not blocks.complete or len(blocks.found) > 1:
            return
        related = [Related(bucket.event.callee_place, "the bucket")]
        if not blocks.found:
            reason = f"the bucket blocks public {what}, as every new one does that has no `{_BLOCK}`"
        elif is_true(blocks.found[0].value(setting)):
            reason = f"`{setting}` is true for the bucket"
            related = [Related(blocks.found[0].event.callee_place, "its public access block")]
        else:
            return
        yield self.finding(field.place, f"{reason}: S3 refuses this", about=resource.instance, related=related)


def _opening(resource: Resource) -> tuple[Field, str, str] | None:
    """What opens a bucket to everybody, and which setting blocks it."""
    if resource.event.type.terraform_type == _ACL:
        field, acl = resource.field("acl"), field_text(resource, "acl")
        return None if field is None or acl not in _PUBLIC_ACLS else (field, "block_public_acls", "access lists")
    field = resource.field("policy")
    return None if field is None or not opens_to_everybody(resource) else (field, "block_public_policy", "policies")


def opens_to_everybody(policy: Resource) -> bool:
    """Whether the policy of a bucket allows something to everybody."""
    return any(_is_public(each) for _, found in policies(policy) for each in found.statements)


def _is_public(statement: Statement) -> bool:
    """Whether a statement allows something to everybody, whatever else."""
    effect, everybody = statement.one("Effect"), statement.principals.get(_EVERYBODY, ())
    named = [*everybody, *statement.principals.get("AWS", ())]
    return (
        effect is not None
        and effect.text == "Allow"
        and not statement.open
        and "Condition" not in statement.keys
        and any(each.known and each.text == _EVERYBODY for each in named)
    )
