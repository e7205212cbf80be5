import json
import os

from cdktf import App, S3Backend, TerraformStack
from cdktf_cdktf_provider_aws.memorydb_cluster import MemorydbCluster
from cdktf_cdktf_provider_aws.opensearchserverless_access_policy import OpensearchserverlessAccessPolicy
from cdktf_cdktf_provider_aws.opensearchserverless_collection import OpensearchserverlessCollection
from cdktf_cdktf_provider_aws.opensearchserverless_security_policy import OpensearchserverlessSecurityPolicy
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.timestreamwrite_database import TimestreamwriteDatabase
from cdktf_cdktf_provider_aws.timestreamwrite_table import TimestreamwriteTable
from constructs import Construct


class DataStack(TerraformStack):
    def __init__(self, scope: Construct, ns: str, *, stage: str):
        super().__init__(scope, ns)
        AwsProvider(self, "aws", region="eu-west-1")
        S3Backend(self, bucket="acme-tf-state", key=f"{stage}/data.tfstate", region="eu-west-1")
        enc = OpensearchserverlessSecurityPolicy(
            self,
            "enc",
            name=f"vec-{stage}",
            type="encryption",
            policy=json.dumps(
                {
                    "Rules": [{"ResourceType": "collection", "Resource": [f"collection/vec-{stage}"]}],
                    "AWSOwnedKey": True,
                }
            ),
        )
        OpensearchserverlessSecurityPolicy(
            self,
            "net",
            name=f"vec-{stage}",
            type="network",
            policy=json.dumps(
                [
                    {
                        "Rules": [{"ResourceType": "collection", "Resource": [f"collection/vec-{stage}"]}],
                        "AllowFromPublic": True,
                    }
                ]
            ),
        )
        OpensearchserverlessAccessPolicy(
            self,
            "acc",
            name=f"vec-{stage}",
            type="data",
            policy=json.dumps(
                [
                    {
                        "Rules": [
                            {"ResourceType": "index", "Resource": [f"index/vec-{stage}/*"], "Permission": ["aoss:*"]}
                        ],
                        "Principal": ["arn:aws:iam::998877665544:role/app"],
                    }
                ]
            ),
        )
        OpensearchserverlessCollection(self, "vec", name=f"vec-{stage}", type="VECTORSEARCH", depends_on=[enc])
        MemorydbCluster(
            self,
            "mem",
            name=f"mem-{stage}",
            acl_name="open-access",
            node_type="db.t4g.small",
            num_shards=2,
            num_replicas_per_shard=1,
            snapshot_retention_limit=7,
            tls_enabled=True,
        )
        tdb = TimestreamwriteDatabase(self, "tdb", database_name=f"metrics-{stage}")
        TimestreamwriteTable(
            self,
            "tt",
            database_name=tdb.database_name,
            table_name="cpu",
            retention_properties={
                "memory_store_retention_period_in_hours": 24,
                "magnetic_store_retention_period_in_days": 365,
            },
        )


app = App()
DataStack(app, "data", stage=os.environ.get("STAGE", "dev"))
app.synth()
