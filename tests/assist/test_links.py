"""Links to the registry."""

from __future__ import annotations

from assist.conftest import Desk
from presynth.assist.links import links

CODE = """from cdktf import TerraformStack
from cdktf_cdktf_provider_aws import s3_bucket
from cdktf_cdktf_provider_aws.vpc import Vpc as Network


def make(stack):
    Network(stack, "a")
    Network(stack, "b")
    s3_bucket.S3Bucket(stack, "c")
    s3_bucket.S3Bucket(stack, "d")|
"""


def test_each_class_once(desk: Desk) -> None:
    point = desk.point(CODE)
    found = links(point.program, point.path)
    lines = point.source.text.split("\n")
    assert [
        (lines[start.line - 1][start.column : end.column], start.line, each.target.rpartition("/")[2])
        for each in found
        for start, end in [each.range]
    ] == [("Vpc", 3, "vpc"), ("S3Bucket", 9, "s3_bucket")]
    assert all(each.target.startswith("https://registry.terraform.io/") for each in found)
