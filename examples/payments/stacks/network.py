"""The VPC with public and private subnets in three zones."""

from cdktf_cdktf_provider_aws.data_aws_availability_zones import DataAwsAvailabilityZones
from cdktf_cdktf_provider_aws.eip import Eip
from cdktf_cdktf_provider_aws.internet_gateway import InternetGateway
from cdktf_cdktf_provider_aws.nat_gateway import NatGateway
from cdktf_cdktf_provider_aws.route_table import RouteTable, RouteTableRoute
from cdktf_cdktf_provider_aws.route_table_association import RouteTableAssociation
from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupEgress
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc
from cdktf_cdktf_provider_aws.vpc_endpoint import VpcEndpoint
from constructs import Construct

ZONES = 3
GATEWAY_SERVICES = ["s3", "dynamodb"]


class Network(Construct):
    def __init__(self, scope: Construct, id: str, environment_suffix: str, *, region: str) -> None:
        super().__init__(scope, id)
        self.environment_suffix = environment_suffix

        zones = DataAwsAvailabilityZones(self, "zones", state="available")
        self.vpc = Vpc(
            self,
            "vpc",
            cidr_block="10.0.0.0/16",
            enable_dns_hostnames=True,
            enable_dns_support=True,
            tags=self.named("vpc"),
        )
        gateway = InternetGateway(self, "gateway", vpc_id=self.vpc.id, tags=self.named("gateway"))

        self.public_subnets = []
        self.private_subnets = []
        for index in range(ZONES):
            zone = zones.names[index]
            self.public_subnets.append(
                Subnet(
                    self,
                    f"public-{index}",
                    vpc_id=self.vpc.id,
                    cidr_block=f"10.0.{index}.0/24",
                    availability_zone=zone,
                    map_public_ip_on_launch=True,
                    tags=self.named(f"public-{index}"),
                )
            )
            self.private_subnets.append(
                Subnet(
                    self,
                    f"private-{index}",
                    vpc_id=self.vpc.id,
                    cidr_block=f"10.0.{10 + index}.0/24",
                    availability_zone=zone,
                    tags=self.named(f"private-{index}"),
                )
            )

        public_routes = RouteTable(
            self,
            "public-routes",
            vpc_id=self.vpc.id,
            route=[RouteTableRoute(cidr_block="0.0.0.0/0", gateway_id=gateway.id)],
            tags=self.named("public"),
        )
        address = Eip(self, "nat-address", domain="vpc")
        nat = NatGateway(
            self,
            "nat",
            allocation_id=address.id,
            subnet_id=self.public_subnets[0].id,
            depends_on=[gateway],
        )
        private_routes = RouteTable(
            self,
            "private-routes",
            vpc_id=self.vpc.id,
            route=[RouteTableRoute(cidr_block="0.0.0.0/0", nat_gateway_id=nat.id)],
            tags=self.named("private"),
        )
        for index, (public, private) in enumerate(zip(self.public_subnets, self.private_subnets)):
            RouteTableAssociation(
                self, f"public-{index}", subnet_id=public.id, route_table_id=public_routes.id
            )
            RouteTableAssociation(
                self, f"private-{index}-routes", subnet_id=private.id, route_table_id=private_routes.id
            )

        for service in GATEWAY_SERVICES:
            VpcEndpoint(
                self,
                f"{service}-endpoint",
                vpc_id=self.vpc.id,
                service_name=f"com.amazonaws.{region}.{service}",
                route_table_ids=[public_routes.id],
            )

        self.functions_group = SecurityGroup(
            self,
            "functions",
            name=f"payment-functions-{environment_suffix}",
            vpc_id=self.vpc.id,
            egress=[SecurityGroupEgress(from_port=0, to_port=0, protocol="-1", cidr_blocks=["0.0.0.0/0"])],
        )
        self.database_group = SecurityGroup(
            self,
            "database",
            name=f"payment-database-{environment_suffix}",
            vpc_id=self.vpc.id,
            ingress=[
                {
                    "description": "PostgreSQL from the functions",
                    "from_port": 5432,
                    "to_port": 5432,
                    "protocol": "tcp",
                    "security_groups": [self.functions_group.id],
                }
            ],
        )

    def named(self, what: str) -> dict:
        return {"Name": f"payment-{what}-{self.environment_suffix}"}
