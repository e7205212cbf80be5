"""IoT: things and their attributes."""

from __future__ import annotations

from presynth.checks.aws.combinations.consequences import EachMatches
from presynth.checks.aws.combinations.row import Row

_API = "https://docs.aws.amazon.com/iot/latest/apireference/"
_ATTRIBUTE = r"[a-zA-Z0-9_.,@/:#=\[\]-]*"

ROWS: tuple[Row, ...] = (
    *(
        Row(
            (terraform_type,),
            (EachMatches("attributes", _ATTRIBUTE, "letters, digits and `_.,@/:#=[]-`"),),
            "IoT takes no blanks and nothing else",
            f"{_API}API_AttributePayload.html",
            within=within,
        )
        for terraform_type, within in (
            ("aws_iot_thing", ()),
            ("aws_iot_thing_group", ("properties", "attribute_payload")),
        )
    ),
)
