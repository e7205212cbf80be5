from cdktf import TerraformOutput
from cdktf_cdktf_provider_aws.db_subnet_group import DbSubnetGroup
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from cdktf_cdktf_provider_aws.rds_cluster import RdsCluster, RdsClusterServerlessv2ScalingConfiguration
from cdktf_cdktf_provider_aws.rds_cluster_instance import RdsClusterInstance
from cdktf_cdktf_provider_aws.security_group import SecurityGroup

from .base import LedgerStack


class DataStack(LedgerStack):
    def __init__(self, scope, id, config, *, vpc_id, subnet_ids):
        super().__init__(scope, id, config)
        key = KmsKey(self, "key", description="ledger data", enable_key_rotation=True)
        group = SecurityGroup(self, "database", name=config.name("database"), vpc_id=vpc_id)
        subnets = DbSubnetGroup(self, "subnets", name=config.name("subnets"), subnet_ids=subnet_ids)
        cluster = RdsCluster(
            self,
            "cluster",
            cluster_identifier=config.name("cluster"),
            engine="aurora-postgresql",
            engine_mode="provisioned",
            database_name="ledger",
            master_username="postgres",
            manage_master_user_password=True,
            storage_encrypted=True,
            kms_key_id=key.arn,
            db_subnet_group_name=subnets.name,
            vpc_security_group_ids=[group.id],
            skip_final_snapshot=True,
            serverlessv2_scaling_configuration=RdsClusterServerlessv2ScalingConfiguration(
                min_capacity=0.5, max_capacity=4
            ),
        )
        for number in range(1, 3):
            RdsClusterInstance(
                self,
                f"instance-{number}",
                cluster_identifier=cluster.id,
                instance_class="db.serverless",
                engine="aurora-postgresql",
            )
        TerraformOutput(self, "endpoint", value=cluster.endpoint)
        TerraformOutput(self, "reader", value=cluster.reader_endpoint)
