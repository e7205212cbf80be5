from cdktf import TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket


class Site(TerraformStack):
    def __init__(self, scope, id, bucket_name="acme-site"):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        self.bucket = S3Bucket(self, "bucket", bucket=bucket_name)
        TerraformOutput(self, "bucket_name", value=self.bucket.bucket)
