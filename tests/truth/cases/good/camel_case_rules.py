from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.network_acl import NetworkAcl, NetworkAclIngress
from cdktf_cdktf_provider_aws.default_security_group import DefaultSecurityGroup


class Main(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        NetworkAcl(
            self,
            "n",
            vpc_id="vpc-12345678",
            ingress=[
                NetworkAclIngress(
                    rule_no=n, protocol="tcp", action="allow", cidr_block="0.0.0.0/0", from_port=p, to_port=p
                )
                for n, p in ((100, 80), (110, 443))
            ],
            egress=[
                {
                    "ruleNo": 100,
                    "protocol": "-1",
                    "action": "allow",
                    "cidrBlock": "0.0.0.0/0",
                    "fromPort": 0,
                    "toPort": 0,
                }
            ],
        )
        DefaultSecurityGroup(self, "d", vpc_id="vpc-12345678", ingress=[], egress=[])
