"""RDS, Aurora, DocumentDB and Neptune."""

from __future__ import annotations

from collections.abc import Mapping

from presynth.checks.aws.combinations.conditions import Absent, Given, Is, IsNot, Like
from presynth.checks.aws.combinations.consequences import (
    Matches,
    Needed,
    NoneOf,
    Number,
    On,
    OneOf,
    Refused,
)
from presynth.checks.aws.combinations.numbers import Lasting
from presynth.checks.aws.combinations.row import Row

_INSTANCE = ("aws_db_instance",)
_CLUSTER = ("aws_rds_cluster",)
_DOCUMENTS = ("aws_docdb_cluster",)
_API = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/"
_CREATE_INSTANCE = _API + "API_CreateDBInstance.html"
_CREATE_CLUSTER = _API + "API_CreateDBCluster.html"
_PROVIDER = "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/"
_AURORA = Is(("aurora-mysql", "aurora-postgresql"))


def _without(*names: str) -> Mapping[str, Absent]:
    """The ways to make something that is new in nothing but its name."""
    return {name: Absent(worth_telling=False) for name in names}


_NEW_INSTANCE = _without("replicate_source_db", "snapshot_identifier", "restore_to_point_in_time", "s3_import")
_NEW_CLUSTER = _without(
    *("global_cluster_identifier", "replication_source_identifier", "restore_to_point_in_time", "s3_import"),
    "snapshot_identifier",
)
_NEW_DOCUMENTS = _without("global_cluster_identifier", "restore_to_point_in_time", "snapshot_identifier")
_NEW_GRAPH = _without("global_cluster_identifier", "replication_source_identifier", "snapshot_identifier")

_CLASSES = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Support.html"
_AURORA_CLASSES = (
    "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.DBInstanceClass.SupportAurora.html"
)
_OF_AURORA = r"db\.(serverless|t[23]\.(small|medium|large)|t4g\.(medium|large)|[rx]\d\w*\..+)"
_FAMILIES = (
    r"postgres(9\.[3-6]|\d+)|aurora-postgresql(9\.6|\d+)|(aurora-)?mysql\d\.\d|mariadb\d+\.\d+|aurora5\.6"
    r"|(oracle|sqlserver|custom|db2)-.*"
)
_ENGINES = r"(?i)mysql|mariadb|postgres|aurora(-.*)?|(oracle|sqlserver|custom|db2)-.*"
_OF_DOCUMENTS = r"db\.(serverless|t3\.medium|t4g\.medium|[rx]\d\w*\..+)"

