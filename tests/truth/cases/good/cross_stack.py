"""Several stacks that use one another's attributes."""
from cdktf import App, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.ecs_cluster import EcsCluster
from cdktf_cdktf_provider_aws.lb import Lb
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.security_group import SecurityGroup
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc
from constructs import Construct


class NetworkStack(TerraformStack):
    def __init__(self, scope: Construct, id: str, cidr: str) -> None:
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        self.vpc = Vpc(self, "vpc", cidr_block=cidr)
        self.subnets = [
            Subnet(self, f"subnet-{zone}", vpc_id=self.vpc.id, cidr_block=block, availability_zone=f"eu-west-1{zone}")
            for zone, block in (("a", "10.0.1.0/24"), ("b", "10.0.2.0/24"))
        ]

    @property
    def subnet_ids(self) -> list[str]:
        return [subnet.id for subnet in self.subnets]


class ServiceStack(TerraformStack):
    def __init__(self, scope: Construct, id: str, network: NetworkStack) -> None:
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        group = SecurityGroup(self, "public", vpc_id=network.vpc.id)
        EcsCluster(self, "cluster", name="service")
        balancer = Lb(self, "balancer", internal=True, subnets=network.subnet_ids, security_groups=[group.id])
        TerraformOutput(self, "address", value=balancer.dns_name)


app = App()
network = NetworkStack(app, "network", "10.0.0.0/16")
service = ServiceStack(app, "service", network=network)
service.add_dependency(network)
app.synth()
