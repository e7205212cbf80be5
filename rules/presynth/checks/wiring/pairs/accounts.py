"""What is switched on for an account or an organization first."""

from __future__ import annotations

from presynth.checks.wiring.pair import REGISTRY, ROLE_POLICIES, Pair, is_not

PAIRS = (
    Pair(
        ("aws_config_delivery_channel", "aws_config_config_rule"),
        (),
        ("aws_config_configuration_recorder",),
        (),
        "AWS Config takes none before there is a recorder",
        f"{REGISTRY}config_delivery_channel",
    ),
    Pair(
        ("aws_config_configuration_recorder_status",),
        (),
        ("aws_config_delivery_channel",),
        (),
        "a recorder cannot be started before there is a delivery channel",
        f"{REGISTRY}config_configuration_recorder_status",
        when=is_not("is_enabled", False),
    ),
    Pair(
        (
            "aws_securityhub_standards_subscription",
            "aws_securityhub_product_subscription",
            "aws_securityhub_action_target",
            "aws_securityhub_insight",
        ),
        (),
        ("aws_securityhub_account",),
        (),
        "Security Hub takes none before it is switched on in the account",
        f"{REGISTRY}securityhub_standards_subscription",
    ),
    Pair(
        ("aws_route53_query_log",),
        (),
        ("aws_cloudwatch_log_resource_policy",),
        (),
        "Route 53 refuses a log group that it may not write to yet",
        f"{REGISTRY}route53_query_log",
    ),
    Pair(
        (
            "aws_config_conformance_pack",
            "aws_config_organization_conformance_pack",
            "aws_config_organization_managed_rule",
            "aws_config_organization_custom_rule",
        ),
        (),
        ("aws_config_configuration_recorder",),
        (),
        "AWS Config takes none before there is a recorder",
        f"{REGISTRY}config_conformance_pack",
    ),
    Pair(
        ("aws_config_configuration_aggregator",),
        ("organization_aggregation_source.role_arn",),
        ROLE_POLICIES,
        ("role",),
        "AWS Config refuses a role that may not look into the organization yet",
        f"{REGISTRY}config_configuration_aggregator",
        every=True,
    ),
    Pair(
        (
            "aws_securityhub_finding_aggregator",
            "aws_securityhub_member",
            "aws_securityhub_organization_configuration",
            "aws_securityhub_invite_accepter",
            "aws_securityhub_standards_control",
            "aws_securityhub_configuration_policy",
        ),
        (),
        ("aws_securityhub_account",),
        (),
        "Security Hub takes none before it is switched on in the account",
        f"{REGISTRY}securityhub_finding_aggregator",
    ),
    Pair(
        (
            "aws_macie2_classification_job",
            "aws_macie2_classification_export_configuration",
            "aws_macie2_custom_data_identifier",
            "aws_macie2_findings_filter",
            "aws_macie2_member",
            "aws_macie2_organization_admin_account",
        ),
        (),
        ("aws_macie2_account",),
        (),
        "Macie takes none before it is switched on in the account",
        f"{REGISTRY}macie2_classification_job",
    ),
    Pair(
        (
            "aws_organizations_account",
            "aws_organizations_policy",
            "aws_organizations_delegated_administrator",
            "aws_guardduty_organization_admin_account",
            "aws_ram_sharing_with_organization",
        ),
        (),
        ("aws_organizations_organization",),
        (),
        "there is no organization yet",
        f"{REGISTRY}guardduty_organization_admin_account",
    ),
    Pair(
        ("aws_directory_service_log_subscription",),
        (),
        ("aws_cloudwatch_log_resource_policy",),
        (),
        "the directory may not write to its log group yet",
        f"{REGISTRY}directory_service_log_subscription",
    ),
    *(
        Pair(
            (f"aws_{service}_organization_configuration", *more),
            (),
            (f"aws_{service}_{administrator}",),
            (),
            "only the administrator of the organization can set this, and nobody is yet",
            f"{REGISTRY}{service}_organization_configuration",
        )
        for service, administrator, more in (
            ("guardduty", "organization_admin_account", ("aws_guardduty_organization_configuration_feature",)),
            ("securityhub", "organization_admin_account", ()),
            ("macie2", "organization_admin_account", ()),
            ("detective", "organization_admin_account", ()),
            ("inspector2", "delegated_admin_account", ()),
        )
    ),
)
