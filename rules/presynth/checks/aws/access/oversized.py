"""Texts that are longer than AWS takes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from presynth.checks.aws.combinations.conditions import Condition, Conditions, Is
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Field
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding, Severity
from presynth.program.values import Constant, Text, Token, Value

_IAM = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"
_SSM = "https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html"
_EVENTS = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html"
_SPACE = re.compile(r"\s+")
_ARN_LENGTH = len("arn:aws:s3:::abc")
"""What an ARN has at least."""


@dataclass(frozen=True)
class Limit:
    """How long a text may be, in characters without blanks (in `bytes`: with them).

    `what` it is in words; `when`: for which resources. Less than an error where an account may have another limit.
    """

    terraform_type: str
    argument: str
    most: int
    what: str
    source: str
    bytes: bool = False
    severity: Severity = Severity.ERROR
    when: Conditions | None = None


def _parameter(most: int, what: str, tier: Condition | None, severity: Severity = Severity.ERROR) -> tuple[Limit, ...]:
    when = None if tier is None else {"tier": tier}
    return tuple(
        Limit("aws_ssm_parameter", name, most, what, _SSM, True, severity, when) for name in ("value", "insecure_value")
    )


_LIMITS = (
    Limit("aws_iam_policy", "policy", 6144, "managed policies", _IAM),
    Limit("aws_iam_role_policy", "policy", 10240, "all policies within a role", _IAM),
    Limit("aws_iam_role", "inline_policy.policy", 10240, "all policies within a role", _IAM),
    Limit("aws_iam_user_policy", "policy", 2048, "all policies within a user", _IAM),
    Limit("aws_iam_group_policy", "policy", 5120, "all policies within a group", _IAM),
    Limit("aws_iam_role", "assume_role_policy", 8192, "trust policies", _IAM),
    Limit(
        "aws_iam_role",
        "assume_role_policy",
        2048,
        "trust policies, unless the account has a higher quota,",
        _IAM,
        severity=Severity.WARNING,
    ),
    Limit(
        "aws_s3_bucket_policy",
        "policy",
        20480,
        "policies of buckets",
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html",
    ),
    Limit(
        "aws_kms_key",
        "policy",
        32768,
        "policies of keys",
        "https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html",
    ),
    Limit(
        "aws_secretsmanager_secret_version",
        "secret_string",
        65536,
        "secrets",
        "https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html",
        bytes=True,
    ),
    Limit(
        "aws_cloudwatch_log_resource_policy",
        "policy_document",
        5120,
        "policies of logs",
        "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html",
    ),
    Limit(
        "aws_organizations_policy",
        "content",
        5120,
        "service control policies",
        "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html",
        when={"type": Is(("SERVICE_CONTROL_POLICY",), default=True)},
    ),
    Limit("aws_cloudwatch_event_rule", "event_pattern", 4096, "event patterns", _EVENTS),
    Limit(
        "aws_cloudwatch_event_rule",
        "event_pattern",
        2048,
        "event patterns, unless the account has a higher quota,",
        _EVENTS,
        severity=Severity.WARNING,
    ),
    *_parameter(8192, "parameters", None),
    *_parameter(4096, "parameters of the tier `Standard`", Is(("Standard",))),
    *_parameter(
        4096,
        "parameters of the tier `Standard` (which it is unless the account has another default)",
        Is(("Standard",), default=True),
        Severity.WARNING,
    ),
)

_IMPORTS = """
import json

from cdktf_cdktf_provider_aws.iam_policy import IamPolicy
from cdktf_cdktf_provider_aws.ssm_parameter import SsmParameter
"""


class Oversized(ResourceRule):
    """A document is longer than AWS takes it.

    ## What it does
    Counts the characters of policies (without blanks, as IAM does), of parameters of Systems Manager by their tier, of
    secrets and event patterns. Of a text that is known in part, that part counts.

    ## Why is this bad?
    AWS refuses it when it is applied ("Cannot exceed quota for PolicySize: 6144", "Standard tier parameters support a
    maximum parameter value of 4096 characters"); the provider does not count.

    ## References
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (2026-11-29)
    - https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html (2026-11-29)
    """

    code = "PS393"
    name = "oversized"
    terraform_types = tuple(dict.fromkeys(limit.terraform_type for limit in _LIMITS))
    data_date = "2026-11-29"
    VALID = (
        Valid(
            _IMPORTS
            + """
resources = [f"arn:aws:s3:::acme-zone-{number}/*" for number in range(100)]
statement = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": resources}
policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]}, indent=80)
IamPolicy(self, "read", policy=policy)
SsmParameter(self, "flags", name="/acme/flags", type="String", tier="Advanced", value="x" * 8000)
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
resources = [f"arn:aws:s3:::acme-data-lake-zone-{number}/*" for number in range(160)]
statement = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": resources}
IamPolicy(
    self,
    "read",
    policy=«json.dumps({"Version": "2012-10-17", "Statement": [statement]})»,
)
""",
            message="6144 characters",
        ),
        Invalid(
            _IMPORTS
            + """
FLAGS = ",".join(f"acme.orders.feature-{number}=on" for number in range(200))
SsmParameter(self, "flags", name="/acme/flags", type="StringList", tier="Standard", value=«FLAGS»)
""",
            message="of the tier `Standard` have 4096 bytes at most",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        reported: set[str] = set()
        for limit in _LIMITS:
            if limit.terraform_type != resource.event.type.terraform_type or limit.argument in reported:
                continue
            if not all(condition.holds(resource.block, name) for name, condition in (limit.when or {}).items()):
                continue
            *outer, last = limit.argument.split(".")
            for block in resource.block.at(tuple(outer)):
                field = block.field((last,))
                size = 0 if field is None else _size(field, in_bytes=limit.bytes)
                if field is not None and size > limit.most:
                    reported.add(limit.argument)
                    unit = "bytes" if limit.bytes else "characters"
                    yield self.finding(
                        field.place,
                        f"{limit.what} have {limit.most} {unit} at most, and this has {size}: AWS refuses it",
                        about=resource.instance,
                        severity=limit.severity,
                    )


def _size(field: Field, *, in_bytes: bool) -> int:
    parts = field.value.parts if isinstance(field.value, Text) else (field.value,)
    return sum(_length(part, in_bytes=in_bytes) for part in parts)


def _length(part: str | Value, *, in_bytes: bool) -> int:
    """What a part of a text has at least."""
    text = part.value if isinstance(part, Constant) else part
    if isinstance(text, str):
        return len(text.encode()) if in_bytes else len(_SPACE.sub("", text))
    return _ARN_LENGTH if isinstance(part, Token) and part.attribute == "arn" else 0
