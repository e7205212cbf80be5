"""Files of the project that go along."""
import os

from cdktf import App, AssetType, Fn, TerraformAsset, TerraformStack
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_object import S3Object

HERE = os.path.dirname(os.path.abspath(__file__))


class Assets(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        code = TerraformAsset(self, "code", path=os.path.join(HERE, "function"), type=AssetType.ARCHIVE)
        LambdaFunction(
            self,
            "function",
            function_name="resize",
            role="arn:aws:iam::123456789012:role/resize",
            runtime="python3.12",
            handler="app.handler",
            filename=code.path,
            source_code_hash=code.asset_hash,
        )
        bucket = S3Bucket(self, "site", bucket="acme-site")
        page = TerraformAsset(self, "page", path="site/index.html", type=AssetType.FILE)
        S3Object(
            self,
            "index",
            bucket=bucket.bucket,
            key=page.file_name,
            source=page.path,
            etag=Fn.filemd5(page.path),
            content_type="text/html",
        )
        with open(os.path.join(HERE, "site", "index.html"), encoding="utf-8") as file:
            S3Object(self, "copy", bucket=bucket.bucket, key="copy.html", content=file.read())


app = App()
Assets(app, "assets")
app.synth()
