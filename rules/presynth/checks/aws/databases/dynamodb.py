"""DynamoDB tables: their attributes, keys, capacity and streams."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.aws.values import field_number, text
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Block, Field, Presence
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding, Fix, Safety
from presynth.operations import AddArgument

_INDEXES = ("global_secondary_index", "local_secondary_index")
_KEYS = ("hash_key", "range_key")
_CAPACITIES = ("read_capacity", "write_capacity")
_COPIED = ("restore_source_name", "restore_source_table_arn", "restore_backup_arn")

_TABLE = "from cdktf_cdktf_provider_aws.dynamodb_table import DynamodbTable, DynamodbTableAttribute\n"
_INDEXED = (
    "from cdktf_cdktf_provider_aws.dynamodb_table import DynamodbTable, DynamodbTableAttribute, "
    "DynamodbTableGlobalSecondaryIndex\n"
)
_ID = """
DynamodbTable(
    self,
    "orders",
    name="orders",
    hash_key="id",
    attribute=[DynamodbTableAttribute(name="id", type="S")],
"""


class TableAttributes(ResourceRule):
    """The attributes of a DynamoDB table are not those that its keys and indexes use.

    ## What it does
    Compares the `attribute` blocks of a table with the keys of the table and of its indexes: every one that is declared
    must be a key somewhere, and every key must be declared.

    ## Why is this bad?
    `terraform plan` fails: "all attributes must be indexed. Unused attributes: …", or "all indexes must match a
    defined attribute. Unmatched indexes: …". DynamoDB is told of keys only; other attributes are simply written.

    ## References
    - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/dynamodb_table (2026-11-29)
    """

    code = "PS320"
    name = "table-attributes"
    terraform_types = ("aws_dynamodb_table",)
    VALID = (
        Valid(
            _INDEXED
            + """
DynamodbTable(
    self,
    "orders",
    name="orders",
    billing_mode="PAY_PER_REQUEST",
    hash_key="id",
    range_key="at",
    attribute=[DynamodbTableAttribute(name=name, type="S") for name in ("id", "at", "customer")],
    global_secondary_index=[
        DynamodbTableGlobalSecondaryIndex(name="customer", hash_key="customer", range_key="at", projection_type="ALL")
    ],
)
"""
        ),
        Valid(
            _TABLE
            + """
import os

key = os.environ["KEY"]
DynamodbTable(
    self,
    "orders",
    name="orders",
    billing_mode="PAY_PER_REQUEST",
    hash_key=key,
    attribute=[DynamodbTableAttribute(name="id", type="S")],
)
"""
        ),
    )
    INVALID = (
        Invalid(
            _TABLE
            + """
DynamodbTable(
    self,
    "orders",
    name="orders",
    billing_mode="PAY_PER_REQUEST",
    hash_key="id",
    attribute=[DynamodbTableAttribute(name="id", type="S"), DynamodbTableAttribute(name=«"status"», type="S")],
)
""",
            message="no key or index uses the attribute `status`",
        ),
        Invalid(
            _TABLE
            + """
DynamodbTable(
    self,
    "orders",
    name="orders",
    billing_mode="PAY_PER_REQUEST",
    hash_key="id",
    range_key=«"created_at"»,
    attribute=[{"name": "id", "type": "S"}],
)
""",
            message="`created_at` is a key, but not among",
        ),
        Invalid(
            _INDEXED
            + """
index = DynamodbTableGlobalSecondaryIndex(name="by-customer", hash_key=«"customer"», projection_type="ALL")
DynamodbTable(
    self,
    "orders",
    name="orders",
    billing_mode="PAY_PER_REQUEST",
    hash_key="id",
    attribute=[DynamodbTableAttribute(name="id", type="S")],
    global_secondary_index=[index],
)
""",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        if any(resource.presence(name) is not Presence.UNSET for name in _COPIED):
            return
        attributes, all_attributes = resource.block.children("attribute")
        declared = [(child, child.field(("name",))) for child in attributes]
        names = {text(field.value) for _, field in declared if field is not None}
        keys, all_keys = _keys(resource.block)
        known = {text(field.value) for field in keys}
        if all_keys and None not in known:
            for _, field in declared:
                name = None if field is None else text(field.value)
                if field is not None and name is not None and name not in known:
                    yield self.finding(
                        field.place,
                        f"no key or index uses the attribute `{name}`: plan fails with"
                        ' "all attributes must be indexed"',
                        about=resource.instance,
                    )
        if not all_attributes or None in names or len(names) < len(declared):
            return
        for field in keys:
            name = text(field.value)
            if name is not None and name not in names:
                names.add(name)
                yield self.finding(
                    field.place,
                    f"`{name}` is a key, but not among the attributes of the table: plan fails with"
                    ' "all indexes must match a defined attribute"',
                    about=resource.instance,
                )


def _keys(table: Block) -> tuple[list[Field], bool]:
    """The keys of a table and its indexes, and whether these are all."""
    found = [field for name in _KEYS if (field := table.field((name,))) is not None]
    complete = all(table.presence((name,)) is not Presence.UNSURE for name in _KEYS)
    for name in _INDEXES:
        indexes, all_indexes = table.children(name)
        complete = complete and all_indexes
        for index in indexes:
            found += [field for key in _KEYS if (field := index.field((key,))) is not None]
            complete = complete and all(index.presence((key,)) is not Presence.UNSURE for key in _KEYS)
            schema, whole = index.children("key_schema")
            complete = complete and whole
            for key in schema:
                field = key.field(("attribute_name",))
                found += [] if field is None else [field]
                complete = complete and field is not None
    return found, complete


class TableCapacity(ResourceRule):
    """The capacity of a DynamoDB table does not go with its billing mode.

    ## What it does
    A table that is paid by request has no `read_capacity` and `write_capacity`; a provisioned one (the default) needs
    both, and so does each of its global indexes.

    ## Why is this bad?
    `terraform plan` fails: "read_capacity can not be set when billing_mode is PAY_PER_REQUEST" or "read_capacity must
    be at least 1 when billing_mode is PROVISIONED". Of an index without capacity only AWS says so.

    ## Fix safety
    Unsafe: a capacity is removed, or the billing mode set to `PAY_PER_REQUEST`.

    ## References
    - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/dynamodb_table (2026-11-29)
    """

    code = "PS321"
    name = "table-capacity"
    terraform_types = ("aws_dynamodb_table",)
    VALID = (
        Valid(_TABLE + _ID + '    billing_mode="PAY_PER_REQUEST",\n)\n'),
        Valid(_TABLE + _ID + "    read_capacity=5,\n    write_capacity=5,\n)\n"),
        Valid(_TABLE + _ID + '    billing_mode="PAY_PER_REQUEST",\n    read_capacity=0,\n)\n'),
        Valid(_TABLE + "import os\n" + _ID + '    billing_mode=os.environ["MODE"],\n)\n'),
    )
    INVALID = (
        Invalid(
            _TABLE + _ID + '    billing_mode="PAY_PER_REQUEST",\n    read_capacity=«5»,\n)\n',
            fixed=_TABLE + _ID + '    billing_mode="PAY_PER_REQUEST",\n)\n',
            message="`read_capacity` can not be set when `billing_mode` is `PAY_PER_REQUEST`",
        ),
        Invalid(
            _TABLE + _ID.replace("DynamodbTable(\n", "«DynamodbTable»(\n") + ")\n",
            fixed=_TABLE + _ID + '    billing_mode="PAY_PER_REQUEST",\n)\n',
            message="needs `read_capacity` and `write_capacity`",
        ),
        Invalid(
            _INDEXED
            + _ID
            + """    billing_mode="PROVISIONED",
    read_capacity=5,
    write_capacity=5,
    global_secondary_index=[
        «DynamodbTableGlobalSecondaryIndex»(name="by-id", hash_key="id", projection_type="ALL", read_capacity=1)
    ],
)
""",
            message="the index needs `write_capacity`",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        mode = resource.value("billing_mode")
        by_request = text(mode) == "PAY_PER_REQUEST"
        provisioned = text(mode) == "PROVISIONED" or resource.presence("billing_mode") is Presence.UNSET
        if by_request:
            for name in _CAPACITIES:
                field = resource.field(name)
                if field is not None and field_number(resource, name):
                    fixes = [] if field.removal is None else [Fix(f"Remove `{name}`", Safety.UNSAFE, (field.removal,))]
                    yield self.finding(
                        field.place,
                        f"`{name}` can not be set when `billing_mode` is `PAY_PER_REQUEST`",
                        about=resource.instance,
                        fixes=fixes,
                    )
        elif provisioned and all(resource.presence(name) is Presence.UNSET for name in _COPIED):
            missing = _missing_capacities(resource.block)
            if missing:
                yield self.finding(
                    resource.block.place,
                    f"a table with `billing_mode` `PROVISIONED`{'' if mode else ' (the default)'} needs {missing}",
                    about=resource.instance,
                    fixes=() if mode else _by_request(resource),
                )
            for index in resource.block.children("global_secondary_index")[0]:
                missing = _missing_capacities(index)
                if missing:
                    yield self.finding(
                        index.place,
                        f"the index needs {missing}, as its table has `billing_mode` `PROVISIONED`",
                        about=resource.instance,
                    )


def _missing_capacities(block: Block) -> str:
    missing = [f"`{name}`" for name in _CAPACITIES if block.presence((name,)) is Presence.UNSET]
    return " and ".join(missing)


def _by_request(resource: Resource) -> Iterator[Fix]:
    if all(resource.presence(name) is Presence.UNSET for name in _CAPACITIES):
        added = AddArgument(resource.event.place, "billing_mode", ('"PAY_PER_REQUEST"',))
        yield Fix("Pay by request", Safety.UNSAFE, (added,))
