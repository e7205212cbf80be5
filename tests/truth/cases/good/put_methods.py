"""Blocks set after the construct was made."""
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.db_instance import DbInstance
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket, S3BucketLifecycleRule, S3BucketLifecycleRuleExpiration

VPC = True


class Later(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-2")

        bucket = S3Bucket(self, "data", bucket="later-data")
        bucket.put_versioning(enabled=True)
        bucket.put_lifecycle_rule(
            [S3BucketLifecycleRule(enabled=True, expiration=S3BucketLifecycleRuleExpiration(days=30))]
        )
        bucket.force_destroy = True
        bucket.tags = {"Made": "later"}

        function = LambdaFunction(
            self,
            "scan",
            function_name="scan",
            role="arn:aws:iam::123456789012:role/scan",
            runtime="python3.13",
            handler="scan.handler",
            filename="scan.zip",
        )
        function.put_environment(variables={"BUCKET": bucket.id})
        if VPC:
            function.put_vpc_config(subnet_ids=["subnet-1"], security_group_ids=["sg-1"])

        db = DbInstance(self, "db", instance_class="db.t4g.micro")
        db.engine = "mysql"
        db.allocated_storage = 20
        db.username = "app"
        db.manage_master_user_password = True


app = App()
Later(app, "later")
app.synth()
