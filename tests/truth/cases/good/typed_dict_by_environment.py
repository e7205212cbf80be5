from typing import TypedDict
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider, AwsProviderDefaultTags
from cdktf_cdktf_provider_aws.elasticache_replication_group import ElasticacheReplicationGroup


class Conf(TypedDict, total=False):
    nodes: int
    size: str
    tags: dict


CONF: dict[str, Conf] = {
    "dev": {"nodes": 1, "size": "cache.t4g.micro"},
    "prod": {"nodes": 3, "size": "cache.r7g.large", "tags": {"a": "b"}},
}


def make(stack: TerraformStack, env: str) -> None:
    conf = CONF[env]
    match env:
        case "prod":
            multi = True
        case _:
            multi = False
    ElasticacheReplicationGroup(
        stack,
        "c",
        replication_group_id=f"c-{env}",
        description=env,
        node_type=conf["size"],
        num_cache_clusters=conf["nodes"],
        automatic_failover_enabled=multi,
        at_rest_encryption_enabled="true",
        transit_encryption_enabled=True,
        tags=conf.get("tags"),
    )


app = App()
for env in CONF:
    stack = TerraformStack(app, env)
    AwsProvider(stack, "aws", region="eu-west-1", default_tags=[AwsProviderDefaultTags(tags={"Env": env})])
    make(stack, env)
app.synth()
