"""Which attribute of another resource an argument wants: its ARN, its id, its name or its URL.

`IDENTITIES` says what `id` is, as the provider's documentation describes it; of a resource that is not listed nothing
is known. (https://registry.terraform.io/providers/hashicorp/aws/latest/docs, the pages of the resources: 2026-11-29)
"""

from __future__ import annotations

import re
from typing import Literal

from presynth.catalog.catalog import Catalog
from presynth.catalog.constraints import Constraint
from presynth.checks.constraints.judging import Concern, Fault
from presynth.program.values import Constant, Text, Token, Value

Nature = Literal["arn", "id", "name", "url", "invoke-arn", "address", "endpoint"]


def _by_name(groups: dict[Nature, str], prefix: str = "") -> dict[str, Nature]:
    """The nature of each of the names that are listed under it."""
    return {prefix + name: nature for nature, names in groups.items() for name in names.split()}


IDENTITIES: dict[str, Nature] = _by_name(
    {
        "arn": (
            "acm_certificate acmpca_certificate_authority alb alb_listener alb_listener_rule alb_target_group"
            " apprunner_service batch_job_definition batch_job_queue codestarconnections_connection ecs_service"
            " codebuild_project ecs_cluster globalaccelerator_accelerator iam_openid_connect_provider iam_policy"
            " iam_saml_provider kinesis_firehose_delivery_stream kinesis_stream lb lb_listener lb_listener_rule"
            " lb_target_group msk_cluster networkfirewall_firewall networkfirewall_firewall_policy"
            " networkfirewall_rule_group ram_resource_share secretsmanager_secret sfn_state_machine"
            " sns_topic sns_topic_subscription"
        ),
        "name": (
            "autoscaling_group backup_vault cloudwatch_event_bus cloudwatch_event_rule cloudwatch_log_group"
            " cloudwatch_metric_alarm codepipeline db_parameter_group db_subnet_group dynamodb_table ecr_repository"
            " eks_cluster elasticache_subnet_group iam_group iam_instance_profile iam_role iam_user key_pair kms_alias"
            " lambda_function rds_cluster s3_bucket ssm_parameter"
        ),
        "url": "sqs_queue",
        "id": (
            "api_gateway_rest_api apigatewayv2_api appsync_graphql_api cloudfront_distribution"
            " cloudfront_origin_access_control codedeploy_app cognito_identity_pool cognito_user_pool"
            " cognito_user_pool_client customer_gateway guardduty_detector mq_broker"
            " db_instance ebs_volume ec2_transit_gateway ec2_transit_gateway_route_table"
            " ec2_transit_gateway_vpc_attachment efs_access_point efs_file_system egress_only_internet_gateway"
            " eip instance internet_gateway kms_key launch_template nat_gateway network_acl network_interface"
            " route53_zone route_table security_group subnet vpc vpc_dhcp_options vpc_endpoint"
            " vpc_peering_connection vpn_connection vpn_gateway wafv2_ip_set wafv2_web_acl"
        ),
    },
    prefix="aws_",
)
_NAMES = ("name", "bucket", "function_name", "cluster_identifier", "key_name", "repository_url", "dns_name")
_ADDRESSES = ("public_ip", "private_ip")
_IDS = ("key_id", "unique_id", "resource_id")
_WANTED_BY_NAME: dict[str, Nature] = _by_name(
    {
        "id": (
            "vpc_id peer_vpc_id subnet_id subnet_ids security_group_id security_group_ids vpc_security_group_ids"
            " source_security_group_id referenced_security_group_id route_table_id route_table_ids gateway_id"
            " nat_gateway_id internet_gateway_id egress_only_gateway_id transit_gateway_id network_interface_id"
            " allocation_id network_acl_id vpc_endpoint_id vpc_peering_connection_id dhcp_options_id"
            " vpc_zone_identifier launch_template_id rest_api_id api_id user_pool_id zone_id hosted_zone_id"
        ),
        "name": (
            "db_subnet_group_name subnet_group_name parameter_group_name db_cluster_parameter_group_name"
            " cluster_identifier autoscaling_group_name log_group_name"
        ),
        "url": "queue_url",
    }
)
"""By the argument's name, whatever the resource: AWS's APIs have one pattern for all of these."""
_WANTED: dict[tuple[str, str], Nature] = {
    ("aws_api_gateway_authorizer", "authorizer_uri"): "invoke-arn",
    ("aws_api_gateway_integration", "uri"): "invoke-arn",
    ("aws_apigatewayv2_authorizer", "authorizer_uri"): "invoke-arn",
    ("aws_cloudwatch_event_target", "rule"): "name",
    ("aws_codedeploy_deployment_group", "app_name"): "name",
    ("aws_cognito_identity_pool", "cognito_identity_providers.client_id"): "id",
    ("aws_cognito_identity_pool", "cognito_identity_providers.provider_name"): "endpoint",
    ("aws_ecr_lifecycle_policy", "repository"): "name",
    ("aws_ecr_repository_policy", "repository"): "name",
    ("aws_ecs_service", "network_configuration.security_groups"): "id",
    ("aws_ecs_service", "network_configuration.subnets"): "id",
    ("aws_eks_access_entry", "cluster_name"): "name",
    ("aws_eks_addon", "cluster_name"): "name",
    ("aws_eks_fargate_profile", "cluster_name"): "name",
    ("aws_eks_node_group", "cluster_name"): "name",
    ("aws_eks_node_group", "launch_template.id"): "id",
    ("aws_autoscaling_group", "launch_template.id"): "id",
    ("aws_instance", "launch_template.id"): "id",
    ("aws_ami_from_instance", "source_instance_id"): "id",
    ("aws_eip", "instance"): "id",
    ("aws_eip_association", "instance_id"): "id",
    **{
        ("aws_cloudfront_distribution", f"{behavior}.{kind}_policy_id"): "id"
        for behavior in ("default_cache_behavior", "ordered_cache_behavior")
        for kind in ("cache", "origin_request", "response_headers")
    },
    ("aws_cloudfront_distribution", "origin.origin_access_control_id"): "id",
    ("aws_iam_access_key", "user"): "name",
    ("aws_iam_group_membership", "group"): "name",
    ("aws_iam_group_membership", "users"): "name",
    ("aws_iam_user_group_membership", "groups"): "name",
    ("aws_iam_user_group_membership", "user"): "name",
    ("aws_iam_user_login_profile", "user"): "name",
    ("aws_iam_user_ssh_key", "username"): "name",
    ("aws_iam_group_policy", "group"): "name",
    ("aws_iam_group_policy_attachment", "group"): "name",
    ("aws_iam_instance_profile", "role"): "name",
    ("aws_iam_policy_attachment", "groups"): "name",
    ("aws_iam_policy_attachment", "roles"): "name",
    ("aws_iam_policy_attachment", "users"): "name",
    ("aws_iam_role_policy", "role"): "name",
    ("aws_iam_role_policy_attachment", "role"): "name",
    ("aws_iam_user_policy", "user"): "name",
    ("aws_iam_user_policy_attachment", "user"): "name",
    ("aws_instance", "iam_instance_profile"): "name",
    ("aws_launch_template", "iam_instance_profile.name"): "name",
    ("aws_network_interface_attachment", "instance_id"): "id",
    ("aws_volume_attachment", "instance_id"): "id",
    ("aws_volume_attachment", "volume_id"): "id",
    ("aws_ssm_activation", "iam_role"): "name",
    ("aws_lb", "security_groups"): "id",
    ("aws_lb", "subnets"): "id",
    ("aws_alb", "security_groups"): "id",
    ("aws_alb", "subnets"): "id",
}
_IDENTIFIED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("vpc_id", "peer_vpc_id"), ("aws_vpc",)),
    **dict.fromkeys(("subnet_id", "subnet_ids", "subnets", "vpc_zone_identifier"), ("aws_subnet",)),
    **dict.fromkeys(
        (
            *("security_group_id", "security_group_ids", "security_groups", "vpc_security_group_ids"),
            *("source_security_group_id", "referenced_security_group_id"),
        ),
        ("aws_security_group",),
    ),
    **dict.fromkeys(("route_table_id", "route_table_ids"), ("aws_route_table",)),
    "nat_gateway_id": ("aws_nat_gateway",),
    "egress_only_gateway_id": ("aws_egress_only_internet_gateway",),
    "transit_gateway_id": ("aws_ec2_transit_gateway",),
    "transit_gateway_attachment_id": (
        *("aws_ec2_transit_gateway_vpc_attachment", "aws_ec2_transit_gateway_vpc_attachment_accepter"),
        *("aws_ec2_transit_gateway_peering_attachment", "aws_ec2_transit_gateway_peering_attachment_accepter"),
        "aws_ec2_transit_gateway_connect",
    ),
    "transit_gateway_route_table_id": ("aws_ec2_transit_gateway_route_table",),
    "vpc_peering_connection_id": ("aws_vpc_peering_connection", "aws_vpc_peering_connection_accepter"),
    "customer_gateway_id": ("aws_customer_gateway",),
    "vpn_gateway_id": ("aws_vpn_gateway",),
    "internet_gateway_id": ("aws_internet_gateway",),
    "allocation_id": ("aws_eip",),
    "network_interface_id": ("aws_network_interface",),
    "rest_api_id": ("aws_api_gateway_rest_api",),
    "user_pool_id": ("aws_cognito_user_pool",),
    "zone_id": ("aws_route53_zone",),
    "hosted_zone_id": ("aws_route53_zone",),
}
"""What has the ids that arguments of these names take. Others begin otherwise (`vpc-…`), and AWS refuses them."""
_APIS = {
    "aws_apigatewayv2_": ("aws_apigatewayv2_api",),
    "aws_apigatewayv2_api_mapping": ("aws_apigatewayv2_api", "aws_api_gateway_rest_api"),
    "aws_appsync_": ("aws_appsync_graphql_api", "aws_appsync_api"),
    "aws_api_gateway_": ("aws_api_gateway_rest_api",),
}
"""What has the ids that `api_id` takes, by how the resource's type begins; the longest counts."""
_ELSEWHERE_BUCKETS = ("aws_s3control_", "aws_s3tables_", "aws_s3outposts_", "aws_s3vectors_")
_CALLED = {
    "arn": "an ARN",
    "id": "an id",
    "name": "a name",
    "url": "a URL",
    "invoke-arn": "the `invoke_arn`",
    "address": "an address",
    "endpoint": "the `endpoint`",
}
_PREFERRED: dict[Nature, tuple[str, ...]] = {
    "arn": ("arn",),
    "id": ("id",),
    "name": ("name", "bucket", "function_name", "id"),
    "url": ("url", "id"),
    "invoke-arn": ("invoke_arn",),
    "address": (),
    "endpoint": ("endpoint",),
}
_ARN_SUFFIX = re.compile(r"(^|_)arns?$")


