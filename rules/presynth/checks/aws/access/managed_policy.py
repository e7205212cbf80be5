"""Managed policies that AWS does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth.catalog import iam
from presynth.checks.aws.documents import text_of
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.checks.templates.syntax import HOLE
from presynth.findings import Finding, Fix, Safety, Severity
from presynth.operations import Replace
from presynth.program.values import Sequence, Value
from presynth.source.statement import Place

_ARGUMENTS = {
    "aws_iam_role_policy_attachment": "policy_arn",
    "aws_iam_user_policy_attachment": "policy_arn",
    "aws_iam_group_policy_attachment": "policy_arn",
    "aws_iam_policy_attachment": "policy_arn",
    "aws_iam_role": "managed_policy_arns",
    "aws_iam_role_policy_attachments_exclusive": "policy_arns",
    "aws_ssoadmin_managed_policy_attachment": "managed_policy_arn",
}
_ARN = re.compile(r":iam::aws:policy/([\w+=,.@/-]+)")

_IMPORTS = """
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy_attachment import IamRolePolicyAttachment
"""


class UnknownManagedPolicy(ResourceRule):
    """A managed policy of AWS that does not exist.

    ## What it does
    Compares ARNs of AWS managed policies with the list of them: the name, and the path in front of it
    (`service-role/`, `job-function/`). One that resembles none of the list is reported as a warning: it may be newer.

    ## Why is this bad?
    `NoSuchEntity: Policy … does not exist or is not attachable` when it is applied; no plan says so. Many policies of
    service roles have `service-role/` in their ARN, and many have not.

    ## Fix safety
    Unsafe: another policy may have been meant.

    ## References
    - https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html (2026-10-01)
    """

    code = "PS351"
    name = "unknown-managed-policy"
    severity = Severity.ERROR
    terraform_types = tuple(_ARGUMENTS)
    VALID = (
        Valid(
            _IMPORTS
            + """
base = "arn:aws:iam::aws:policy"
for number, name in enumerate(("service-role/AWSLambdaBasicExecutionRole", "ReadOnlyAccess", "AmazonEKSClusterPolicy")):
    IamRolePolicyAttachment(self, f"attachment-{number}", role="api", policy_arn=f"{base}/{name}")
IamRolePolicyAttachment(
    self, "config", role="config", policy_arn="arn:aws:iam::aws:policy/service-role/AWS_ConfigRole"
)
"""
        ),
        # One's own, and one that is not all known.
        Valid(
            _IMPORTS
            + """

def attach(scope, name, account):
    arns = [f"arn:aws:iam::aws:policy/{name}", f"arn:aws:iam::{account}:policy/ConfigRole"]
    return IamRole(scope, "role", assume_role_policy="{}", managed_policy_arns=arns)
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
IamRolePolicyAttachment(
    self,
    "logs",
    role="api",
    policy_arn=«"arn:aws:iam::aws:policy/AWSLambdaBasicExecutionRole"»,
)
""",
            fixed=_IMPORTS
            + """
IamRolePolicyAttachment(
    self,
    "logs",
    role="api",
    policy_arn="arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
)
""",
            message="did you mean `service-role/AWSLambdaBasicExecutionRole`",
        ),
        Invalid(
            _IMPORTS
            + """
POLICIES = [
    "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy",
    «"arn:aws:iam::aws:policy/service-role/ConfigRole"»,
]
for number, arn in enumerate(POLICIES):
    IamRolePolicyAttachment(self, f"attachment-{number}", role="api", policy_arn=arn)
""",
            fixed=_IMPORTS
            + """
POLICIES = [
    "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy",
    "arn:aws:iam::aws:policy/service-role/AWS_ConfigRole",
]
for number, arn in enumerate(POLICIES):
    IamRolePolicyAttachment(self, f"attachment-{number}", role="api", policy_arn=arn)
""",
        ),
        Invalid(
            _IMPORTS
            + """
arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess", «"arn:aws:iam::aws:policy/AcmeOperators"»]
IamRole(self, "role", assume_role_policy="{}", managed_policy_arns=arns)
""",
            message="AWS has no managed policy `AcmeOperators`",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        field = resource.field(_ARGUMENTS[resource.event.type.terraform_type])
        if field is None:
            return
        for value, place in _items(field.value, field.place):
            text = text_of(value)
            named = _ARN.search(text)
            if named is None or HOLE in text[named.start() :] or named[1] in iam.managed_policies():
                continue
            meant = iam.policy_meant(named[1])
            place = value.origin or place
            yield self.finding(
                place,
                f"AWS has no managed policy `{named[1]}`" + (f": did you mean `{meant}`?" if meant else ""),
                about=resource.instance,
                severity=None if meant else Severity.WARNING,
                data_date=iam.date(),
                fixes=_fixes(place, named[1], meant),
            )


def _items(value: Value, place: Place) -> Iterator[tuple[Value, Place]]:
    if isinstance(value, Sequence):
        places = value.places if len(value.places) == len(value.items) else (place,) * len(value.items)
        yield from zip(value.items, places, strict=True)
    else:
        yield value, place


def _fixes(place: Place, wrong: str, meant: str | None) -> Iterator[Fix]:
    if meant is not None and place.text.count(f"policy/{wrong}") == 1:
        code = place.text.replace(f"policy/{wrong}", f"policy/{meant}")
        yield Fix(f"Attach `{meant}`", Safety.UNSAFE, (Replace(place, (code,)),))
