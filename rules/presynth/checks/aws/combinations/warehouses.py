"""Redshift, and DMS, which fills it."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Absent, Given, Is, IsNot, Like
from presynth.checks.aws.combinations.consequences import (
    Alone,
    Ascending,
    Matches,
    Needed,
    NoneOf,
    Number,
    OneOf,
    Refused,
    Unfit,
)
from presynth.checks.aws.combinations.numbers import Multiple
from presynth.checks.aws.combinations.row import Row
from presynth.findings import Severity

_PROVIDER = "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/"

_WAREHOUSE_PASSWORD = r"(?=.*[a-z])(?=.*[A-Z])(?=.*\d).{8,64}"

_CLUSTER = ("aws_redshift_cluster",)
_CREATE = "https://docs.aws.amazon.com/redshift/latest/APIReference/API_CreateCluster.html"

_WAREHOUSES = (
    Row(
        ("aws_redshift_cluster",),
        (Matches("node_type", r"(?!d[cs][12]\.|dw).*", "of the family ra3"),),
        "no new clusters are made of the older nodes",
        "https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-clusters.html",
        severity=Severity.INFO,
    ),
    *(
        Row(
            (terraform_type,),
            (Matches(argument, _WAREHOUSE_PASSWORD, "8 to 64 characters, small, capital and digits"),),
            "Redshift refuses another password",
            "https://docs.aws.amazon.com/redshift/latest/APIReference/API_CreateCluster.html",
        )
        for terraform_type, argument in (
            ("aws_redshift_cluster", "master_password"),
            ("aws_redshiftserverless_namespace", "admin_user_password"),
        )
    ),
    Row(
        ("aws_redshift_cluster",),
        (Needed("master_password", "master_password_wo", "manage_master_password"),),
        "no new cluster is made without",
        _PROVIDER + "redshift_cluster",
        {"master_username": Given(), "snapshot_identifier": Absent(), "snapshot_arn": Absent()},
    ),
    Row(
        ("aws_redshift_cluster",),
        (NoneOf("multi_az", True),),
        "the provider takes only one of them",
        _PROVIDER + "redshift_cluster",
        {"availability_zone_relocation_enabled": Is((True,))},
    ),
    Row(
        ("aws_redshiftserverless_workgroup",),
        (Multiple("base_capacity", 8, 4),),
        "capacity comes in units of 8",
        "https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-capacity.html",
    ),
    Row(
        _CLUSTER,
        (
            Matches(
                "master_username", r"[a-z][a-z0-9_+.@-]{0,127}", "small letters, digits, `_`, `+`, `.`, `@` and `-`"
            ),
        ),
        "Redshift refuses another name",
        _CREATE,
    ),
    Row(
        _CLUSTER,
        (OneOf("encrypted", True),),
        "Redshift takes a key for encrypted clusters only",
        _PROVIDER + "redshift_cluster",
        {"kms_key_id": Given()},
    ),
    Row(
        _CLUSTER,
        (OneOf("publicly_accessible", True),),
        "an address of one's own is on the internet",
        _CREATE,
        {"elastic_ip": Given()},
    ),
    Row(
        _CLUSTER,
        (NoneOf("availability_zone_relocation_enabled", True),),
        "nodes of this family stay in their zone",
        "https://docs.aws.amazon.com/redshift/latest/mgmt/managing-cluster-recovery.html",
        {"node_type": Like(r"d[cs]\d\..*")},
    ),
    Row(
        _CLUSTER,
        (Number("port", 5431, 5455, others=tuple(range(8191, 8216))),),
        "new clusters of this family have ports from 5431 to 5455, or from 8191 to 8215",
        _CREATE,
        {"node_type": Like(r"(ra3|rg)\..*")},
        severity=Severity.WARNING,
    ),
    Row(
        ("aws_redshift_logging",),
        (Needed("bucket_name"),),
        "Redshift has to know where its logs go",
        _PROVIDER + "redshift_logging",
        {"log_destination_type": Is(("s3",))},
    ),
    *(
        Row(
            ("aws_redshift_usage_limit",),
            (OneOf("limit_type", limit),),
            "this is what such use is measured by",
            "https://docs.aws.amazon.com/redshift/latest/APIReference/API_CreateUsageLimit.html",
            {"feature_type": Is(features)},
        )
        for limit, features in (
            ("time", ("concurrency-scaling",)),
            ("data-scanned", ("cross-region-datasharing", "spectrum")),
        )
    ),
    Row(
        ("aws_redshiftdata_statement",),
        (Needed("cluster_identifier", "workgroup_name"), Alone("cluster_identifier", "workgroup_name")),
        "a statement runs in one of both",
        "https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_ExecuteStatement.html",
    ),
    Row(
        ("aws_redshift_snapshot_schedule",),
        (Matches("definitions", r"rate\(\d+ hours?\)|cron\(.+\)", "`rate(12 hours)`, or `cron(…)`"),),
        "Redshift takes no other schedules",
        "https://docs.aws.amazon.com/redshift/latest/mgmt/managing-snapshots-console.html",
    ),
    Row(
        ("aws_redshift_scheduled_action",),
        (Matches("schedule", r"(at|cron)\(.+\)", "`at(…)`, or `cron(…)`"),),
        "Redshift takes no other schedules",
        "https://docs.aws.amazon.com/redshift/latest/APIReference/API_CreateScheduledAction.html",
    ),
)

_SERVERS = ("mysql", "mariadb", "aurora", "postgres", "aurora-postgresql", "oracle", "sqlserver", "sybase", "db2")
_SETTINGS = {
    "elasticsearch": "elasticsearch_settings",
    "kafka": "kafka_settings",
    "kinesis": "kinesis_settings",
    "mongodb": "mongodb_settings",
    "opensearch": "elasticsearch_settings",
    "redis": "redis_settings",
}

_CAPACITIES = (1, 2, 4, 8, 16, 32, 64, 128, 192, 256, 384)

_MIGRATIONS = (
    Row(
        ("aws_dms_endpoint",),
        (Needed("server_name"),),
        "DMS has to know where the database is",
        "https://github.com/hashicorp/terraform/issues/23442",
        {"engine_name": Is(_SERVERS), "secrets_manager_arn": Absent()},
    ),
    *(
        Row(
            ("aws_dms_endpoint",),
            (Needed(settings),),
            "the provider refuses the plan without",
            _PROVIDER + "dms_endpoint",
            {"engine_name": Is((engine,))},
        )
        for engine, settings in _SETTINGS.items()
    ),
    Row(
        ("aws_dms_replication_instance",),
        (Matches("replication_instance_class", r"dms\..*", "one that begins with `dms.`"),),
        "so the classes of DMS are named",
        "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_ReplicationInstance.Types.html",
    ),
    Row(
        ("aws_dms_replication_instance",),
        (Refused("availability_zone"),),
        "DMS chooses the zones",
        "https://docs.aws.amazon.com/dms/latest/APIReference/API_CreateReplicationInstance.html",
        {"multi_az": Is((True,))},
    ),
    *(
        Row(
            ("aws_iam_role_policy_attachment",),
            (Unfit("role"),),
            f"DMS looks for a role with the name `{role}`",
            "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.html",
            {"policy_arn": Like(rf"arn:aws[\w-]*:iam::aws:policy/service-role/{policy}"), "role>name": IsNot((role,))},
            severity=Severity.WARNING,
        )
        for policy, role in (
            ("AmazonDMSVPCManagementRole", "dms-vpc-role"),
            ("AmazonDMSCloudWatchLogsRole", "dms-cloudwatch-logs-role"),
        )
    ),
    Row(
        ("aws_datasync_task",),
        (Matches("schedule.schedule_expression", r"(?!rate\([1-5]?\d minutes?\)).*", "an hour at least"),),
        "DataSync refuses a task that runs more often",
        "https://docs.aws.amazon.com/datasync/latest/userguide/task-scheduling.html",
    ),
    *(
        Row(
            ("aws_dms_replication_task", "aws_dms_replication_config"),
            (Unfit(argument),),
            "an endpoint is one of both only",
            "https://docs.aws.amazon.com/dms/latest/APIReference/API_CreateReplicationTask.html",
            {f"{argument}>endpoint_type": Is((other,))},
        )
        for argument, other in (("source_endpoint_arn", "target"), ("target_endpoint_arn", "source"))
    ),
    Row(
        ("aws_dms_replication_task",),
        (
            Matches(
                "replication_task_settings",
                r'(?s)(?!.*"CloudWatchLog(Group|Stream)"\s*:\s*"[^"]).*',
                "without `CloudWatchLogGroup` and `CloudWatchLogStream`",
            ),
        ),
        "DMS names them itself",
        "https://github.com/hashicorp/terraform-provider-aws/issues/21512",
    ),
    *(
        Row(
            ("aws_dms_replication_config",),
            (then,),
            "this is what DMS offers",
            "https://docs.aws.amazon.com/dms/latest/APIReference/API_ComputeConfig.html",
            within=("compute_config",),
        )
        for then in (
            OneOf("min_capacity_units", *_CAPACITIES),
            OneOf("max_capacity_units", *_CAPACITIES),
            Ascending("min_capacity_units", "max_capacity_units"),
        )
    ),
)

ROWS = (*_WAREHOUSES, *_MIGRATIONS)
