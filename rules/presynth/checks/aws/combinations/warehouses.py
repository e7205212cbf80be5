"""Redshift, and DMS, which fills it."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Absent, Given, Is, IsNot, Like
from presynth.checks.aws.combinations.consequences import Matches, Needed, NoneOf, Refused, Unfit
from presynth.checks.aws.combinations.numbers import Multiple
from presynth.checks.aws.combinations.row import Row
from presynth.findings import Severity

_PROVIDER = "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/"

_WAREHOUSE_PASSWORD = r"(?=.*[a-z])(?=.*[A-Z])(?=.*\d).{8,64}"

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
        (Matches("schedule.schedule_expression", r"(?!rate\(\d+ minutes?\)).*", "an hour at least"),),
        "DataSync refuses a task that runs more often",
        "https://docs.aws.amazon.com/datasync/latest/userguide/task-scheduling.html",
    ),
)

ROWS = (*_WAREHOUSES, *_MIGRATIONS)
