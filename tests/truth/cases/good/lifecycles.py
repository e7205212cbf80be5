"""Lifecycles, provisioners, connections."""
from cdktf import (
    App,
    FileProvisioner,
    LocalExecProvisioner,
    Postcondition,
    Precondition,
    RemoteExecProvisioner,
    SSHProvisionerConnection,
    TerraformResourceLifecycle,
    TerraformStack,
)
from cdktf_cdktf_provider_aws.autoscaling_group import AutoscalingGroup, AutoscalingGroupTag
from cdktf_cdktf_provider_aws.instance import Instance
from cdktf_cdktf_provider_aws.launch_template import LaunchTemplate
from cdktf_cdktf_provider_aws.provider import AwsProvider


class Machines(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="us-west-1")
        template = LaunchTemplate(
            self,
            "template",
            name_prefix="web-",
            image_id="ami-0123456789abcdef0",
            instance_type="t3.micro",
            lifecycle=TerraformResourceLifecycle(create_before_destroy=True),
        )
        AutoscalingGroup(
            self,
            "group",
            min_size=1,
            max_size=4,
            vpc_zone_identifier=["subnet-1", "subnet-2"],
            launch_template={"id": template.id, "version": "$Latest"},
            tag=[AutoscalingGroupTag(key="Name", value="web", propagate_at_launch=True)],
            lifecycle={"ignore_changes": ["desired_capacity", "target_group_arns"], "create_before_destroy": True},
        )
        Instance(
            self,
            "bastion",
            ami="ami-0123456789abcdef0",
            instance_type="t3.nano",
            connection=SSHProvisionerConnection(type="ssh", host="bastion.acme-pay.net", user="ec2-user"),
            provisioners=[
                FileProvisioner(type="file", source="motd", destination="/etc/motd"),
                RemoteExecProvisioner(type="remote-exec", inline=["sudo systemctl restart sshd"]),
                LocalExecProvisioner(type="local-exec", command="echo done"),
            ],
            lifecycle=TerraformResourceLifecycle(
                ignore_changes="all",
                precondition=[Precondition(condition='${terraform.workspace != "x"}', error_message="never")],
                postcondition=[Postcondition(condition='${self.public_ip != ""}', error_message="no address")],
            ),
        )


app = App()
Machines(app, "machines")
app.synth()
