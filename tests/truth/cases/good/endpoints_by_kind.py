from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.vpc import Vpc
from cdktf_cdktf_provider_aws.vpc_endpoint import VpcEndpoint
from cdktf_cdktf_provider_aws.vpc_security_group_ingress_rule import VpcSecurityGroupIngressRule
from cdktf_cdktf_provider_aws.security_group import SecurityGroup


class Main(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        vpc = Vpc(self, "v", cidr_block="10.0.0.0/16", enable_dns_hostnames=True)
        sg = SecurityGroup(self, "sg", vpc_id=vpc.id)
        VpcSecurityGroupIngressRule(
            self, "r", security_group_id=sg.id, ip_protocol="tcp", from_port=443, to_port=443, cidr_ipv4=vpc.cidr_block
        )
        for service, kind in [("s3", "Gateway"), ("ssm", "Interface")]:
            extra = (
                {}
                if kind == "Gateway"
                else {"security_group_ids": [sg.id], "subnet_ids": ["subnet-1"], "private_dns_enabled": True}
            )
            VpcEndpoint(
                self,
                f"e-{service}",
                vpc_id=vpc.id,
                service_name=f"com.amazonaws.eu-west-1.{service}",
                vpc_endpoint_type=kind,
                **extra,
            )
