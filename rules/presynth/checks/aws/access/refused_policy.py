"""Policies that IAM refuses."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.aws.access.policies import PLACES, Policy, policies
from presynth.checks.aws.access.policy_faults import Fault, faults
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding, Severity

_IMPORTS = """
import json

from cdktf_cdktf_provider_aws.data_aws_iam_policy_document import (
    DataAwsIamPolicyDocument,
    DataAwsIamPolicyDocumentStatement,
    DataAwsIamPolicyDocumentStatementPrincipals,
)
from cdktf_cdktf_provider_aws.iam_policy import IamPolicy
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

bucket = S3Bucket(self, "images", bucket="acme-images")
"""


def _policy(statement: str) -> str:
    return f"""
IamPolicy(
    self,
    "policy",
    policy=json.dumps({{"Version": "2012-10-17", "Statement": [{statement}]}}),
)
"""


class RefusedPolicy(ResourceRule):
    """A policy that AWS refuses.

    ## What it does
    Reads the policies of roles, users, groups and of resources (JSON by `json.dumps` or `Fn.jsonencode`, text, data
    sources of policy documents): keys, effects, versions and operators that do not exist; statements without action,
    resource or principal, or with a principal where none may be; principals that are named in part, or under another
    kind; resources that are no ARNs, or stand in the policy of a repository of ECR; actions without their service; and
    a `Sid` that is not of letters and digits, or twice there. An identity provider's users that are let in by
    `sts:AssumeRole` are a warning: nobody can come so.

    ## Why is this bad?
    The provider looks only whether it is JSON. IAM answers `MalformedPolicyDocument` when it is applied.

    ## References
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html (2026-11-29)
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html (2026-11-29)
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html (2026-11-29)
    - https://github.com/aws/aws-cdk/issues/24314 (2026-11-29)
    """

    code = "PS354"
    name = "refused-policy"
    severity = Severity.ERROR
    terraform_types = tuple(PLACES)
    VALID = (
        Valid(
            _IMPORTS
            + """
