"""Terraform's functions."""
from cdktf import App, Fn, TerraformLocal, TerraformOutput, TerraformStack, TerraformVariable, Token
from cdktf_cdktf_provider_aws.data_aws_availability_zones import DataAwsAvailabilityZones
from cdktf_cdktf_provider_aws.data_aws_secretsmanager_secret_version import DataAwsSecretsmanagerSecretVersion
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc


class Functions(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="us-west-2")
        cidr = TerraformVariable(self, "cidr", type="string", default="10.0.0.0/16", description="the network's range")
        zones = DataAwsAvailabilityZones(self, "zones", state="available")
        vpc = Vpc(self, "vpc", cidr_block=cidr.string_value)
        for index in range(3):
            Subnet(
                self,
                f"subnet-{index}",
                vpc_id=vpc.id,
                cidr_block=Fn.cidrsubnet(vpc.cidr_block, 8, index),
                availability_zone=Token.as_string(Fn.element(zones.names, index)),
            )
        secret = DataAwsSecretsmanagerSecretVersion(self, "secret", secret_id="app/db")
        settings = TerraformLocal(self, "settings", Fn.jsondecode(secret.secret_string))
        TerraformOutput(self, "user", value=Fn.lookup(settings.as_any_map, "username", "app"), sensitive=True)
        TerraformOutput(self, "zone_names", value=Fn.join(",", zones.names))
        TerraformOutput(self, "zone_count", value=Fn.length_of(zones.names))
        TerraformOutput(self, "merged", value=Fn.merge([{"a": "1"}, {"b": vpc.id}]))
        TerraformOutput(self, "first", value=Fn.element(zones.names, 0))


app = App()
Functions(app, "functions")
app.synth()
