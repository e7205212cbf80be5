"""A dict inside a list goes to JavaScript as it is: camelCase works there."""
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.dynamodb_table import DynamodbTable
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.security_group import SecurityGroup


class Service(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)

        AwsProvider(self, "aws", region="us-west-2")

        SecurityGroup(
            self,
            "web",
            description="web tier",
            ingress=[
                {"fromPort": 80, "toPort": 80, "protocol": "tcp", "cidrBlocks": ["0.0.0.0/0"]},
                {"fromPort": 443, "toPort": 443, "protocol": "tcp", "cidrBlocks": ["0.0.0.0/0"]},
            ],
            egress=[{"fromPort": 0, "toPort": 0, "protocol": "-1", "cidrBlocks": ["0.0.0.0/0"]}],
        )

        DynamodbTable(
            self,
            "orders",
            name="orders",
            billing_mode="PAY_PER_REQUEST",
            hash_key="pk",
            range_key="sk",
            attribute=[{"name": "pk", "type": "S"}, {"name": "sk", "type": "S"}, {"name": "status", "type": "S"}],
            global_secondary_index=[{"name": "by-status", "hashKey": "status", "projectionType": "ALL"}],
        )


app = App()
Service(app, "service")
app.synth()
