"""An encrypted Aurora global database, with a key in each region."""
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from cdktf_cdktf_provider_aws.kms_replica_key import KmsReplicaKey
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.rds_cluster import RdsCluster
from cdktf_cdktf_provider_aws.rds_cluster_instance import RdsClusterInstance
from cdktf_cdktf_provider_aws.rds_global_cluster import RdsGlobalCluster

ENGINE = "aurora-postgresql"
VERSION = "16.9"


class Ledger(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        primary = AwsProvider(self, "primary", region="eu-west-1")
        secondary = AwsProvider(self, "secondary", region="eu-central-1", alias="secondary")

        key = KmsKey(self, "key", description="ledger", multi_region=True, provider=primary)
        replica_key = KmsReplicaKey(self, "replica-key", primary_key_arn=key.arn, provider=secondary)
        everywhere = RdsGlobalCluster(
            self,
            "global",
            global_cluster_identifier="ledger",
            engine=ENGINE,
            engine_version=VERSION,
            database_name="ledger",
            storage_encrypted=True,
        )
        main = RdsCluster(
            self,
            "main",
            cluster_identifier="ledger-main",
            engine=ENGINE,
            engine_version=VERSION,
            global_cluster_identifier=everywhere.id,
            master_username="postgres",
            manage_master_user_password=True,
            storage_encrypted=True,
            kms_key_id=key.arn,
            skip_final_snapshot=True,
            provider=primary,
        )
        writer = RdsClusterInstance(
            self,
            "writer",
            cluster_identifier=main.id,
            engine=ENGINE,
            instance_class="db.r6g.large",
            provider=primary,
        )
        copy = RdsCluster(
            self,
            "copy",
            cluster_identifier="ledger-copy",
            engine=ENGINE,
            engine_version=VERSION,
            global_cluster_identifier=everywhere.id,
            storage_encrypted=True,
            kms_key_id=replica_key.arn,
            skip_final_snapshot=True,
            provider=secondary,
            depends_on=[writer],
        )
        RdsClusterInstance(
            self,
            "reader",
            cluster_identifier=copy.id,
            engine=ENGINE,
            instance_class="db.r6g.large",
            provider=secondary,
        )


app = App()
Ledger(app, "ledger")
app.synth()
