"""QuickSight, and Timestream."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Is
from presynth.checks.aws.combinations.consequences import Count, Matches, Needed
from presynth.checks.aws.combinations.row import Row

_QUICKSIGHT = "https://docs.aws.amazon.com/quicksight/latest/APIReference/"
_TIMESTREAM = "https://docs.aws.amazon.com/timestream/latest/developerguide/"
_SOURCES = {
    "ATHENA": "athena",
    "AURORA": "aurora",
    "AURORA_POSTGRESQL": "aurora_postgresql",
    "MARIADB": "maria_db",
    "MYSQL": "mysql",
    "ORACLE": "oracle",
    "POSTGRESQL": "postgresql",
    "PRESTO": "presto",
    "REDSHIFT": "redshift",
    "S3": "s3",
    "SNOWFLAKE": "snowflake",
    "SPARK": "spark",
    "SQLSERVER": "sql_server",
    "TERADATA": "teradata",
}
"""The block of parameters of a type of source. Databases may be named by the id of their instance (`rds`) as well."""

ROWS = (
    *(
        Row(
            ("aws_quicksight_data_source",),
            (Needed(f"parameters.{block}", "parameters.rds"),),
            "QuickSight has to know where the source is",
            _QUICKSIGHT + "API_DataSourceParameters.html",
            {"type": Is((kind,))},
        )
        for kind, block in _SOURCES.items()
    ),
    *(
        Row(
            (terraform_type,),
            (Matches("actions", rf"quicksight:(?!\w*{other})\w+", f"actions on a {what}"),),
            "QuickSight refuses others",
            _QUICKSIGHT + "API_ResourcePermission.html",
            within=(block,),
        )
        for terraform_type, block, other, what in (
            ("aws_quicksight_data_source", "permission", "DataSet", "data source"),
            ("aws_quicksight_data_set", "permissions", "DataSource", "data set"),
        )
    ),
    Row(
        ("aws_quicksight_vpc_connection",),
        (Count("subnet_ids", 2, 15),),
        "QuickSight connects in two zones at least",
        _QUICKSIGHT + "API_CreateVPCConnection.html",
    ),
    *(
        Row(
            ("aws_quicksight_account_subscription",),
            tuple(Needed(name) for name in needed),
            "QuickSight has to know who may come in",
            _QUICKSIGHT + "API_CreateAccountSubscription.html",
            {"authentication_method": Is((method,))},
        )
        for method, needed in (
            ("ACTIVE_DIRECTORY", ("active_directory_name", "admin_group")),
            ("IAM_IDENTITY_CENTER", ("admin_group",)),
        )
    ),
    Row(
        ("aws_timestreamquery_scheduled_query",),
        (Matches("schedule_expression", r"(rate|cron)\(.+\)", "`rate(…)`, or `cron(…)`"),),
        "Timestream refuses another",
        _TIMESTREAM + "API_query_ScheduleConfiguration.html",
        within=("schedule_configuration",),
    ),
    Row(
        ("aws_quicksight_user",),
        (Needed("iam_arn"),),
        "the user is one of IAM",
        _QUICKSIGHT + "API_RegisterUser.html",
        {"identity_type": Is(("IAM",))},
    ),
    Row(
        ("aws_quicksight_user",),
        (Needed("user_name"),),
        "the user is QuickSight's own",
        _QUICKSIGHT + "API_RegisterUser.html",
        {"identity_type": Is(("QUICKSIGHT",))},
    ),
    Row(
        ("aws_quicksight_refresh_schedule",),
        (Needed("refresh_on_day"),),
        "QuickSight has to know the day",
        _QUICKSIGHT + "API_RefreshFrequency.html",
        {"interval": Is(("WEEKLY", "MONTHLY"))},
        ("schedule", "schedule_frequency"),
    ),
    *(
        Row(
            (f"aws_timestreamwrite_{kind}",),
            (Matches(f"{kind}_name", r"[A-Za-z0-9_.-]+", "made of letters, digits, `_`, `.` and `-`"),),
            "Timestream refuses other names",
            _TIMESTREAM + "API_CreateDatabase.html",
        )
        for kind in ("database", "table")
    ),
    Row(
        ("aws_timestreamwrite_table",),
        (Needed("name"),),
        "the key is a dimension, which has a name",
        _TIMESTREAM + "API_PartitionKey.html",
        {"type": Is(("DIMENSION",))},
        ("schema", "composite_partition_key"),
    ),
)
