"""Imports that may fail, and names bound twice."""
from cdktf import App, TerraformStack

try:
    import yaml
except ImportError:
    yaml = None

try:
    from cdktf_cdktf_provider_aws.s3_bucket_versioning import S3BucketVersioning as Versioning
except ImportError:
    from cdktf_cdktf_provider_aws.s3_bucket_versioning import S3BucketVersioningA as Versioning

from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

SETTINGS = "bucket: acme-optional\n"


def read(text):
    if yaml is not None:
        return yaml.safe_load(text)
    return dict(line.split(": ") for line in text.splitlines())


app = App()
stack = TerraformStack(app, "optional")
AwsProvider(stack, "aws", region="eu-west-1")
bucket = S3Bucket(stack, "data", **read(SETTINGS))
Versioning(stack, "versioning", bucket=bucket.id, versioning_configuration={"status": "Enabled"})
app.synth()
