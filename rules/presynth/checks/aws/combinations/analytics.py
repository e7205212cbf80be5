"""Glue, Athena, Lake Formation and EMR."""

from __future__ import annotations

from presynth.checks.aws.combinations.agreements import KeyOneOf, Subset
from presynth.checks.aws.combinations.conditions import Absent, Given, Is, Like, Reads
from presynth.checks.aws.combinations.consequences import (
    Ascending,
    Count,
    Matches,
    Needed,
    NoneOf,
    OneOf,
    Refused,
    Unfit,
)
from presynth.checks.aws.combinations.row import Row
from presynth.findings import Severity

_JOB, _TRIGGER, _CRAWLER = ("aws_glue_job",), ("aws_glue_trigger",), ("aws_glue_crawler",)
_GLUE = "https://docs.aws.amazon.com/glue/latest/dg/"
_JOBS = _GLUE + "aws-glue-api-jobs-job.html"
_TRIGGERS = _GLUE + "aws-glue-api-jobs-trigger.html"
_CRAWLERS = _GLUE + "incremental-crawls.html"
_ENCRYPTION = "https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-security.html"

_GLUE_ROWS = (
    Row(_JOB, (Needed("number_of_workers"),), "Glue has to know how many", _JOBS, {"worker_type": Given()}),
    Row(_JOB, (Needed("worker_type"),), "Glue has to know of which type", _JOBS, {"number_of_workers": Given()}),
    Row(
        _JOB,
        (OneOf("max_capacity", "0.0625", "1", "1.0"), Refused("worker_type", "number_of_workers")),
        "a Python shell has a sixteenth of a unit, or one",
        _JOBS,
        {"command.name": Is(("pythonshell",))},
    ),
    Row(
        _JOB,
        (Refused("max_capacity"),),
        "from Glue 2.0 on there are workers instead",
        _JOBS,
        {
            "command.name": Is(("glueetl", "gluestreaming"), default=True),
            "glue_version": Like(r"[2-9]\.\d"),
            "worker_type": Absent(),
        },
    ),
    Row(_TRIGGER, (Needed("schedule"),), "Glue has to know when", _TRIGGERS, {"type": Is(("SCHEDULED",))}),
    Row(_TRIGGER, (Needed("predicate"),), "Glue has to know when", _TRIGGERS, {"type": Is(("CONDITIONAL",))}),
    Row(
        _TRIGGER,
        (NoneOf("start_on_creation", True), Refused("schedule")),
        "it is started by hand",
        _TRIGGERS,
        {"type": Is(("ON_DEMAND",))},
    ),
    Row(
        ("aws_glue_connection",),
        (Needed("physical_connection_requirements"),),
        "a connection to a network has to name it",
        _GLUE + "aws-glue-api-catalog-connections-connections.html",
        {"connection_type": Is(("NETWORK",))},
    ),
    Row(
        _CRAWLER,
        (
            Needed("schema_change_policy"),
            OneOf("schema_change_policy.update_behavior", "LOG"),
            OneOf("schema_change_policy.delete_behavior", "LOG"),
        ),
        "a crawler of new folders changes no schema",
        _CRAWLERS,
        {"recrawl_policy.recrawl_behavior": Is(("CRAWL_NEW_FOLDERS_ONLY",))},
    ),
    *(
        Row(
            ("aws_glue_security_configuration",),
            (Needed("kms_key_arn"),),
            "Glue has no key of its own",
            _ENCRYPTION,
            {mode: Is(("SSE-KMS", "CSE-KMS"))},
            ("encryption_configuration", block),
        )
        for block, mode in (
            ("cloudwatch_encryption", "cloudwatch_encryption_mode"),
            ("job_bookmarks_encryption", "job_bookmarks_encryption_mode"),
            ("s3_encryption", "s3_encryption_mode"),
        )
    ),
)

_RESULTS = ("configuration", "result_configuration")
_S3_PATH = Matches("output_location", r"s3://.+", "a path that begins with `s3://`")
_ATHENA = "https://docs.aws.amazon.com/athena/latest/APIReference/"

_QUERIES = (
    Row(
        ("aws_athena_workgroup",),
        (_S3_PATH,),
        "Athena refuses another",
        _ATHENA + "API_ResultConfiguration.html",
        within=_RESULTS,
    ),
    Row(
        ("aws_athena_workgroup",),
        (Needed("kms_key_arn"),),
        "Athena has no key of its own",
        _ATHENA + "API_EncryptionConfiguration.html",
        {"encryption_option": Is(("SSE_KMS", "CSE_KMS"))},
        (*_RESULTS, "encryption_configuration"),
    ),
    Row(
        ("aws_athena_workgroup",),
        (Needed("execution_role"),),
        "sessions of Spark act by a role",
        _ATHENA + "API_WorkGroupConfiguration.html",
        {"engine_version.selected_engine_version": Like(r"PySpark .*")},
        ("configuration",),
    ),
    Row(
        ("aws_athena_workgroup",),
        (Refused("result_configuration.output_location"),),
        "Athena keeps the results itself",
        "https://docs.aws.amazon.com/athena/latest/ug/managed-results.html",
        {"managed_query_results_configuration.enabled": Is((True,))},
        ("configuration",),
    ),
    Row(
        ("aws_athena_prepared_statement",),
        (Matches("name", r"[A-Za-z_][A-Za-z0-9_@:]*", "made of letters, digits, `_`, `@` and `:`"),),
        "Athena refuses another name",
        _ATHENA + "API_CreatePreparedStatement.html",
    ),
    *(
        Row(
            ("aws_athena_data_catalog",),
            (KeyOneOf("parameters", *keys),),
            "Athena has to know what the catalog is read by",
            _ATHENA + "API_CreateDataCatalog.html",
            {"type": Is((kind,))},
        )
        for kind, keys in (
            ("GLUE", ("catalog-id",)),
            ("HIVE", ("metadata-function",)),
            ("LAMBDA", ("function", "metadata-function")),
        )
    ),
)

