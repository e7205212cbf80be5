"""Accounts, and who signs in to them: organizations, permission sets, shared resources, analyzers."""

from __future__ import annotations

from presynth.checks.aws.combinations.consequences import Matches
from presynth.checks.aws.combinations.row import Row

_SSO = "https://docs.aws.amazon.com/singlesignon/latest/APIReference/"
_DURATION = r"P(?=[\dT])(\d+Y)?(\d+M)?(\d+[DW])?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?"

ROWS: tuple[Row, ...] = (
    Row(
        ("aws_ssoadmin_permission_set",),
        (
            Matches("session_duration", _DURATION, "a duration as in ISO 8601, like `PT8H`"),
            Matches("session_duration", r"(?!PT(1[3-9]|[2-9]\d|\d{3,})H).*", "12 hours at most (`PT12H`)"),
        ),
        "IAM Identity Center refuses the permission set",
        f"{_SSO}API_CreatePermissionSet.html",
    ),
)
