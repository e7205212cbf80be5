"""Databases and their copies."""

from __future__ import annotations

from presynth.checks.common.blocks import Presence
from presynth.checks.common.resources import Resource
from presynth.checks.wiring.pair import AWS, REGISTRY, ROLE_POLICIES, Pair
from presynth.findings import Severity

_USERS = ("master_username", "manage_master_user_password", "master_password")


def _has_no_user(cluster: Resource) -> bool:
    """A secondary cluster takes its users from the primary one."""
    return all(cluster.presence(name) is Presence.UNSET for name in _USERS)


def _is_of_the_primary(instance: Resource) -> bool:
    cluster = instance.referred("cluster_identifier")
    return cluster is not None and any(cluster.presence(name) is Presence.SET for name in _USERS)


def _is_for_dms(attachment: Resource) -> bool:
    role = attachment.referred("role")
    return "dms-vpc-role" in (attachment.constant("role"), None if role is None else role.constant("name"))


PAIRS = (
    Pair(
        ("aws_db_instance", "aws_rds_cluster_instance"),
        ("monitoring_role_arn",),
        ROLE_POLICIES,
        ("role",),
        "RDS refuses a role for enhanced monitoring that may not write its logs yet",
        f"{AWS}AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html",
        Severity.INFO,
        every=True,
    ),
    Pair(
        ("aws_rds_cluster",),
        ("global_cluster_identifier",),
        ("aws_rds_cluster_instance",),
        ("cluster_identifier > global_cluster_identifier",),
        "a secondary cluster is refused while the primary one has no instance",
        f"{REGISTRY}rds_global_cluster",
        when=_has_no_user,
        counts=_is_of_the_primary,
    ),
    Pair(
        ("aws_dynamodb_global_table",),
        ("name",),
        ("aws_dynamodb_table",),
        ("name",),
        "the tables that it joins have to be there",
        f"{REGISTRY}dynamodb_global_table",
        every=True,
    ),
    Pair(
        ("aws_dms_replication_instance", "aws_dms_replication_subnet_group"),
        (),
        ("aws_iam_role_policy_attachment",),
        (),
        "DMS refuses it while the role `dms-vpc-role` lacks its policy",
        f"{REGISTRY}dms_replication_instance",
        every=True,
        counts=_is_for_dms,
    ),
    Pair(
        ("aws_msk_scram_secret_association",),
        ("secret_arn_list",),
        ("aws_secretsmanager_secret_version",),
        ("secret_id",),
        "MSK refuses a secret without a value",
        f"{REGISTRY}msk_scram_secret_association",
    ),
    Pair(
        ("aws_backup_selection",),
        ("iam_role_arn",),
        ROLE_POLICIES,
        ("role",),
        "AWS Backup refuses a role that may not look for resources yet",
        f"{REGISTRY}backup_selection",
        Severity.INFO,
        every=True,
    ),
)
