"""Which arguments take the name of another resource."""

from __future__ import annotations

from dataclasses import dataclass

from presynth.checks.wiring.keys import KeyPath


@dataclass(frozen=True)
class Naming:
    """The argument at `path` of resources of the types `dependents` is the `attribute` of one of the type `target`."""

    dependents: tuple[str, ...]
    path: KeyPath
    target: str
    attribute: str = "name"


def _rows(target: str, attribute: str, **dependents: str) -> tuple[Naming, ...]:
    """By the last step of the path: the types, without `aws_`; a dot is written `__`."""
    return tuple(
        Naming(tuple(f"aws_{each}" for each in types.split()), path.replace("__", "."), target, attribute)
        for path, types in dependents.items()
    )


NAMINGS: tuple[Naming, ...] = (
    *_rows(
        "aws_lambda_function",
        "function_name",
        function_name="lambda_permission lambda_alias lambda_event_source_mapping lambda_function_url"
        " lambda_function_event_invoke_config lambda_provisioned_concurrency_config lambda_invocation",
    ),
    *_rows("aws_iam_role", "name", role="iam_role_policy iam_role_policy_attachment iam_instance_profile"),
    *_rows(
        "aws_iam_instance_profile",
        "name",
        iam_instance_profile="instance launch_configuration",
        iam_instance_profile__name="launch_template",
        instance_profile_name="imagebuilder_infrastructure_configuration",
    ),
    *_rows("aws_iam_user", "name", user="iam_user_policy iam_user_policy_attachment iam_access_key"),
    *_rows("aws_iam_group", "name", group="iam_group_policy iam_group_policy_attachment iam_group_membership"),
    *_rows(
        "aws_s3_bucket",
        "bucket",
        bucket="s3_bucket_accelerate_configuration s3_bucket_acl s3_bucket_cors_configuration"
        " s3_bucket_intelligent_tiering_configuration s3_bucket_inventory s3_bucket_lifecycle_configuration"
        " s3_bucket_logging s3_bucket_metric s3_bucket_notification s3_bucket_object_lock_configuration"
        " s3_bucket_ownership_controls s3_bucket_policy s3_bucket_public_access_block"
        " s3_bucket_replication_configuration s3_bucket_server_side_encryption_configuration s3_bucket_versioning"
        " s3_bucket_website_configuration s3_object",
        s3_bucket_name="cloudtrail config_delivery_channel",
    ),
    *_rows(
        "aws_ecs_cluster",
        "name",
        cluster="ecs_service ecs_task_set",
        cluster_name="ecs_cluster_capacity_providers",
    ),
    *_rows(
        "aws_eks_cluster",
        "name",
        cluster_name="eks_access_entry eks_addon eks_fargate_profile eks_node_group eks_pod_identity_association",
    ),
    *_rows("aws_cloudwatch_event_rule", "name", rule="cloudwatch_event_target"),
    *_rows(
        "aws_cloudwatch_event_bus",
        "name",
        event_bus_name="cloudwatch_event_rule cloudwatch_event_target cloudwatch_event_permission"
        " cloudwatch_event_bus_policy",
    ),
    *_rows(
        "aws_cloudwatch_log_group",
        "name",
        log_group_name="cloudwatch_log_stream cloudwatch_log_metric_filter cloudwatch_log_subscription_filter"
        " directory_service_log_subscription",
    ),
    *_rows("aws_db_subnet_group", "name", db_subnet_group_name="db_instance rds_cluster rds_cluster_instance"),
    *_rows("aws_docdb_subnet_group", "name", db_subnet_group_name="docdb_cluster"),
    *_rows("aws_neptune_subnet_group", "name", neptune_subnet_group_name="neptune_cluster neptune_cluster_instance"),
    *_rows("aws_db_parameter_group", "name", parameter_group_name="db_instance"),
    *_rows("aws_db_option_group", "name", option_group_name="db_instance"),
    *_rows("aws_rds_cluster_parameter_group", "name", db_cluster_parameter_group_name="rds_cluster"),
    *_rows("aws_rds_cluster", "cluster_identifier", cluster_identifier="rds_cluster_instance rds_cluster_endpoint"),
    *_rows("aws_docdb_cluster", "cluster_identifier", cluster_identifier="docdb_cluster_instance"),
    *_rows("aws_neptune_cluster", "cluster_identifier", cluster_identifier="neptune_cluster_instance"),
    *_rows(
        "aws_elasticache_subnet_group", "name", subnet_group_name="elasticache_cluster elasticache_replication_group"
    ),
    *_rows(
        "aws_elasticache_parameter_group",
        "name",
        parameter_group_name="elasticache_cluster elasticache_replication_group",
    ),
    *_rows("aws_elasticache_replication_group", "replication_group_id", replication_group_id="elasticache_cluster"),
    *_rows(
        "aws_redshift_subnet_group",
        "name",
        cluster_subnet_group_name="redshift_cluster",
    ),
    *_rows(
        "aws_autoscaling_group",
        "name",
        autoscaling_group_name="autoscaling_attachment autoscaling_lifecycle_hook autoscaling_policy"
        " autoscaling_schedule",
    ),
    *_rows("aws_launch_configuration", "name", launch_configuration="autoscaling_group"),
    *_rows("aws_launch_template", "name", launch_template__name="autoscaling_group instance eks_node_group"),
    *_rows("aws_key_pair", "key_name", key_name="instance launch_template launch_configuration"),
    *_rows("aws_ecr_repository", "name", repository="ecr_lifecycle_policy ecr_repository_policy"),
    *_rows("aws_dynamodb_table", "name", table_name="dynamodb_table_item dynamodb_contributor_insights"),
    *_rows("aws_glue_catalog_database", "name", database_name="glue_catalog_table glue_crawler"),
    *_rows("aws_codedeploy_app", "name", app_name="codedeploy_deployment_group"),
    *_rows("aws_codebuild_project", "name", project_name="codebuild_webhook"),
    *_rows("aws_opensearch_domain", "domain_name", domain_name="opensearch_domain_policy"),
    *_rows(
        "aws_backup_vault",
        "name",
        rule__target_vault_name="backup_plan",
        backup_vault_name="backup_vault_policy backup_vault_notifications backup_vault_lock_configuration",
    ),
    *_rows("aws_secretsmanager_secret", "name", secret_id="secretsmanager_secret_version"),
    *_rows(
        "aws_elastic_beanstalk_application",
        "name",
        application="elastic_beanstalk_environment elastic_beanstalk_application_version"
        " elastic_beanstalk_configuration_template",
    ),
    *_rows("aws_elastic_beanstalk_application_version", "name", version_label="elastic_beanstalk_environment"),
    *_rows("aws_ssm_document", "name", name="ssm_association"),
    *_rows("aws_athena_workgroup", "name", workgroup="athena_named_query"),
    *_rows(
        "aws_codecommit_repository",
        "repository_name",
        repository_name="codecommit_trigger codecommit_approval_rule_template_association",
    ),
    *_rows(
        "aws_codecommit_approval_rule_template",
        "name",
        approval_rule_template_name="codecommit_approval_rule_template_association",
    ),
    *_rows(
        "aws_codeartifact_domain",
        "domain",
        domain="codeartifact_repository codeartifact_domain_permissions_policy"
        " codeartifact_repository_permissions_policy",
    ),
    *_rows(
        "aws_codeartifact_repository",
        "repository",
        repository="codeartifact_repository_permissions_policy",
        upstream__repository_name="codeartifact_repository",
    ),
    *_rows(
        "aws_codedeploy_deployment_config",
        "deployment_config_name",
        deployment_config_name="codedeploy_deployment_group",
    ),
    *_rows("aws_codepipeline", "name", target_pipeline="codepipeline_webhook"),
    *_rows("aws_ses_configuration_set", "name", configuration_set_name="ses_event_destination"),
    *_rows(
        "aws_sesv2_configuration_set",
        "configuration_set_name",
        configuration_set_name="sesv2_configuration_set_event_destination sesv2_email_identity",
    ),
    *_rows("aws_ses_receipt_rule_set", "rule_set_name", rule_set_name="ses_receipt_rule ses_active_receipt_rule_set"),
    *_rows(
        "aws_ses_domain_identity",
        "domain",
        domain="ses_domain_mail_from ses_domain_identity_verification",
        identity="ses_identity_notification_topic ses_identity_policy",
    ),
    *_rows(
        "aws_sesv2_email_identity",
        "email_identity",
        email_identity="sesv2_email_identity_feedback_attributes sesv2_email_identity_mail_from_attributes"
        " sesv2_email_identity_policy",
    ),
    *_rows(
        "aws_sesv2_dedicated_ip_pool",
        "pool_name",
        delivery_options__sending_pool_name="sesv2_configuration_set",
        destination_pool_name="sesv2_dedicated_ip_assignment",
    ),
    *_rows("aws_sagemaker_model", "name", production_variants__model_name="sagemaker_endpoint_configuration"),
    *_rows("aws_sagemaker_endpoint_configuration", "name", endpoint_config_name="sagemaker_endpoint"),
    *_rows(
        "aws_sagemaker_notebook_instance_lifecycle_configuration",
        "name",
        lifecycle_config_name="sagemaker_notebook_instance",
    ),
    *_rows(
        "aws_sagemaker_code_repository",
        "code_repository_name",
        default_code_repository="sagemaker_notebook_instance",
    ),
    *_rows("aws_sagemaker_image", "image_name", image_name="sagemaker_image_version"),
    *_rows(
        "aws_sagemaker_model_package_group",
        "model_package_group_name",
        model_package_group_name="sagemaker_model_package_group_policy",
    ),
    *_rows("aws_sagemaker_workforce", "workforce_name", workforce_name="sagemaker_workteam"),
    *_rows("aws_budgets_budget", "name", budget_name="budgets_budget_action"),
    *_rows("aws_iot_thing_type", "name", thing_type_name="iot_thing"),
    *_rows("aws_iot_thing", "name", thing="iot_thing_principal_attachment", thing_name="iot_thing_group_membership"),
    *_rows(
        "aws_iot_thing_group",
        "name",
        parent_group_name="iot_thing_group",
        thing_group_name="iot_thing_group_membership",
    ),
    *_rows("aws_iot_policy", "name", policy="iot_policy_attachment"),
    *_rows(
        "aws_cloudformation_stack_set",
        "name",
        stack_set_name="cloudformation_stack_set_instance cloudformation_stack_instances",
    ),
    *_rows("aws_keyspaces_keyspace", "name", keyspace_name="keyspaces_table"),
    *_rows("aws_location_tracker", "tracker_name", tracker_name="location_tracker_association"),
    *_rows("aws_signer_signing_profile", "name", profile_name="signer_signing_job signer_signing_profile_permission"),
    *_rows("aws_schemas_registry", "name", registry_name="schemas_schema schemas_registry_policy"),
    *_rows("aws_timestreamwrite_database", "database_name", database_name="timestreamwrite_table"),
    *_rows("aws_lex_bot", "name", bot_name="lex_bot_alias"),
    *_rows("aws_lex_intent", "name", intent__intent_name="lex_bot"),
)
"""As the pages of the resources have it: https://registry.terraform.io/providers/hashicorp/aws/latest/docs
(2026-11-29)."""
