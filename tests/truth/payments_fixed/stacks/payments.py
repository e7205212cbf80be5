"""The stack: providers, backend, and the parts put together."""

from cdktf import S3Backend, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic
from cdktf_cdktf_provider_aws.sns_topic_subscription import SnsTopicSubscription
from constructs import Construct

from stacks.api import Api
from stacks.backup import Backup
from stacks.database import Database
from stacks.edge import Edge
from stacks.network import Network
from stacks.processing import Processing
from stacks.receipts import Receipts

PRIMARY_REGION = "us-east-1"
SECONDARY_REGION = "us-west-2"


class PaymentsStack(TerraformStack):
    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        environment_suffix: str,
        state_bucket: str,
        state_bucket_region: str,
        alert_email: str,
        default_tags: dict,
    ) -> None:
        super().__init__(scope, construct_id)

        primary = AwsProvider(
            self,
            "aws",
            region=PRIMARY_REGION,
            default_tags=[{"tags": default_tags}],
        )
        secondary = AwsProvider(
            self,
            "aws_secondary",
            region=SECONDARY_REGION,
            alias="secondary",
            default_tags=[{"tags": default_tags}],
        )

        S3Backend(
            self,
            bucket=state_bucket,
            key=f"{environment_suffix}/{construct_id}.tfstate",
            region=state_bucket_region,
            encrypt=True,
            dynamodb_table="terraform-locks",
        )

        alerts = SnsTopic(self, "alerts", name=f"payment-alerts-{environment_suffix}")
        SnsTopicSubscription(self, "alerts-email", topic_arn=alerts.arn, protocol="email", endpoint=alert_email)

        network = Network(self, "network", environment_suffix, region=PRIMARY_REGION)
        database = Database(self, "database", environment_suffix, network=network, primary=primary, secondary=secondary)
        processing = Processing(
            self, "processing", environment_suffix, network=network, database=database, alerts=alerts
        )
        receipts = Receipts(self, "receipts", environment_suffix, role=processing.role)
        api = Api(self, "api", environment_suffix, handlers=processing.handlers)
        edge = Edge(self, "edge", environment_suffix, api=api, region=PRIMARY_REGION)
        Backup(self, "backup", environment_suffix, table=processing.table, primary=primary, secondary=secondary)

        TerraformOutput(self, "api_url", value=api.url)
        TerraformOutput(self, "site", value=edge.domain_name)
        TerraformOutput(self, "receipts_bucket", value=receipts.bucket.bucket)
        TerraformOutput(self, "database_endpoint", value=database.cluster.endpoint)
