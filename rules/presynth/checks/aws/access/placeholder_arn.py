"""Accounts and regions in ARNs that were never filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth.catalog.names import snake_case
from presynth.checks.aws.documents import text_of
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.findings import Finding, Severity
from presynth.program.events import Construction
from presynth.program.program import is_test
from presynth.program.values import Constant, Mapping, Sequence, Text, Value
from presynth.source.statement import Place

_ARN = re.compile(r"\barn:aws[a-z-]*:[a-z0-9-]+:([^:\s\"']*):([^:\s\"']*):")
_PLACEHOLDER = re.compile(
    r"<[^>]*>|\{[^}]*\}|\[[^\]]*\]|x{3,}|#{3,}|(?:aws|my|your)?[-_ ]*(?:account|region)(?:[-_ ]?(?:id|number))?"
    r"|your[-_].*|123456789012|1234567890",
    re.IGNORECASE,
)
"""What stands for an account or a region in documentation.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html, 2026-11-29"""
_PROSE = {"description", "comment", "tags", "tags_all"}

_IMPORTS = """
import json

from cdktf_cdktf_provider_aws.iam_policy import IamPolicy
from cdktf_cdktf_provider_aws.iam_role_policy_attachment import IamRolePolicyAttachment
"""


class PlaceholderArn(Rule):
    """An ARN holds a placeholder for the account or the region.

    ## What it does
    Looks for `ACCOUNT_ID`, `123456789012`, `{account}` in text that is no f-string, `REGION` and the like where the
    account or the region of an ARN is, also within policies. Tests are left alone.

    ## Why is this bad?
    A principal that does not exist is refused; a resource of an account that is not one's own is taken, and what it
    should allow is denied.

    ## References
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html (2026-11-29)
    """

    code = "PS370"
    name = "placeholder-arn"
    group = "aws"
    severity = Severity.WARNING
    visits = Construction
    VALID = (
        Valid(
            _IMPORTS
            + """
from cdktf_cdktf_provider_aws.data_aws_caller_identity import DataAwsCallerIdentity

me = DataAwsCallerIdentity(self, "me")
resources = [f"arn:aws:iam::{me.account_id}:role/api", "arn:aws:s3:::account", "arn:aws:iam::${var.account}:role/a"]
statement = {"Effect": "Allow", "Action": "*", "Resource": resources}
IamPolicy(
    self,
    "policy",
    description="as in arn:aws:iam::123456789012:role/api",
    policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}),
)
IamRolePolicyAttachment(self, "shared", role="api", policy_arn="arn:aws:iam::210987654321:policy/shared")
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
IamRolePolicyAttachment(self, "shared", role="api", policy_arn=«"arn:aws:iam::123456789012:policy/shared"»)
""",
            message="`123456789012` for the account",
        ),
        Invalid(
            _IMPORTS
            + """
statement = {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::{account}:role/api"}
IamPolicy(self, "policy", policy=«json.dumps({"Version": "2012-10-17", "Statement": [statement]}, indent=2)»)
""",
            message="`{account}` for the account",
        ),
        Invalid(
            _IMPORTS
            + """
statement = {"Effect": "Allow", "Action": "sqs:*", "Resource": "arn:aws:sqs:REGION:ACCOUNT_ID:jobs"}
policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
IamPolicy(self, "policy", policy=«policy»)
""",
            message="`REGION` for the region",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Construction)
        if is_test(subject.place.path):
            return
        for argument in subject.arguments.items:
            if argument.name is None or snake_case(argument.name) in _PROSE:
                continue
            for text, place in _texts(argument.value, argument.place):
                message = _fault(text)
                if message is not None:
                    yield self.finding(place, message, about=subject.instance)


def _texts(value: Value, place: Place) -> Iterator[tuple[str, Place]]:
    if isinstance(value, Constant | Text):
        parts = value.parts if isinstance(value, Text) else (value.value,)
        if any(isinstance(part, str) and "arn:" in part for part in parts):
            yield text_of(value), place
    elif isinstance(value, Sequence):
        for item in value.items:
            yield from _texts(item, place)
    elif isinstance(value, Mapping):
        for entry in value.entries:
            yield from _texts(entry.value, entry.place or place)


def _fault(text: str) -> str | None:
    for found in _ARN.finditer(text):
        for what, part in zip(("region", "account"), found.groups(), strict=True):
            if _PLACEHOLDER.fullmatch(part):
                return f"this ARN has the placeholder `{part}` for the {what}"
    return None
