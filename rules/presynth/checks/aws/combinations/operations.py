"""What those who run accounts have: snapshots, stack sets, attachments of policies, sign-in."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Is, Reads
from presynth.checks.aws.combinations.consequences import Matches, Refused, Unfit
from presynth.checks.aws.combinations.row import Row

_PROVIDER = "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/"
_AWS = "https://docs.aws.amazon.com/"
_PRINCIPAL = r"([0-9a-f]{10}-)?[A-Fa-f0-9]{8}(-[A-Fa-f0-9]{4}){3}-[A-Fa-f0-9]{12}"

ROWS: tuple[Row, ...] = (
    Row(
        ("aws_dlm_lifecycle_policy",),
        (Matches("description", r"[0-9A-Za-z _-]+", "letters, digits, blanks, `_` and `-`"),),
        "plan fails",
        f"{_PROVIDER}dlm/lifecycle_policy.go",
    ),
    Row(
        ("aws_cloudformation_stack_set",),
        (Refused("administration_role_arn", "execution_role_name"),),
        "AWS Organizations makes the roles",
        f"{_AWS}AWSCloudFormation/latest/APIReference/API_CreateStackSet.html",
        {"permission_model": Is(("SERVICE_MANAGED",))},
    ),
    *(
        Row(
            ("aws_organizations_policy_attachment",),
            (Unfit("target_id"),),
            "it takes the `id`",
            f"{_AWS}organizations/latest/APIReference/API_AttachPolicy.html",
            {"target_id": Reads(terraform_type, "arn")},
        )
        for terraform_type in ("aws_organizations_organizational_unit", "aws_organizations_account")
    ),
    Row(
        ("aws_ssoadmin_permission_set",),
        (Matches("name", r"[\w+=,.@-]+", "letters, digits and `_+=,.@-`"),),
        "plan fails",
        f"{_PROVIDER}ssoadmin/permission_set.go",
    ),
    Row(
        ("aws_ssoadmin_account_assignment",),
        (Matches("principal_id", _PRINCIPAL, "the id of a user or group in the identity store"),),
        "plan fails",
        f"{_PROVIDER}ssoadmin/account_assignment.go",
    ),
)