ROWS = (
    *(
        Row(
            (terraform_type,),
            (Lasting(window, least),),
            "AWS wants more time",
            "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.BackupWindow.html",
        )
        for terraform_type, window, least in (
            ("aws_db_instance", "backup_window", 30),
            ("aws_rds_cluster", "preferred_backup_window", 30),
            ("aws_docdb_cluster", "preferred_backup_window", 30),
            ("aws_neptune_cluster", "preferred_backup_window", 30),
            ("aws_elasticache_cluster", "snapshot_window", 60),
            ("aws_elasticache_replication_group", "snapshot_window", 60),
        )
    ),
    *(
        Row(
            (terraform_type,),
            (On("storage_encrypted"),),
            "AWS takes a key for encrypted storage only",
            "https://github.com/aquasecurity/tfsec/issues/495",
            {key: Given(), **new},
        )
        for terraform_type, key, new in (
            ("aws_db_instance", "kms_key_id", {"engine": Like(r"(?!custom-).*"), **_NEW_INSTANCE}),
            ("aws_rds_cluster", "kms_key_id", {"engine_mode": IsNot(("serverless",), default=True), **_NEW_CLUSTER}),
            ("aws_docdb_cluster", "kms_key_id", _NEW_DOCUMENTS),
            ("aws_neptune_cluster", "kms_key_arn", _NEW_GRAPH),
        )
    ),
    Row(
        _INSTANCE,
        (Needed("allocated_storage"), Needed("password", "password_wo", "manage_master_user_password")),
        "no new database is made without",
        _CREATE_INSTANCE,
        {"username": Given(), "engine": Given(), **_NEW_INSTANCE},
    ),
    Row(
        _INSTANCE,
        (Needed("username"),),
        "no new database is made without",
        _CREATE_INSTANCE,
        {"allocated_storage": Given(), "engine": Given(), **_NEW_INSTANCE},
    ),
    Row(
        _INSTANCE,
        (NoneOf("engine", "aurora", "aurora-mysql", "aurora-postgresql"),),
        "an instance of Aurora belongs to a cluster (`aws_rds_cluster_instance`), and RDS refuses what the cluster has",
        _PROVIDER + "db_instance",
        _NEW_INSTANCE,
    ),
    Row(
        _INSTANCE,
        (
            Matches("engine", _ENGINES, "an engine of RDS: `postgres`, `mysql`, `mariadb`, …"),
            Matches("instance_class", r"db\..+", "one that begins with `db.`"),
            OneOf("storage_type", "standard", "gp2", "gp3", "io1", "io2"),
        ),
        "RDS has no other",
        _CREATE_INSTANCE,
    ),
    Row(
        _INSTANCE,
        (NoneOf("multi_az", True),),
        "SQL Server Express has one instance",
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_SQLServerMultiAZ.html",
        {"engine": Is(("sqlserver-ex",))},
    ),
    Row(
        _INSTANCE,
        (Refused("storage_throughput"),),
        "only `gp3` has a throughput to choose",
        _PROVIDER + "db_instance",
        {"storage_type": IsNot(("gp3",))},
    ),
    Row(
        _INSTANCE,
        (Refused("iops"),),
        "storage of this type has no IOPS to choose",
        _CREATE_INSTANCE,
        {"storage_type": Is(("gp2", "standard"))},
    ),
    Row(
        _INSTANCE,
        (OneOf("license_model", "general-public-license"),),
        "this is the license of the engine",
        _CREATE_INSTANCE,
        {"engine": Is(("mysql", "mariadb"))},
    ),
    Row(
        _INSTANCE,
        (OneOf("license_model", "postgresql-license"),),
        "this is the license of the engine",
        _CREATE_INSTANCE,
        {"engine": Is(("postgres",))},
    ),
    Row(
        _INSTANCE,
        (NoneOf("enabled", True),),
        "only MariaDB, MySQL and PostgreSQL are updated so: plan fails",
        _PROVIDER + "db_instance",
        {"^engine": Like(r"(?!mariadb|mysql|postgres).*")},
        ("blue_green_update",),
    ),
    Row(
        _INSTANCE,
        (Refused("iam_database_authentication_enabled"),),
        "this engine has no authentication by IAM",
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.RDS_Fea_Regions_DB-eng.Feature.IamDatabaseAuthentication.html",
        {"engine": Like(r"(sqlserver|oracle|db2)-.*")},
    ),
    Row(
        ("aws_db_instance", "aws_rds_cluster", "aws_rds_cluster_instance"),
        (Needed("monitoring_interval"), NoneOf("monitoring_interval", 0)),
        "RDS takes a role for monitoring with an interval only",
        _CREATE_INSTANCE,
        {"monitoring_role_arn": Given()},
    ),
    *(
        Row(
            _INSTANCE,
            (Matches("instance_class", r"db\.(?!t2\.).*", "of a later class than `db.t2`"),),
            "RDS does not make it with this version",
            _CLASSES,
            {"engine": Is((engine,)), "engine_version": Like(versions)},
        )
        for engine, versions in (("mysql", r"8(\..*)?"), ("postgres", r"1[3-9](\..*)?"))
    ),
    *(
        Row(
            ("aws_rds_cluster_instance",),
            (Matches("instance_class", classes, "one that Aurora has: `db.t3.medium`, `db.r6g.large`, …"),),
            "it has nothing smaller, and no other families",
            _AURORA_CLASSES,
            {argument: Is(engines)},
        )
        for argument in ("engine", "cluster_identifier>engine")
        for engines, classes in (
            (("aurora-mysql", "aurora-postgresql"), _OF_AURORA),
            (("aurora-postgresql",), r"db\.(?!t2\.|t3\.small).*"),
        )
    ),
    Row(
        ("aws_db_parameter_group", "aws_rds_cluster_parameter_group"),
        (Matches("family", _FAMILIES, "a family that there is, like `postgres16` or `mysql8.0`"),),
        "families are named by major versions",
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithParamGroups.html",
    ),
    Row(
        ("aws_docdb_cluster_parameter_group",),
        (Matches("family", r"docdb\d\.\d", "a family that there is, like `docdb5.0`"),),
        "families are named by major versions",
        "https://docs.aws.amazon.com/documentdb/latest/developerguide/cluster_parameter_groups.html",
    ),
    Row(
        ("aws_neptune_cluster_parameter_group", "aws_neptune_parameter_group"),
        (Matches("family", r"neptune1(\.[2-9])?", "a family that there is, like `neptune1.3`"),),
        "families are named by major versions",
        "https://docs.aws.amazon.com/neptune/latest/userguide/parameter-groups.html",
    ),
    Row(
        ("aws_docdb_cluster_instance", "aws_neptune_cluster_instance"),
        (Matches("instance_class", _OF_DOCUMENTS, "one that the service has: `db.t3.medium`, `db.r6g.large`, …"),),
        "it has nothing smaller, and no other families",
        "https://docs.aws.amazon.com/documentdb/latest/developerguide/db-instance-classes.html",
    ),
    Row(
        ("aws_rds_cluster_instance",),
        (Matches("instance_class", r"db\.(?!t\d).*", "larger than those of the T classes"),),
        "a global database has none of them",
        "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-getting-started.html",
        {"cluster_identifier>global_cluster_identifier": Given()},
    ),
    Row(
        _CLUSTER,
        (Refused("db_cluster_instance_class", "allocated_storage", "iops"),),
        "Aurora's storage grows by itself, and its instances are resources of their own",
        "https://github.com/hashicorp/terraform-provider-aws/issues/30596",
        {"engine": _AURORA},
    ),
    Row(
        _CLUSTER,
        (OneOf("storage_type", "aurora", "aurora-iopt1"),),
        "these are the types of storage that Aurora has",
        _CREATE_CLUSTER,
        {"engine": _AURORA},
    ),
    Row(
        _CLUSTER,
        (Needed("allocated_storage"), Needed("db_cluster_instance_class"), Needed("storage_type")),
        "a Multi-AZ cluster that is not Aurora has them",
        _PROVIDER + "rds_cluster",
        {"engine": Is(("mysql", "postgres")), **_NEW_CLUSTER},
    ),
    Row(
        (*_INSTANCE, *_CLUSTER),
        (
            On("performance_insights_enabled"),
            Needed("performance_insights_retention_period"),
            Number("performance_insights_retention_period", 465),
        ),
        "the advanced insights keep fifteen months",
        "https://github.com/hashicorp/terraform-provider-aws/issues/42539",
        {"database_insights_mode": Is(("advanced",))},
    ),
    Row(
        _CLUSTER,
        (Refused("backtrack_window"),),
        "only Aurora MySQL can be backtracked",
        "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Managing.Backtrack.html",
        {
            "engine": Is(("aurora-postgresql", "mysql", "postgres")),
            "global_cluster_identifier": Absent(worth_telling=False),
        },
    ),
    Row(
        _CLUSTER,
        (Refused("scaling_configuration"),),
        "it is for Aurora Serverless v1; version 2 has `serverlessv2_scaling_configuration`",
        _PROVIDER + "rds_cluster",
        {"engine_mode": Is(("provisioned",), default=True)},
    ),
    Row(
        _CLUSTER,
        (Needed("master_password", "master_password_wo", "manage_master_user_password"),),
        "no new cluster is made without",
        _CREATE_CLUSTER,
        {"master_username": Given(), **_NEW_CLUSTER},
    ),
    *(
        Row(
            (*_CLUSTER, *_DOCUMENTS),
            (Needed("master_username"),),
            "no new cluster is made without",
            _CREATE_CLUSTER,
            {password: Given(), "snapshot_identifier": Absent(), "restore_to_point_in_time": Absent()},
        )
        for password in ("master_password", "master_password_wo", "manage_master_user_password")
    ),
    Row(
        _DOCUMENTS,
        (Needed("master_password", "master_password_wo", "manage_master_user_password"),),
        "no new cluster is made without",
        _PROVIDER + "docdb_cluster",
        {"master_username": Given(), **_NEW_DOCUMENTS},
    ),
)
