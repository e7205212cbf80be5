"""ARNs that have to be of the region in which a resource is made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from presynth.checks.aws.values import Item, beginning, items, referred
from presynth.checks.common.resources import Resource
from presynth.source.statement import Place

_ENCRYPTED = {
    **dict.fromkeys(
        (
            *("aws_cloudwatch_log_group", "aws_db_instance", "aws_docdb_cluster", "aws_ebs_volume"),
            *("aws_efs_file_system", "aws_elasticache_replication_group", "aws_kinesis_stream", "aws_rds_cluster"),
            *("aws_redshift_cluster", "aws_secretsmanager_secret"),
        ),
        ("kms_key_id",),
    ),
    **dict.fromkeys(("aws_sns_topic", "aws_sqs_queue"), ("kms_master_key_id",)),
    "aws_backup_vault": ("kms_key_arn",),
    "aws_dynamodb_table": ("server_side_encryption.kms_key_arn",),
    "aws_ecr_repository": ("encryption_configuration.kms_key",),
    "aws_eks_cluster": ("encryption_config.provider.key_arn",),
    "aws_opensearch_domain": ("encrypt_at_rest.kms_key_id",),
    "aws_ssm_parameter": ("key_id",),
}
"""A key is used in its region: https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html"""

LOCAL: dict[str, tuple[str, ...]] = {
    **_ENCRYPTED,
    "aws_cloudwatch_metric_alarm": ("alarm_actions", "ok_actions", "insufficient_data_actions"),
    "aws_lambda_event_source_mapping": ("event_source_arn",),
    "aws_lambda_function": ("kms_key_arn", "layers"),
    "aws_lb_listener": ("default_action.target_group_arn",),
    "aws_lb_listener_rule": ("action.target_group_arn", "listener_arn"),
    "aws_securityhub_product_subscription": ("product_arn",),
    "aws_securityhub_standards_subscription": ("standards_arn",),
    "aws_wafv2_web_acl_association": ("resource_arn",),
}
"""By the resource: https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html and the pages of the services, as
known on 2026-11-29."""
_REGION = re.compile(r"arn:[a-z-]+:[a-z0-9-]+:((?:[a-z]+-){2,}\d):")


class Distant(NamedTuple):
    """An ARN of another region, what made it, if it is made here, and its region."""

    place: Place
    made: Resource | None
    region: str


def distant(resource: Resource) -> Iterator[Distant]:
    """The ARNs of another region that a resource is given."""
    for path in LOCAL[resource.event.type.terraform_type]:
        *outer, last = path.split(".")
        for block in resource.block.at(tuple(outer)):
            field = block.field((last,))
            for item in () if field is None else items(field) or (Item(field.value, field.place),):
                made, named = referred(resource.program, item.value), _REGION.match(beginning(item.value))
                is_made = made is not None and resource.program.catalog.is_a(made.event.type, "TerraformResource")
                there = made.region if made is not None and is_made else None if named is None else named[1]
                if there is not None and resource.region not in (None, there):
                    yield Distant(item.place, made, there)
