"""References written as text."""
from cdktf import App, TerraformOutput, TerraformStack, Token
from cdktf_cdktf_provider_aws.data_aws_caller_identity import DataAwsCallerIdentity
from cdktf_cdktf_provider_aws.data_aws_availability_zones import DataAwsAvailabilityZones
from cdktf_cdktf_provider_aws.lb import Lb
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.subnet import Subnet


class Raw(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        DataAwsCallerIdentity(self, "me")
        bucket = S3Bucket(self, "data", bucket="acme-${data.aws_caller_identity.me.account_id}")
        zones = DataAwsAvailabilityZones(self, "zones", state="available")
        subnet = Subnet(
            self,
            "subnet",
            vpc_id="vpc-1",
            cidr_block="10.0.0.0/24",
            availability_zone=f"${{{zones.fqn}.names[0]}}",
        )
        Subnet(
            self,
            "other",
            vpc_id="vpc-1",
            cidr_block="10.0.1.0/24",
            availability_zone="${data.aws_availability_zones.zones.names[1]}",
        )
        Lb(self, "balancer", subnets=Token.as_list("${aws_subnet.subnet[*].id}"))
        TerraformOutput(self, "name", value="${terraform.workspace}-" + bucket.id)
        TerraformOutput(self, "path", value="${path.module}/x")
        TerraformOutput(self, "subnet_id", value=subnet.id)
        TerraformOutput(self, "conditional", value='${terraform.workspace == "prod" ? "a" : "b"}')


app = App()
Raw(app, "raw")
app.synth()