def may_refer(value: Value) -> bool:
    """Whether a value is an attribute of something, or an ARN: there is nothing to say about others."""
    text = value.value if isinstance(value, Constant) else None
    return isinstance(value, Text | Token) or (isinstance(text, str) and text.startswith("arn:"))


def reference_fault(
    catalog: Catalog, resource: str, path: str, constraint: Constraint | None, value: Value
) -> Fault | None:
    """What is wrong with the attribute of another resource that an argument is set to.

    `instead` is the attribute that is wanted, where the other resource has it.
    """
    if isinstance(value, Text) and len(value.parts) == 1 and isinstance(value.parts[0], Token):
        value = value.parts[0]
    if (stranger := _of_another_kind(catalog, resource, path, value)) is not None:
        return stranger
    given = _given(catalog, value)
    wanted = None if given is None else _wanted(resource, path, constraint, value)
    if given is None or wanted is None or not _differs(wanted, given, value):
        return None
    instead = None
    if isinstance(value, Token) and value.source is not None and value.source.type is not None:
        attributes = catalog.attributes(value.source.type)
        instead = next((name for name in _PREFERRED[wanted] if name in attributes), None)
        if instead is None or instead == value.attribute:
            return None
    return Fault(Concern.REFERENCE, _CALLED[wanted], instead=instead)


