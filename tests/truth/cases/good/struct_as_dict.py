"""One struct may be a dict with Python's names, at every level below it."""
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from constructs import Construct


class Storage(TerraformStack):
    def __init__(self, scope: Construct, id: str):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-north-1", default_tags=[{"tags": {"Project": "catalog"}}])

        S3Bucket(
            self,
            "images",
            bucket="catalog-images",
            versioning={"enabled": True, "mfa_delete": False},
            server_side_encryption_configuration={
                "rule": {
                    "apply_server_side_encryption_by_default": {"sse_algorithm": "aws:kms"},
                    "bucket_key_enabled": True,
                },
            },
            website={"index_document": "index.html"},
        )


app = App()
Storage(app, "storage")
app.synth()
