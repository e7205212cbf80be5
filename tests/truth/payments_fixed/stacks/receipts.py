"""The bucket that receipts are written to, and the function that reads them."""

from pathlib import Path

from cdktf import AssetType, TerraformAsset
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction
from cdktf_cdktf_provider_aws.lambda_permission import LambdaPermission
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_lifecycle_configuration import (
    S3BucketLifecycleConfiguration,
    S3BucketLifecycleConfigurationRule,
    S3BucketLifecycleConfigurationRuleExpiration,
    S3BucketLifecycleConfigurationRuleFilter,
    S3BucketLifecycleConfigurationRuleTransition,
)
from cdktf_cdktf_provider_aws.s3_bucket_notification import (
    S3BucketNotification,
    S3BucketNotificationLambdaFunction,
)
from cdktf_cdktf_provider_aws.s3_bucket_public_access_block import S3BucketPublicAccessBlock
from cdktf_cdktf_provider_aws.s3_bucket_server_side_encryption_configuration import (
    S3BucketServerSideEncryptionConfigurationA,
    S3BucketServerSideEncryptionConfigurationRuleA,
    S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA,
)
from cdktf_cdktf_provider_aws.s3_bucket_versioning import (
    S3BucketVersioningA,
    S3BucketVersioningVersioningConfiguration,
)
from constructs import Construct


class Receipts(Construct):
    def __init__(self, scope: Construct, id: str, environment_suffix: str, *, role: IamRole) -> None:
        super().__init__(scope, id)

        self.bucket = S3Bucket(
            self,
            "bucket",
            bucket=f"acme-payment-receipts-{environment_suffix}",
            tags={"Name": f"payment-receipts-{environment_suffix}"},
        )
        S3BucketVersioningA(
            self,
            "versioning",
            bucket=self.bucket.id,
            versioning_configuration=S3BucketVersioningVersioningConfiguration(status="Enabled"),
        )
        S3BucketServerSideEncryptionConfigurationA(
            self,
            "encryption",
            bucket=self.bucket.id,
            rule=[
                S3BucketServerSideEncryptionConfigurationRuleA(
                    apply_server_side_encryption_by_default=S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA(
                        sse_algorithm="aws:kms"
                    ),
                    bucket_key_enabled=True,
                )
            ],
        )
        S3BucketPublicAccessBlock(
            self,
            "public-access",
            bucket=self.bucket.id,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
        )
        S3BucketLifecycleConfiguration(
            self,
            "lifecycle",
            bucket=self.bucket.id,
            rule=[
                S3BucketLifecycleConfigurationRule(
                    id="archive",
                    status="Enabled",
                    filter=[S3BucketLifecycleConfigurationRuleFilter()],
                    transition=[
                        S3BucketLifecycleConfigurationRuleTransition(days=90, storage_class="GLACIER"),
                    ],
                    expiration=[S3BucketLifecycleConfigurationRuleExpiration(days=2555)],
                )
            ],
        )

        code = TerraformAsset(
            self, "code", path=str(Path(__file__).parents[1] / "functions"), type=AssetType.ARCHIVE
        )
        reader = LambdaFunction(
            self,
            "reader",
            function_name=f"payment-receipts-{environment_suffix}",
            role=role.arn,
            runtime="python3.12",
            handler="receipts.handler",
            filename=code.path,
            timeout=60,
        )
        permission = LambdaPermission(
            self,
            "invoke",
            statement_id="AllowS3Invoke",
            action="lambda:InvokeFunction",
            function_name=reader.function_name,
            principal="s3.amazonaws.com",
            source_arn=self.bucket.arn,
        )
        S3BucketNotification(
            self,
            "notification",
            bucket=self.bucket.id,
            lambda_function=[
                S3BucketNotificationLambdaFunction(
                    lambda_function_arn=reader.arn, events=["s3:ObjectCreated:*"], filter_suffix=".json"
                )
            ],
            depends_on=[permission],
        )
