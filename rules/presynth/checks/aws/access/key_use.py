"""Services that are given a KMS key which its policy does not let them use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from presynth.checks.aws.access.key_policies import is_made, refusal
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.resources import resource, resources
from presynth.checks.wiring.gap import listed
from presynth.checks.wiring.keys import source_of
from presynth.findings import Finding, Related, Severity
from presynth.program.program import Program


@dataclass(frozen=True)
class _User:
    """A resource whose key, at `argument`, is used by a service in its own name."""

    terraform_type: str
    argument: str
    service: str
    outcome: str


_USERS = (
    _User(
        "aws_cloudwatch_log_group",
        "kms_key_id",
        "logs",
        'CloudWatch Logs refuses the log group ("The specified KMS key does not exist or is not allowed to be used")',
    ),
    _User("aws_cloudtrail", "kms_key_id", "cloudtrail", "CloudTrail refuses the trail"),
)
"""https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html and
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html, 2026-11-29"""

_IMPORTS = """
import json

from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from cdktf_cdktf_provider_aws.kms_key_policy import KmsKeyPolicy

administration = {
    "Sid": "Enable IAM User Permissions",
    "Effect": "Allow",
    "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
    "Action": "kms:*",
    "Resource": "*",
}
use = {"Effect": "Allow", "Action": ["kms:Encrypt*", "kms:GenerateDataKey*"], "Resource": "*"}
"""


class KeyNotForService(Rule):
    """A service is given a KMS key that its policy does not let it use.

    ## What it does
    Looks for log groups and trails with a key of the program whose policy is known, or is the default one, and does
    not name the service that encrypts. It is silent where a principal or a part of the policy is not known.

    ## Why is this bad?
    The default policy of a key speaks to the account's identities only. CloudWatch Logs and CloudTrail use the key in
    their own names, try it, and refuse the log group or the trail when it is applied. No plan says so.

    ## References
    - https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html (2026-11-29)
    - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html (2026-11-29)
    """

    code = "PS350"
    name = "key-not-for-service"
    group = "aws"
    severity = Severity.ERROR
    visits = Program
    VALID = (
        Valid(
            _IMPORTS
            + """
logs = {**use, "Principal": {"Service": "logs.eu-west-1.amazonaws.com"}}
key = KmsKey(self, "key", policy=json.dumps({"Version": "2012-10-17", "Statement": [administration, logs]}))
CloudwatchLogGroup(self, "api", name="/acme/api", kms_key_id=key.arn)
"""
        ),
        Valid(
            _IMPORTS
            + """
logs = {**use, "Principal": {"Service": ["sns.amazonaws.com", "logs.amazonaws.com"]}}
key = KmsKey(self, "key")
KmsKeyPolicy(
    self,
    "policy",
    key_id=key.id,
    policy=json.dumps({"Version": "2012-10-17", "Statement": [administration, logs]}, indent=2),
)
CloudwatchLogGroup(self, "api", name="/acme/api", kms_key_id=key.arn)
"""
        ),
        Valid(
            """
from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktf_cdktf_provider_aws.data_aws_kms_key import DataAwsKmsKey

key = DataAwsKmsKey(self, "key", key_id="alias/logs")
CloudwatchLogGroup(self, "api", name="/acme/api", kms_key_id=key.arn)
"""
        ),
        # For whom is not known, for everybody, a policy from elsewhere, somebody else's key.
        Valid(
            _IMPORTS
            + """

def encrypted(scope, service, settings, existing):
    for number, principal in enumerate(({"Service": service}, {"AWS": "*"}, "*")):
        document = {"Version": "2012-10-17", "Statement": [administration, {**use, "Principal": principal}]}
        key = KmsKey(scope, f"key-{number}", policy=json.dumps(document))
        CloudwatchLogGroup(scope, f"logs-{number}", name=f"/acme/{number}", kms_key_id=key.arn)
    key = KmsKey(scope, "key", policy=settings)
    CloudwatchLogGroup(scope, "logs", name="/acme", kms_key_id=key.arn)
    CloudwatchLogGroup(scope, "others", name="/acme/others", kms_key_id=existing)
"""
        ),
        Valid(
            """
from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktf_cdktf_provider_aws.data_aws_iam_policy_document import (
    DataAwsIamPolicyDocument,
    DataAwsIamPolicyDocumentStatement,
    DataAwsIamPolicyDocumentStatementPrincipals,
)
from cdktf_cdktf_provider_aws.kms_key import KmsKey

region = "eu-west-1"
document = DataAwsIamPolicyDocument(
    self,
    "document",
    statement=[
        DataAwsIamPolicyDocumentStatement(
            actions=["kms:*"],
            resources=["*"],
            principals=[
                DataAwsIamPolicyDocumentStatementPrincipals(
                    type="Service", identifiers=[f"logs.{region}.amazonaws.com"]
                )
            ],
        )
    ],
)
key = KmsKey(self, "key", policy=document.json)
CloudwatchLogGroup(self, "api", name="/acme/api", kms_key_id=key.arn)
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
key = KmsKey(self, "key", description="logs", enable_key_rotation=True)
CloudwatchLogGroup(self, "api", name="/acme/api", kms_key_id=«key.arn»)
""",
            message="is the default policy",
        ),
        Invalid(
            _IMPORTS
            + """
document = json.dumps({"Version": "2012-10-17", "Statement": [administration]})
key = KmsKey(self, "key", policy=document)
CloudwatchLogGroup(self, "api", name="/acme/api", kms_key_id=«key.arn»)
""",
            message="does not let logs.amazonaws.com use it",
        ),
        Invalid(
            _IMPORTS
            + """
logs = {**use, "Principal": {"Service": "logs.us-east-1.amazonaws.com"}}
key = KmsKey(self, "key", policy=json.dumps({"Version": "2012-10-17", "Statement": [administration, logs]}))
CloudwatchLogGroup(self, "api", name="/acme/api", kms_key_id=«key.arn»)
""",
            message="only logs.us-east-1.amazonaws.com, and this is in eu-west-1",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.cloudtrail import Cloudtrail
from cdktf_cdktf_provider_aws.kms_key import KmsKey

key = KmsKey(self, "key")
settings = {"kms_key_id": key.arn, "s3_bucket_name": "acme-trail"}
Cloudtrail(self, "trail", name="trail", **«settings»)
""",
            message="CloudTrail refuses the trail",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        for user in _USERS:
            for made in resources(subject, user.terraform_type):
                field = made.field(user.argument)
                source = None if field is None else source_of(field.value)
                key = None if source is None else resource(subject, source)
                if field is None or key is None or not is_made(key, "aws_kms_key"):
                    continue
                why = refusal(key, user.service, made.region)
                if why is not None:
                    yield self.finding(
                        field.place,
                        f"the policy of {listed(subject, [key.instance])} {why}: {user.outcome}",
                        about=made.instance,
                        related=[Related(key.event.callee_place, "the key is made here")],
                    )
