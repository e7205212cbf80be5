"""Names with the suffix, and words that only look like environments."""
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.cloudwatch_dashboard import CloudwatchDashboard
from cdktf_cdktf_provider_aws.codebuild_project import (
    CodebuildProject,
    CodebuildProjectArtifacts,
    CodebuildProjectEnvironment,
    CodebuildProjectEnvironmentEnvironmentVariable,
    CodebuildProjectSource,
)
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket


class Devices(TerraformStack):
    def __init__(self, scope, id, environment_suffix: str):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        S3Bucket(self, "devices", bucket=f"device-products-{environment_suffix}", tags={"Name": f"devices-{environment_suffix}"})
        S3Bucket(self, "shared", bucket="acme-production-line", tags={"Area": "production line"})
        CodebuildProject(
            self,
            "build",
            name=f"devices-{environment_suffix}",
            service_role="arn:aws:iam::123456789012:role/build",
            artifacts=CodebuildProjectArtifacts(type="NO_ARTIFACTS"),
            environment=CodebuildProjectEnvironment(
                compute_type="BUILD_GENERAL1_SMALL",
                image="aws/codebuild/amazonlinux2-x86_64-standard:5.0",
                type="LINUX_CONTAINER",
                environment_variable=[
                    CodebuildProjectEnvironmentEnvironmentVariable(name="ENVIRONMENT", value=environment_suffix)
                ],
            ),
            source=CodebuildProjectSource(type="NO_SOURCE", buildspec="version: 0.2\nphases: {}\n"),
        )
        CloudwatchDashboard(
            self, "dashboard", dashboard_name=f"devices-{environment_suffix}", dashboard_body='{"widgets": []}'
        )


app = App()
Devices(app, "devices", environment_suffix="pr123")
app.synth()
