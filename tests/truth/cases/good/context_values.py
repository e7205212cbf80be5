"""Context of the App, and ids with slashes, dots and spaces."""
from cdktf import App, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.vpc import Vpc
from constructs import Construct


class Contextual(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region=self.node.try_get_context("region") or "eu-west-1")
        area = Construct(self, "net/work area")
        Vpc(area, "vpc.main", cidr_block="10.0.0.0/16", tags={"Name": self.node.try_get_context("name")})
        Vpc(area, "Default", cidr_block="10.1.0.0/16")
        inner = Construct(area, "Resource")
        vpc = Vpc(inner, "Resource", cidr_block="10.2.0.0/16")
        vpc.override_logical_id("third_vpc")
        TerraformOutput(area, "paths", value=[child.node.path for child in area.node.children])
        TerraformOutput(self, "the_id", value=vpc.friendly_unique_id)


app = App(context={"region": "eu-west-2", "name": "contextual"})
Contextual(app, "contextual")
app.synth()
