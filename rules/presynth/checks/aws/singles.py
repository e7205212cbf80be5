"""What there can be only once: in an account and region, or in something else of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from presynth.checks.aws.combinations.conditions import Absent, Condition, Conditions, Given, Is, IsNot


@dataclass(frozen=True, eq=False)
class Single:
    """There is one resource of a type for what `names` say together, with any one of the `alternatives`.

    `what` says so in words, after "the second …"; `when` narrows down which of them count.
    """

    terraform_type: str
    names: tuple[str, ...]
    what: str
    alternatives: tuple[str, ...] = ()
    when: Conditions = field(default_factory=dict[str, Condition])


_HERE = "in this account and region"
_NAMED = "with this name"

IDENTITY_SINGLES = (
    # Accounts: one of each in a region
    *(
        Single(terraform_type, (), _HERE)
        for terraform_type in (
            *("aws_config_configuration_recorder", "aws_config_delivery_channel", "aws_guardduty_detector"),
            *("aws_macie2_account", "aws_organizations_organization", "aws_securityhub_account"),
            "aws_securityhub_finding_aggregator",
        )
    ),
    Single("aws_ce_anomaly_monitor", (), "on services in this account", when={"monitor_type": Is(("DIMENSIONAL",))}),
    # Users, and what lets them in
    Single("aws_iam_openid_connect_provider", (), "with this URL", ("url",)),
    Single("aws_iam_saml_provider", (), _NAMED, ("name",)),
    Single("aws_iam_service_linked_role", ("aws_service_name", "custom_suffix"), "for this service"),
    Single("aws_iam_user_login_profile", (), "of this user", ("user",)),
    *(
        Single("aws_cognito_user_pool_domain", ("user_pool_id",), what, when={"certificate_arn": condition})
        for what, condition in (("with a prefix", Absent()), ("of one's own", Given()))
    ),
    Single("aws_organizations_policy_attachment", ("target_id",), "of this policy to this target", ("policy_id",)),
    Single("aws_organizations_account", (), "with this address", ("email",)),
    Single(
        "aws_ssoadmin_account_assignment",
        ("permission_set_arn", "target_id"),
        "of this permission set, principal and account",
        ("principal_id",),
    ),
    Single(
        "aws_ssoadmin_managed_policy_attachment",
        ("permission_set_arn",),
        "of this policy to this permission set",
        ("managed_policy_arn",),
    ),
    Single("aws_cognito_user_group", ("user_pool_id", "name"), _NAMED),
    Single("aws_cognito_resource_server", ("user_pool_id", "identifier"), "with this identifier"),
    Single("aws_cognito_identity_provider", ("user_pool_id", "provider_name"), _NAMED),
    # Parameters, pipelines, events, brokers
    Single("aws_ssm_parameter", (), _NAMED, ("name",), {"overwrite": IsNot((True,), default=True)}),
    Single("aws_codedeploy_app", (), _NAMED, ("name",)),
    Single("aws_codedeploy_deployment_group", ("app_name", "deployment_group_name"), _NAMED),
    Single("aws_codedeploy_deployment_config", (), _NAMED, ("deployment_config_name",)),
    Single("aws_amplify_branch", ("app_id", "branch_name"), "of this branch"),
    Single("aws_budgets_budget", (), _NAMED, ("name",)),
    Single("aws_cloudwatch_event_bus", (), _NAMED, ("name",)),
    Single("aws_cloudwatch_event_connection", (), _NAMED, ("name",)),
    Single("aws_cloudwatch_event_archive", (), _NAMED, ("name",)),
    Single("aws_cloudwatch_event_api_destination", (), _NAMED, ("name",)),
    Single("aws_mq_broker", (), _NAMED, ("broker_name",)),
    Single("aws_sesv2_email_identity", (), "of this address", ("email_identity",)),
    Single("aws_ses_template", (), _NAMED, ("name",)),
    Single("aws_ses_configuration_set", (), _NAMED, ("name",)),
)

COMPUTE_SINGLES = (
    # Functions
    Single("aws_lambda_alias", ("function_name",), _NAMED, ("name",)),
    Single(
        "aws_lambda_event_source_mapping",
        ("function_name", "topics", "queues"),
        "of this function with this source",
        ("event_source_arn",),
    ),
    Single("aws_lambda_function_url", ("qualifier",), "of this function", ("function_name",)),
    Single("aws_lambda_provisioned_concurrency_config", ("function_name",), "of this version", ("qualifier",)),
    Single("aws_scheduler_schedule", ("group_name",), _NAMED, ("name",)),
    # Containers
    Single("aws_ecs_service", ("cluster",), _NAMED, ("name",)),
    Single("aws_eks_node_group", ("cluster_name",), _NAMED, ("node_group_name",)),
    Single("aws_eks_fargate_profile", ("cluster_name",), _NAMED, ("fargate_profile_name",)),
    Single("aws_eks_addon", ("cluster_name",), _NAMED, ("addon_name",)),
    Single("aws_eks_access_entry", ("cluster_name",), "of this principal", ("principal_arn",)),
    Single("aws_eks_pod_identity_association", ("cluster_name", "namespace"), "of this account", ("service_account",)),
    # What has a name in an account and region
    *(
        Single(terraform_type, (), _NAMED, (argument,))
        for argument, terraform_types in (
            (
                "name",
                (
                    *("aws_ecs_capacity_provider", "aws_batch_compute_environment", "aws_batch_job_queue"),
                    *("aws_placement_group", "aws_launch_configuration", "aws_scheduler_schedule_group"),
                    *("aws_elastic_beanstalk_application", "aws_elastic_beanstalk_environment"),
                    *("aws_lightsail_instance", "aws_imagebuilder_infrastructure_configuration"),
                    "aws_imagebuilder_image_pipeline",
                ),
            ),
            ("service_name", ("aws_apprunner_service",)),
            ("key_name", ("aws_key_pair",)),
        )
        for terraform_type in terraform_types
    ),
)
