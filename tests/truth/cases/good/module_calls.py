"""Terraform modules."""
from cdktf import App, TerraformHclModule, TerraformModuleProvider, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.security_group import SecurityGroup


class Modules(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        east = AwsProvider(self, "east", region="us-east-1", alias="east")
        vpc = TerraformHclModule(
            self,
            "vpc",
            source="terraform-aws-modules/vpc/aws",
            version="~> 5.0",
            variables={
                "name": "shop",
                "cidr": "10.0.0.0/16",
                "azs": ["eu-west-1a", "eu-west-1b"],
                "private_subnets": ["10.0.1.0/24", "10.0.2.0/24"],
                "enable_nat_gateway": True,
                "tags": {"Terraform": "true", "Nested": {"deep": [1, 2, None]}},
            },
        )
        TerraformHclModule(
            self,
            "certificate",
            source="terraform-aws-modules/acm/aws",
            version="~> 5.0",
            providers=[TerraformModuleProvider(module_alias="cdn", provider=east)],
            depends_on=[vpc],
        )
        group = SecurityGroup(self, "inside", vpc_id=vpc.get_string("vpc_id"))
        group.add_override("name", "${module.vpc.name}-inside")
        TerraformOutput(self, "subnets", value=vpc.get("private_subnets"))


app = App()
Modules(app, "modules")
app.synth()
