import os

from cdktf import App, S3Backend, TerraformStack
from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktf_cdktf_provider_aws.elasticache_cluster import ElasticacheCluster
from cdktf_cdktf_provider_aws.elasticache_parameter_group import ElasticacheParameterGroup
from cdktf_cdktf_provider_aws.elasticache_replication_group import (
    ElasticacheReplicationGroup,
    ElasticacheReplicationGroupLogDeliveryConfiguration,
)
from cdktf_cdktf_provider_aws.elasticache_serverless_cache import ElasticacheServerlessCache
from cdktf_cdktf_provider_aws.elasticache_subnet_group import ElasticacheSubnetGroup
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct


class DataStack(TerraformStack):
    def __init__(self, scope: Construct, ns: str, *, stage: str):
        super().__init__(scope, ns)
        AwsProvider(self, "aws", region="eu-west-1")
        S3Backend(self, bucket="acme-tf-state", key=f"{stage}/data.tfstate", region="eu-west-1")
        group = ElasticacheSubnetGroup(
            self, "group", name=f"cache-{stage}", subnet_ids=["subnet-0a1b2c3d4e5f60711", "subnet-0a1b2c3d4e5f60712"]
        )
        params = ElasticacheParameterGroup(
            self,
            "params",
            name=f"redis-{stage}",
            family="redis7",
            parameter=[
                {"name": "maxmemory-policy", "value": "allkeys-lru"},
                {"name": "cluster-enabled", "value": "yes"},
            ],
        )
        logs = CloudwatchLogGroup(self, "slow", name=f"/elasticache/{stage}/slow", retention_in_days=14)
        ElasticacheReplicationGroup(
            self,
            "redis",
            replication_group_id=f"sessions-{stage}",
            description="sessions",
            engine="redis",
            engine_version="7.1",
            node_type="cache.r7g.large",
            num_node_groups=2,
            replicas_per_node_group=1,
            parameter_group_name=params.name,
            automatic_failover_enabled=True,
            multi_az_enabled=True,
            subnet_group_name=group.name,
            at_rest_encryption_enabled="true",
            transit_encryption_enabled=True,
            auth_token=os.environ.get("TOKEN", ""),
            snapshot_retention_limit=7,
            snapshot_window="02:00-03:00",
            maintenance_window="sun:05:00-sun:06:00",
            apply_immediately=True,
            port=6379,
            log_delivery_configuration=[
                ElasticacheReplicationGroupLogDeliveryConfiguration(
                    destination=logs.name, destination_type="cloudwatch-logs", log_format="json", log_type="slow-log"
                )
            ],
        )
        ElasticacheReplicationGroup(
            self,
            "small",
            replication_group_id=f"small-{stage}",
            description="one",
            engine="redis",
            engine_version="7.0",
            node_type="cache.t4g.micro",
            num_cache_clusters=1,
            parameter_group_name="default.redis7",
            automatic_failover_enabled=False,
        )
        ElasticacheReplicationGroup(
            self,
            "valkey",
            replication_group_id=f"valkey-{stage}",
            description="v",
            engine="valkey",
            engine_version="8.0",
            node_type="cache.t4g.small",
            num_cache_clusters=2,
            automatic_failover_enabled=True,
            multi_az_enabled=True,
            transit_encryption_enabled=True,
        )
        ElasticacheCluster(
            self,
            "memcached",
            cluster_id=f"mc-{stage}",
            engine="memcached",
            node_type="cache.t3.micro",
            num_cache_nodes=2,
            az_mode="cross-az",
            parameter_group_name="default.memcached1.6",
            port=11211,
        )
        ElasticacheCluster(
            self,
            "single",
            cluster_id=f"r-{stage}",
            engine="redis",
            node_type="cache.t3.micro",
            num_cache_nodes=1,
            parameter_group_name="default.redis7",
            engine_version="7.1",
            port=6379,
        )
        ElasticacheServerlessCache(
            self,
            "sl",
            name=f"sl-{stage}",
            engine="redis",
            major_engine_version="7",
            daily_snapshot_time="09:00",
            snapshot_retention_limit=1,
            subnet_ids=["subnet-0a1b2c3d4e5f60711", "subnet-0a1b2c3d4e5f60712"],
            cache_usage_limits=[{"dataStorage": [{"maximum": 10, "unit": "GB"}], "ecpuPerSecond": [{"maximum": 5000}]}],
        )


app = App()
DataStack(app, "data", stage=os.environ.get("STAGE", "dev"))
app.synth()
