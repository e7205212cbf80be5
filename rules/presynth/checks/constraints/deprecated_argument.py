"""Resources and arguments that the provider gives up."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.catalog.catalog import Catalog
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.constraints.judging import Concern
from presynth.checks.constraints.rule import ConstraintRule
from presynth.checks.constraints.violations import Violation, violations
from presynth.findings import Finding, Severity
from presynth.program.changes import Configured

_SUCCESSORS = ("", "_configuration")
_BUCKET = "from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket\n"


class DeprecatedArgument(ConstraintRule):
    """A resource or an argument that the AWS provider calls deprecated.

    ## What it does
    Looks at what is used and marked as deprecated in the AWS provider's source, and names the resource that has taken
    an argument's place where there is one of that name.

    ## Why is this bad?
    It still works, with a warning at `terraform plan`. A later major version of the provider will not have it.

    ## References
    - https://registry.terraform.io/providers/hashicorp/aws/latest/docs (the provider's source of versions 6.25.0 and
      6.58.0: 2026-11-22)
    """

    code = "PS314"
    name = "deprecated-argument"
    severity = Severity.INFO
    tags = ("deprecated",)
    concern = Concern.DEPRECATION
    VALID = (Valid(_BUCKET + 'S3Bucket(self, "logs", bucket="logs", force_destroy=True)\n'),)
    INVALID = (
        Invalid(
            _BUCKET + 'S3Bucket(self, "logs", bucket="logs", «versioning»={"enabled": True})\n',
            message="`versioning` of `aws_s3_bucket` is deprecated in favour of `aws_s3_bucket_versioning`",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.s3_bucket_object import S3BucketObject

«S3BucketObject»(self, "page", bucket="site", key="index.html", content="")
""",
            message="`aws_s3_bucket_object` is deprecated",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        """What is deprecated, in one resource."""
        assert isinstance(subject, Configured)
        for violation in violations(context.catalog, subject):
            if violation.fault.concern is self.concern:
                message = _message(context.catalog, subject.event.type.terraform_type, violation)
                yield self.finding(violation.place, message, about=violation.instance, data_date=violation.table.date)


def _message(catalog: Catalog, resource: str, violation: Violation) -> str:
    """What is deprecated, and what to use instead."""
    if not violation.path:
        return f"`{resource}` is deprecated: a later major version of the provider will not have it"
    start = f"`{violation.label}` of `{resource}` is deprecated"
    for ending in _SUCCESSORS:
        successor = f"{resource}_{violation.path}{ending}"
        if catalog.terraform(successor) is not None:
            return f"{start} in favour of `{successor}`"
    return f"{start}: a later major version of the provider will not have it"
