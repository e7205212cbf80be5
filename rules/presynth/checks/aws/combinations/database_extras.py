"""What goes with databases beside their engines: capacity, insights, proxies, names, events."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Absent, Given, Is, Like
from presynth.checks.aws.combinations.consequences import (
    Count,
    Matches,
    Needed,
    Number,
    On,
    OneOf,
    Refused,
    Unfit,
)
from presynth.checks.aws.combinations.numbers import Multiple
from presynth.checks.aws.combinations.row import Row
from presynth.findings import Severity

_RDS = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/"
_PROVIDER = "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/"
_INSTANCE, _MEMBER = ("aws_db_instance",), ("aws_rds_cluster_instance",)
_KEPT = (7, *(31 * months for months in range(1, 24)), 731)
_SCALING = "serverless_v2_scaling_configuration"
_HALVES = (Multiple("min_capacity", 0.5), Multiple("max_capacity", 0.5))

ROWS = (
    Row(
        (*_INSTANCE, *_MEMBER, "aws_rds_cluster"),
        (OneOf("performance_insights_retention_period", *_KEPT),),
        "insights are kept for 7 days, for months of 31, or for 731 days",
        _RDS + "API_CreateDBInstance.html",
    ),
    *(
        Row(
            (*_INSTANCE, *_MEMBER),
            (On("performance_insights_enabled"),),
            "it is for performance insights",
            _PROVIDER + "rds_cluster_instance",
            {name: Given()},
            severity=Severity.WARNING,
        )
        for name in ("performance_insights_retention_period", "performance_insights_kms_key_id")
    ),
    *(
        Row(
            (terraform_type,),
            _HALVES,
            "capacity comes in halves",
            _RDS + "API_ServerlessV2ScalingConfiguration.html",
            within=(block,),
        )
        for terraform_type, block in (
            ("aws_rds_cluster", "serverlessv2_scaling_configuration"),
            ("aws_docdb_cluster", _SCALING),
            ("aws_neptune_cluster", _SCALING),
        )
    ),
    *(
        Row(
            (f"aws_{service}_cluster_instance",),
            (Unfit("instance_class"),),
            f"the cluster has to say how far it scales (`{_SCALING}`)",
            f"https://docs.aws.amazon.com/{guide}",
            {"instance_class": Is(("db.serverless",)), f"cluster_identifier>{_SCALING}": Absent(worth_telling=False)},
        )
        for service, guide in (
            ("docdb", "documentdb/latest/developerguide/docdb-serverless-getting-started.html"),
            ("neptune", "neptune/latest/userguide/neptune-serverless-using.html"),
        )
    ),
    Row(
        (*_MEMBER, "aws_docdb_cluster_instance", "aws_neptune_cluster_instance"),
        (Number("promotion_tier", 0, 15),),
        "there are 16 tiers",
        _RDS + "API_CreateDBInstance.html",
    ),
    Row(
        _MEMBER,
        (Unfit("cluster_identifier"),),
        "a Multi-AZ cluster makes its instances itself",
        "https://github.com/cloudposse/terraform-aws-rds-cluster/issues/206",
        {"cluster_identifier>db_cluster_instance_class": Given()},
    ),
    Row(
        ("aws_docdb_cluster",),
        (OneOf("storage_type", "standard", "iopt1"),),
        "these are the types of storage that DocumentDB has",
        "https://docs.aws.amazon.com/documentdb/latest/developerguide/API_CreateDBCluster.html",
    ),
    Row(
        _INSTANCE,
        (Refused("timezone"),),
        "only Db2 and SQL Server have a time zone of their own",
        _RDS + "API_CreateDBInstance.html",
        {"engine": Like("mysql|mariadb|postgres|oracle-.*")},
    ),
    Row(
        _INSTANCE,
        (Refused("character_set_name"),),
        "the engine is told by a parameter, or by the database",
        "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_instance",
        {"engine": Is(("mysql", "mariadb", "postgres"))},
    ),
    Row(
        _INSTANCE,
        (Matches("db_name", r"[A-Za-z][A-Za-z0-9]{0,7}", "8 letters and digits at most"),),
        "it is the SID of Oracle",
        _RDS + "API_CreateDBInstance.html",
        {"engine": Like(r"oracle-.*")},
    ),
    Row(
        (*_INSTANCE, "aws_rds_cluster"),
        (Needed("domain_iam_role_name"),),
        "RDS joins the domain by a role",
        _PROVIDER + "db_instance",
        {"domain": Given()},
    ),
    *(
        Row(
            (terraform_type,),
            (Needed("source_type"),),
            "ids are those of a type",
            f"{_RDS}API_CreateEventSubscription.html",
            {"source_ids": Given()},
        )
        for terraform_type in (
            "aws_db_event_subscription",
            "aws_docdb_event_subscription",
            "aws_neptune_event_subscription",
        )
    ),
    *(
        Row(
            (terraform_type,),
            (Matches("name", r"(?i)(?!default$).*", "another than `default`"),),
            "every account has that one",
            f"{_RDS}API_CreateDBSubnetGroup.html",
        )
        for terraform_type in ("aws_db_subnet_group", "aws_docdb_subnet_group", "aws_neptune_subnet_group")
    ),
    *(
        Row(
            ("aws_db_proxy_target",),
            (Unfit("db_instance_identifier"),),
            "a proxy speaks the language of one family",
            "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-creating.html",
            {"db_proxy_name>engine_family": Is((family,)), "db_instance_identifier>engine": Like(others)},
        )
        for family, others in (
            ("POSTGRESQL", r"(?!.*postgres).+"),
            ("MYSQL", r"(?!mysql|mariadb|aurora-mysql).+"),
            ("SQLSERVER", r"(?!sqlserver).+"),
        )
    ),
    Row(
        ("aws_docdbelastic_cluster",),
        (
            OneOf("shard_capacity", 2, 4, 8, 16, 32, 64),
            Number("shard_count", 1, 32),
            Matches("admin_user_password", r'[^/"@]{8,100}', '8 to 100 characters without `/`, `"` and `@`'),
        ),
        "DocumentDB refuses the cluster",
        "https://docs.aws.amazon.com/documentdb/latest/developerguide/API_elastic_CreateCluster.html",
    ),
    Row(
        ("aws_db_proxy",),
        (Count("vpc_subnet_ids", 2),),
        "a proxy is in two zones at least",
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-network-prereqs.html",
    ),
    *(
        Row(
            ("aws_dynamodb_table_export",),
            (Unfit("table_arn"),),
            "a table is exported out of its backups: it needs `point_in_time_recovery`",
            "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataExport_Requesting.html",
            {"table_arn>name": Given(), **without},
        )
        for without in (
            {"table_arn>point_in_time_recovery": Absent(worth_telling=False)},
            {"table_arn>point_in_time_recovery.enabled": Is((False,))},
        )
    ),
)
