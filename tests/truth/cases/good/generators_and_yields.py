"""Generators whose results are made lists, star-expansions, nested comprehensions."""
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.lb import Lb
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupIngress
from cdktf_cdktf_provider_aws.subnet import Subnet

OFFICES = {"dublin": ["203.0.113.0/28", "203.0.113.16/28"], "berlin": ["198.51.100.0/27"]}
PORTS = (22, 443)


def openings():
    for office, ranges in OFFICES.items():
        for port in PORTS:
            yield SecurityGroupIngress(
                description=f"{office} {port}", from_port=port, to_port=port, protocol="tcp", cidr_blocks=ranges
            )


class Offices(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        extra = [
            SecurityGroupIngress(from_port=port, to_port=port, protocol="udp", cidr_blocks=[block])
            for port in (53,)
            for ranges in OFFICES.values()
            for block in ranges
        ]
        group = SecurityGroup(self, "offices", ingress=[*openings(), *extra])
        subnets = list(self.subnets(3))
        Lb(
            self,
            "balancer",
            subnets=[subnet.id for subnet in subnets],
            security_groups=list(map(lambda one: one.id, [group])),
        )

    def subnets(self, count):
        for number in range(count):
            yield Subnet(self, f"subnet-{number}", vpc_id="vpc-1", cidr_block=f"10.0.{number}.0/24")


app = App()
Offices(app, "offices")
app.synth()
