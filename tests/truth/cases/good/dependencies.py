"""depends_on in every form that works."""
from cdktf import App, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.data_aws_s3_bucket import DataAwsS3Bucket
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_policy import S3BucketPolicy
from cdktf_cdktf_provider_aws.s3_bucket_public_access_block import S3BucketPublicAccessBlock
from cdktf_cdktf_provider_aws.s3_object import S3Object
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue


class Ordered(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        bucket = S3Bucket(self, "data", bucket="acme-ordered")
        block = S3BucketPublicAccessBlock(self, "block", bucket=bucket.id, block_public_acls=True)
        policy = S3BucketPolicy(
            self, "policy", bucket=bucket.id, policy='{"Version": "2012-10-17", "Statement": []}', depends_on=[block]
        )
        before = [bucket]
        before.append(block)
        before += [policy]
        found = DataAwsS3Bucket(self, "found", bucket="acme-ordered", depends_on=before)
        queue = SqsQueue(self, "queue", name="ordered")
        queue.depends_on = [bucket.fqn, policy.fqn]
        thing = S3Object(self, "object", bucket=bucket.id, key="a", content="a")
        thing.add_override("depends_on", [f"{policy.terraform_resource_type}.{policy.friendly_unique_id}"])
        TerraformOutput(self, "found_arn", value=found.arn, depends_on=[policy])


app = App()
Ordered(app, "ordered")
app.synth()
