from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc
from constructs import Construct

from config import Config

from .base import LedgerStack


class NetworkStack(LedgerStack):
    def __init__(self, scope: Construct, id: str, config: Config):
        super().__init__(scope, id, config)
        self.vpc = Vpc(self, "vpc", cidr_block=config.cidr, tags={"Name": config.name("vpc")})
        self.private = []
        prefix = config.cidr.split("/")[0].rsplit(".", 2)[0]
        for index, zone in enumerate("abc"):
            subnet = Subnet(
                self,
                f"private-{zone}",
                vpc_id=self.vpc.id,
                cidr_block=f"{prefix}.{index}.0/24",
                availability_zone=f"{config.region}{zone}",
            )
            self.private.append(subnet)

    @property
    def private_subnet_ids(self):
        return [subnet.id for subnet in self.private]
