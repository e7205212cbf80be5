"""Outputs, variables and locals."""
from cdktf import (
    App,
    TerraformLocal,
    TerraformOutput,
    TerraformStack,
    TerraformVariable,
    TerraformVariableValidationConfig,
    VariableType,
)
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.vpc import Vpc


class Inputs(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        region = TerraformVariable(self, "region", type=VariableType.STRING, default="eu-west-1")
        AwsProvider(self, "aws", region=region.string_value)
        environment = TerraformVariable(
            self,
            "environment",
            type="string",
            description="where this runs",
            validation=[
                TerraformVariableValidationConfig(
                    condition='${contains(["dev", "prod"], var.environment)}', error_message="dev or prod"
                )
            ],
        )
        names = TerraformVariable(self, "names", type=VariableType.LIST_STRING, default=["a", "b"])
        keep = TerraformVariable(self, "keep", type="bool", default=True, nullable=False)
        prefix = TerraformLocal(self, "prefix", f"acme-{environment.string_value}")
        bucket = S3Bucket(
            self, "data", bucket=f"{prefix.as_string}-data", force_destroy=keep.boolean_value
        )
        vpc = Vpc(self, "vpc", cidr_block="10.0.0.0/16", tags={"Name": prefix.as_string})
        TerraformOutput(self, "bucket", value=bucket.arn, description="the bucket's ARN")
        TerraformOutput(self, "everything", value={"bucket": bucket.id, "names": names.list_value})
        TerraformOutput(self, "vpc_id", value=vpc.id, static_id=True, sensitive=False)


app = App()
Inputs(app, "inputs")
app.synth()
