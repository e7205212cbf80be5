"""What cannot be known is no error."""
import importlib
import json
import os
import random
import subprocess
import sys
from pathlib import Path

from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupIngress
from cdktf_cdktf_provider_aws.ssm_parameter import SsmParameter

HERE = Path(__file__).parent


def settings():
    path = HERE / "settings.json"
    if path.exists():
        return json.loads(path.read_text(encoding="utf-8"))
    return {"openings": [{"from_port": 22, "to_port": 22, "protocol": "tcp"}], "environment": {"A": "b"}}


def commit():
    try:
        return subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


class Unknown(TerraformStack):
    def __init__(self, scope, id, **extra):
        super().__init__(scope, id)
        loaded = settings()
        AwsProvider(self, "aws", region=os.environ.get("REGION", "eu-west-1"), **extra)
        SecurityGroup(self, "web", ingress=[SecurityGroupIngress(**opening) for opening in loaded["openings"]])
        module = importlib.import_module("cdktf_cdktf_provider_aws.sqs_queue")
        kind = getattr(module, "SqsQueue")
        kind(self, "jobs", name="jobs")
        bucket = S3Bucket(self, "data", **loaded.get("bucket", {}))
        setattr(bucket, "bucket", os.getenv("BUCKET", "acme-unknown"))
        LambdaFunction(
            self,
            "function",
            function_name="f",
            role="arn:aws:iam::123456789012:role/f",
            runtime=loaded.get("runtime", "python3.12"),
            handler="f.handler",
            filename="f.zip",
            environment={"variables": loaded["environment"]},
        )
        SsmParameter(self, "commit", name="/app/commit", type="String", value=commit())
        if random.random() > 2 or "--extra" in sys.argv:
            SsmParameter(self, "extra", name="/app/extra", type="String", value="x")


app = App()
Unknown(app, "unknown")
app.synth()
