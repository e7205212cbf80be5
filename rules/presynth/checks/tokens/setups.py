"""Setups and short forms for the examples of tokens."""

from __future__ import annotations

from presynth.checks.base import Invalid

ZONES = """from cdktf_cdktf_provider_aws.data_aws_availability_zones import DataAwsAvailabilityZones

zones = DataAwsAvailabilityZones(self, "zones", state="available")
"""
BUCKET = """from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

bucket = S3Bucket(self, "data", bucket="data", tags={"Team": "data"})
"""
DATABASE = """from cdktf_cdktf_provider_aws.db_instance import DbInstance

db = DbInstance(self, "db", instance_class="db.t4g.micro")
"""
CLUSTER = """from cdktf_cdktf_provider_aws.eks_cluster import EksCluster, EksClusterVpcConfig

cluster = EksCluster(
    self,
    "cluster",
    name="main",
    role_arn="arn:aws:iam::123456789012:role/eks",
    vpc_config=EksClusterVpcConfig(subnet_ids=["subnet-1", "subnet-2"]),
)
"""
SECRET = """from cdktf_cdktf_provider_aws.data_aws_secretsmanager_secret_version import (
    DataAwsSecretsmanagerSecretVersion,
)

secret = DataAwsSecretsmanagerSecretVersion(self, "secret", secret_id="db")
"""
VARIABLES = """
name = TerraformVariable(self, "name", type="string", default="data")
size = TerraformVariable(self, "size", type="number", default=20)
keep = TerraformVariable(self, "keep", type="bool", default=True)
"""


def output(setup: str, wrong: str, right: str | None = None, *, core: str = "Fn", message: str = "") -> Invalid:
    """A wrong value of an output, marked, and the right one."""
    mark = ", sensitive=True" if setup.startswith(SECRET) else ""
    before, behind = 'TerraformOutput(self, "value", value=', f"{mark})"
    fixed = None if right is None else f"{before}{right}{behind}"
    return line(setup, f"{before}{wrong}{behind}", fixed, core=core, message=message)


def line(setup: str, wrong: str, right: str | None = None, *, core: str = "Fn", message: str = "") -> Invalid:
    """Wrong statements below the setup, and right ones."""
    names = sorted({"TerraformOutput", *core.split()})
    before = f"\nfrom cdktf import {', '.join(names)}\n{setup}"
    fixed = None if right is None else f"{before}{right}\n"
    return Invalid(f"{before}{wrong}\n", fixed=fixed, message=message)
