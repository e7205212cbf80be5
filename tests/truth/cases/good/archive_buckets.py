import json
import os

from cdktf import App, S3Backend, TerraformStack
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_acl import S3BucketAcl
from cdktf_cdktf_provider_aws.s3_bucket_lifecycle_configuration import (
    S3BucketLifecycleConfiguration,
    S3BucketLifecycleConfigurationRule,
    S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload,
    S3BucketLifecycleConfigurationRuleExpiration,
    S3BucketLifecycleConfigurationRuleFilter,
    S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration,
    S3BucketLifecycleConfigurationRuleTransition,
)
from cdktf_cdktf_provider_aws.s3_bucket_logging import S3BucketLoggingA
from cdktf_cdktf_provider_aws.s3_bucket_ownership_controls import (
    S3BucketOwnershipControls,
    S3BucketOwnershipControlsRule,
)
from cdktf_cdktf_provider_aws.s3_bucket_policy import S3BucketPolicy
from cdktf_cdktf_provider_aws.s3_bucket_public_access_block import S3BucketPublicAccessBlock
from cdktf_cdktf_provider_aws.s3_bucket_server_side_encryption_configuration import (
    S3BucketServerSideEncryptionConfigurationA,
    S3BucketServerSideEncryptionConfigurationRuleA,
    S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA,
)
from cdktf_cdktf_provider_aws.s3_bucket_versioning import S3BucketVersioningA
from constructs import Construct


class DataStack(TerraformStack):
    def __init__(self, scope: Construct, ns: str, *, stage: str):
        super().__init__(scope, ns)
        AwsProvider(self, "aws", region="eu-west-1")
        S3Backend(self, bucket="acme-tf-state", key=f"{stage}/data.tfstate", region="eu-west-1")
        key = KmsKey(self, "key", enable_key_rotation=True)
        logs = S3Bucket(self, "logs", bucket=f"acme-logs-{stage}", force_destroy=True)
        controls = S3BucketOwnershipControls(
            self,
            "controls",
            bucket=logs.id,
            rule=S3BucketOwnershipControlsRule(object_ownership="BucketOwnerPreferred"),
        )
        S3BucketAcl(self, "log-acl", bucket=logs.id, acl="log-delivery-write", depends_on=[controls])
        data = S3Bucket(self, "data", bucket=f"acme-data-{stage}", object_lock_enabled=True)
        S3BucketVersioningA(self, "versions", bucket=data.id, versioning_configuration={"status": "Enabled"})
        S3BucketServerSideEncryptionConfigurationA(
            self,
            "sse",
            bucket=data.id,
            rule=[
                S3BucketServerSideEncryptionConfigurationRuleA(
                    bucket_key_enabled=True,
                    apply_server_side_encryption_by_default=S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA(
                        sse_algorithm="aws:kms", kms_master_key_id=key.arn
                    ),
                )
            ],
        )
        S3BucketPublicAccessBlock(
            self,
            "block",
            bucket=data.id,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
        )
        S3BucketLoggingA(self, "logging", bucket=data.id, target_bucket=logs.id, target_prefix="data/")
        S3BucketLifecycleConfiguration(
            self,
            "lifecycle",
            bucket=data.id,
            rule=[
                S3BucketLifecycleConfigurationRule(
                    id="tier",
                    status="Enabled",
                    filter=[S3BucketLifecycleConfigurationRuleFilter(prefix="raw/")],
                    transition=[
                        S3BucketLifecycleConfigurationRuleTransition(days=30, storage_class="STANDARD_IA"),
                        S3BucketLifecycleConfigurationRuleTransition(days=90, storage_class="GLACIER"),
                        S3BucketLifecycleConfigurationRuleTransition(days=180, storage_class="DEEP_ARCHIVE"),
                    ],
                    expiration=[S3BucketLifecycleConfigurationRuleExpiration(days=2555)],
                    noncurrent_version_expiration=[
                        S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration(
                            noncurrent_days=90, newer_noncurrent_versions=3
                        )
                    ],
                ),
                S3BucketLifecycleConfigurationRule(
                    id="cleanup",
                    status="Enabled",
                    filter=[S3BucketLifecycleConfigurationRuleFilter()],
                    abort_incomplete_multipart_upload=[
                        S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload(days_after_initiation=7)
                    ],
                    expiration=[S3BucketLifecycleConfigurationRuleExpiration(expired_object_delete_marker=True)],
                ),
                S3BucketLifecycleConfigurationRule(
                    id="tmp",
                    status="Enabled",
                    filter=[{"and": [{"prefix": "tmp/", "tags": {"temp": "true"}}]}],
                    expiration=[{"days": 1}],
                ),
            ],
        )
        S3BucketPolicy(
            self,
            "tls",
            bucket=data.id,
            policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "TLS",
                            "Effect": "Deny",
                            "Principal": "*",
                            "Action": "s3:*",
                            "Resource": [data.arn, f"{data.arn}/*"],
                            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                        }
                    ],
                }
            ),
        )


app = App()
DataStack(app, "data", stage=os.environ.get("STAGE", "dev"))
app.synth()