def _of_another_kind(catalog: Catalog, resource: str, path: str, value: Value) -> Fault | None:
    """The `id` of a resource where only ids of another type are taken: a VPC's for `subnet_id`."""
    name = path.rpartition(".")[2]
    kinds = _apis(resource) if name == "api_id" else _IDENTIFIED.get(name)
    if kinds is None or not isinstance(value, Token) or value.attribute != "id":
        return None
    source = None if value.source is None else value.source.type
    if source is None or source.terraform_type in kinds or _identity(value) is None:
        return None
    instead = name if name in catalog.attributes(source) else None
    wanted = " or ".join(f"`{kind}`" for kind in kinds)
    return Fault(Concern.REFERENCE, f"the id of an {wanted}", instead=instead)


def _apis(resource: str) -> tuple[str, ...] | None:
    begun = [start for start in _APIS if resource.startswith(start)]
    return _APIS[max(begun, key=len)] if begun else None


def _wanted(resource: str, path: str, constraint: Constraint | None, value: Value) -> Nature | None:
    """What the argument wants, where it takes nothing else."""
    name = path.rpartition(".")[2]
    if (resource, path) in _WANTED:
        return _WANTED[resource, path]
    if (resource, path) == ("aws_ssm_maintenance_window_task", "task_arn"):
        return None  # the name of a document, too
    if path == "bucket" and resource.startswith("aws_s3_") and not resource.startswith(_ELSEWHERE_BUCKETS):
        return "name" if _is_of(value, "aws_s3_bucket") else None
    if (resource, path) == ("aws_cloudfront_distribution", "web_acl_id"):
        return "arn" if _is_of(value, "aws_wafv2_web_acl") else None
    if name == "function_name":
        return "name" if isinstance(value, Token) and value.attribute == "invoke_arn" else None
    checked = constraint if constraint is None or constraint.elem is None else constraint.elem
    if checked is not None and checked.kind == "arn" and not checked.any:
        return "arn"
    if checked is not None and (checked.kind not in ("", "non-empty") or checked.any):
        return None
    if _ARN_SUFFIX.search(name) and "kms" not in name:
        return "arn"
    return _WANTED_BY_NAME.get(name)


