"""What is built depends on settings."""
import os

from cdktf import App, S3Backend, TerraformStack
from cdktf_cdktf_provider_aws.cloudtrail import Cloudtrail
from cdktf_cdktf_provider_aws.guardduty_detector import GuarddutyDetector
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

environment = os.getenv("ENVIRONMENT", "dev")
region = os.environ.get("AWS_REGION") or "eu-west-1"


class Audit(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region=region)
        if environment != "local":
            S3Backend(self, bucket="acme-state", key=f"audit/{environment}.tfstate", region=region, encrypt=True)

        is_production = environment in ("prod", "production")
        logs = S3Bucket(self, "logs", bucket=f"acme-audit-{environment}", force_destroy=not is_production)
        Cloudtrail(
            self,
            "trail",
            name=f"audit-{environment}",
            s3_bucket_name="acme-trails",
            is_multi_region_trail=True if is_production else False,
            enable_log_file_validation=is_production or None,
        )
        if is_production:
            GuarddutyDetector(self, "detector", enable=True)
        else:
            GuarddutyDetector(self, "detector", enable=False)


app = App()
Audit(app, "audit")
app.synth()