_PERMISSIONS = ("aws_lakeformation_permissions",)
_LAKE = "https://docs.aws.amazon.com/lake-formation/latest/dg/lf-permissions-reference.html"
_GRANTED = ("permissions", "permissions_with_grant_option")

_LAKES = (
    *(
        Row(
            _PERMISSIONS,
            tuple(Matches(name, "|".join(permissions), f"one of `{'`, `'.join(permissions)}`") for name in _GRANTED),
            "Lake Formation grants no others here",
            _LAKE,
            {resource: Given()},
        )
        for resource, permissions in (
            ("data_location", ("DATA_LOCATION_ACCESS",)),
            ("database", ("ALL", "ALTER", "CREATE_TABLE", "DESCRIBE", "DROP")),
            ("table", ("ALL", "ALTER", "DELETE", "DESCRIBE", "DROP", "INSERT", "SELECT")),
        )
    ),
    Row(
        _PERMISSIONS,
        (Subset("permissions_with_grant_option", "permissions", "ALL"),),
        "nobody may pass on what he has not",
        "https://docs.aws.amazon.com/lake-formation/latest/APIReference/API_GrantPermissions.html",
    ),
    Row(
        _PERMISSIONS,
        (Unfit("principal"),),
        "principals of IAM are named by their `arn`",
        "https://docs.aws.amazon.com/lake-formation/latest/APIReference/API_DataLakePrincipal.html",
        {"principal": Reads("aws_iam_role", "id", "name", "unique_id")},
    ),
    Row(
        ("aws_lakeformation_lf_tag",),
        (Count("values", 1, 1000, empty=True),),
        "a tag has values to choose from",
        "https://docs.aws.amazon.com/lake-formation/latest/APIReference/API_CreateLFTag.html",
    ),
)

_EMR = "https://docs.aws.amazon.com/emr/latest/APIReference/"

_CLUSTERS = (
    Row(
        ("aws_emr_cluster",),
        (Matches("release_label", r"emr-.+", "one that begins with `emr-`"),),
        "so the releases of EMR are named",
        "https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-release-components.html",
    ),
    Row(
        ("aws_emr_cluster",),
        (OneOf("instance_count", 1, 3),),
        "a cluster has one master, or three",
        "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-plan-ha.html",
        within=("master_instance_group",),
    ),
    Row(
        ("aws_emr_cluster",),
        (Needed("master_instance_group", "master_instance_fleet"),),
        "a cluster has a master",
        _EMR + "API_JobFlowInstancesConfig.html",
    ),
    *(
        Row(
            ("aws_emr_cluster",),
            (Needed(needed),),
            because,
            _EMR + "API_RunJobFlow.html",
            {given: Given()},
            severity=severity,
        )
        for needed, given, because, severity in (
            ("security_configuration", "kerberos_attributes", "it is where Kerberos is turned on", Severity.ERROR),
            ("autoscaling_role", "core_instance_group.autoscaling_policy", "EMR scales by a role", Severity.WARNING),
        )
    ),
    Row(
        ("aws_emr_cluster",),
        (Count("ec2_attributes.subnet_ids", most=1),),
        "only fleets choose among subnets",
        _EMR + "API_JobFlowInstancesConfig.html",
        {"master_instance_group": Given()},
    ),
    Row(
        ("aws_emr_cluster",),
        (Unfit("instance_profile"),),
        "instances are given a profile, in which the role is",
        "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-iam-role-for-ec2.html",
        {"instance_profile": Reads("aws_iam_role", "arn")},
        ("ec2_attributes",),
    ),
    *(
        Row(
            ("aws_emr_cluster",),
            (Matches("instance_type", r"(?!t\d\w*\.).*", "of another family than T"),),
            "EMR has none of these",
            "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-supported-instance-types.html",
            within=(group,),
        )
        for group in ("master_instance_group", "core_instance_group")
    ),
    *(
        Row(
            ("aws_emr_managed_scaling_policy",),
            (Ascending(least, most),),
            "EMR refuses the policy",
            _EMR + "API_ComputeLimits.html",
            within=("compute_limits",),
        )
        for least, most in (
            ("minimum_capacity_units", "maximum_capacity_units"),
            ("maximum_core_capacity_units", "maximum_capacity_units"),
            ("maximum_ondemand_capacity_units", "maximum_capacity_units"),
        )
    ),
)

ROWS = (*_GLUE_ROWS, *_QUERIES, *_LAKES, *_CLUSTERS)
