"""Buckets, and services that write to buckets and topics."""

from __future__ import annotations

from presynth.checks.aws.storage.public_access import opens_to_everybody
from presynth.checks.common.blocks import Presence
from presynth.checks.common.resources import Resource
from presynth.checks.wiring.pair import AWS, REGISTRY, ROLE_POLICIES, Pair, has, is_not
from presynth.findings import Severity


def _told_to_plain_topic(trail: Resource) -> bool:
    """Whether it is to tell a topic that has no policy of its own."""
    topic = trail.referred("sns_topic_name")
    return topic is None or topic.presence("policy") is Presence.UNSET


PAIRS = (
    Pair(
        ("aws_cloudtrail",),
        ("sns_topic_name",),
        ("aws_sns_topic_policy",),
        ("arn",),
        "CloudTrail refuses a topic that it may not publish to",
        f"{AWS}awscloudtrail/latest/userguide/cloudtrail-permissions-for-sns-notifications.html",
        indispensable=True,
        when=_told_to_plain_topic,
    ),
    Pair(
        ("aws_s3_bucket_notification",),
        ("queue.queue_arn",),
        ("aws_sqs_queue_policy",),
        ("queue_url",),
        "S3 refuses a queue that it may not send to yet",
        f"{AWS}AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html",
    ),
    Pair(
        ("aws_s3_bucket_notification",),
        ("topic.topic_arn",),
        ("aws_sns_topic_policy",),
        ("arn",),
        "S3 refuses a topic that it may not publish to yet",
        f"{AWS}AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html",
    ),
    Pair(
        ("aws_s3_bucket_acl",),
        ("bucket",),
        ("aws_s3_bucket_ownership_controls",),
        ("bucket",),
        "a new bucket takes no ACL until its ownership controls say otherwise",
        f"{REGISTRY}s3_bucket_acl",
    ),
    Pair(
        ("aws_s3_bucket_replication_configuration",),
        ("bucket",),
        ("aws_s3_bucket_versioning",),
        ("bucket",),
        "S3 replicates only a bucket with versions",
        f"{REGISTRY}s3_bucket_replication_configuration",
    ),
    Pair(
        ("aws_cloudtrail",),
        ("s3_bucket_name",),
        ("aws_s3_bucket_policy",),
        ("bucket",),
        "CloudTrail refuses a bucket whose policy does not let it write yet",
        f"{REGISTRY}cloudtrail",
    ),
    Pair(
        ("aws_config_delivery_channel",),
        ("s3_bucket_name",),
        ("aws_s3_bucket_policy",),
        ("bucket",),
        "AWS Config refuses a bucket whose policy does not let it write yet",
        f"{AWS}config/latest/developerguide/s3-bucket-policy.html",
    ),
    Pair(
        ("aws_s3_bucket_object_lock_configuration",),
        ("bucket",),
        ("aws_s3_bucket_versioning",),
        ("bucket",),
        "S3 locks objects only in a bucket with versions",
        f"{REGISTRY}s3_bucket_object_lock_configuration",
    ),
    Pair(
        ("aws_s3_bucket_policy",),
        ("bucket",),
        ("aws_s3_bucket_public_access_block",),
        ("bucket",),
        "a new bucket takes no public policy until its public access block says otherwise",
        f"{AWS}AmazonS3/latest/userguide/access-control-block-public-access.html",
        when=opens_to_everybody,
        counts=is_not("block_public_policy", True),
    ),
    Pair(
        ("aws_s3_bucket_replication_configuration",),
        ("rule.destination.bucket",),
        ("aws_s3_bucket_versioning",),
        ("bucket",),
        "S3 replicates only to a bucket with versions",
        f"{REGISTRY}s3_bucket_replication_configuration",
    ),
    Pair(
        ("aws_s3_bucket_acl",),
        ("bucket",),
        ("aws_s3_bucket_public_access_block",),
        ("bucket",),
        "a new bucket takes no public ACL until its public access block says otherwise",
        f"{REGISTRY}s3_bucket_acl",
        when=has("acl", "public-read", "public-read-write"),
        counts=is_not("block_public_acls", True),
    ),
    Pair(
        ("aws_cloudfront_distribution",),
        ("logging_config.bucket",),
        ("aws_s3_bucket_ownership_controls",),
        ("bucket",),
        "CloudFront refuses a bucket for its logs that takes no ACLs yet",
        f"{AWS}AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html",
    ),
    Pair(
        ("aws_redshift_logging",),
        ("bucket_name",),
        ("aws_s3_bucket_policy",),
        ("bucket",),
        "Redshift refuses a bucket whose policy does not let it write yet",
        f"{AWS}redshift/latest/mgmt/db-auditing.html",
    ),
    Pair(
        ("aws_guardduty_publishing_destination",),
        ("destination_arn",),
        ("aws_s3_bucket_policy",),
        ("bucket",),
        "GuardDuty refuses a bucket whose policy does not let it write yet",
        f"{REGISTRY}guardduty_publishing_destination",
    ),
    Pair(
        ("aws_ses_receipt_rule",),
        ("s3_action.bucket_name",),
        ("aws_s3_bucket_policy",),
        ("bucket",),
        "SES refuses a bucket whose policy does not let it write yet",
        f"{AWS}ses/latest/dg/receiving-email-permissions.html",
    ),
    Pair(
        ("aws_acmpca_certificate_authority",),
        ("revocation_configuration.crl_configuration.s3_bucket_name",),
        ("aws_s3_bucket_policy",),
        ("bucket",),
        "ACM PCA refuses a bucket for its lists that its policy does not open to it yet",
        f"{REGISTRY}acmpca_certificate_authority",
    ),
    Pair(
        ("aws_cur_report_definition",),
        ("s3_bucket",),
        ("aws_s3_bucket_policy",),
        ("bucket",),
        "the billing service refuses a bucket whose policy does not let it write yet",
        f"{AWS}cur/latest/userguide/cur-s3.html",
    ),
    Pair(
        ("aws_datasync_location_s3",),
        ("s3_config.bucket_access_role_arn",),
        ROLE_POLICIES,
        ("role",),
        "DataSync tries the bucket, and refuses one that its role may not use yet",
        f"{AWS}datasync/latest/userguide/create-s3-location.html",
        Severity.INFO,
        every=True,
    ),
    Pair(
        ("aws_backup_vault_notifications",),
        ("sns_topic_arn",),
        ("aws_sns_topic_policy",),
        ("arn",),
        "AWS Backup refuses a topic that it may not publish to yet",
        f"{AWS}aws-backup/latest/devguide/backup-notifications.html",
    ),
)
