"""Tests need neither provider nor backend."""
import json

from cdktf import TerraformStack, Testing
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic


def test_bucket_is_there():
    stack = TerraformStack(Testing.app(), "stack")
    S3Bucket(stack, "data", bucket="tested")
    synthesised = json.loads(Testing.synth(stack))
    assert synthesised["resource"]["aws_s3_bucket"]["data"]["bucket"] == "tested"


def test_topic_has_a_name():
    app = Testing.stub_version(Testing.app(fake_cdktf_json_path=True))
    stack = TerraformStack(app, "stack")
    SnsTopic(stack, "alerts", name="alerts")
    assert Testing.to_have_resource_with_properties(Testing.synth(stack), "aws_sns_topic", {"name": "alerts"})
