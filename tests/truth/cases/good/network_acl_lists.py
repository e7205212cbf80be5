"""Blocks that are attributes: every key of the struct, or as many as wanted."""
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.default_security_group import DefaultSecurityGroup
from cdktf_cdktf_provider_aws.network_acl import NetworkAcl, NetworkAclEgress, NetworkAclIngress
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.route_table import RouteTable, RouteTableRoute
from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupIngress
from cdktf_cdktf_provider_aws.vpc import Vpc
from cdktf_cdktf_provider_aws.vpc_security_group_egress_rule import VpcSecurityGroupEgressRule
from cdktf_cdktf_provider_aws.vpc_security_group_ingress_rule import VpcSecurityGroupIngressRule


class Lists(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        vpc = Vpc(self, "vpc", cidr_block="10.0.0.0/16")
        DefaultSecurityGroup(self, "default", vpc_id=vpc.id, ingress=[], egress=[])
        group = SecurityGroup(
            self,
            "cluster",
            vpc_id=vpc.id,
            ingress=[SecurityGroupIngress(from_port=0, to_port=0, protocol="-1", self_attribute=True)],
        )
        VpcSecurityGroupIngressRule(
            self, "https", security_group_id="sg-0123456789abcdef0", cidr_ipv4="0.0.0.0/0", from_port=443, to_port=443, ip_protocol="tcp"
        )
        VpcSecurityGroupEgressRule(self, "out", security_group_id=group.id, cidr_ipv4="0.0.0.0/0", ip_protocol="-1")
        RouteTable(
            self,
            "table",
            vpc_id=vpc.id,
            route=[
                RouteTableRoute(cidr_block="10.9.0.0/16", transit_gateway_id="tgw-0123456789abcdef0"),
                {"ipv6CidrBlock": "::/0", "egressOnlyGatewayId": "eigw-0123456789abcdef0"},
            ],
        )
        common = {"action": "allow", "from_port": 0, "to_port": 0, "protocol": "-1", "cidr_block": "0.0.0.0/0"}
        NetworkAcl(
            self,
            "acl",
            vpc_id=vpc.id,
            ingress=[NetworkAclIngress(rule_no=100, **common)],
            egress=[NetworkAclEgress(rule_no=number, **common) for number in (100, 110)],
        )


app = App()
Lists(app, "lists")
app.synth()
