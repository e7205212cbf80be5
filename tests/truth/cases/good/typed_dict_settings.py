"""Settings as typed dicts and named tuples."""
from typing import List, NamedTuple, TypedDict

from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup, LbTargetGroupHealthCheck
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.security_group import SecurityGroup
from cdktf_cdktf_provider_aws.security_group_rule import SecurityGroupRule


class Opening(NamedTuple):
    port: int
    source: str
    protocol: str = "tcp"


class ServiceSettings(TypedDict, total=False):
    name: str
    port: int
    health: str
    openings: List[Opening]


SERVICES: List[ServiceSettings] = [
    {"name": "web", "port": 8080, "health": "/healthz", "openings": [Opening(443, "0.0.0.0/0"), Opening(80, "0.0.0.0/0")]},
    {"name": "metrics", "port": 9090, "openings": [Opening(9090, "10.0.0.0/8"), Opening(53, "10.0.0.0/8", "udp")]},
]


class Services(TerraformStack):
    def __init__(self, scope, id, vpc_id: str):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        for service in SERVICES:
            group = SecurityGroup(self, f"{service['name']}-group", vpc_id=vpc_id)
            for number, (port, source, protocol) in enumerate(service["openings"]):
                SecurityGroupRule(
                    self,
                    f"{service['name']}-opening-{number}",
                    type="ingress",
                    from_port=port,
                    to_port=port,
                    protocol=protocol,
                    cidr_blocks=[source],
                    security_group_id=group.id,
                )
            LbTargetGroup(
                self,
                f"{service['name']}-targets",
                name=service["name"],
                port=service["port"],
                protocol="HTTP",
                target_type="ip",
                vpc_id=vpc_id,
                deregistration_delay="30",
                health_check=LbTargetGroupHealthCheck(path=service.get("health", "/"), matcher="200-299"),
            )


app = App()
Services(app, "services", vpc_id="vpc-0123456789abcdef0")
app.synth()
