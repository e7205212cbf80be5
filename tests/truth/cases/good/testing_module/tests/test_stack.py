import json

import pytest
from cdktf import TerraformStack, Testing
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

from stack import Site


class TestSite:
    @pytest.fixture
    def synthesized(self):
        return Testing.synth(Site(Testing.app(), "site", bucket_name="under-test"))

    def test_has_bucket(self, synthesized):
        assert Testing.to_have_resource_with_properties(
            synthesized, S3Bucket.TF_RESOURCE_TYPE, {"bucket": "under-test"}
        )


def test_scope():
    stack = TerraformStack(Testing.app(), "scope")
    S3Bucket(stack, "lonely", bucket="lonely")
    assert "lonely" in json.loads(Testing.synth(stack))["resource"]["aws_s3_bucket"]
