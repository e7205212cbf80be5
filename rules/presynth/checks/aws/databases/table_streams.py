"""DynamoDB tables: their streams and replicas."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.aws.values import field_text, is_true
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Field, Presence
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding, Fix, Safety, Severity
from presynth.operations import AddArgument

_TABLE = "from cdktf_cdktf_provider_aws.dynamodb_table import DynamodbTable, DynamodbTableAttribute\n"
_ID = """
DynamodbTable(
    self,
    "orders",
    name="orders",
    hash_key="id",
    attribute=[DynamodbTableAttribute(name="id", type="S")],
"""


class TableStream(ResourceRule):
    """A DynamoDB table has replicas, or a stream, without what its stream needs.

    ## What it does
    A table with `replica` blocks needs `stream_enabled=True`, unless they are strongly consistent; one with
    `stream_enabled` needs a `stream_view_type`. Replicas are in other regions than the table, and their capacity is
    paid by request, or scaled.

    ## Why is this bad?
    Without `stream_view_type` the plan fails. Replicas are fed from a stream: where it is not set, DynamoDB turns it
    on, and refuses every later change with "Disabling Stream is not allowed for a Global Table replica". "Table write
    capacity should either be Pay-Per-Request or AutoScaled" is what it says of replicas with a fixed capacity, and
    "Cannot add, delete, or update the local region through ReplicaUpdates" of one where the table is.

    ## Fix safety
    Unsafe: a stream is paid for by those who read it.

    ## References
    - https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_reqs_bestpractices.html
      (2026-11-29)
    - https://github.com/hashicorp/terraform-provider-aws/issues/43625 (2026-11-29)
    - https://github.com/hashicorp/terraform-provider-aws/issues/13097 (2026-11-29)
    """

    code = "PS322"
    name = "table-stream"
    terraform_types = ("aws_dynamodb_table",)
    VALID = (
        Valid(
            _TABLE
            + _ID
            + """    billing_mode="PAY_PER_REQUEST",
    stream_enabled=True,
    stream_view_type="NEW_AND_OLD_IMAGES",
    replica=[{"regionName": "us-east-1"}],
)
"""
        ),
        Valid(_TABLE + _ID + '    billing_mode="PAY_PER_REQUEST",\n    stream_enabled=False,\n)\n'),
        Valid(
            _TABLE
            + _ID
            + """    billing_mode="PAY_PER_REQUEST",
    replica=[{"regionName": name, "consistencyMode": "STRONG"} for name in ("eu-west-2", "eu-west-3")],
)
"""
        ),
        Valid(
            _TABLE
            + "from cdktf_cdktf_provider_aws.appautoscaling_target import AppautoscalingTarget\n"
            + _ID
            + """    read_capacity=5,
    write_capacity=5,
    stream_enabled=True,
    stream_view_type="NEW_AND_OLD_IMAGES",
    replica=[{"regionName": "us-east-1"}],
)
AppautoscalingTarget(
    self,
    "write",
    service_namespace="dynamodb",
    scalable_dimension="dynamodb:table:WriteCapacityUnits",
    resource_id="table/orders",
    min_capacity=5,
    max_capacity=50,
)
"""
        ),
    )
    INVALID = (
        Invalid(
            _TABLE
            + _ID
            + """    billing_mode="PAY_PER_REQUEST",
    «replica»=[{"regionName": "us-east-1"}],
)
""",
            message="needs `stream_enabled`",
            fixed=_TABLE
            + _ID
            + """    billing_mode="PAY_PER_REQUEST",
    replica=[{"regionName": "us-east-1"}],
    stream_enabled=True,
    stream_view_type="NEW_AND_OLD_IMAGES",
)
""",
        ),
        Invalid(
            _TABLE.replace("import ", "import DynamodbTableReplica, ")
            + _ID
            + """    billing_mode="PAY_PER_REQUEST",
    stream_enabled=True,
    stream_view_type="NEW_AND_OLD_IMAGES",
    replica=[DynamodbTableReplica(region_name="us-east-1"), DynamodbTableReplica(region_name=«"eu-west-1"»)],
)
""",
            message="the table itself is in `eu-west-1`",
        ),
        Invalid(
            _TABLE
            + _ID
            + """    read_capacity=5,
    write_capacity=5,
    stream_enabled=True,
    stream_view_type="NEW_AND_OLD_IMAGES",
    «replica»=[{"regionName": "us-east-1"}],
)
""",
            message="capacity is fixed",
        ),
        Invalid(
            _TABLE + _ID + '    billing_mode="PAY_PER_REQUEST",\n    stream_enabled=«True»,\n)\n',
            message="`stream_view_type` is required",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        enabled, replica = resource.field("stream_enabled"), resource.field("replica")
        if enabled is not None and is_true(enabled.value) and resource.presence("stream_view_type") is Presence.UNSET:
            message = "`stream_view_type` is required when `stream_enabled` is true"
            yield self.finding(enabled.place, message, about=resource.instance)
        elif replica is not None:
            yield from self._replicated(resource, replica)

    def _replicated(self, table: Resource, replica: Field) -> Iterator[Finding]:
        replicas = table.block.children("replica")[0]
        strong = any(each.presence(("consistency_mode",)) is not Presence.UNSET for each in replicas)
        if table.presence("stream_enabled") is Presence.UNSET and not strong:
            yield self.finding(
                replica.name_place,
                "a table with replicas needs `stream_enabled` with the view type `NEW_AND_OLD_IMAGES`: DynamoDB turns"
                " its stream on, and refuses every later change, which would turn it off",
                about=table.instance,
                fixes=_with_stream(table),
                severity=Severity.WARNING,
            )
        for each in replicas:
            field, region = each.field(("region_name",)), field_text(each, "region_name")
            if field is not None and region is not None and region == table.region:
                message = f"a replica is in another region, and the table itself is in `{region}`: DynamoDB refuses it"
                yield self.finding(field.place, message, about=table.instance)
        if _is_fixed(table) and not table.program.made("aws_appautoscaling_target"):
            yield self.finding(
                replica.name_place,
                "the table has replicas, and its capacity is fixed: DynamoDB wants `PAY_PER_REQUEST`, or one that is"
                " scaled",
                about=table.instance,
            )


def _is_fixed(table: Resource) -> bool:
    """Whether a table has a capacity of its own."""
    mode = table.presence("billing_mode")
    return mode is Presence.UNSET or field_text(table, "billing_mode") == "PROVISIONED"


def _with_stream(resource: Resource) -> Iterator[Fix]:
    if resource.presence("stream_view_type") is Presence.UNSET:
        call = resource.event.place
        enabled = AddArgument(call, "stream_enabled", ("True",))
        view = AddArgument(call, "stream_view_type", ('"NEW_AND_OLD_IMAGES"',))
        yield Fix("Enable the stream", Safety.UNSAFE, (enabled, view))
