from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct

from config import Config


class LedgerStack(TerraformStack):
    def __init__(self, scope: Construct, id: str, config: Config):
        super().__init__(scope, id)
        self.config = config
        AwsProvider(self, "aws", region=config.region, default_tags=[{"tags": {"Stage": config.stage}}])
