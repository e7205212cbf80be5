"""Alarms, logs, trails, what watches over accounts, and what they cost."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Given, Is, Like, Of
from presynth.checks.aws.combinations.consequences import (
    Count,
    Extended,
    Matches,
    Needed,
    NoneOf,
    OneOf,
    Refused,
    Unfit,
)
from presynth.checks.aws.combinations.repetitions import NotReading
from presynth.checks.aws.combinations.row import Row

_REGISTRY = "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/"
_CLOUDWATCH = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/"
_LOGS = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/"
_BANDS = (
    "LessThanLowerOrGreaterThanUpperThreshold",
    "LessThanLowerThreshold",
    "GreaterThanUpperThreshold",
)
_QUERIES = ("metric_query",)

_ALARMS = (
    *(
        Row(
            ("aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"),
            (NotReading(actions, "aws_sns_topic", "name"),),
            "actions are named by their ARN",
            f"{_CLOUDWATCH}API_PutMetricAlarm.html",
        )
        for actions in ("alarm_actions", "ok_actions", "insufficient_data_actions")
    ),
    Row(
        ("aws_cloudwatch_metric_alarm",),
        (Needed("threshold_metric_id"),),
        "an alarm on a band has to know which query it is",
        f"{_CLOUDWATCH}API_PutMetricAlarm.html",
        {"comparison_operator": Is(_BANDS)},
    ),
    Row(
        ("aws_cloudwatch_metric_alarm",),
        (OneOf("comparison_operator", *_BANDS),),
        "the threshold is a band",
        f"{_CLOUDWATCH}API_PutMetricAlarm.html",
        {"threshold_metric_id": Given()},
    ),
    Row(
        ("aws_cloudwatch_metric_alarm",),
        (Refused("metric"),),
        "a query is a metric or an expression",
        f"{_CLOUDWATCH}API_MetricDataQuery.html",
        {"expression": Given()},
        _QUERIES,
    ),
    Row(
        ("aws_cloudwatch_metric_alarm",),
        (Needed("expression", "metric"),),
        "a query is a metric or an expression",
        f"{_CLOUDWATCH}API_MetricDataQuery.html",
        within=_QUERIES,
    ),
    Row(
        ("aws_cloudwatch_metric_alarm",),
        (Matches("id", r"[a-z]\w*", "a name that begins with a lower case letter (letters, digits, `_`)"),),
        "CloudWatch refuses the alarm",
        f"{_CLOUDWATCH}API_MetricDataQuery.html",
        within=_QUERIES,
    ),
    Row(
        ("aws_cloudwatch_metric_alarm",),
        (Count("alarm_actions", 0, 5),),
        "CloudWatch takes no more",
        f"{_CLOUDWATCH}API_PutMetricAlarm.html",
    ),
)

_ENDED = r"syn-1\.0|syn-nodejs-2\..+|syn-nodejs-puppeteer-(3\.\d|4\.0|5\.[01])|syn-python-selenium-1\.\d"
_CANARIES = (
    Row(
        ("aws_synthetics_canary",),
        (Matches("runtime_version", rf"(?!({_ENDED})$).+", "one that has not ended (these have by 2024-03-08)"),),
        "CloudWatch makes no new canary with it",
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_Library.html",
    ),
)

_STREAMS = ("aws_kinesis_stream", "aws_kinesis_firehose_delivery_stream")
_FILTER = ("metric_transformation",)
_RARE = "INFREQUENT_ACCESS"
_LOG_GROUPS = (
    Row(
        ("aws_cloudwatch_log_metric_filter",),
        (Refused("default_value", nothing=True),),
        "a metric with dimensions has no default value",
        f"{_LOGS}API_MetricTransformation.html",
        {"dimensions": Given()},
        _FILTER,
    ),
    Row(
        ("aws_cloudwatch_log_metric_filter",),
        (Refused("dimensions"),),
        "dimensions need a pattern in JSON (`{ … }`) or of fields (`[ … ]`)",
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html",
        {"^pattern": Like(r"(?s)\s*([^\s{\[].*)?")},
        _FILTER,
    ),
    Row(
        ("aws_cloudwatch_log_subscription_filter",),
        (Needed("role_arn"),),
        "CloudWatch Logs writes to streams by a role",
        f"{_LOGS}API_PutSubscriptionFilter.html",
        {"destination_arn": Of(_STREAMS, r"arn:[\w-]+:(kinesis|firehose):")},
    ),
    Row(
        ("aws_cloudwatch_log_subscription_filter",),
        (Refused("role_arn"),),
        "functions are called by a permission of theirs",
        f"{_LOGS}API_PutSubscriptionFilter.html",
        {"destination_arn": Of(("aws_lambda_function", "aws_lambda_alias"), r"arn:[\w-]+:lambda:")},
    ),
)

_LESS = "groups of the class `INFREQUENT_ACCESS` have no filters"
_CLASSES = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html"
_CLASSED = tuple(
    Row((filter_,), (Unfit("log_group_name"),), _LESS, _CLASSES, {"log_group_name>log_group_class": Is((_RARE,))})
    for filter_ in ("aws_cloudwatch_log_metric_filter", "aws_cloudwatch_log_subscription_filter")
)

_TRAIL = f"{_REGISTRY}cloudtrail"
_GROUP, _ROLE = "cloud_watch_logs_group_arn", "cloud_watch_logs_role_arn"
_SELECTORS = "https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DataResource.html"
_DATA = ("event_selector", "data_resource")
_TRAILS = (
    Row(("aws_cloudtrail",), (Needed(_ROLE),), "CloudTrail writes to logs by a role", _TRAIL, {_GROUP: Given()}),
    Row(("aws_cloudtrail",), (Needed(_GROUP),), "the role is for writing to logs", _TRAIL, {_ROLE: Given()}),
    Row(
        ("aws_cloudtrail",),
        (NoneOf("include_global_service_events", False),),
        "a trail of all regions has the events of global services",
        "https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html",
        {"is_multi_region_trail": Is((True,))},
    ),
    Row(
        ("aws_cloudtrail",),
        (Extended(_GROUP, ":*", "aws_cloudwatch_log_group"),),
        "CloudTrail wants the ARN of the streams of the group",
        _TRAIL,
    ),
    Row(
        ("aws_cloudtrail",),
        (Matches("values", r"[^*]*", "without `*` (`arn:aws:s3` for all buckets)"),),
        "CloudTrail takes no other resources",
        _SELECTORS,
        {"type": Is(("AWS::S3::Object",))},
        _DATA,
    ),
    Row(
        ("aws_cloudtrail",),
        (Matches("values", r"[^*]*", "without `*` (`arn:aws:lambda` for all functions)"),),
        "CloudTrail takes no other resources",
        _SELECTORS,
        {"type": Is(("AWS::Lambda::Function",))},
        _DATA,
    ),
)

_CONFIG = "https://docs.aws.amazon.com/config/latest/APIReference/"
_RECORDING = ("recording_group",)
_STANDARDS = r"arn:[\w-]+:securityhub:(::ruleset/cis-aws-foundations-benchmark/v/1\.2\.0|[\w-]+::standards/.+)"
_RULES = (
    Row(
        ("aws_config_config_rule",),
        (Matches("source_identifier", r"[A-Z0-9_]+", "the identifier of a managed rule (`ENCRYPTED_VOLUMES`)"),),
        "AWS's own rules are called so",
        f"{_CONFIG}API_Source.html",
        {"owner": Is(("AWS",))},
        ("source",),
    ),
    Row(
        ("aws_config_config_rule",),
        (Needed("source_identifier"),),
        "Config has to know which rule it is",
        f"{_CONFIG}API_Source.html",
        {"owner": Is(("AWS", "CUSTOM_LAMBDA"))},
        ("source",),
    ),
    Row(
        ("aws_config_config_rule",),
        (Needed("custom_policy_details"),),
        "Config has to know the policy",
        f"{_CONFIG}API_Source.html",
        {"owner": Is(("CUSTOM_POLICY",))},
        ("source",),
    ),
    Row(
        ("aws_config_configuration_recorder",),
        (Refused("resource_types"),),
        "all types are recorded",
        f"{_CONFIG}API_RecordingGroup.html",
        {"all_supported": Is((True,), default=True)},
        _RECORDING,
    ),
    Row(
        ("aws_config_configuration_recorder",),
        (Refused("include_global_resource_types"),),
        "this is for recording all types",
        f"{_CONFIG}API_RecordingGroup.html",
        {"all_supported": Is((False,))},
        _RECORDING,
    ),
)

_BY_CHANGE = (
    *("DB_INSTANCE_BACKUP_ENABLED", "DESIRED_INSTANCE_TYPE", "EBS_OPTIMIZED_INSTANCE", "EC2_INSTANCE_NO_PUBLIC_IP"),
    *("ELB_LOGGING_ENABLED", "ENCRYPTED_VOLUMES", "IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS", "INSTANCES_IN_VPC"),
    *("IAM_USER_NO_POLICIES_CHECK", "LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED", "RDS_INSTANCE_PUBLIC_ACCESS_CHECK"),
    *("RDS_MULTI_AZ_SUPPORT", "RDS_STORAGE_ENCRYPTED", "REQUIRED_TAGS", "S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED"),
    *("S3_BUCKET_LOGGING_ENABLED", "S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED", "S3_BUCKET_SSL_REQUESTS_ONLY"),
    "S3_BUCKET_VERSIONING_ENABLED",
)
"""Rules of AWS that changes of resources trigger, and nothing else
(https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-trigger-type.html, 2026-11-29)."""

_WATCH = (
    Row(
        ("aws_config_configuration_aggregator",),
        (Needed("all_regions", "regions"),),
        "Config collects of all regions or of some",
        f"{_REGISTRY}config_configuration_aggregator",
        within=("account_aggregation_source",),
    ),
    Row(
        ("aws_config_remediation_configuration",),
        (Needed("maximum_automatic_attempts"), Needed("retry_attempt_seconds")),
        "Config has to know how often to try",
        f"{_CONFIG}API_RemediationConfiguration.html",
        {"automatic": Is((True,))},
    ),
    Row(
        ("aws_config_config_rule",),
        (Refused("maximum_execution_frequency"),),
        "only changes bring this rule about",
        "https://github.com/trussworks/terraform-aws-config/pull/171",
        {"source.source_identifier": Is(_BY_CHANGE), "source.owner": Is(("AWS",))},
    ),
    Row(
        ("aws_macie2_classification_job",),
        (Needed("schedule_frequency"),),
        "Macie has to know when",
        f"{_REGISTRY}macie2_classification_job",
        {"job_type": Is(("SCHEDULED",))},
    ),
    Row(
        ("aws_macie2_classification_job",),
        (Refused("schedule_frequency"),),
        "the job runs once",
        f"{_REGISTRY}macie2_classification_job",
        {"job_type": Is(("ONE_TIME",))},
    ),
    Row(
        ("aws_securityhub_standards_subscription",),
        (Matches("standards_arn", _STANDARDS, "the ARN of a standard, with a region unless it is CIS 1.2.0"),),
        "Security Hub knows no such standard",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/standards-reference.html",
    ),
    Row(
        ("aws_ecr_repository",),
        (Refused("kms_key"),),
        "the key is for encryption by KMS",
        "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_EncryptionConfiguration.html",
        {"encryption_type": Is(("AES256",), default=True)},
        ("encryption_configuration",),
    ),
)

_BUDGETS = "https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/"
_NOTIFICATION = ("notification",)
_UTILIZATION = ("RI_UTILIZATION", "RI_COVERAGE", "SAVINGS_PLANS_UTILIZATION", "SAVINGS_PLANS_COVERAGE")
_COSTS = (
    Row(
        ("aws_budgets_budget",),
        (Count("subscriber_sns_topic_arns", 0, 1), Count("subscriber_email_addresses", 0, 10)),
        "a notification has no more subscribers",
        f"{_BUDGETS}API_budgets_NotificationWithSubscribers.html",
        within=_NOTIFICATION,
    ),
    Row(
        ("aws_budgets_budget",),
        (Needed("subscriber_sns_topic_arns", "subscriber_email_addresses"),),
        "a notification goes to somebody",
        f"{_BUDGETS}API_budgets_NotificationWithSubscribers.html",
        within=_NOTIFICATION,
    ),
    Row(
        ("aws_budgets_budget",),
        (OneOf("limit_unit", "PERCENTAGE"),),
        "utilization and coverage are percentages",
        f"{_BUDGETS}API_budgets_Budget.html",
        {"budget_type": Is(_UTILIZATION)},
    ),
    Row(
        ("aws_ce_anomaly_subscription",),
        (OneOf("type", "SNS"),),
        "single alerts go to topics only",
        f"{_BUDGETS}API_AnomalySubscription.html",
        {"^frequency": Is(("IMMEDIATE",))},
        ("subscriber",),
    ),
    Row(
        ("aws_ce_anomaly_subscription",),
        (OneOf("type", "EMAIL"),),
        "summaries go by e-mail only",
        f"{_BUDGETS}API_AnomalySubscription.html",
        {"^frequency": Is(("DAILY", "WEEKLY"))},
        ("subscriber",),
    ),
    Row(
        ("aws_ce_anomaly_monitor",),
        (Needed("monitor_dimension"), Refused("monitor_specification")),
        "the monitor is for a dimension",
        f"{_REGISTRY}ce_anomaly_monitor",
        {"monitor_type": Is(("DIMENSIONAL",))},
    ),
    Row(
        ("aws_ce_anomaly_monitor",),
        (Needed("monitor_specification"), Refused("monitor_dimension")),
        "the monitor is for what its specification says",
        f"{_REGISTRY}ce_anomaly_monitor",
        {"monitor_type": Is(("CUSTOM",))},
    ),
)

ROWS: tuple[Row, ...] = (*_ALARMS, *_CANARIES, *_LOG_GROUPS, *_CLASSED, *_TRAILS, *_RULES, *_WATCH, *_COSTS)
