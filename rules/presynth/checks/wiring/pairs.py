"""What must exist before something else, and nothing but `depends_on` says so: pairs of resources, with reasons."""

from __future__ import annotations

from presynth.checks.aws.storage.public_access import opens_to_everybody
from presynth.checks.common.resources import Resource
from presynth.checks.wiring.keys import values_at
from presynth.checks.wiring.pair import Pair, is_not, is_set_to, lets, sets
from presynth.findings import Severity
from presynth.program.values import Constant

_REGISTRY = "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/"
_AWS = "https://docs.aws.amazon.com/"


def _logs_access(balancer: Resource) -> bool:
    """Whether its access logs are known to be on."""
    enabled = list(values_at(balancer.block, ("access_logs", "enabled")))
    return any(isinstance(value, Constant) and value.value is True for value in enabled)


def _logs_calls(stage: Resource) -> bool:
    """Whether a stage writes logs by the role that is set for the whole account."""
    if stage.event.type.terraform_type == "aws_api_gateway_stage":
        return sets("access_log_settings.destination_arn")(stage)
    levels = values_at(stage.block, ("settings", "logging_level"))
    return any(isinstance(value, Constant) and value.value in ("INFO", "ERROR") for value in levels)


_BALANCERS = ("aws_lb", "aws_alb")
_LISTENERS = ("aws_lb_listener", "aws_alb_listener", "aws_lb_listener_rule", "aws_alb_listener_rule")
_FORWARDED = (
    "default_action.target_group_arn | default_action.forward.target_group.arn"
    " | action.target_group_arn | action.forward.target_group.arn"
)
_API_METHOD = ("rest_api_id", "resource_id", "http_method")
_SCALED = ("service_namespace", "resource_id", "scalable_dimension")
_STAGE_NAMES = ("rest_api_id", "stage_name")
_NOT_ISSUED = "it is refused while the certificate has not been issued"
_ROLE_POLICIES = ("aws_iam_role_policy_attachment", "aws_iam_role_policy")

