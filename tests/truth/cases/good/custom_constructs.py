"""Constructs of one's own, with properties."""
from cdktf import App, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.cloudwatch_metric_alarm import CloudwatchMetricAlarm
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_public_access_block import S3BucketPublicAccessBlock
from cdktf_cdktf_provider_aws.s3_bucket_server_side_encryption_configuration import (
    S3BucketServerSideEncryptionConfigurationA,
    S3BucketServerSideEncryptionConfigurationRuleA,
    S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA,
)
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic
from constructs import Construct


class PrivateBucket(Construct):
    """A bucket that nobody outside can read."""

    def __init__(self, scope: Construct, id: str, *, name: str, key: KmsKey | None = None) -> None:
        super().__init__(scope, id)
        self._bucket = S3Bucket(self, "bucket", bucket=name)
        S3BucketPublicAccessBlock(
            self,
            "block",
            bucket=self._bucket.id,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
        )
        S3BucketServerSideEncryptionConfigurationA(
            self,
            "encryption",
            bucket=self._bucket.id,
            rule=[
                S3BucketServerSideEncryptionConfigurationRuleA(
                    apply_server_side_encryption_by_default=S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA(
                        sse_algorithm="aws:kms" if key else "AES256",
                        kms_master_key_id=key.arn if key else None,
                    )
                )
            ],
        )

    @property
    def arn(self) -> str:
        return self._bucket.arn

    @property
    def name(self) -> str:
        return self._bucket.bucket


class Alarm(Construct):
    def __init__(self, scope, id, metric, *, topic, threshold=1, **dimensions):
        super().__init__(scope, id)
        self.alarm = CloudwatchMetricAlarm(
            self,
            "Resource",
            alarm_name=f"{id}-{metric}",
            comparison_operator="GreaterThanOrEqualToThreshold",
            evaluation_periods=1,
            metric_name=metric,
            namespace="AWS/S3",
            period=300,
            statistic="Sum",
            threshold=threshold,
            dimensions=dimensions,
            alarm_actions=[topic.arn],
        )


class Documents(TerraformStack):
    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        key = KmsKey(self, "key", description="documents")
        topic = SnsTopic(self, "alerts", name="document-alerts")
        invoices = PrivateBucket(self, "invoices", name="acme-invoices", key=key)
        exports = PrivateBucket(self, "exports", name="acme-exports")
        for bucket in (invoices, exports):
            Alarm(self, f"{bucket.node.id}-errors", "5xxErrors", topic=topic, BucketName=bucket.name)
        TerraformOutput(self, "invoices_arn", value=invoices.arn)


app = App()
Documents(app, "documents")
app.synth()
