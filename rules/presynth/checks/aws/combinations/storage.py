"""S3, EFS and AWS Backup."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Absent, Given, Is, IsNot, Like, Reads
from presynth.checks.aws.combinations.consequences import (
    Alone,
    Ascending,
    Matches,
    Needed,
    NoneOf,
    Number,
    On,
    OneOf,
    Refused,
    Unfit,
)
from presynth.checks.aws.combinations.numbers import AtLeast
from presynth.checks.aws.combinations.row import Row
from presynth.findings import Severity

_LIFECYCLE = ("aws_s3_bucket_lifecycle_configuration",)
_S3 = "https://docs.aws.amazon.com/AmazonS3/latest/API/"
_RULE = _S3 + "API_LifecycleRule.html"
_PARTS = ("prefix", "tag", "and", "object_size_greater_than", "object_size_less_than")
_ACTIONS = (
    *("abort_incomplete_multipart_upload", "expiration", "noncurrent_version_expiration"),
    *("noncurrent_version_transition", "transition"),
)

_EVENTS = (
    r"s3:(ObjectCreated:(\*|Put|Post|Copy|CompleteMultipartUpload)|ObjectRemoved:(\*|Delete|DeleteMarkerCreated)"
    r"|ObjectRestore:(\*|Post|Completed|Delete)|ReducedRedundancyLostObject|Replication:(\*|Operation\w+)"
    r"|LifecycleExpiration:(\*|Delete|DeleteMarkerCreated)|LifecycleTransition|IntelligentTiering"
    r"|ObjectTagging:(\*|Put|Delete)|ObjectAcl:Put|TestEvent)"
)

_NO_SLASH = "without `/`"
_NAME, _NAMED = "the name of a bucket, not its ARN", r"(?!arn:).*"
_OF_BUCKETS = (
    *(
        "aws_s3_bucket",
        "aws_s3_bucket_acl",
        "aws_s3_bucket_cors_configuration",
        "aws_s3_bucket_lifecycle_configuration",
    ),
    *(
        "aws_s3_bucket_logging",
        "aws_s3_bucket_notification",
        "aws_s3_bucket_ownership_controls",
        "aws_s3_bucket_policy",
    ),
    *("aws_s3_bucket_public_access_block", "aws_s3_bucket_replication_configuration", "aws_s3_bucket_versioning"),
    *("aws_s3_bucket_server_side_encryption_configuration", "aws_s3_bucket_website_configuration"),
)

_BUCKETS = (
    Row(
        _LIFECYCLE,
        (Refused("days", "date"),),
        "what has expired long ago is no matter of days",
        _S3 + "API_LifecycleExpiration.html",
        {"expired_object_delete_marker": Is((True,))},
        ("rule", "expiration"),
    ),
    Row(_LIFECYCLE, (Alone("days", "date"),), "S3 refuses the rule", _RULE, within=("rule", "expiration")),
    Row(_LIFECYCLE, (Alone("days", "date"),), "S3 refuses the rule", _RULE, within=("rule", "transition")),
    Row(
        _LIFECYCLE,
        (Needed(*_ACTIONS),),
        "S3 refuses a rule that does nothing",
        _RULE,
        {"filter": Given()},
        ("rule",),
    ),
    Row(
        _LIFECYCLE,
        (Alone(*_PARTS),),
        "S3 takes several conditions only within `and`",
        _S3 + "API_LifecycleRuleFilter.html",
        within=("rule", "filter"),
    ),
    *(
        Row(
            _LIFECYCLE,
            (Refused("abort_incomplete_multipart_upload"),),
            "an upload that is not complete has neither tags nor a size",
            "https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-filters.html",
            {f"filter.{part}": Given()},
            ("rule",),
        )
        for part in ("tag", "and.tags", "object_size_greater_than", "object_size_less_than")
    ),
    Row(
        ("aws_s3_bucket_server_side_encryption_configuration",),
        (Refused("kms_master_key_id"),),
        "S3 takes a key with `aws:kms` only",
        _S3 + "API_ServerSideEncryptionByDefault.html",
        {"sse_algorithm": Is(("AES256",))},
        ("rule", "apply_server_side_encryption_by_default"),
    ),
    Row(
        ("aws_s3_object", "aws_s3_object_copy"),
        (Refused("kms_key_id"),),
        "S3 takes a key with `aws:kms` only",
        _S3 + "API_PutObject.html",
        {"server_side_encryption": Is(("AES256",))},
    ),
    *(
        Row(
            ("aws_s3_bucket_intelligent_tiering_configuration",),
            (Number("days", least, 730),),
            "S3 moves nothing to this tier earlier, or later",
            _S3 + "API_Tiering.html",
            {"access_tier": Is((tier,))},
            ("tiering",),
        )
        for tier, least in (("ARCHIVE_ACCESS", 90), ("DEEP_ARCHIVE_ACCESS", 180))
    ),
    Row(
        ("aws_s3_bucket_cors_configuration",),
        (Matches("allowed_methods", "GET|PUT|POST|DELETE|HEAD", "one of `GET`, `PUT`, `POST`, `DELETE`, `HEAD`"),),
        "S3 knows no others",
        _S3 + "API_CORSRule.html",
        within=("cors_rule",),
    ),
    *(
        Row(
            ("aws_s3_bucket_notification",),
            (Matches("events", _EVENTS, "an event of S3, like `s3:ObjectCreated:*`"),),
            "S3 notifies of no others",
            "https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html",
            within=(block,),
        )
        for block in ("lambda_function", "queue", "topic")
    ),
    *(
        Row(
            ("aws_s3_bucket_notification",),
            (Unfit(argument),),
            "S3 notifies no FIFO queues and topics",
            "https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html",
            {f"{argument}>{setting}": Is((True,))},
            (block,),
        )
        for block, argument, setting in (
            ("queue", "queue_arn", "fifo_queue"),
            ("topic", "topic_arn", "fifo_topic"),
        )
    ),
    Row(
        ("aws_s3_bucket_object_lock_configuration",),
        (
            Needed("days", "years"),
            Alone("days", "years"),
            Number("days", 1, 36500),
            Number("years", 1, 100),
        ),
        "a retention has one duration",
        _S3 + "API_DefaultRetention.html",
        within=("rule", "default_retention"),
    ),
    Row(
        ("aws_s3_bucket_website_configuration",),
        (Needed("index_document", "redirect_all_requests_to"), Matches("index_document.suffix", r"[^/]+", _NO_SLASH)),
        "a website begins somewhere",
        _S3 + "API_WebsiteConfiguration.html",
    ),
    Row(
        ("aws_s3_bucket_replication_configuration",),
        (Refused("delete_marker_replication"),),
        "only rules with a filter say what becomes of markers",
        "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket_replication_configuration",
        {"filter": Absent()},
        ("rule",),
    ),
    Row(
        ("aws_s3_bucket_versioning",),
        (OneOf("versioning_configuration.status", "Enabled"),),
        "what is locked has versions",
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html",
        {"bucket>object_lock_enabled": Is((True,))},
    ),
    *(
        Row(
            ("aws_s3_bucket_accelerate_configuration",),
            (Unfit("bucket"),),
            "transfers are accelerated to names without `.` only",
            "https://docs.aws.amazon.com/AmazonS3/latest/userguide/transfer-acceleration.html",
            {"status": Is(("Enabled",)), name: Like(r".*\..*")},
        )
        for name in ("bucket", "bucket>bucket")
    ),
    *(
        Row(types, (Matches(name, _NAMED, _NAME),), "S3 wants the name of the bucket", _S3 + "API_Operations.html")
        for types, name in ((_OF_BUCKETS, "bucket"), (("aws_s3_bucket_logging",), "target_bucket"))
    ),
)

_EFS = ("aws_efs_file_system",)
_EFS_API = "https://docs.aws.amazon.com/efs/latest/ug/API_CreateFileSystem.html"
_EFS_LIFECYCLE = "https://docs.aws.amazon.com/efs/latest/ug/API_PutLifecycleConfiguration.html"
_PROVISIONED = "provisioned_throughput_in_mibps"

_SHARES = (
    Row(
        _EFS,
        (Alone("transition_to_ia", "transition_to_archive", "transition_to_primary_storage_class"),),
        "each transition is a `lifecycle_policy` of its own",
        _EFS_LIFECYCLE,
        within=("lifecycle_policy",),
    ),
    Row(
        _EFS,
        (Refused("transition_to_archive"),),
        "only file systems with elastic throughput have an archive",
        _EFS_LIFECYCLE,
        {"^throughput_mode": IsNot(("elastic",), default=True)},
        ("lifecycle_policy",),
    ),
    Row(
        _EFS,
        (NoneOf("performance_mode", "maxIO"),),
        "elastic throughput is for `generalPurpose`",
        _EFS_API,
        {"throughput_mode": Is(("elastic",))},
    ),
    Row(
        _EFS,
        (NoneOf("performance_mode", "maxIO"),),
        "one zone is for `generalPurpose`",
        _EFS_API,
        {"availability_zone_name": Given()},
    ),
    Row(_EFS, (Needed(_PROVISIONED),), "it has no default", _EFS_API, {"throughput_mode": Is(("provisioned",))}),
    Row(
        _EFS,
        (Refused(_PROVISIONED),),
        "it is for `provisioned`",
        _EFS_API,
        {"throughput_mode": IsNot(("provisioned",), default=True)},
    ),
    Row(
        ("aws_efs_access_point",),
        (Matches("path", r"/.*", "one that begins with `/`"),),
        "EFS refuses another",
        "https://docs.aws.amazon.com/efs/latest/ug/API_RootDirectory.html",
        within=("root_directory",),
    ),
    Row(
        ("aws_efs_access_point",),
        (Matches("permissions", r"[0-7]{3,4}", "three or four digits like `0755`"),),
        "EFS refuses others",
        "https://docs.aws.amazon.com/efs/latest/ug/API_CreationInfo.html",
        within=("root_directory", "creation_info"),
    ),
    Row(_EFS, (On("encrypted"),), "EFS takes a key for encrypted files only", _EFS_API, {"kms_key_id": Given()}),
)

_PLAN = ("aws_backup_plan",)
_BACKUP = "https://docs.aws.amazon.com/aws-backup/latest/devguide/"

_BACKUPS = (
    Row(
        _PLAN,
        (Refused("lifecycle.cold_storage_after"), Number("lifecycle.delete_after", 1, 35)),
        "continuous backups are kept for 35 days at most, and never in cold storage",
        _BACKUP + "point-in-time-recovery.html",
        {"enable_continuous_backup": Is((True,))},
        ("rule",),
    ),
    Row(
        _PLAN,
        (Number("start_window", 60),),
        "AWS Backup refuses the plan",
        _BACKUP + "API_BackupRule.html",
        within=("rule",),
    ),
    Row(
        _PLAN,
        (AtLeast("completion_window", 60, "start_window", 60),),
        "a backup that starts late has no time left",
        _BACKUP + "API_BackupRule.html",
        within=("rule",),
        severity=Severity.WARNING,
    ),
    Row(
        _PLAN,
        (Unfit("target_vault_name"),),
        "the vault is named by its `name`",
        _BACKUP + "API_BackupRule.html",
        {"target_vault_name": Reads("aws_backup_vault", "arn")},
        ("rule",),
    ),
    Row(
        ("aws_backup_vault_lock_configuration",),
        (Ascending("min_retention_days", "max_retention_days"),),
        "AWS Backup refuses the lock",
        _BACKUP + "API_PutBackupVaultLockConfiguration.html",
    ),
)

ROWS = (*_BUCKETS, *_SHARES, *_BACKUPS)
