"""Resources that move or are imported."""
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue


class Moves(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        SqsQueue(self, "jobs", name="jobs").move_from_id("aws_sqs_queue.work")
        bucket = S3Bucket(self, "legacy", bucket="acme-legacy")
        bucket.import_from("acme-legacy")
        S3Bucket.generate_config_for_import(self, "found", "acme-found")
        role = IamRole(self, "role", name="legacy", assume_role_policy="{}")
        role.override_logical_id("legacy_role")


app = App()
Moves(app, "moves")
app.synth()
