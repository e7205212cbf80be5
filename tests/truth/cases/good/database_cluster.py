from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.rds_cluster import RdsCluster
from cdktf_cdktf_provider_aws.rds_cluster_instance import RdsClusterInstance
from cdktf import TerraformVariable, Token


class Main(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        subnets = TerraformVariable(self, "subnets", type="list(string)")
        flag = TerraformVariable(self, "flag", type="bool", default=False)
        cluster = RdsCluster(
            self,
            "c",
            cluster_identifier="c",
            engine="aurora-mysql",
            master_username="root",
            manage_master_user_password=True,
            vpc_security_group_ids=subnets.list_value,
            skip_final_snapshot=flag.boolean_value,
            serverlessv2_scaling_configuration={"min_capacity": 0.5, "max_capacity": 2},
            backup_retention_period=7,
            availability_zones=["eu-west-1a"],
        )
        instances = {
            i: RdsClusterInstance(
                self,
                f"i{i}",
                cluster_identifier=cluster.id,
                instance_class="db.serverless",
                engine=Token.as_string(cluster.engine),
                promotion_tier=i,
            )
            for i in range(2)
        }
        instances[0].performance_insights_enabled = True
        instances[1].tags = {"a": "b"}
        cluster.put_timeouts(create="60m")