trust = {
    "Version": "2012-10-17",
    "Statement": {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": ["sts:AssumeRole"]},
}
role = IamRole(self, "role", assume_role_policy=json.dumps(trust))
IamRolePolicy(
    self,
    "policy",
    role=role.id,
    policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Sid": "Read", "Effect": "Allow", "Action": "s3:*", "Resource": [bucket.arn, f"{bucket.arn}/*"]},
                {"Effect": "Deny", "NotAction": ["iam:*"], "NotResource": "arn:aws:iam::*:role/acme-*"},
                {
                    "Effect": "Allow",
                    "Action": "*",
                    "Resource": "*",
                    "Condition": {"ForAllValues:StringLikeIfExists": {"aws:TagKeys": ["a"]}},
                },
            ],
        },
        indent=2,
    ),
)
KmsKey(
    self,
    "key",
    policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Sid": "Enable IAM User Permissions",
                    "Effect": "Allow",
                    "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                    "Action": "kms:*",
                    "Resource": "*",
                }
            ],
        }
    ),
)
"""
        ),
        # What is not known, and a data source.
        Valid(
            _IMPORTS
            + """

def allow(scope, action, resource, extra, sid):
    statement = {"Sid": f"Read{sid}", "Effect": "Allow", "Action": action, "Resource": [resource, f"{resource}/*"]}
    IamPolicy(scope, "one", policy=json.dumps({"Version": "2012-10-17", "Statement": [statement, {**extra}]}))
    IamPolicy(scope, "two", policy=json.dumps({"Version": "2012-10-17", "Statement": extra}))
    document = DataAwsIamPolicyDocument(
        scope,
        "document",
        statement=[DataAwsIamPolicyDocumentStatement(actions=[action], resources=[bucket.arn])],
    )
    IamPolicy(scope, "three", policy=document.json)
"""
        ),
    )
    INVALID = (
        Invalid(
            """
import json

from cdktf_cdktf_provider_aws.ecr_repository_policy import EcrRepositoryPolicy

pulling = {
    "Effect": "Allow",
    "Principal": {"Service": "codebuild.amazonaws.com"},
    "Action": "ecr:BatchGetImage",
    "Resource": «"*"»,
}
document = json.dumps({"Version": "2012-10-17", "Statement": [pulling]})
EcrRepositoryPolicy(self, "pulling", repository="api", policy=document)
""",
            message="names no `Resource`",
        ),
        Invalid(
            _IMPORTS + _policy('{"Effect": "Allow", "Action": "s3:GetObject", "Resource": «"acme-images/*"»}'),
            message="has to be an ARN",
        ),
        Invalid(
            _IMPORTS
            + _policy('{"Effect": "Allow", "Action": "s3:GetObject", "Resource": [bucket.arn, «f"{bucket.id}/*"»]}'),
            message="this begins with `id` of `aws_s3_bucket`",
        ),
        Invalid(
            _IMPORTS
            + _policy('{"Effect": "Allow", "Action": "s3:*", "Resource": «"arn:aws:s3:eu-west-1::acme-images"»}'),
            message="have no region",
        ),
        Invalid(
            _IMPORTS + _policy('{"Sid": «"read-images"», "Effect": "Allow", "Action": "s3:*", "Resource": "*"}'),
            message="takes only letters and digits",
        ),
        Invalid(_IMPORTS + _policy('«{"Effect": "Allow", "Action": "s3:ListAllMyBuckets"}»'), message="no `Resource`"),
        Invalid(
            _IMPORTS + _policy('{"Effect": "Allow", "Actions": «["s3:GetObject"]», "Resource": "*"}'),
            message="did you mean `Action`",
        ),
        Invalid(
            _IMPORTS
            + _policy(
                '{"Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": {"StringEqual": «{"a:b": "c"}»}}'
            ),
            message="did you mean `StringEquals`",
        ),
        Invalid(
            _IMPORTS
            + """
statement = {
    "Effect": "Allow",
    "Principal": «{"Service": "lambda.amazonaws.com"}»,
    "Action": "logs:PutLogEvents",
    "Resource": "*",
}
IamRolePolicy(self, "policy", role="api", policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))
""",
            message="must not have a `Principal`",
        ),
        Invalid(
            _IMPORTS
            + """
trust = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"Service": "lambda.amazonaws.com"},
            "Action": "sts:AssumeRole",
            "Resource": «"*"»,
        }
    ],
}
IamRole(self, "role", assume_role_policy=json.dumps(trust, indent=4))
""",
            message="a trust policy must not have a `Resource`",
        ),
        Invalid(
            _IMPORTS
            + """
IamRole(
    self,
    "role",
    assume_role_policy='{"Version": «"2012-10-01"», "Statement": []}',
)
""",
            message="no version of policies",
        ),
        Invalid(
            _IMPORTS
            + """
document = DataAwsIamPolicyDocument(
    self,
    "document",
    statement=[DataAwsIamPolicyDocumentStatement(actions=[«"GetObject"»], resources=["*"])],
)
IamPolicy(self, "policy", policy=document.json)
""",
            message="has to begin with its service",
        ),
        Invalid(
            _IMPORTS
            + """
github = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"
trust = {"Effect": "Allow", "Principal": {"Federated": github}, "Action": «"sts:AssumeRole"»}
IamRole(self, "role", assume_role_policy=json.dumps({"Version": "2012-10-17", "Statement": [trust]}))
""",
            message="`sts:AssumeRoleWithWebIdentity`",
        ),
        Invalid(
            _IMPORTS
            + """
ACCOUNT = "11112222333"
trust = {"Effect": "Allow", "Principal": {"AWS": «f"arn:aws:iam::{ACCOUNT}:root"»}, "Action": "sts:AssumeRole"}
IamRole(self, "role", assume_role_policy=json.dumps({"Version": "2012-10-17", "Statement": [trust]}))
""",
            message="has 12 digits",
        ),
        Invalid(
            _IMPORTS + _policy('{"Effect": "Allow", "Action": "s3:*", "Resource": «"arn:aws:s3::acme-images/*"»}'),
            message="an ARN has 6 parts",
        ),
        Invalid(
            _IMPORTS + _policy('{"Effect": "Allow", "Action": "s3:*", "Resource": «[]»}'),
            message="`Resource` is an empty list",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        seen: set[Fault] = set()
        for kind, policy in policies(resource):
            for fault in (*faults(policy, kind), *_of_repository(resource, policy)):
                if fault not in seen:
                    seen.add(fault)
                    yield self.finding(
                        fault.place,
                        f"{fault.message}; AWS refuses the policy" if fault.refused else fault.message,
                        about=resource.instance,
                        severity=None if fault.refused else Severity.WARNING,
                    )


def _of_repository(resource: Resource, policy: Policy) -> Iterator[Fault]:
    """Resources in the policy of a repository, which is about nothing but the repository."""
    if resource.event.type.terraform_type == "aws_ecr_repository_policy":
        for statement in policy.statements:
            if "Resource" in statement.keys:
                yield Fault(statement.keys["Resource"], "the policy of a repository names no `Resource`")
