from pathlib import Path

from cli.running import Run

_STACK = """
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_policy import S3BucketPolicy
from cdktf_cdktf_provider_aws.cloudtrail import Cloudtrail


class Trails(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        bucket = S3Bucket(self, "trails", bucket="acme-trails")
        S3BucketPolicy(self, "write", bucket=bucket.id, policy="{}")
        Cloudtrail(self, "trail", name="all", s3_bucket_name=bucket.id)


app = App()
Trails(app, "trails")
app.synth()
"""


def test_what_waits_for_what_and_what_should(run: Run, project: Path) -> None:
    (project / "main.py").write_text(_STACK, encoding="utf-8")
    ran = run("graph", "--format", "mermaid")
    assert ran.status == 0
    assert ran.out.splitlines()[1:8] == [
        '  subgraph s0["trails"]',
        '    n0["aws_s3_bucket.trails"]',
        '    n1["aws_s3_bucket_policy.write"]',
        '    n2["aws_cloudtrail.trail"]',
        "  end",
        "  n1 --> n0",
        "  n2 --> n0",
    ]
    assert "  n2 -. missing .-> n1" in ran.out
    assert run("graph", "main.py").out.startswith("<svg ")


def test_nothing_to_draw(run: Run) -> None:
    ran = run("graph")
    assert ran.status == 2
    assert "no resource was found" in ran.err
