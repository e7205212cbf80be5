"""match, walrus, union types, lambda, nested functions, star arguments."""
from collections.abc import Callable

from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktf_cdktf_provider_aws.db_instance import DbInstance
from cdktf_cdktf_provider_aws.dynamodb_table import DynamodbTable
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
from constructs import Construct

STORES = [
    {"kind": "bucket", "name": "images", "keep": True},
    {"kind": "table", "name": "sessions", "key": "id"},
    {"kind": "database", "name": "ledger", "size": 100},
    ("queue", "jobs"),
]

slug: Callable[[str], str] = lambda text: text.lower().replace(" ", "-")[:32]


class Stores(TerraformStack):
    def __init__(self, scope: Construct, id: str, *stores, prefix: str | None = None):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")

        def name_of(what: str, /, *parts: str) -> str:
            return "-".join(part for part in (prefix, slug(what), *parts) if part)

        for store in stores:
            match store:
                case {"kind": "bucket", "name": str(name), "keep": keep}:
                    S3Bucket(self, name, bucket=name_of(name, "data"), force_destroy=not keep)
                case {"kind": "table", "name": name, **rest}:
                    DynamodbTable(
                        self,
                        name,
                        name=name_of(name),
                        billing_mode="PAY_PER_REQUEST",
                        hash_key=rest["key"],
                        attribute=[{"name": rest["key"], "type": "S"}],
                    )
                case {"kind": "database", "name": name, "size": int(size)} if size > 10:
                    DbInstance(
                        self,
                        name,
                        identifier=name_of(name),
                        engine="postgres",
                        instance_class="db.t4g.micro",
                        allocated_storage=size,
                        username="app",
                        manage_master_user_password=True,
                    )
                case ("queue", name):
                    SqsQueue(self, name, name=name_of(name))
                case _:
                    raise ValueError(store)

        if (count := len(stores)) > 2:
            CloudwatchLogGroup(self, "logs", name=f"/stores/{count:03d}", retention_in_days=7)


app = App()
first, *others = STORES
Stores(app, "stores", first, *others, prefix=slug("Acme Pay"))
app.synth()
