"""Settings as dataclasses."""
from __future__ import annotations

import os
from dataclasses import dataclass, field, replace

from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.elasticache_replication_group import ElasticacheReplicationGroup
from cdktf_cdktf_provider_aws.elasticache_subnet_group import ElasticacheSubnetGroup
from cdktf_cdktf_provider_aws.provider import AwsProvider


@dataclass(frozen=True)
class CacheSettings:
    node_type: str = "cache.t4g.small"
    nodes: int = 2
    encrypted: bool = True


@dataclass
class Settings:
    name: str
    region: str = os.getenv("AWS_REGION", "eu-west-1")
    subnet_ids: list[str] = field(default_factory=lambda: ["subnet-1", "subnet-2"])
    cache: CacheSettings = CacheSettings()

    @property
    def prefix(self) -> str:
        return f"acme-{self.name}"


class CacheStack(TerraformStack):
    def __init__(self, scope, id, settings: Settings):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region=settings.region)
        group = ElasticacheSubnetGroup(self, "group", name=settings.prefix, subnet_ids=settings.subnet_ids)
        ElasticacheReplicationGroup(
            self,
            "cache",
            replication_group_id=settings.prefix,
            description=f"{settings.name} sessions",
            engine="redis",
            engine_version="7.1",
            node_type=settings.cache.node_type,
            num_cache_clusters=settings.cache.nodes,
            automatic_failover_enabled=settings.cache.nodes > 1,
            at_rest_encryption_enabled=str(settings.cache.encrypted).lower(),
            transit_encryption_enabled=settings.cache.encrypted,
            subnet_group_name=group.name,
        )


shop = Settings("shop")
big = replace(shop, name="search", cache=CacheSettings(node_type="cache.r7g.large", nodes=3))

app = App()
for settings in (shop, big):
    CacheStack(app, f"cache-{settings.name}", settings)
app.synth()
