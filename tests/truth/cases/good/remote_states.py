"""Backends of every kind, and other stacks' states."""
from cdktf import (
    App,
    CloudBackend,
    DataTerraformRemoteStateS3,
    GcsBackend,
    LocalBackend,
    NamedCloudWorkspace,
    NamedRemoteWorkspace,
    RemoteBackend,
    S3Backend,
    TerraformStack,
)
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.subnet import Subnet


class State(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")


app = App()

s3 = State(app, "s3")
S3Backend(
    s3, bucket="acme-state", key="s3/terraform.tfstate", region="eu-west-1", encrypt=True, dynamodb_table="locks"
)
RemoteBackend(
    State(app, "remote"), hostname="app.terraform.io", organization="acme", workspaces=NamedRemoteWorkspace("network")
)
CloudBackend(State(app, "cloud"), organization="acme", workspaces=NamedCloudWorkspace("network"))
GcsBackend(State(app, "gcs"), bucket="acme-state", prefix="network")
LocalBackend(State(app, "local"), path="local.tfstate")

reader = State(app, "reader")
network = DataTerraformRemoteStateS3(
    reader, "network", bucket="acme-state", key="network/terraform.tfstate", region="eu-west-1"
)
for index, zone in enumerate(["a", "b"]):
    Subnet(
        reader,
        f"subnet-{zone}",
        vpc_id=network.get_string("vpc_id"),
        cidr_block=f"10.0.{index}.0/24",
        availability_zone=f"eu-west-1{zone}",
    )
app.synth()
