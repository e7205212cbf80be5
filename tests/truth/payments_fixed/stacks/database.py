"""The ledger: an Aurora global database over two regions."""

from cdktf_cdktf_provider_aws.db_subnet_group import DbSubnetGroup
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from cdktf_cdktf_provider_aws.kms_replica_key import KmsReplicaKey
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.rds_cluster import RdsCluster
from cdktf_cdktf_provider_aws.rds_cluster_instance import RdsClusterInstance
from cdktf_cdktf_provider_aws.rds_global_cluster import RdsGlobalCluster
from cdktf_cdktf_provider_aws.ssm_parameter import SsmParameter
from constructs import Construct

from stacks.network import Network

ENGINE = "aurora-postgresql"
ENGINE_VERSION = "16.9"
INSTANCE_CLASS = "db.r6g.large"


class Database(Construct):
    def __init__(
        self,
        scope: Construct,
        id: str,
        environment_suffix: str,
        *,
        network: Network,
        primary: AwsProvider,
        secondary: AwsProvider,
    ) -> None:
        super().__init__(scope, id)

        self.key = KmsKey(
            self,
            "key",
            description=f"Payment ledger - {environment_suffix}",
            multi_region=True,
            enable_key_rotation=True,
            deletion_window_in_days=10,
            provider=primary,
        )
        replica_key = KmsReplicaKey(
            self,
            "replica-key",
            description=f"Payment ledger replica - {environment_suffix}",
            primary_key_arn=self.key.arn,
            provider=secondary,
        )
        subnets = DbSubnetGroup(
            self,
            "subnets",
            name=f"payment-ledger-{environment_suffix}",
            subnet_ids=[subnet.id for subnet in network.private_subnets],
        )
        ledger = RdsGlobalCluster(
            self,
            "global",
            global_cluster_identifier=f"payment-ledger-{environment_suffix}",
            engine=ENGINE,
            engine_version=ENGINE_VERSION,
            database_name="ledger",
            storage_encrypted=True,
        )
        self.cluster = RdsCluster(
            self,
            "primary",
            cluster_identifier=f"payment-primary-{environment_suffix}",
            global_cluster_identifier=ledger.id,
            engine=ENGINE,
            engine_version=ENGINE_VERSION,
            master_username="postgres",
            manage_master_user_password=True,
            db_subnet_group_name=subnets.name,
            vpc_security_group_ids=[network.database_group.id],
            storage_encrypted=True,
            kms_key_id=self.key.arn,
            backup_retention_period=7,
            skip_final_snapshot=True,
            enabled_cloudwatch_logs_exports=["postgresql"],
            provider=primary,
        )
        instances = [
            RdsClusterInstance(
                self,
                f"primary-instance-{index}",
                identifier=f"payment-primary-{index}-{environment_suffix}",
                cluster_identifier=self.cluster.id,
                engine=ENGINE,
                instance_class=INSTANCE_CLASS,
                performance_insights_enabled=True,
                provider=primary,
            )
            for index in range(2)
        ]
        RdsCluster(
            self,
            "secondary",
            cluster_identifier=f"payment-secondary-{environment_suffix}",
            global_cluster_identifier=ledger.id,
            engine=ENGINE,
            engine_version=ENGINE_VERSION,
            storage_encrypted=True,
            kms_key_id=replica_key.arn,
            skip_final_snapshot=True,
            provider=secondary,
            depends_on=instances,
        )
        SsmParameter(
            self,
            "endpoint",
            name=f"/payments/{environment_suffix}/ledger",
            type="String",
            value=f"{self.cluster.endpoint}:{self.cluster.port}",
        )
