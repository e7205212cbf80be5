"""Roles, users and groups with more managed policies than IAM attaches."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from presynth.checks.aws.sameness import sameness
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.resources import Resource, resources
from presynth.findings import Finding, Severity
from presynth.program.program import Program

_DEFAULT = 10
_QUOTAS = {
    "aws_iam_role_policy_attachment": ("role", 25),
    "aws_iam_user_policy_attachment": ("user", 20),
    "aws_iam_group_policy_attachment": ("group", _DEFAULT),
}
"""What policies are attached to, and how many at most, by https://docs.aws.amazon.com/IAM/latest/UserGuide/
reference_iam-quotas.html (2026-11-29); by default it is ten."""

_IMPORTS = """
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy_attachment import IamRolePolicyAttachment

operator = IamRole(self, "operator", assume_role_policy="{}")
"""


class PolicyCount(Rule):
    """More managed policies are attached to a role, user or group than IAM takes.

    ## What it does
    Counts the different policies that are attached to each, as far as these are known. What is attached under a
    condition is not counted.

    ## Why is this bad?
    An account has a quota of ten policies for each of them, which can be raised to 25 for roles and 20 for users: the
    next one is refused when it is applied ("Cannot exceed quota for PoliciesPerRole: 10"). An error above what it can
    be raised to, a warning below.

    ## References
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (2026-11-29)
    """

    code = "PS395"
    name = "policy-count"
    group = "aws"
    severity = Severity.WARNING
    visits = Program
    data_date = "2026-11-29"
    VALID = (
        Valid(
            _IMPORTS
            + """
auditor = IamRole(self, "auditor", assume_role_policy="{}")
for role in (operator, auditor):
    for number in range(8):
        arn = f"arn:aws:iam::111122223333:policy/acme-{number}"
        IamRolePolicyAttachment(self, f"{role.node.id}-{number}", role=role.name, policy_arn=arn)
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
for number in range(11):
    arn = f"arn:aws:iam::111122223333:policy/acme-{number}"
    «IamRolePolicyAttachment»(self, f"attachment-{number}", role=operator.name, policy_arn=arn)
""",
            message="the 11th policy",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        for terraform_type, (argument, most) in _QUOTAS.items():
            if len(subject.made(terraform_type)) <= _DEFAULT:
                continue
            attached: dict[tuple[Hashable, ...], dict[Hashable, Resource]] = {}
            for made in resources(subject, terraform_type):
                holder, policy = made.value(argument), made.value("policy_arn")
                key = None if holder is None else sameness(holder)
                said = None if policy is None else sameness(policy)
                if key is None or said is None or made.event.conditions:
                    continue
                where = (subject.addresses.stack(made.instance), made.provider, key)
                attached.setdefault(where, {}).setdefault(said, made)
            for policies in attached.values():
                if len(policies) > _DEFAULT:
                    yield self._counted(list(policies.values()), argument, most)

    def _counted(self, attachments: list[Resource], holder: str, most: int) -> Finding:
        is_beyond = len(attachments) > most
        number = most if is_beyond else _DEFAULT
        first_too_many = attachments[number]
        quota = (
            f"IAM takes {number} at most" if is_beyond else f"{number} is the quota of an account unless it was raised"
        )
        return self.finding(
            first_too_many.event.callee_place,
            f"this is the {number + 1}th policy of {len(attachments)} that are attached to this {holder}: {quota}",
            about=first_too_many.instance,
            severity=Severity.ERROR if is_beyond else None,
        )
