"""Enums and class attributes as settings."""
from enum import Enum, IntEnum

from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktf_cdktf_provider_aws.instance import Instance
from cdktf_cdktf_provider_aws.provider import AwsProvider


class Region(str, Enum):
    IRELAND = "eu-west-1"
    FRANKFURT = "eu-central-1"


class Size(Enum):
    SMALL = "t3.small"
    LARGE = "m7i.large"


class Days(IntEnum):
    WEEK = 7
    MONTH = 30


class Defaults:
    SIZE = Size.SMALL
    RETENTION = Days.WEEK
    TAGS = {"ManagedBy": "cdktf"}


class Machines(TerraformStack):
    IMAGE = "ami-0123456789abcdef0"

    def __init__(self, scope, id, region=Region.IRELAND, size=Defaults.SIZE):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region=region.value)
        Instance(
            self,
            "machine",
            ami=self.IMAGE,
            instance_type=size.value,
            tags=dict(Defaults.TAGS, Name=f"{id}-{size.name.lower()}"),
        )
        CloudwatchLogGroup(self, "logs", name=f"/{id}", retention_in_days=Defaults.RETENTION.value)


app = App()
Machines(app, "machines-ie")
Machines(app, "machines-de", region=Region.FRANKFURT, size=Size.LARGE)
app.synth()
