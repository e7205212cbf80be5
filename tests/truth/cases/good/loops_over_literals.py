"""Ids from loops, dict.items, zip, enumerate and range."""
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.eip import Eip
from cdktf_cdktf_provider_aws.internet_gateway import InternetGateway
from cdktf_cdktf_provider_aws.nat_gateway import NatGateway
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.route_table import RouteTable, RouteTableRoute
from cdktf_cdktf_provider_aws.route_table_association import RouteTableAssociation
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc
from constructs import Construct

ZONES = ["a", "b", "c"]


class Network(TerraformStack):
    def __init__(self, scope: Construct, id: str, region: str = "eu-central-1"):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region=region)

        vpc = Vpc(self, "vpc", cidr_block="10.20.0.0/16", enable_dns_hostnames=True, tags={"Name": "shop"})
        gateway = InternetGateway(self, "gateway", vpc_id=vpc.id)

        public = []
        private = []
        for index, zone in enumerate(ZONES):
            public.append(
                Subnet(
                    self,
                    f"public-{zone}",
                    vpc_id=vpc.id,
                    cidr_block=f"10.20.{index}.0/24",
                    availability_zone=region + zone,
                    map_public_ip_on_launch=True,
                    tags={"Name": f"public-{zone}", "Tier": "public"},
                )
            )
        for index in range(len(ZONES)):
            private.append(
                Subnet(
                    self,
                    f"private-{index}",
                    vpc_id=vpc.id,
                    cidr_block="10.20.%d.0/24" % (index + 10),
                    availability_zone="{}{}".format(region, ZONES[index]),
                )
            )

        public_routes = RouteTable(
            self,
            "public-routes",
            vpc_id=vpc.id,
            route=[RouteTableRoute(cidr_block="0.0.0.0/0", gateway_id=gateway.id)],
        )
        for number, subnet in enumerate(public, start=1):
            RouteTableAssociation(self, f"public-{number}", subnet_id=subnet.id, route_table_id=public_routes.id)

        for zone, outside, inside in zip(ZONES, public, private):
            address = Eip(self, f"address-{zone}", domain="vpc")
            nat = NatGateway(self, f"nat-{zone}", allocation_id=address.id, subnet_id=outside.id, depends_on=[gateway])
            table = RouteTable(
                self,
                f"routes-{zone}",
                vpc_id=vpc.id,
                route=[RouteTableRoute(cidr_block="0.0.0.0/0", nat_gateway_id=nat.id)],
            )
            RouteTableAssociation(self, f"private-{zone}", subnet_id=inside.id, route_table_id=table.id)


app = App()
Network(app, "network")
app.synth()
