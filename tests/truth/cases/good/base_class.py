"""What every stack of a company has, in a base class."""
from typing import Any, Dict, Optional

from cdktf import App, S3Backend, TerraformStack
from cdktf_cdktf_provider_aws.dynamodb_table import DynamodbTable, DynamodbTableAttribute, DynamodbTableTtl
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic
from constructs import Construct


class CompanyStack(TerraformStack):
    region: str = "eu-west-1"

    def __init__(self, scope: Construct, id: str, *, tags: Optional[Dict[str, str]] = None, **kwargs: Any):
        super().__init__(scope, id)
        self.tags = {"ManagedBy": "cdktf", **(tags or {})}
        self.provider = AwsProvider(self, "aws", region=self.region, default_tags=[{"tags": self.tags}])
        S3Backend(self, bucket="acme-terraform", key=f"{id}/terraform.tfstate", region=self.region, encrypt=True)
        self.settings = kwargs
        self.build()

    def build(self) -> None:
        raise NotImplementedError


class Alerts(CompanyStack):
    def build(self) -> None:
        self.topic = SnsTopic(self, "alerts", name=self.settings.get("topic", "alerts"))


class Sessions(CompanyStack):
    region = "eu-north-1"

    def build(self) -> None:
        DynamodbTable(
            self,
            "sessions",
            name="sessions",
            billing_mode="PAY_PER_REQUEST",
            hash_key="id",
            attribute=[DynamodbTableAttribute(name="id", type="S")],
            ttl=DynamodbTableTtl(attribute_name="expires", enabled=True),
        )


app = App()
Alerts(app, "alerts", topic="pages")
Sessions(app, "sessions", tags={"Team": "web"})
app.synth()
