"""DynamoDB tables."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Contains, Given, Is, OfType, Reads
from presynth.checks.aws.combinations.consequences import Count, Different, Needed, Refused, Unfit
from presynth.checks.aws.combinations.row import Row

_PROVIDER = "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/"

ROWS = (
    *(
        row
        for index in ("global_secondary_index", "local_secondary_index")
        for row in (
            Row(
                ("aws_dynamodb_table",),
                (Refused("non_key_attributes"),),
                "the projection names what is in the index",
                "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Projection.html",
                {"projection_type": Is(("ALL", "KEYS_ONLY"))},
                (index,),
            ),
            Row(
                ("aws_dynamodb_table",),
                (Needed("non_key_attributes"),),
                "DynamoDB has to know what the index includes",
                "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Projection.html",
                {"projection_type": Is(("INCLUDE",))},
                (index,),
            ),
        )
    ),
    Row(
        ("aws_dynamodb_table",),
        (Needed("range_key"),),
        "a local index is another order within one hash key, of a table that has an order",
        "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html",
        {"local_secondary_index": Given()},
    ),
    Row(
        ("aws_dynamodb_table",),
        (Count("local_secondary_index", most=5),),
        "a table has no more local indexes",
        "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html",
    ),
    Row(
        ("aws_dynamodb_table",),
        (Refused("on_demand_throughput"),),
        "it bounds what is paid by requests",
        "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_OnDemandThroughput.html",
        {"billing_mode": Is(("PROVISIONED",), default=True)},
    ),
    Row(
        ("aws_dynamodb_table",),
        (Different("hash_key", "range_key"),),
        "DynamoDB refuses the table",
        "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_KeySchemaElement.html",
    ),
    *(
        Row(
            ("aws_appautoscaling_target",),
            (Unfit("resource_id"),),
            because,
            "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html",
            {"resource_id": condition, **more},
        )
        for because, condition, more in (
            ("it is `table/` and the table's name", Reads("aws_dynamodb_table", "name", "id", "arn"), {}),
            (
                "such a table has no capacity to scale",
                Contains("table/"),
                {
                    "resource_id>": OfType(("aws_dynamodb_table",)),
                    "resource_id>billing_mode": Is(("PAY_PER_REQUEST",)),
                },
            ),
        )
    ),
    Row(
        ("aws_dynamodb_table",),
        (Needed("attribute_name"),),
        "the provider has to know where the time is",
        _PROVIDER + "dynamodb_table",
        {"enabled": Is((True,))},
        ("ttl",),
    ),
)
