"""Which service acts by a role that an argument is given, and refuses one that it may not assume.

Read 2026-11-29 from the guides of the services, beginning at
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html
"""

from __future__ import annotations

from typing import NamedTuple


class RoleUse(NamedTuple):
    """An argument (a path) of a resource that is given a role, and the service that has to be able to assume it.

    `beyond`: the role is that argument of what is given.
    """

    terraform_type: str
    path: tuple[str, ...]
    service: str
    beyond: str = ""


_USES = """
lambda: aws_lambda_function role
ecs-tasks: aws_ecs_task_definition execution_role_arn, aws_ecs_task_definition task_role_arn
ecs: aws_ecs_service iam_role
eks: aws_eks_cluster role_arn
ec2: aws_eks_node_group node_role_arn
eks-fargate-pods: aws_eks_fargate_profile pod_execution_role_arn
pods.eks: aws_eks_pod_identity_association role_arn, aws_eks_addon pod_identity_association.role_arn
states: aws_sfn_state_machine role_arn
scheduler: aws_scheduler_schedule target.role_arn
pipes: aws_pipes_pipe role_arn
events: aws_cloudwatch_event_target role_arn
apigateway: aws_api_gateway_account cloudwatch_role_arn
codebuild: aws_codebuild_project service_role
codepipeline: aws_codepipeline role_arn
codedeploy: aws_codedeploy_deployment_group service_role_arn
firehose: aws_kinesis_firehose_delivery_stream extended_s3_configuration.role_arn, \
aws_kinesis_firehose_delivery_stream elasticsearch_configuration.role_arn, \
aws_kinesis_firehose_delivery_stream opensearch_configuration.role_arn, \
aws_kinesis_firehose_delivery_stream opensearchserverless_configuration.role_arn, \
aws_kinesis_firehose_delivery_stream redshift_configuration.role_arn, \
aws_kinesis_firehose_delivery_stream kinesis_source_configuration.role_arn
glue: aws_glue_job role_arn, aws_glue_crawler role
batch: aws_batch_compute_environment service_role
spotfleet: aws_batch_compute_environment compute_resources.spot_iam_fleet_role
vpc-flow-logs: aws_flow_log iam_role_arn
rds: aws_db_proxy role_arn
monitoring.rds: aws_db_instance monitoring_role_arn, aws_rds_cluster_instance monitoring_role_arn
cloudtrail: aws_cloudtrail cloud_watch_logs_role_arn
config: aws_config_configuration_recorder role_arn
backup: aws_backup_selection iam_role_arn
build.apprunner: aws_apprunner_service source_configuration.authentication_configuration.access_role_arn
tasks.apprunner: aws_apprunner_service instance_configuration.instance_role_arn
sagemaker: aws_sagemaker_model execution_role_arn, aws_sagemaker_notebook_instance role_arn
sagemaker: aws_sagemaker_feature_group role_arn
bedrock: aws_bedrockagent_agent agent_resource_role_arn, aws_bedrockagent_knowledge_base role_arn
gamelift: aws_gamelift_build storage_location.role_arn, aws_gamelift_script storage_location.role_arn
appsync: aws_appsync_datasource service_role_arn
transfer: aws_transfer_user role, aws_transfer_server logging_role
dlm: aws_dlm_lifecycle_policy execution_role_arn
elasticmapreduce: aws_emr_cluster service_role
logs: aws_cloudwatch_log_subscription_filter role_arn, aws_cloudwatch_log_destination role_arn
streams.metrics.cloudwatch: aws_cloudwatch_metric_stream role_arn
lambda: aws_synthetics_canary execution_role_arn
ssm: aws_ssm_activation iam_role, aws_ssm_maintenance_window_task service_role_arn
autoscaling: aws_autoscaling_lifecycle_hook role_arn
spotfleet: aws_spot_fleet_request iam_fleet_role
vmie: aws_ebs_snapshot_import role_name
cognito-idp: aws_cognito_user_pool sms_configuration.sns_caller_arn
datasync: aws_datasync_location_s3 s3_config.bucket_access_role_arn
edgelambda: aws_cloudfront_distribution default_cache_behavior.lambda_function_association.lambda_arn>role, \
aws_cloudfront_distribution ordered_cache_behavior.lambda_function_association.lambda_arn>role
"""


def _read(uses: str) -> tuple[RoleUse, ...]:
    found: list[RoleUse] = []
    for line in uses.strip().splitlines():
        service, _, arguments = line.partition(": ")
        for argument in arguments.split(", "):
            terraform_type, path = argument.split(" ")
            path, _, beyond = path.partition(">")
            found.append(RoleUse(terraform_type, tuple(path.split(".")), service, beyond))
    return tuple(found)


ROLE_USES = _read(_USES)
