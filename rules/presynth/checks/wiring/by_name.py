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
        log_group_name="cloudwatch_log_stream cloudwatch_log_metric_filter cloudwatch_log_subscription_filter",
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
    *_rows("aws_secretsmanager_secret", "name", secret_id="secretsmanager_secret_version secretsmanager_secret_policy"),
    *_rows("aws_elastic_beanstalk_application", "name", application="elastic_beanstalk_environment"),
    *_rows("aws_ssm_document", "name", name="ssm_association"),
    *_rows("aws_athena_workgroup", "name", workgroup="athena_named_query"),
)
"""As the pages of the resources have it: https://registry.terraform.io/providers/hashicorp/aws/latest/docs
(2026-11-29)."""
