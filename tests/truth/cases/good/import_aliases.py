"""Names under aliases."""
from cdktf import App as Application
from cdktf import TerraformStack as Stack
from cdktf_cdktf_provider_aws.provider import AwsProvider as Aws
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket as Bucket
from cdktf_cdktf_provider_aws.s3_bucket_server_side_encryption_configuration import (
    S3BucketServerSideEncryptionConfigurationA as Encryption,
)
from cdktf_cdktf_provider_aws.s3_bucket_server_side_encryption_configuration import (
    S3BucketServerSideEncryptionConfigurationRuleA as Rule,
)
from cdktf_cdktf_provider_aws.s3_bucket_server_side_encryption_configuration import (
    S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA as ByDefault,
)
from cdktf_cdktf_provider_aws.s3_bucket_versioning import (
    S3BucketVersioningA as Versioning,
)


class Backups(Stack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        Aws(self, "aws", region="eu-west-3")
        bucket = Bucket(self, "backups", bucket_prefix="backups-")
        Encryption(
            self,
            "encryption",
            bucket=bucket.id,
            rule=[Rule(apply_server_side_encryption_by_default=ByDefault(sse_algorithm="AES256"))],
        )
        Versioning(self, "versioning", bucket=bucket.id, versioning_configuration={"status": "Enabled"})


app = Application()
Backups(app, "backups")
app.synth()
