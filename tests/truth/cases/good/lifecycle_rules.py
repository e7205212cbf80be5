"""Rules of buckets with a filter, a prefix, an empty filter."""
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_lifecycle_configuration import (
    S3BucketLifecycleConfiguration,
    S3BucketLifecycleConfigurationRule,
    S3BucketLifecycleConfigurationRuleExpiration,
    S3BucketLifecycleConfigurationRuleFilter,
    S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration,
    S3BucketLifecycleConfigurationRuleTransition,
)


class Archive(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        bucket = S3Bucket(self, "archive", bucket="acme-archive")
        S3BucketLifecycleConfiguration(
            self,
            "lifecycle",
            bucket=bucket.id,
            rule=[
                S3BucketLifecycleConfigurationRule(
                    id="cold",
                    status="Enabled",
                    filter=[S3BucketLifecycleConfigurationRuleFilter(prefix="logs/")],
                    transition=[
                        S3BucketLifecycleConfigurationRuleTransition(days=30, storage_class="STANDARD_IA"),
                        S3BucketLifecycleConfigurationRuleTransition(days=90, storage_class="GLACIER"),
                    ],
                ),
                S3BucketLifecycleConfigurationRule(
                    id="old-versions",
                    status="Enabled",
                    filter=[S3BucketLifecycleConfigurationRuleFilter()],
                    noncurrent_version_expiration=[
                        S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration(noncurrent_days=30)
                    ],
                ),
                S3BucketLifecycleConfigurationRule(
                    id="temporary",
                    status="Enabled",
                    prefix="tmp/",
                    expiration=[S3BucketLifecycleConfigurationRuleExpiration(days=1)],
                ),
            ],
        )


app = App()
Archive(app, "archive")
app.synth()
