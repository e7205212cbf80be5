"""Buckets that a service is told to write to, and that nothing lets it write to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from presynth.checks.aws.combinations.conditions import Absent, Condition, Is, IsNot
from presynth.checks.aws.values import companions
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.blocks import Presence
from presynth.checks.common.resources import Resource, makes_unseen, resource, resources
from presynth.checks.wiring.gap import listed, may_coexist, surely_made
from presynth.checks.wiring.keys import values_at
from presynth.findings import Finding, Related, Severity
from presynth.program.program import Program
from presynth.program.values import Instance, instances_in
from presynth.source.statement import Place

_BUCKET = "aws_s3_bucket"
_POLICY = "aws_s3_bucket_policy"


@dataclass(frozen=True)
class _Writer:
    """A resource that makes `service` try the bucket at `path` when it is made; `when` says whether it does."""

    terraform_type: str
    path: str
    service: str
    when: dict[str, Condition] = field(default_factory=dict[str, Condition])


_WRITERS = (
    _Writer("aws_cloudtrail", "s3_bucket_name", "CloudTrail"),
    *(
        _Writer(balancer, "access_logs.bucket", "Elastic Load Balancing", {"access_logs.enabled": Is((True,))})
        for balancer in ("aws_lb", "aws_alb")
    ),
    _Writer(
        "aws_elb",
        "access_logs.bucket",
        "Elastic Load Balancing",
        {"access_logs.enabled": IsNot((False,), default=True)},
    ),
    _Writer("aws_ses_receipt_rule", "s3_action.bucket_name", "SES", {"s3_action.iam_role_arn": Absent()}),
    _Writer("aws_cur_report_definition", "s3_bucket", "the billing service"),
    _Writer("aws_redshift_logging", "bucket_name", "Redshift"),
    _Writer("aws_guardduty_publishing_destination", "destination_arn", "GuardDuty"),
    _Writer(
        "aws_acmpca_certificate_authority",
        "revocation_configuration.crl_configuration.s3_bucket_name",
        "ACM PCA",
        {"revocation_configuration.crl_configuration.enabled": Is((True,))},
    ),
)
"""The pages of the services on the permissions of their buckets, as known on 2026-11-29:
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
https://docs.aws.amazon.com/ses/latest/dg/receiving-email-permissions.html
https://docs.aws.amazon.com/cur/latest/userguide/cur-s3.html
https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html
https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
https://docs.aws.amazon.com/privateca/latest/userguide/crl-planning.html"""

_IMPORTS = """
from cdktf_cdktf_provider_aws.cloudtrail import Cloudtrail
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_policy import S3BucketPolicy

trails = S3Bucket(self, "trails", bucket="acme-trails")
"""

_TRAIL = 'Cloudtrail(self, "trail", name="all-events", s3_bucket_name=trails.id)\n'


