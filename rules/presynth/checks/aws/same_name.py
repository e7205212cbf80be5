"""Two resources that have one name."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from presynth.checks.aws.values import text
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.blocks import Presence
from presynth.checks.common.resources import Resource, resources
from presynth.checks.wiring.gap import clash
from presynth.checks.wiring.keys import source_of
from presynth.findings import Finding, Related, Severity
from presynth.program.program import Program

_NAMED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        (
            *("aws_backup_vault", "aws_cloudfront_cache_policy", "aws_cloudfront_origin_access_control"),
            *("aws_cloudwatch_log_group", "aws_codebuild_project", "aws_codepipeline", "aws_db_parameter_group"),
            *("aws_db_subnet_group", "aws_dynamodb_table", "aws_ecr_repository", "aws_ecs_cluster", "aws_eks_cluster"),
            *("aws_elasticache_subnet_group", "aws_iam_group", "aws_iam_instance_profile", "aws_iam_policy"),
            *("aws_iam_role", "aws_iam_user", "aws_kinesis_firehose_delivery_stream", "aws_kinesis_stream"),
            *("aws_kms_alias", "aws_launch_template", "aws_lb", "aws_lb_target_group"),
            *("aws_cloudfront_function", "aws_cloudfront_origin_request_policy", "aws_networkfirewall_firewall"),
            *("aws_cloudfront_response_headers_policy", "aws_networkfirewall_firewall_policy"),
            *("aws_rds_cluster_parameter_group", "aws_secretsmanager_secret", "aws_sfn_state_machine"),
        ),
        ("name",),
    ),
    **dict.fromkeys(
        (
            *("aws_athena_data_catalog", "aws_athena_workgroup", "aws_db_option_group", "aws_db_proxy"),
            *("aws_docdb_cluster_parameter_group", "aws_docdb_subnet_group", "aws_elasticache_parameter_group"),
            *("aws_glue_crawler", "aws_glue_job", "aws_glue_trigger", "aws_glue_workflow"),
            *("aws_kinesisanalyticsv2_application", "aws_memorydb_acl", "aws_memorydb_cluster"),
            *("aws_memorydb_parameter_group", "aws_memorydb_subnet_group", "aws_msk_configuration"),
            *("aws_neptune_cluster_parameter_group", "aws_neptune_parameter_group", "aws_neptune_subnet_group"),
            *("aws_opensearchserverless_collection", "aws_pipes_pipe", "aws_redshift_parameter_group"),
            "aws_redshift_subnet_group",
        ),
        ("name",),
    ),
    **dict.fromkeys(
        ("aws_docdb_cluster", "aws_neptune_cluster", "aws_redshift_cluster"),
        ("cluster_identifier",),
    ),
    **dict.fromkeys(("aws_docdb_cluster_instance", "aws_neptune_cluster_instance"), ("identifier",)),
    **dict.fromkeys(("aws_glue_catalog_database", "aws_glue_connection"), ("catalog_id", "name")),
    **dict.fromkeys(
        ("aws_opensearchserverless_access_policy", "aws_opensearchserverless_security_policy"),
        ("type", "name"),
    ),
    "aws_dms_endpoint": ("endpoint_id",),
    "aws_dms_replication_instance": ("replication_instance_id",),
    "aws_dms_replication_task": ("replication_task_id",),
    "aws_efs_file_system": ("creation_token",),
    "aws_elasticache_user": ("user_id",),
    "aws_elasticache_user_group": ("user_group_id",),
    "aws_glue_catalog_table": ("catalog_id", "database_name", "name"),
    "aws_msk_cluster": ("cluster_name",),
    "aws_redshiftserverless_namespace": ("namespace_name",),
    "aws_redshiftserverless_workgroup": ("workgroup_name",),
    "aws_timestreamwrite_database": ("database_name",),
    "aws_transfer_user": ("server_id", "user_name"),
    "aws_accessanalyzer_analyzer": ("analyzer_name",),
    "aws_autoscaling_group": ("name",),
    "aws_cloudtrail": ("name",),
    "aws_db_instance": ("identifier",),
    "aws_elasticache_cluster": ("cluster_id",),
    "aws_elasticache_replication_group": ("replication_group_id",),
    "aws_lambda_function": ("function_name",),
    "aws_lambda_permission": ("function_name", "statement_id"),
    "aws_opensearch_domain": ("domain_name",),
    "aws_rds_cluster": ("cluster_identifier",),
    "aws_rds_cluster_instance": ("identifier",),
    "aws_s3_bucket": ("bucket",),
    "aws_security_group": ("vpc_id", "name"),
    "aws_guardduty_filter": ("detector_id", "name"),
    "aws_networkfirewall_rule_group": ("type", "name"),
    "aws_organizations_policy": ("type", "name"),
    "aws_organizations_organizational_unit": ("parent_id", "name"),
    "aws_ssoadmin_permission_set": ("instance_arn", "name"),
    **dict.fromkeys(
        ("aws_wafv2_ip_set", "aws_wafv2_regex_pattern_set", "aws_wafv2_rule_group", "aws_wafv2_web_acl"),
        ("scope", "name"),
    ),
}
"""What of a resource there can be only once in an account and region; the last is the name, the others its parent."""

_IMPORTS = """
from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.lambda_permission import LambdaPermission
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.security_group import SecurityGroup
"""


class SameName(Rule):
    """Two resources of one stack have the same name.

    ## What it does
    Compares the physical names of resources that are made with the same provider. Names count that are wholly known;
    resources in branches that exclude each other, in other regions or under other parents are left alone.

    ## Why is this bad?
    AWS makes the first, and refuses the second as existing already: `EntityAlreadyExists`,
    `ResourceAlreadyExistsException`, `InvalidGroup.Duplicate`. No plan says so.

    ## References
    - https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html (2026-11-29)
    - https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html (2026-11-29)
    """

    code = "PS361"
    name = "same-name"
    group = "aws"
    severity = Severity.ERROR
    visits = Program
    VALID = (
        Valid(
            _IMPORTS
            + """
