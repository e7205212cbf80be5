from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.instance import Instance
from cdktf import TerraformCount, LocalExecProvisioner, SSHProvisionerConnection, TerraformResourceLifecycle


class Main(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        Instance(
            self,
            "i",
            ami="ami-12345678",
            instance_type="t3.micro",
            count=TerraformCount.of(2),
            lifecycle=TerraformResourceLifecycle(ignore_changes="all", create_before_destroy=True),
            provisioners=[LocalExecProvisioner(type="local-exec", command="echo")],
            connection=SSHProvisionerConnection(type="ssh", host="h", user="u"),
            root_block_device={"volume_size": 10, "encrypted": True},
            user_data="#!/bin/sh",
        )
