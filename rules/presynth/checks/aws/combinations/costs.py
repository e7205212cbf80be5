"""What things cost: reports, actions on budgets; what is watched with Grafana and Prometheus."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Condition, Given, Holds, Is
from presynth.checks.aws.combinations.consequences import (
    Consequence,
    Count,
    Matches,
    Needed,
    NoneOf,
    Number,
    OneOf,
    Unfit,
)
from presynth.checks.aws.combinations.entries import HoldsNone
from presynth.checks.aws.combinations.row import Row
from presynth.checks.aws.combinations.wordings import Tells, key_of

_REGISTRY = "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/"
_BUDGETS = "https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/"
_GRAFANA = "https://docs.aws.amazon.com/grafana/latest/APIReference/"
_METRICS = "https://docs.aws.amazon.com/prometheus/latest/APIReference/"


def _report(because: str, *then: Consequence, **when: Condition) -> Row:
    return Row(("aws_cur_report_definition",), then, because, f"{_REGISTRY}cur_report_definition", when)


_REPORTS = (
    _report(
        "reports for Athena are Parquet, are overwritten, and lie below a prefix",
        OneOf("format", "Parquet"),
        OneOf("report_versioning", "OVERWRITE_REPORT"),
        Needed("report_versioning"),
        Needed("s3_prefix"),
        Count("additional_artifacts", 1, 1),
        additional_artifacts=Holds(("ATHENA",)),
    ),
    _report(
        "neither Redshift nor QuickSight reads Parquet",
        NoneOf("format", "Parquet"),
        additional_artifacts=Holds(("REDSHIFT", "QUICKSIGHT")),
    ),
    _report("Parquet is compressed as it is", OneOf("compression", "Parquet"), format=Is(("Parquet",))),
    _report("Parquet is compressed as it is", NoneOf("compression", "Parquet"), format=Is(("textORcsv",))),
)
_ACTIONS = tuple(
    Row(
        ("aws_budgets_budget_action",),
        (Needed(f"definition.{needed}"),),
        "this is what the type says",
        f"{_BUDGETS}API_budgets_Definition.html",
        {"action_type": Is((kind,))},
    )
    for kind, needed in (
        ("APPLY_IAM_POLICY", "iam_action_definition"),
        ("APPLY_SCP_POLICY", "scp_action_definition"),
        ("RUN_SSM_DOCUMENTS", "ssm_action_definition"),
    )
)
_BUDGETED = (
    Row(
        ("aws_ce_anomaly_subscription",),
        (Needed("threshold_expression"),),
        "Cost Explorer has to know what is worth an alert",
        f"{_BUDGETS}API_AnomalySubscription.html",
    ),
    Row(
        ("aws_budgets_budget",),
        (Number("limit_amount", 100, 100),),
        "utilization and coverage are all or less, and alerts say how much",
        f"{_BUDGETS}API_budgets_Budget.html",
        {"budget_type": Is(("RI_UTILIZATION", "RI_COVERAGE", "SAVINGS_PLANS_UTILIZATION", "SAVINGS_PLANS_COVERAGE"))},
    ),
    Row(
        ("aws_budgets_budget",),
        (Matches("values", r".+\$.*", "a key and a value, like `user:Team$web`"),),
        "so tags are named",
        f"{_REGISTRY}budgets_budget",
        {"name": Is(("TagKeyValue",))},
        ("cost_filter",),
    ),
)
_LOG_GROUP = Matches("log_group_arn", r".*:\*", 'the ARN of a log group and `:*` (`f"{group.arn}:*"`)')
_WATCHED = (
    Row(
        ("aws_grafana_workspace",),
        (Needed("organizational_units"),),
        "Grafana has to know whose accounts it may look into",
        f"{_GRAFANA}API_CreateWorkspace.html",
        {"account_access_type": Is(("ORGANIZATION",))},
    ),
    Row(
        ("aws_grafana_workspace",),
        (Needed("role_arn"),),
        "the role is not made by Grafana then",
        f"{_GRAFANA}API_CreateWorkspace.html",
        {"permission_type": Is(("CUSTOMER_MANAGED",))},
    ),
    Row(
        ("aws_grafana_workspace",),
        (Matches("grafana_version", r"\d+\.\d+", "a version like `10.4`"),),
        "so Grafana counts",
        f"{_GRAFANA}API_CreateWorkspace.html",
    ),
    Row(
        ("aws_grafana_workspace_saml_configuration",),
        (Unfit("workspace_id"),),
        "the workspace does not let users in with SAML",
        f"{_GRAFANA}API_UpdateWorkspaceAuthentication.html",
        {"workspace_id>authentication_providers": HoldsNone(("SAML",)), "workspace_id": Given()},
    ),
    Row(
        ("aws_prometheus_alert_manager_definition",),
        (Tells("definition", key_of("alertmanager_config"), "`alertmanager_config:` at the top"),),
        "Prometheus looks for it there",
        "https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-alertmanager-config.html",
    ),
    Row(
        ("aws_prometheus_rule_group_namespace",),
        (Tells("data", key_of("groups"), "`groups:` at the top"),),
        "Prometheus looks for it there",
        "https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-rules-upload.html",
    ),
    Row(
        ("aws_prometheus_workspace",),
        (_LOG_GROUP,),
        "Prometheus asks for it so",
        f"{_METRICS}API_CreateLoggingConfiguration.html",
        within=("logging_configuration",),
    ),
    Row(
        ("aws_prometheus_query_logging_configuration",),
        (_LOG_GROUP,),
        "Prometheus asks for it so",
        f"{_METRICS}API_CloudWatchLogDestination.html",
        within=("destination", "cloudwatch_logs"),
    ),
)

ROWS: tuple[Row, ...] = (*_REPORTS, *_ACTIONS, *_BUDGETED, *_WATCHED)
