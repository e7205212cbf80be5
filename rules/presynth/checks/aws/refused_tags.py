"""Tags that AWS refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from presynth.checks.aws.values import beginning, known_parts, text
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.blocks import Field, resource_block
from presynth.findings import Finding
from presynth.program.changes import Configured
from presynth.program.values import Entry, Mapping, Value
from presynth.source.statement import Place

_TAGS, _DEFAULTS = "tags", "default_tags"
_MOST, _KEY_LENGTH, _VALUE_LENGTH = 50, 128, 256
_FEW_CHARACTERS = (
    *("aws_acm_", "aws_cloudfront_", "aws_cloudwatch_log_", "aws_db_", "aws_ecs_", "aws_efs_", "aws_iam_"),
    *("aws_lambda_", "aws_lb", "aws_alb", "aws_organizations_", "aws_rds_", "aws_sagemaker_", "aws_ssm_"),
    "aws_wafv2_",
)
"""The beginnings of resources whose services take only letters, digits, blanks and `_.:/=+-@` in tags: the patterns of
their APIs in botocore 1.44.8, and https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_Tag.html
(2026-11-29)."""
_STRANGE = re.compile(r"[^\w\s.:/=+@-]")
_RESERVED = "aws:"
_IGNORING_CASE = "aws_iam_"
"""IAM: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html (2026-11-29)"""
_TOPIC = """
from cdktf_cdktf_provider_aws.data_aws_vpc import DataAwsVpc
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic
"""


class _Fault(NamedTuple):
    place: Place
    message: str


class RefusedTags(Rule):
    """Tags that AWS does not take.

    ## What it does
    Looks at the tags of resources and the default tags of providers: keys that begin with `aws:`, more than 50 tags,
    keys and values that are too long, characters that some services refuse, and (for IAM) keys that differ in upper and
    lower case only.

    ## Why is this bad?
    The service refuses the resource when it is applied: "Invalid tag key: aws: prefixed tag key names are not allowed",
    "Member must satisfy regular expression pattern", "Duplicate tag keys found".

    ## References
    - https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html (2026-11-29)
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html (2026-11-29)
    """

    code = "PS392"
    name = "refused-tags"
    group = "aws"
    visits = Configured
    VALID = (
        Valid(
            _TOPIC
            + """
COMMON = {"Name": "orders", "Owner": "orders@acme-pay.net", "cost:center": "4/2 + 1", "awsome": ""}
SnsTopic(self, "orders", name="orders", tags={**COMMON, "note": "anything (goes), here!"})
IamRole(self, "role", name="orders", assume_role_policy="{}", tags=COMMON)
"""
        ),
        Valid(
            _TOPIC
            + """

def topic(scope, name, key, value, tags):
    SnsTopic(scope, name, name=name, tags={key: value, f"{key}aws:": name})
    DataAwsVpc(scope, f"{name}-vpc", tags={"aws:cloudformation:stack-name": "network"})
    IamRole(scope, f"{name}-role", assume_role_policy="{}", tags={**tags, "Name": f"{name} {value}"})
"""
        ),
    )
    INVALID = (
        Invalid(
            _TOPIC
            + """
tags = {
    "Name": "orders",
    «"aws:owner"»: "platform",
}
for name in ("orders", "payments"):
    SnsTopic(self, name, name=name, tags=tags)
""",
            message="`aws:`",
        ),
        Invalid(
            _TOPIC
            + """
team = "Orders & Payments"
IamRole(self, "role", name="orders", assume_role_policy="{}", tags={"Team": «team»})
""",
            message="`&`",
        ),
        Invalid(
            _TOPIC
            + """
IamRole(self, "role", name="orders", assume_role_policy="{}", tags={"Name": "orders", «"name"»: "orders"})
""",
            message="upper from lower case",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Configured)
        event = subject.event
        if not subject.changes and not any(argument.name in (_TAGS, _DEFAULTS) for argument in event.arguments):
            return
        terraform_type = event.type.terraform_type
        is_resource = terraform_type.startswith("aws_") and context.catalog.is_a(event.type, "TerraformResource")
        if not is_resource and not context.catalog.is_a(event.type, "TerraformProvider"):
            return
        block = resource_block(event, context.catalog, subject.changes)
        blocks = (block,) if is_resource else tuple(block.at((_DEFAULTS,)))
        for each in blocks:
            for fault in _faults(each.field((_TAGS,)), terraform_type):
                yield self.finding(fault.place, fault.message, about=subject.instance)


def _faults(field: Field | None, terraform_type: str) -> Iterator[_Fault]:
    if field is None or not isinstance(field.value, Mapping):
        return
    entries = {text(entry.key) or index: entry for index, entry in enumerate(field.value.entries)}
    if len(entries) > _MOST:
        yield _Fault(field.place, f"these are {len(entries)} tags, and AWS takes {_MOST} at most")
    seen: dict[str, str] = {}
    for key, entry in entries.items():
        place = entry.key_place or entry.place or field.place
        yield from _of_key(entry.key, place)
        yield from _of_value(entry, entry.place or place, terraform_type)
        if isinstance(key, str) and terraform_type.startswith(_IGNORING_CASE):
            other = seen.setdefault(key.lower(), key)
            if other != key:
                yield _Fault(place, f"to IAM `{key}` and `{other}` are one tag: it tells no upper from lower case")


def _of_key(key: Value, place: Place) -> Iterator[_Fault]:
    known = known_parts(key)
    if beginning(key).lower().startswith(_RESERVED):
        yield _Fault(place, f"keys of tags that begin with `{_RESERVED}` are AWS's own: it refuses them")
    if len(known) > _KEY_LENGTH:
        yield _Fault(place, f"keys of tags have {_KEY_LENGTH} characters at most, and this has {len(known)}")


def _of_value(entry: Entry, place: Place, terraform_type: str) -> Iterator[_Fault]:
    known = known_parts(entry.value)
    if len(known) > _VALUE_LENGTH:
        yield _Fault(place, f"values of tags have {_VALUE_LENGTH} characters at most, and this has {len(known)}")
    strange = _STRANGE.search(known) if terraform_type.startswith(_FEW_CHARACTERS) else None
    if strange is not None:
        allowed = "letters, digits, blanks and `_.:/=+-@`"
        yield _Fault(place, f"this service takes no `{strange[0]}` in tags, only {allowed}")
