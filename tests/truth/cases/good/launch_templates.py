from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.autoscaling_group import AutoscalingGroup, AutoscalingGroupTag
from cdktf_cdktf_provider_aws.launch_template import LaunchTemplate


class Main(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        lt = LaunchTemplate(
            self,
            "lt",
            image_id="ami-12345678",
            instance_type="t3.micro",
            monitoring={"enabled": True},
            iam_instance_profile={"name": "x"},
            block_device_mappings=[{"deviceName": "/dev/xvda", "ebs": {"volumeSize": 10, "encrypted": "true"}}],
        )
        asg = AutoscalingGroup(
            self,
            "a",
            min_size=1,
            max_size=2,
            vpc_zone_identifier=["subnet-1"],
            launch_template={"id": lt.id, "version": "$Latest"},
            health_check_type="EC2",
            tag=[AutoscalingGroupTag(key="a", value="b", propagate_at_launch=True)],
            instance_refresh={"strategy": "Rolling", "preferences": {"min_healthy_percentage": 50}},
        )
        asg.put_tag([AutoscalingGroupTag(key="c", value="d", propagate_at_launch=False)])
