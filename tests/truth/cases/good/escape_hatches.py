"""Overrides."""
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.ecs_service import EcsService
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupIngress


class Overrides(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        bucket = S3Bucket(self, "data", bucket="overridden-data")
        bucket.add_override("lifecycle.prevent_destroy", True)
        bucket.add_override("tags", {"Team": "data"})

        group = SecurityGroup(
            self,
            "web",
            ingress=[SecurityGroupIngress(from_port=80, to_port=80, protocol="tcp", cidr_blocks=["10.0.0.0/8"])],
        )
        group.add_override("ingress.0.description", "from inside")

        service = EcsService(self, "service", name="web", cluster="main", task_definition="web:1", desired_count=2)
        service.add_override("lifecycle", {"ignore_changes": ["desired_count", "task_definition"]})

        self.add_override("terraform.required_version", ">= 1.10")
        self.add_override("output.bucket", {"value": "${aws_s3_bucket.data.arn}"})
        self.add_override("locals.team", "data")


app = App()
Overrides(app, "overrides")
app.synth()
