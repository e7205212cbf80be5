"""Policies of buckets that S3 refuses."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.catalog import iam
from presynth.checks.aws.access.policies import Statement, Written, policies
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.resources import Resource
from presynth.checks.common.similar import nearest
from presynth.checks.resource_rule import ResourceRule
from presynth.checks.templates.syntax import HOLE
from presynth.findings import Finding, Severity
from presynth.program.values import Token

_IMPORTS = """
import json

from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_policy import S3BucketPolicy

bucket = S3Bucket(self, "images", bucket="acme-images")
"""


def _made(statement: str) -> str:
    return f"""
reader = {{"Service": "cloudfront.amazonaws.com"}}
S3BucketPolicy(
    self,
    "policy",
    bucket=bucket.id,
    policy=json.dumps(
        {{"Version": "2012-10-17", "Statement": [{{"Effect": "Allow", "Principal": reader, {statement}}}]}}
    ),
)
"""


class BucketPolicyAction(ResourceRule):
    """A bucket's policy with actions that S3 does not have, or that its resources cannot have.

    ## What it does
    Looks at the statements of bucket policies: whether there are such actions (`s3:ListObjects` is none), and whether
    one of the resources is of the kind that an action is for: the bucket (`s3:ListBucket`) or its objects
    (`s3:GetObject`, with `/*` behind the bucket's ARN).

    ## Why is this bad?
    S3 refuses the policy when it is applied: "Policy has invalid action", "Action does not apply to any resource(s) in
    statement". No plan says so.

    ## References
    - https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html (2026-10-01)
    - https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html (2026-10-01)
    """

    code = "PS364"
    name = "bucket-policy-action"
    severity = Severity.ERROR
    terraform_types = ("aws_s3_bucket_policy",)
    VALID = (
        Valid(
            _IMPORTS + _made('"Action": ["s3:GetObject", "s3:ListBucket"], "Resource": [bucket.arn, f"{bucket.arn}/*"]')
        ),
        Valid(_IMPORTS + _made('"Action": "s3:*", "Resource": bucket.arn')),
        Valid(_IMPORTS + _made('"Action": "s3:Get*", "Resource": "arn:aws:s3:::acme-images"')),
        Valid(
            _IMPORTS
            + """

def policy(scope, action, resource):
    statement = {"Effect": "Allow", "Principal": "*", "Action": [action, "s3:PutObject"], "Resource": resource}
    document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    S3BucketPolicy(scope, "policy", bucket="acme-images", policy=document)
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS + _made('"Action": «"s3:GetObject"», "Resource": bucket.arn'),
            message="is for objects",
        ),
        Invalid(
            _IMPORTS + _made('"Action": ["s3:GetObject", «"s3:ListBucket"»], "Resource": f"{bucket.arn}/*"'),
            message="is for the bucket",
        ),
        Invalid(
            _IMPORTS + _made('"Action": [«"s3:ListObjects"»], "Resource": bucket.arn'),
            message="S3 has no action `s3:ListObjects`",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        for _, policy in policies(resource):
            for statement in policy.statements:
                kinds = _kinds(statement)
                for action in statement.values.get("Action", ()):
                    message = _fault(action, kinds)
                    if message is not None:
                        yield self.finding(
                            action.place,
                            f"{message}: S3 refuses the policy",
                            about=resource.instance,
                            data_date=iam.date(),
                        )


def _fault(action: Written, kinds: set[str] | None) -> str | None:
    service, colon, name = action.text.partition(":")
    if not action.known or not colon or service.lower() != "s3" or "*" in name or "?" in name:
        return None
    actions = {each.lower(): (each, types) for each, types in iam.s3_actions().items()}
    found = actions.get(name.lower())
    if found is None:
        meant = nearest(name, iam.s3_actions())
        return f"S3 has no action `{action.text}`" + (f" (`s3:{meant[0]}`?)" if meant else "")
    wanted = {kind for kind in found[1] if kind in ("bucket", "object")}
    if kinds is None or len(wanted) != 1 or wanted & kinds:
        return None
    if wanted == {"object"}:
        return f"`s3:{found[0]}` is for objects (`/*` behind the ARN), and the statement has the bucket only"
    return f"`s3:{found[0]}` is for the bucket, and the statement has objects only"


def _kinds(statement: Statement) -> set[str] | None:
    """What the resources of a statement are: the bucket, or objects; None where one is not known."""
    kinds: set[str] = set()
    for each in statement.values.get("Resource", ()):
        if each.text.startswith("arn:") and HOLE not in each.text:
            path = each.text.split(":", 5)[-1]
        elif each.text.startswith(HOLE) and _is_bucket(each):
            path = each.text.removeprefix(HOLE)
        else:
            return None
        if "*" in path.partition("/")[0] or HOLE in path:
            return None
        kinds.add("object" if "/" in path else "bucket")
    return kinds or None


def _is_bucket(each: Written) -> bool:
    value = each.start
    source = value.source if isinstance(value, Token) else None
    of = None if source is None or source.type is None else source.type.terraform_type
    return isinstance(value, Token) and of == "aws_s3_bucket" and value.attribute == "arn"
