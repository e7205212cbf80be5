"""Accounts, and who signs in to them: permission sets, shared resources, analyzers, protections."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Condition, Is, IsNot, OfOwn, OfType
from presynth.checks.aws.combinations.consequences import Consequence, Matches, Needed, Refused, Unfit
from presynth.checks.aws.combinations.row import Row

_SSO = "https://docs.aws.amazon.com/singlesignon/latest/APIReference/"
_REGISTRY = "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/"
_ANALYZER = "https://docs.aws.amazon.com/access-analyzer/latest/APIReference/"
_DURATION = r"P(?=[\dT])(\d+Y)?(\d+M)?(\d+[DW])?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?"
_NOT_SHARED = (
    *("aws_vpc", "aws_route_table", "aws_internet_gateway", "aws_nat_gateway", "aws_network_acl", "aws_vpc_endpoint"),
    *("aws_instance", "aws_eip", "aws_lb", "aws_alb", "aws_lb_target_group", "aws_s3_bucket", "aws_sqs_queue"),
    *("aws_sns_topic", "aws_kms_key", "aws_lambda_function", "aws_dynamodb_table", "aws_ecr_repository"),
    *("aws_secretsmanager_secret", "aws_iam_role", "aws_iam_policy", "aws_db_instance", "aws_efs_file_system"),
    *("aws_ecs_cluster", "aws_eks_cluster", "aws_cloudwatch_log_group", "aws_route53_zone", "aws_acm_certificate"),
)
"""What is not in https://docs.aws.amazon.com/ram/latest/userguide/shareable.html, as known on 2026-11-29."""


def _shield(because: str, then: Consequence, pattern: str) -> Row:
    source = "https://docs.aws.amazon.com/waf/latest/DDOSAPIReference/API_CreateProtectionGroup.html"
    return Row(("aws_shield_protection_group",), (then,), because, source, {"pattern": Is((pattern,))})


def _analyzer(refused: str, kinds: tuple[str, ...]) -> Row:
    type_: Condition = IsNot(kinds, default=True)
    because = "this is for analyzers of another type"
    source = f"{_ANALYZER}API_AnalyzerConfiguration.html"
    return Row(
        ("aws_accessanalyzer_analyzer",), (Refused(refused),), because, source, {"^type": type_}, ("configuration",)
    )


ROWS: tuple[Row, ...] = (
    Row(
        ("aws_ssoadmin_permission_set",),
        (
            Matches("session_duration", _DURATION, "a duration as in ISO 8601, like `PT8H`"),
            Matches("session_duration", r"(?!PT(1[3-9]|[2-9]\d|\d{3,})H).*", "12 hours at most (`PT12H`)"),
        ),
        "IAM Identity Center refuses the permission set",
        f"{_SSO}API_CreatePermissionSet.html",
    ),
    *(
        Row(
            types,
            (Unfit(argument),),
            f"the `id` begins with that of the identity store, and `{own}` is meant",
            f"{_REGISTRY}{terraform_type.removeprefix('aws_')}",
            {argument: OfOwn(terraform_type, "id")},
        )
        for terraform_type, own in (("aws_identitystore_group", "group_id"), ("aws_identitystore_user", "user_id"))
        for types, argument in (
            (("aws_ssoadmin_account_assignment", "aws_ssoadmin_application_assignment"), "principal_id"),
            (("aws_identitystore_group_membership",), "group_id"),
            (("aws_identitystore_group_membership",), "member_id"),
        )
    ),
    Row(
        (
            *("aws_ssoadmin_account_assignment", "aws_ssoadmin_managed_policy_attachment"),
            *("aws_ssoadmin_customer_managed_policy_attachment", "aws_ssoadmin_permission_set_inline_policy"),
            "aws_ssoadmin_permissions_boundary_attachment",
        ),
        (Unfit("permission_set_arn"),),
        "the `id` has the instance in it as well, and `arn` is meant",
        f"{_REGISTRY}ssoadmin_permission_set",
        {"permission_set_arn": OfOwn("aws_ssoadmin_permission_set", "id")},
    ),
    Row(
        ("aws_ram_resource_association",),
        (Unfit("resource_arn"),),
        "it cannot be shared (of a VPC its subnets can)",
        "https://docs.aws.amazon.com/ram/latest/userguide/shareable.html",
        {"resource_arn>": OfType(_NOT_SHARED)},
    ),
    _analyzer("unused_access", ("ACCOUNT_UNUSED_ACCESS", "ORGANIZATION_UNUSED_ACCESS")),
    _analyzer("internal_access", ("ACCOUNT_INTERNAL_ACCESS", "ORGANIZATION_INTERNAL_ACCESS")),
    Row(
        ("aws_accessanalyzer_archive_rule",),
        (Needed("contains", "eq", "exists", "neq"),),
        "a criterion compares with something",
        f"{_ANALYZER}API_Criterion.html",
        within=("filter",),
    ),
    _shield("Shield has to know of what kind they are", Needed("resource_type"), "BY_RESOURCE_TYPE"),
    _shield("the group is whatever is of its kind", Refused("members"), "BY_RESOURCE_TYPE"),
    _shield("Shield has to know what is in the group", Needed("members"), "ARBITRARY"),
    _shield("the group is what is listed", Refused("resource_type"), "ARBITRARY"),
    _shield("the group is all there is", Refused("members", "resource_type"), "ALL"),
    Row(
        ("aws_shield_protection",),
        (Unfit("resource_arn"),),
        "of a network load balancer the Elastic IP addresses are protected",
        "https://docs.aws.amazon.com/waf/latest/developerguide/ddos-protections-by-resource-type.html",
        {"resource_arn>load_balancer_type": Is(("network", "gateway"))},
    ),
)
