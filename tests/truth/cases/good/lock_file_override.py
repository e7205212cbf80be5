"""The lock file of the S3 backend, with a Terraform that knows it."""
from cdktf import App, S3Backend, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic


class Locked(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        S3Backend(self, bucket="acme-state", key="locked.tfstate", region="eu-west-1", encrypt=True)
        self.add_override("terraform.required_version", ">= 1.11.0")
        self.add_override("terraform.backend.s3.use_lockfile", True)
        SnsTopic(self, "topic", name="locked")


app = App()
Locked(app, "locked")
app.synth()
