"""Replication and locks of buckets: what they ask of the buckets, and of each rule."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.aws.values import companions, field_text, referred
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Block, Field, Presence, is_there
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding, Related

_BUCKET = "aws_s3_bucket"
_LOCK = "aws_s3_bucket_object_lock_configuration"
_KMS_OBJECTS = ("source_selection_criteria", "sse_kms_encrypted_objects")

_BUCKETS = """
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_replication_configuration import (
    S3BucketReplicationConfigurationA,
    S3BucketReplicationConfigurationRule,
    S3BucketReplicationConfigurationRuleDestination,
)
from cdktf_cdktf_provider_aws.s3_bucket_versioning import S3BucketVersioningA

source = S3Bucket(self, "source", bucket="acme-source")
target = S3Bucket(self, "target", bucket="acme-target")
S3BucketVersioningA(self, "target-versions", bucket=target.id, versioning_configuration={"status": "Enabled"})
"""
_VERSIONS = """
S3BucketVersioningA(self, "source-versions", bucket=source.id, versioning_configuration={"status": "Enabled"})
"""
_REPLICATION = """
S3BucketReplicationConfigurationA(
    self,
    "replication",
    bucket=source.id,
    role="arn:aws:iam::123456789012:role/copy",
    rule=[
        S3BucketReplicationConfigurationRule(
            id="all",
            status="Enabled",
            filter={"prefix": ""},
            delete_marker_replication={"status": "Disabled"},
            destination=S3BucketReplicationConfigurationRuleDestination(bucket=target.arn, storage_class="STANDARD_IA"),
        )
    ],
)
"""


class BucketReplication(ResourceRule):
    """A bucket is replicated, or locked, without what S3 asks for.

    ## What it does
    Looks for the versioning of both buckets (and of one with an object lock), and in each rule for what another
    argument calls for: `delete_marker_replication` beside `filter`, `encryption_configuration` beside
    `sse_kms_encrypted_objects` and the other way round, `metrics` beside `replication_time`.

    ## Why is this bad?
    S3 refuses the configuration: "Versioning must be 'Enabled' on the bucket to apply a replication configuration",
    "DeleteMarkerReplication must be specified for this version of Cross Region Replication configuration schema".

    ## References
    - https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-requirements.html (2026-11-29)
    - https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-add-config.html (2026-11-29)
    """

    code = "PS333"
    name = "bucket-replication"
    terraform_types = ("aws_s3_bucket_replication_configuration", _LOCK)
    VALID = (
        Valid(_BUCKETS + _VERSIONS + _REPLICATION),
        Valid(_BUCKETS + _VERSIONS.replace("source.id", '"${aws_s3_bucket.source.id}"') + _REPLICATION),
        Valid(
            _BUCKETS
            + _VERSIONS
            + _REPLICATION.replace('            filter={"prefix": ""},\n', '            prefix="logs/",\n').replace(
                '            delete_marker_replication={"status": "Disabled"},\n', ""
            )
        ),
    )
    INVALID = (
        Invalid(
            _BUCKETS
            + """
from cdktf_cdktf_provider_aws.s3_bucket_object_lock_configuration import S3BucketObjectLockConfigurationA

kept = {"default_retention": {"mode": "GOVERNANCE", "days": 30}}
S3BucketObjectLockConfigurationA(self, "lock", bucket=«source.id», rule=kept)
""",
            message="no versioning",
        ),
        Invalid(
            _BUCKETS + _REPLICATION.replace("bucket=source.id", "bucket=«source.id»"),
            message="no versioning",
        ),
        Invalid(
            _BUCKETS
            + _VERSIONS
            + _REPLICATION.replace("filter=", "«filter»=").replace(
                '            delete_marker_replication={"status": "Disabled"},\n', ""
            ),
            message="needs `delete_marker_replication`",
        ),
        Invalid(
            _BUCKETS
            + _VERSIONS
            + _REPLICATION.replace('filter={"prefix": ""}', "«filter»={}").replace(
                '            delete_marker_replication={"status": "Disabled"},\n', ""
            ),
            message="needs `delete_marker_replication`",
        ),
        Invalid(
            _BUCKETS.replace(
                'target.id, versioning_configuration={"status": "Enabled"}',
                'target.id, versioning_configuration={"status": "Suspended"}',
            )
            + _VERSIONS
            + _REPLICATION.replace("bucket=target.arn", "bucket=«target.arn»"),
            message="versioning of the bucket is not enabled",
        ),
        Invalid(
            _BUCKETS
            + _VERSIONS
            + _REPLICATION.replace(
                'storage_class="STANDARD_IA"',
                '«encryption_configuration»={"replica_kms_key_id": "arn:aws:kms:eu-west-1:123456789012:key/1"}',
            ),
            message="needs `sse_kms_encrypted_objects`",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        yield from self._versioning(resource, resource.field("bucket"))
        for rule in resource.block.children("rule")[0]:
            for destination in rule.children("destination")[0]:
                yield from self._versioning(resource, destination.field(("bucket",)))
                for field, message in _missing(rule, destination):
                    message = f"{message}: S3 refuses the configuration"
                    yield self.finding(field.name_place, message, about=resource.instance)

    def _versioning(self, replication: Resource, field: Field | None) -> Iterator[Finding]:
        bucket = None if field is None else referred(replication.program, field.value)
        if field is None or bucket is None or bucket.event.type.terraform_type != _BUCKET:
            return
        if any(bucket.presence(name) is not Presence.UNSET for name in ("versioning", "object_lock_enabled")):
            return
        versioning = companions(bucket, "aws_s3_bucket_versioning", "bucket", name="bucket")
        message = None
        if not versioning.found and versioning.complete:
            message = "the bucket has no versioning, which this needs: S3 refuses the configuration"
        elif len(versioning.found) == 1 and versioning.complete:
            blocks = list(versioning.found[0].block.at(("versioning_configuration",)))
            status = field_text(blocks[0], "status") if len(blocks) == 1 else None
            if status in ("Suspended", "Disabled"):
                message = "the versioning of the bucket is not enabled, which this needs: S3 refuses the configuration"
        if message is not None:
            related = (Related(bucket.event.callee_place, "the bucket"),)
            yield self.finding(field.place, message, about=replication.instance, related=related)


def _missing(rule: Block, destination: Block) -> Iterator[tuple[Field, str]]:
    """What a rule lacks, and the field that calls for it."""
    filtered = rule.fields.get("filter")
    if filtered is not None and is_there(filtered) and rule.presence(("delete_marker_replication",)) is Presence.UNSET:
        yield filtered, "a rule with `filter` needs `delete_marker_replication`"
    encrypted, chosen = destination.field(("encryption_configuration",)), rule.field(_KMS_OBJECTS)
    if encrypted is not None and rule.presence(_KMS_OBJECTS) is Presence.UNSET:
        yield encrypted, "`encryption_configuration` needs `sse_kms_encrypted_objects` in `source_selection_criteria`"
    if chosen is not None and _is_enabled(rule) and _is_unset(destination, "encryption_configuration"):
        yield chosen, "`sse_kms_encrypted_objects` needs `encryption_configuration` in `destination`"
    timed = destination.field(("replication_time",))
    if timed is not None and _is_unset(destination, "metrics"):
        yield timed, "`replication_time` needs `metrics`"


def _is_enabled(rule: Block) -> bool:
    return any(field_text(block, "status") == "Enabled" for block in rule.at(_KMS_OBJECTS))


def _is_unset(block: Block, name: str) -> bool:
    return block.presence((name,)) is Presence.UNSET
