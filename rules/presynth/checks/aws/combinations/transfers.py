"""What is moved and kept: DataSync, Storage Gateway, OpenSearch Ingestion, Keyspaces."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Condition, Given, Is, IsNot
from presynth.checks.aws.combinations.consequences import (
    Ascending,
    Begins,
    Consequence,
    Needed,
    NoneOf,
    OneOf,
    Refused,
)
from presynth.checks.aws.combinations.entries import Named
from presynth.checks.aws.combinations.numbers import Multiple
from presynth.checks.aws.combinations.row import Row

_AWS = "https://docs.aws.amazon.com/"
_SYNC = f"{_AWS}datasync/latest/userguide/API_"
_GATEWAY = f"{_AWS}storagegateway/latest/APIReference/"
_INGESTION = f"{_AWS}opensearch-service/latest/APIReference/"
_KEYSPACES = f"{_AWS}keyspaces/latest/APIReference/"
_MODE = "capacity_specification.throughput_mode"
_UNITS = ("capacity_specification.read_capacity_units", "capacity_specification.write_capacity_units")


def _row(terraform_type: str, because: str, page: str, *then: Consequence, **when: Condition) -> Row:
    return Row((terraform_type,), then, because, f"{page}.html", when)


def _options(because: str, then: Consequence, **when: Condition) -> Row:
    return Row(("aws_datasync_task",), (then,), because, f"{_SYNC}Options.html", when, ("options",))


_SYNCED = (
    _options(
        "DataSync finds out what is not there any more only where it compares",
        NoneOf("transfer_mode", "ALL"),
        preserve_deleted_files=Is(("REMOVE",)),
    ),
    *(
        _options(
            "DataSync keeps both times or none",
            OneOf(other, value),
            **{name: Is((known,), default=True), "^task_mode": IsNot(("ENHANCED",), default=True)},
        )
        for name, known, other, value in (
            ("atime", "BEST_EFFORT", "mtime", "PRESERVE"),
            ("mtime", "PRESERVE", "atime", "BEST_EFFORT"),
        )
    ),
    *(
        _row(
            "aws_datasync_location_efs",
            "DataSync gets there over TLS only",
            f"{_SYNC}CreateLocationEfs",
            Needed("in_transit_encryption"),
            OneOf("in_transit_encryption", "TLS1_2"),
            **{name: Given()},
        )
        for name in ("access_point_arn", "file_system_access_role_arn")
    ),
    *(
        _row(
            "aws_datasync_location_hdfs",
            "this is how DataSync says who it is",
            f"{_SYNC}CreateLocationHdfs",
            *(Needed(name) for name in needed),
            authentication_type=Is((kind,)),
        )
        for kind, needed in (("SIMPLE", ("simple_user",)), ("KERBEROS", ("kerberos_principal",)))
    ),
    _row(
        "aws_datasync_location_hdfs",
        "DataSync refuses it",
        f"{_SYNC}CreateLocationHdfs",
        Multiple("block_size", 512),
    ),
    _row(
        "aws_datasync_location_fsx_openzfs_file_system",
        "the volumes of the file system lie there",
        f"{_SYNC}CreateLocationFsxOpenZfs",
        Begins("subdirectory", "/fsx"),
    ),
)
_FROM = (
    *(("S3", "s3"), ("Salesforce", "salesforce"), ("Servicenow", "service_now"), ("Zendesk", "zendesk")),
    *(("Slack", "slack"), ("Marketo", "marketo"), ("SAPOData", "sapo_data"), ("Datadog", "datadog")),
)
_TO = (
    *(("S3", "s3"), ("Salesforce", "salesforce"), ("Redshift", "redshift"), ("Snowflake", "snowflake")),
    *(("EventBridge", "event_bridge"), ("Upsolver", "upsolver"), ("Marketo", "marketo"), ("Zendesk", "zendesk")),
)
_FLOWS = (
    Row(
        ("aws_appflow_flow",),
        (Needed("trigger_properties"),),
        "AppFlow has to know when",
        f"{_AWS}appflow/1.0/APIReference/API_TriggerConfig.html",
        {"trigger_type": Is(("Scheduled",))},
        ("trigger_config",),
    ),
    *(
        Row(
            ("aws_appflow_flow",),
            (Needed(f"{side}_connector_properties.{properties}"),),
            "these are the properties of the connector",
            f"{_AWS}appflow/1.0/APIReference/API_{side.capitalize()}ConnectorProperties.html",
            {"connector_type": Is((connector,))},
            (f"{side}_flow_config",),
        )
        for side, connectors in (("source", _FROM), ("destination", _TO))
        for connector, properties in connectors
    ),
)
_SHARED = tuple(
    _row(
        f"aws_storagegateway_{kind}_file_share",
        "Storage Gateway has to know the key",
        f"{_GATEWAY}API_Create{kind.upper()}FileShare",
        Needed("kms_key_arn"),
        kms_encrypted=Is((True,)),
    )
    for kind in ("nfs", "smb")
)
_PIPELINES = (
    _row(
        "aws_osis_pipeline",
        "the pipeline grows from the one to the other",
        f"{_INGESTION}API_osis_CreatePipeline",
        Ascending("min_units", "max_units"),
    ),
    Row(
        ("aws_osis_pipeline",),
        (Needed("cloudwatch_log_destination"),),
        "logs go somewhere",
        f"{_INGESTION}API_osis_LogPublishingOptions.html",
        {"is_logging_enabled": Is((True,))},
        ("log_publishing_options",),
    ),
)
_TABLES = (
    Row(
        ("aws_keyspaces_table",),
        (
            Named("partition_key", "name", "column"),
            Named("clustering_key", "name", "column"),
            Named("static_column", "name", "column"),
        ),
        "keys are columns",
        f"{_KEYSPACES}API_SchemaDefinition.html",
        within=("schema_definition",),
    ),
    Row(
        ("aws_keyspaces_table",),
        (NoneOf("type", "string", "datetime", "integer", "number", "long", "bool", "json", "char"),),
        "there is no such type (but `text`, `timestamp`, `int`, `bigint`, `boolean`)",
        "https://docs.aws.amazon.com/keyspaces/latest/devguide/cql.elements.html",
        within=("schema_definition", "column"),
    ),
    _row(
        "aws_keyspaces_table",
        "Keyspaces has to know how much is provided",
        f"{_KEYSPACES}API_CapacitySpecification",
        *(Needed(name) for name in _UNITS),
        **{_MODE: Is(("PROVISIONED",))},
    ),
    _row(
        "aws_keyspaces_table",
        "requests are paid one by one",
        f"{_KEYSPACES}API_CapacitySpecification",
        Refused(*_UNITS),
        **{_MODE: Is(("PAY_PER_REQUEST",))},
    ),
)

ROWS: tuple[Row, ...] = (*_SYNCED, *_FLOWS, *_SHARED, *_PIPELINES, *_TABLES)
