"""Mail with SES: what is received."""

from __future__ import annotations

from presynth.checks.aws.combinations.consequences import Matches
from presynth.checks.aws.combinations.row import Row

ROWS: tuple[Row, ...] = (
    Row(
        ("aws_ses_receipt_rule",),
        (Matches("recipients", r"([^@*\s]+@)?[^@*\s]+", "an address, a domain, or `.` and a domain"),),
        "a domain stands for all addresses in it, without `*`",
        "https://docs.aws.amazon.com/ses/latest/dg/receiving-email-receipt-rules-console-walkthrough.html",
    ),
)
