"""Scope and id by keyword, and Terraform's own id."""
from cdktf import App, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.data_aws_subnet import DataAwsSubnet
from cdktf_cdktf_provider_aws.data_aws_vpc import DataAwsVpc
from cdktf_cdktf_provider_aws.iam_group import IamGroup
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket


class Keywords(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope=scope, id=id)
        AwsProvider(scope=self, id="aws", region="eu-west-1")
        S3Bucket(scope=self, id_="data", bucket="acme-keywords")
        IamGroup(self, id_="people", name="people", path="/acme/")
        vpc = DataAwsVpc(self, "vpc", id="vpc-0123456789abcdef0")
        subnet = DataAwsSubnet(id_="subnet", scope=self, vpc_id=vpc.id, availability_zone="eu-west-1a")
        TerraformOutput(scope=self, id="subnet_id", value=subnet.id)


app = App()
Keywords(scope=app, id="keywords")
app.synth()