def _given(catalog: Catalog, value: Value) -> Nature | None:
    """What a value is, as far as it is known."""
    if isinstance(value, Constant | Text):
        text = value.prefix if isinstance(value, Text) else value.value
        return "arn" if isinstance(text, str) and text.startswith("arn:aws") else None
    if not isinstance(value, Token) or value.source is None or value.source.type is None:
        return None
    attribute = value.attribute
    if attribute == "id":
        is_resource = catalog.is_a(value.source.type, "TerraformResource")
        return IDENTITIES.get(value.source.type.terraform_type) if is_resource else None
    if attribute == "arn" or attribute == "invoke_arn":
        return "arn" if attribute == "arn" else "invoke-arn"
    if attribute == "url":
        return "url" if value.source.type.terraform_type == "aws_sqs_queue" else None
    natures: tuple[tuple[tuple[str, ...], Nature], ...] = ((_NAMES, "name"), (_IDS, "id"), (_ADDRESSES, "address"))
    return next((nature for attributes, nature in natures if attribute in attributes), None)


def _differs(wanted: Nature, given: Nature, value: Value) -> bool:
    """Whether AWS or the provider refuses one in the place of the other."""
    if wanted == "arn":
        return given != "arn"
    if wanted == "invoke-arn":
        return given in ("arn", "name") and _is_of(value, "aws_lambda_function")
    if wanted == "endpoint":
        return _is_of(value, "aws_cognito_user_pool")
    if given in ("invoke-arn", "address"):
        return True
    if wanted == "name" and given == "id":
        return isinstance(value, Token) and value.attribute == "id"
    if wanted == "id" and given == "name":
        return isinstance(value, Token) and value.attribute == "name" and _identity(value) == "id"
    if given == "arn":
        # An `id` that is an ARN is of something that could not be meant here: its `id` is all that it has.
        return not isinstance(value, Token) or value.attribute == "arn"
    return wanted == "url" and given == "name"


def _identity(value: Token) -> Nature | None:
    """What the `id` is of the resource that something is read of."""
    source = None if value.source is None else value.source.type
    return None if source is None else IDENTITIES.get(source.terraform_type)


def _is_of(value: Value, terraform_type: str) -> bool:
    """Whether it is an attribute of a resource of that type."""
    source = value.source if isinstance(value, Token) else None
    return source is not None and source.type is not None and source.type.terraform_type == terraform_type