PAIRS = (
    # Containers and load balancers
    Pair(
        ("aws_ecs_service",),
        ("load_balancer.target_group_arn",),
        _LISTENERS,
        (_FORWARDED,),
        "ECS refuses a target group that no load balancer sends anything to yet",
        f"{_AWS}AmazonECS/latest/developerguide/service-load-balancing.html",
    ),
    Pair(
        ("aws_ecs_service",),
        ("cluster",),
        ("aws_ecs_cluster_capacity_providers",),
        ("cluster_name",),
        "ECS refuses a capacity provider that the cluster does not have yet",
        f"{_REGISTRY}ecs_cluster_capacity_providers",
        when=sets("capacity_provider_strategy.capacity_provider"),
    ),
    Pair(
        _BALANCERS,
        ("access_logs.bucket",),
        ("aws_s3_bucket_policy",),
        ("bucket",),
        "access logs are refused while the bucket's policy does not let the load balancer write",
        f"{_AWS}elasticloadbalancing/latest/application/enable-access-logging.html",
        when=_logs_access,
    ),
    Pair(
        ("aws_appautoscaling_policy", "aws_appautoscaling_scheduled_action"),
        _SCALED,
        ("aws_appautoscaling_target",),
        _SCALED,
        "there is no scalable target to apply it to yet",
        f"{_REGISTRY}appautoscaling_policy",
    ),
    Pair(
        ("aws_eks_node_group",),
        ("node_role_arn",),
        ("aws_iam_role_policy_attachment",),
        ("role",),
        "nodes cannot join, and cannot be removed properly, without the policies of their role",
        f"{_REGISTRY}eks_node_group",
        every=True,
    ),
    Pair(
        ("aws_eks_cluster",),
        ("role_arn",),
        ("aws_iam_role_policy_attachment",),
        ("role",),
        "EKS cannot make, nor later remove, the cluster's network interfaces without the policies of its role",
        f"{_REGISTRY}eks_cluster",
        every=True,
    ),
    Pair(
        ("aws_eks_fargate_profile",),
        ("pod_execution_role_arn",),
        ("aws_iam_role_policy_attachment",),
        ("role",),
        "pods do not start without the policies of their role",
        f"{_REGISTRY}eks_fargate_profile",
        every=True,
    ),
    # Functions and what calls them
    Pair(
        ("aws_lambda_event_source_mapping",),
        ("function_name > role",),
        _ROLE_POLICIES,
        ("role",),
        "Lambda refuses a source that the function's role may not read yet",
        f"{_AWS}lambda/latest/dg/invocation-eventsourcemapping.html",
        Severity.INFO,
        every=True,
    ),
    Pair(
        ("aws_lambda_function",),
        ("role",),
        _ROLE_POLICIES,
        ("role",),
        "Lambda refuses a function in a VPC whose role may not make network interfaces yet",
        f"{_AWS}lambda/latest/dg/configuration-vpc.html",
        Severity.INFO,
        every=True,
        when=sets("vpc_config.subnet_ids"),
    ),
    Pair(
        ("aws_secretsmanager_secret_rotation",),
        ("rotation_lambda_arn",),
        ("aws_lambda_permission",),
        ("function_name",),
        "Secrets Manager refuses a function that it may not call yet",
        f"{_AWS}secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html",
        counts=lets("secretsmanager"),
    ),
    Pair(
        ("aws_cloudwatch_log_subscription_filter",),
        ("destination_arn",),
        ("aws_lambda_permission",),
        ("function_name",),
        "CloudWatch Logs refuses a function that it may not call yet",
        f"{_AWS}AmazonCloudWatch/latest/logs/SubscriptionFilters.html",
        counts=lets("logs"),
    ),
    Pair(
        ("aws_lb_target_group_attachment", "aws_alb_target_group_attachment"),
        ("target_id",),
        ("aws_lambda_permission",),
        ("function_name",),
        "a function is refused as a target that the load balancer may not call yet",
        f"{_REGISTRY}lb_target_group_attachment",
        counts=lets("elasticloadbalancing"),
    ),
    Pair(
        ("aws_config_config_rule",),
        ("source.source_identifier",),
        ("aws_lambda_permission",),
        ("function_name",),
        "AWS Config refuses a function that it may not call yet",
        f"{_AWS}config/latest/developerguide/evaluate-config_develop-rules_lambda-functions.html",
        counts=lets("config"),
    ),
    Pair(
        ("aws_ses_receipt_rule",),
        ("lambda_action.function_arn",),
        ("aws_lambda_permission",),
        ("function_name",),
        "SES refuses a function that it may not call yet",
        f"{_AWS}ses/latest/dg/receiving-email-permissions.html",
        counts=lets("ses"),
    ),
    # API Gateway
    Pair(
        ("aws_api_gateway_integration", "aws_api_gateway_method_response"),
        _API_METHOD,
        ("aws_api_gateway_method",),
        _API_METHOD,
        "API Gateway knows no such method yet",
        f"{_REGISTRY}api_gateway_integration",
    ),
    Pair(
        ("aws_api_gateway_integration_response",),
        _API_METHOD,
        ("aws_api_gateway_integration",),
        _API_METHOD,
        "API Gateway knows no such integration yet",
        f"{_REGISTRY}api_gateway_integration_response",
    ),
    Pair(
        ("aws_api_gateway_integration_response",),
        (*_API_METHOD, "status_code"),
        ("aws_api_gateway_method_response",),
        (*_API_METHOD, "status_code"),
        "API Gateway knows no such response of the method yet",
        f"{_REGISTRY}api_gateway_integration_response",
    ),
    Pair(
        ("aws_api_gateway_method_settings",),
        _STAGE_NAMES,
        ("aws_api_gateway_stage",),
        _STAGE_NAMES,
        "API Gateway knows no such stage yet",
        f"{_REGISTRY}api_gateway_method_settings",
    ),
    Pair(
        ("aws_api_gateway_base_path_mapping",),
        ("api_id", "stage_name"),
        ("aws_api_gateway_stage",),
        _STAGE_NAMES,
        "API Gateway knows no such stage yet",
        f"{_REGISTRY}api_gateway_base_path_mapping",
    ),
    Pair(
        ("aws_api_gateway_usage_plan",),
        ("api_stages.api_id", "api_stages.stage"),
        ("aws_api_gateway_stage",),
        _STAGE_NAMES,
        "API Gateway knows no such stage yet",
        f"{_REGISTRY}api_gateway_usage_plan",
    ),
    Pair(
        ("aws_api_gateway_stage", "aws_api_gateway_method_settings"),
        (),
        ("aws_api_gateway_account",),
        (),
        "API Gateway refuses to log while the account has no role to write logs with",
        f"{_AWS}apigateway/latest/developerguide/set-up-logging.html",
        when=_logs_calls,
    ),
    Pair(
        ("aws_apigatewayv2_deployment",),
        ("api_id",),
        ("aws_apigatewayv2_route",),
        ("api_id",),
        "an API is deployed with the routes that it has by then, and refused without any",
        f"{_REGISTRY}apigatewayv2_deployment",
        every=True,
    ),
    # Certificates
    *(
        Pair(
            (dependent,),
            (path,),
            ("aws_acm_certificate_validation",),
            ("certificate_arn",),
            _NOT_ISSUED,
            f"{_REGISTRY}acm_certificate_validation",
        )
        for dependent, path in (
            ("aws_lb_listener", "certificate_arn"),
            ("aws_alb_listener", "certificate_arn"),
            ("aws_lb_listener_certificate", "certificate_arn"),
            ("aws_cloudfront_distribution", "viewer_certificate.acm_certificate_arn"),
            ("aws_api_gateway_domain_name", "certificate_arn | regional_certificate_arn"),
            ("aws_apigatewayv2_domain_name", "domain_name_configuration.certificate_arn"),
            ("aws_cognito_user_pool_domain", "certificate_arn"),
        )
    ),
    # Buckets
    Pair(
        ("aws_s3_bucket_notification",),
        ("queue.queue_arn",),
        ("aws_sqs_queue_policy",),
        ("queue_url",),
        "S3 refuses a queue that it may not send to yet",
        f"{_AWS}AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html",
    ),
    Pair(
        ("aws_s3_bucket_notification",),
        ("topic.topic_arn",),
        ("aws_sns_topic_policy",),
        ("arn",),
        "S3 refuses a topic that it may not publish to yet",
        f"{_AWS}AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html",
    ),
    Pair(
        ("aws_s3_bucket_acl",),
        ("bucket",),
        ("aws_s3_bucket_ownership_controls",),
        ("bucket",),
        "a new bucket takes no ACL until its ownership controls say otherwise",
        f"{_REGISTRY}s3_bucket_acl",
    ),
    Pair(
        ("aws_s3_bucket_replication_configuration",),
        ("bucket",),
        ("aws_s3_bucket_versioning",),
        ("bucket",),
        "S3 replicates only a bucket with versions",
        f"{_REGISTRY}s3_bucket_replication_configuration",
    ),
    Pair(
        ("aws_cloudtrail",),
        ("s3_bucket_name",),
        ("aws_s3_bucket_policy",),
        ("bucket",),
        "CloudTrail refuses a bucket whose policy does not let it write yet",
        f"{_REGISTRY}cloudtrail",
    ),
    Pair(
        ("aws_config_delivery_channel",),
        ("s3_bucket_name",),
        ("aws_s3_bucket_policy",),
        ("bucket",),
        "AWS Config refuses a bucket whose policy does not let it write yet",
        f"{_AWS}config/latest/developerguide/s3-bucket-policy.html",
    ),
    Pair(
        ("aws_s3_bucket_object_lock_configuration",),
        ("bucket",),
        ("aws_s3_bucket_versioning",),
        ("bucket",),
        "S3 locks objects only in a bucket with versions",
        f"{_REGISTRY}s3_bucket_object_lock_configuration",
    ),
    Pair(
        ("aws_s3_bucket_policy",),
        ("bucket",),
        ("aws_s3_bucket_public_access_block",),
        ("bucket",),
        "a new bucket takes no public policy until its public access block says otherwise",
        f"{_AWS}AmazonS3/latest/userguide/access-control-block-public-access.html",
        when=opens_to_everybody,
        counts=is_not("block_public_policy", True),
    ),
    # Search
    Pair(
        ("aws_opensearchserverless_collection",),
        (),
        ("aws_opensearchserverless_security_policy",),
        (),
        "a collection is refused that no encryption policy is there for yet",
        f"{_AWS}opensearch-service/latest/developerguide/serverless-encryption.html",
        counts=is_set_to("type", "encryption"),
    ),
    # AWS Config, Security Hub, logs of DNS and search
    Pair(
        ("aws_config_delivery_channel", "aws_config_config_rule"),
        (),
        ("aws_config_configuration_recorder",),
        (),
        "AWS Config takes none before there is a recorder",
        f"{_REGISTRY}config_delivery_channel",
    ),
    Pair(
        ("aws_config_configuration_recorder_status",),
        (),
        ("aws_config_delivery_channel",),
        (),
        "a recorder cannot be started before there is a delivery channel",
        f"{_REGISTRY}config_configuration_recorder_status",
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
        f"{_REGISTRY}securityhub_standards_subscription",
    ),
    Pair(
        ("aws_route53_query_log",),
        (),
        ("aws_cloudwatch_log_resource_policy",),
        (),
        "Route 53 refuses a log group that it may not write to yet",
        f"{_REGISTRY}route53_query_log",
    ),
    # Networks
    Pair(
        ("aws_nat_gateway",),
        ("subnet_id > vpc_id",),
        ("aws_internet_gateway",),
        ("vpc_id",),
        "a public NAT gateway is refused in a VPC without an internet gateway",
        f"{_REGISTRY}nat_gateway",
        Severity.INFO,
        when=is_not("connectivity_type", "private"),
    ),
)
"""Where the provider itself waits for a permission to spread (functions, event sources), or things mostly happen in the
right order by themselves, it is worth knowing, no more."""