class UnwritableBucket(Rule):
    """A service is told to write to a new bucket, and no policy of the bucket lets it.

    ## What it does
    Looks for buckets of the program that CloudTrail, load balancers, SES, cost reports, Redshift, GuardDuty and ACM PCA
    are told to write to, and that have no policy. What the policy says is not looked at here, and a policy of which it
    is not known whose it is may be theirs.

    ## Why is this bad?
    The services try the bucket and refuse it when it is applied: "InsufficientS3BucketPolicyException", "Access Denied
    for bucket", "Could not write to bucket". No plan says so.

    ## References
    - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
      (2026-11-29)
    - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html (2026-11-29)
    - https://docs.aws.amazon.com/ses/latest/dg/receiving-email-permissions.html (2026-11-29)
    """

    code = "PS410"
    name = "unwritable-bucket"
    group = "wiring"
    visits = Program
    data_date = "2026-11-29"
    VALID = (
        Valid(
            _IMPORTS
            + """
S3BucketPolicy(self, "write", bucket=trails.id, policy="{}")
Cloudtrail(self, "trail", name="all-events", s3_bucket_name=trails.id)
Cloudtrail(self, "other", name="other-events", s3_bucket_name="acme-logs")
"""
        ),
        # Whose policy it is, is not known.
        Valid(
            _IMPORTS
            + """

def policy(scope, bucket):
    Cloudtrail(scope, "trail", name="all-events", s3_bucket_name=trails.id)
    S3BucketPolicy(scope, "write", bucket=bucket, policy="{}")
"""
        ),
        Valid(
            """
from cdktf_cdktf_provider_aws.lb import Lb
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

logs = S3Bucket(self, "logs", bucket="acme-logs")
Lb(self, "web", name="web", subnets=["subnet-1", "subnet-2"], access_logs={"bucket": logs.bucket, "enabled": False})
"""
        ),
        Valid(
            "from acme_buckets import allow\n" + _IMPORTS + _TRAIL + 'allow(self, "write", bucket=trails.bucket)\n',
            run=False,
        ),
        # The bucket was there, and may have a policy; or something else knows its name.
        Valid(_IMPORTS + 'trails.import_from("acme-trails")\n' + _TRAIL, run=False),
        Valid(
            _IMPORTS
            + """
from cdktf_cdktf_provider_aws.data_aws_s3_bucket import DataAwsS3Bucket

there = DataAwsS3Bucket(self, "there", bucket="acme-logs")
"""
            + _TRAIL.replace("trails.id", "there.id")
        ),
        Valid(
            _IMPORTS
            + """
from cdktf_cdktf_provider_aws.s3_bucket_public_access_block import S3BucketPublicAccessBlock

private = S3BucketPublicAccessBlock(self, "private", bucket=trails.id, block_public_acls=True)
S3BucketPolicy(self, "write", bucket=private.bucket, policy="{}")
"""
            + _TRAIL
        ),
        Valid(
            _IMPORTS
            + """
from cdktf import TerraformHclModule

TerraformHclModule(self, "policies", source="./policies", variables={"bucket": trails.id})
"""
            + _TRAIL,
            run=False,
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
Cloudtrail(self, "trail", name="all-events", s3_bucket_name=«trails.id»)
S3BucketPolicy(self, "write", bucket="acme-other", policy="{}")
""",
            message="no `S3BucketPolicy` lets CloudTrail write to `aws_s3_bucket.trails`",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.lb import Lb
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

logs = S3Bucket(self, "logs", bucket="acme-logs")
Lb(self, "web", name="web", subnets=["subnet-1", "subnet-2"], access_logs={"bucket": «logs.bucket», "enabled": True})
""",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        for writer in _WRITERS:
            for made in resources(subject, writer.terraform_type):
                written = _written_to(writer, made)
                if written is not None and not _may_have_policy(written[0], made):
                    bucket, place = written
                    yield self.finding(
                        place,
                        f"no `S3BucketPolicy` lets {writer.service} write to {listed(subject, [bucket.instance])}: "
                        "it tries, and refuses the bucket",
                        about=made.instance,
                        severity=Severity.ERROR,
                        related=[Related(bucket.event.callee_place, "the bucket is made here")],
                    )


def _written_to(writer: _Writer, made: Resource) -> tuple[Resource, Place] | None:
    """The bucket of the program that is surely written to, and where that is said."""
    if not all(condition.holds(made.block, name) for name, condition in writer.when.items()):
        return None
    path = tuple(writer.path.split("."))
    field = made.block.field(path)
    sources: set[Instance] = set() if field is None else set(instances_in(field.value, certain=True))
    targets = [target for each in sources if (target := resource(made.program, each)) is not None]
    buckets = [each for each in targets if each.event.type.terraform_type == _BUCKET and each.is_made]
    if field is None or len(buckets) != 1 or len(list(values_at(made.block, path))) != 1:
        return None
    return (buckets[0], field.place) if surely_made(buckets[0].event, made.event) else None


def _may_have_policy(bucket: Resource, beside: Resource) -> bool:
    """Whether the bucket has a policy, or one may be its."""
    if bucket.presence("policy") is not Presence.UNSET or not may_coexist(bucket, beside) or bucket.is_shared:
        return True
    if makes_unseen(bucket.program, _POLICY):
        return True
    policies = companions(bucket, _POLICY, "bucket", name="bucket")
    return bool(policies.found) or not policies.complete
