"""Constructs and blocks from comprehensions."""
from cdktf import App, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.dynamodb_table import (
    DynamodbTable,
    DynamodbTableAttribute,
    DynamodbTableGlobalSecondaryIndex,
)
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupEgress, SecurityGroupIngress
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

PORTS = {"http": 80, "https": 443}
INDEXES = [("status", "created_at"), ("merchant", "created_at")]


class Comprehended(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="us-east-1")
        SecurityGroup(
            self,
            "web",
            ingress=[
                SecurityGroupIngress(
                    description=name, from_port=port, to_port=port, protocol="tcp", cidr_blocks=["0.0.0.0/0"]
                )
                for name, port in PORTS.items()
            ],
            egress=[
                SecurityGroupEgress(from_port=0, to_port=0, protocol="-1", cidr_blocks=[block])
                for block in ("10.0.0.0/8", "172.16.0.0/12")
                if block
            ],
        )
        keys = sorted({"id", "created_at", *(hash_key for hash_key, _ in INDEXES)})
        DynamodbTable(
            self,
            "payments",
            name="payments",
            billing_mode="PAY_PER_REQUEST",
            hash_key="id",
            attribute=[DynamodbTableAttribute(name=key, type="S") for key in keys],
            global_secondary_index=[
                DynamodbTableGlobalSecondaryIndex(
                    name=f"{hash_key}-{range_key}", hash_key=hash_key, range_key=range_key, projection_type="ALL"
                )
                for hash_key, range_key in INDEXES
            ],
        )
        queues = {name: SqsQueue(self, f"{name}-queue", name=name) for name in ("orders", "refunds", "payouts")}
        TerraformOutput(self, "urls", value={name: queue.url for name, queue in queues.items()})
        TerraformOutput(self, "arns", value=[queue.arn for queue in queues.values()])


app = App()
Comprehended(app, "comprehended")
app.synth()
