"""Items of DynamoDB tables: JSON in which every value has its type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from presynth.checks.aws.documents import document
from presynth.checks.aws.values import field_text
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.checks.templates.syntax import HOLE
from presynth.findings import Finding

_TYPES = ("S", "N", "B", "BOOL", "NULL", "M", "L", "SS", "NS", "BS")
_ITEM = """
import json

from cdktf_cdktf_provider_aws.dynamodb_table_item import DynamodbTableItem

"""


class TableItem(ResourceRule):
    """An item of a DynamoDB table is not written as DynamoDB reads it.

    ## What it does
    Looks at the JSON of an item: every value is an object with its type (`{"S": "text"}`, `{"N": "1"}`, …), numbers are
    text, and the item has the keys of the table.

    ## Why is this bad?
    The provider stops ("Invalid format of \"item\"", "Decoding failed"), or DynamoDB does: "One of the required keys
    was not given a value".

    ## References
    - https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html (2026-11-29)
    - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/dynamodb_table_item (2026-11-29)
    """

    code = "PS384"
    name = "table-item"
    terraform_types = ("aws_dynamodb_table_item",)
    VALID = (
        Valid(
            _ITEM
            + """
item = {"id": {"S": "limits"}, "most": {"N": "10"}, "tags": {"L": [{"S": "a"}]}, "on": {"BOOL": True}}
DynamodbTableItem(self, "limits", table_name="settings", hash_key="id", item=json.dumps(item))
"""
        ),
        Valid(
            _ITEM
            + """

def item(scope, key, value):
    DynamodbTableItem(
        scope, "item", table_name="settings", hash_key=key, item=json.dumps({"id": {"S": "a"}, "value": value})
    )
"""
        ),
    )
    INVALID = (
        Invalid(
            _ITEM
            + """
DynamodbTableItem(
    self,
    "limits",
    table_name="settings",
    hash_key="id",
    item=json.dumps({"id": {"S": "limits"}, "most": «10»}),
)
""",
            message="`most` has to be an object with its type",
        ),
        Invalid(
            _ITEM
            + """
item = {"name": {"S": "limits"}}
DynamodbTableItem(self, "limits", table_name="settings", hash_key="id", item=«json.dumps(item)»)
""",
            message="the item has no `id`",
        ),
        Invalid(
            _ITEM
            + """
most = 10
DynamodbTableItem(
    self,
    "limits",
    table_name="settings",
    hash_key="id",
    item=json.dumps({"id": {"S": "limits"}, "most": {"N": «most»}}),
)
""",
            message="as text",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        found = document(resource.program, resource.field("item"))
        if found is None or not isinstance(found.content, dict):
            return
        content = cast("dict[str, Any]", found.content)
        for name, value in content.items():
            fault = None if HOLE in name else _fault(name, value)
            if fault is not None:
                path, message = fault
                yield self.finding(
                    found.place(*path), f"{message}: the provider refuses the item", about=resource.instance
                )
        for key in ("hash_key", "range_key"):
            name = field_text(resource, key)
            if name is not None and name not in content and not any(HOLE in each for each in content):
                message = f"the item has no `{name}`, which is the `{key}` of the table: DynamoDB refuses it"
                yield self.finding(found.place(), message, about=resource.instance)


def _fault(name: str, value: object) -> tuple[tuple[str, ...], str] | None:
    """What is wrong with a value, and where in the document it is."""
    if isinstance(value, str) and HOLE in value:
        return None
    if not isinstance(value, dict):
        return (name,), f'`{name}` has to be an object with its type, like `{{"S": "…"}}`'
    typed = cast("dict[str, Any]", value)
    kinds = [kind for kind in typed if HOLE not in kind]
    if len(kinds) < len(typed):
        return None
    if len(kinds) != 1 or kinds[0] not in _TYPES:
        return (name,), f"`{name}` has to have one type, of {', '.join(_TYPES)}"
    inner = typed[kinds[0]]
    if kinds[0] in ("S", "N", "B") and isinstance(inner, int | float):
        return (name, kinds[0]), f'`{name}` has to be given as text: `"{inner}"`'
    return None