import os

west = AwsProvider(self, "west", region="us-west-2", alias="west")
CloudwatchLogGroup(self, "here", name="/acme/api")
CloudwatchLogGroup(self, "there", name="/acme/api", provider=west)
CloudwatchLogGroup(self, "further", name="/acme/api", region="eu-north-1")
CloudwatchLogGroup(self, "worker", name="/acme/worker")
SecurityGroup(self, "one", name="api", vpc_id="vpc-1")
SecurityGroup(self, "two", name="api", vpc_id="vpc-2")
LambdaPermission(
    self, "a", statement_id="api", action="lambda:InvokeFunction", function_name="a", principal="sns.amazonaws.com"
)
LambdaPermission(
    self, "b", statement_id="api", action="lambda:InvokeFunction", function_name="b", principal="sns.amazonaws.com"
)
if os.environ.get("BEFORE"):
    CloudwatchLogGroup(self, "old", name="/acme/moved")
if os.environ.get("AFTER"):
    CloudwatchLogGroup(self, "new", name="/acme/moved")
CloudwatchLogGroup(self, "from", name="/acme/renamed").move_to("renamed")
CloudwatchLogGroup(self, "to", name="/acme/renamed").add_move_target("renamed")
if os.environ.get("LIVE"):
    IamRole(self, "live", name="api", assume_role_policy="{}")
else:
    IamRole(self, "test", name="api", assume_role_policy="{}")
"""
        ),
        Valid(
            _IMPORTS
            + """

def roles(scope, name, suffix):
    IamRole(scope, "one", name=name, assume_role_policy="{}")
    IamRole(scope, "two", name=name + suffix, assume_role_policy="{}")
    IamRole(scope, "three", name_prefix="api-", assume_role_policy="{}")
    IamRole(scope, "four", name_prefix="api-", assume_role_policy="{}")
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
IamRole(self, "one", name="acme-api", assume_role_policy="{}")
IamRole(self, "two", name=«"acme-api"», assume_role_policy="{}")
""",
            message="is the second `aws_iam_role` with the `name` `acme-api`",
        ),
        Invalid(
            _IMPORTS
            + """
stage = "test"
for number in (1, 2):
    CloudwatchLogGroup(self, f"logs-{number}", name=«f"/acme/{stage}"»)
""",
            message="`/acme/test`",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        kinds = subject.kinds
        repeated = [each for each in _NAMED if each in kinds and len(subject.made(each)) > 1]
        yield from subject.each(self, repeated, self._of_type)

    def _of_type(self, program: Program, terraform_type: str) -> Iterator[Finding]:
        """The findings in the resources of one type."""
        arguments = _NAMED[terraform_type]
        named: dict[str, list[Resource]] = {}
        for made in resources(program, terraform_type):
            name = text(made.value(arguments[-1]))
            if name is not None:
                named.setdefault(name, []).append(made)
        for alike in named.values():
            if len(alike) > 1:
                yield from self._repeated(alike, arguments)

    def _repeated(self, alike: list[Resource], arguments: tuple[str, ...]) -> Iterator[Finding]:
        first: dict[tuple[Hashable, ...], list[Resource]] = {}
        for made in alike:
            key = _key(made, arguments)
            if key is None:
                continue
            others = [each for each in first.get(key, ()) if clash(each, made)]
            if others:
                yield self._finding(made, others[0], arguments[-1])
            first.setdefault(key, []).append(made)

    def _finding(self, made: Resource, other: Resource, argument: str) -> Finding:
        field = made.field(argument)
        return self.finding(
            made.event.callee_place if field is None else field.place,
            f"this is the second `{made.event.type.terraform_type}` with the `{argument}` "
            f"`{made.constant(argument)}`: AWS refuses it",
            about=made.instance,
            related=[Related(other.event.callee_place, "the first is made here")],
        )


def _key(made: Resource, arguments: tuple[str, ...]) -> tuple[Hashable, ...] | None:
    """What there can be only once; None where it is not known, or where nobody knows for which region it is."""
    if text(made.value(arguments[-1])) is None or made.block.open:
        return None
    key: list[Hashable] = [made.program.addresses.stack(made.instance), made.provider]
    if made.provider is None and made.presence("provider") is not Presence.UNSET:
        return None
    if made.presence("region") is not Presence.UNSET:
        key.append(text(made.value("region")) or made.instance)
    for argument in arguments:
        value = made.value(argument)
        known = text(value)
        key.append(known if known is not None else None if value is None else source_of(value) or made.instance)
    return tuple(key)
