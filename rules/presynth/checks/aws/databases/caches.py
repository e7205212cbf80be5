"""ElastiCache: replication groups and clusters."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.aws.values import field_number, field_text, is_true, is_whole, items, referred
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Field, Presence
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding, Fix, Safety
from presynth.operations import AddArgument
from presynth.program.values import Constant

_GROUP, _CLUSTER = "aws_elasticache_replication_group", "aws_elasticache_cluster"
_USERS = "aws_elasticache_user_group"
_ENCRYPTED_BY_DEFAULT = "valkey"

_CACHE = """
import os

from cdktf_cdktf_provider_aws.elasticache_cluster import ElasticacheCluster
from cdktf_cdktf_provider_aws.elasticache_replication_group import ElasticacheReplicationGroup

"""


def _group(more: str, node: str = '"cache.t4g.small"') -> str:
    return (
        _CACHE
        + 'ElasticacheReplicationGroup(\n    self,\n    "cache",\n    replication_group_id="cache",\n'
        + f'    description="sessions",\n    node_type={node},\n{more})\n'
    )


class CacheSettings(ResourceRule):
    """A cache's settings do not go together.

    ## What it does
    `auth_token` needs `transit_encryption_enabled`; automatic failover needs two nodes, and `multi_az_enabled` needs
    automatic failover; a single cluster of Redis has one node, one of Memcached says how many; node types begin with
    `cache.`; a group of users of Redis has one that is called `default`.

    ## Why is this bad?
    The plan fails ("automatic_failover_enabled must be true if multi_az_enabled is true"), or ElastiCache refuses the
    cache: "The AUTH token is only supported when encryption-in-transit is enabled".

    ## Fix safety
    Unsafe: encryption in transit and failover are added where they are not set.

    ## References
    - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html (2026-11-29)
    - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elasticache_replication_group
      (2026-11-29)
    """

    code = "PS341"
    name = "cache-settings"
    terraform_types = (_GROUP, _CLUSTER, _USERS)
    VALID = (
        Valid(
            _group(
                '    auth_token=os.environ["TOKEN"],\n    transit_encryption_enabled=True,\n'
                "    automatic_failover_enabled=True,\n    multi_az_enabled=True,\n    num_cache_clusters=2,\n"
            )
        ),
        Valid(_group("    automatic_failover_enabled=True,\n    num_node_groups=2,\n    replicas_per_node_group=1,\n")),
        Valid(_group('    auth_token=os.environ["TOKEN"],\n    engine="valkey",\n')),
    )
    INVALID = (
        Invalid(
            _group('    «auth_token»=os.environ["TOKEN"] + "0123456789abcdef",\n'),
            fixed=_group(
                '    auth_token=os.environ["TOKEN"] + "0123456789abcdef",\n    transit_encryption_enabled=True,\n'
            ),
            message="`auth_token` needs `transit_encryption_enabled`",
        ),
        Invalid(
            _group("    automatic_failover_enabled=True,\n    num_cache_clusters=«1»,\n"),
            message="two nodes",
        ),
        Invalid(
            _group("    «multi_az_enabled»=True,\n    num_cache_clusters=2,\n"),
            fixed=_group(
                "    multi_az_enabled=True,\n    num_cache_clusters=2,\n    automatic_failover_enabled=True,\n"
            ),
            message="`multi_az_enabled` needs `automatic_failover_enabled`",
        ),
        Invalid(_group("", node='«"t3.micro"»'), message="`cache.t3.micro`"),
        Invalid(
            """
from cdktf_cdktf_provider_aws.elasticache_user import ElasticacheUser
from cdktf_cdktf_provider_aws.elasticache_user_group import ElasticacheUserGroup

rights = {"access_string": "on ~* +@read", "engine": "redis", "no_password_required": True}
users = [ElasticacheUser(self, name, user_id=name, user_name=name, **rights) for name in ("app", "jobs")]
ElasticacheUserGroup(
    self, "users", engine="redis", user_group_id="users", user_ids=«[user.user_id for user in users]»
)
""",
            message="called `default`",
        ),
        Invalid(
            _CACHE
            + """
ElasticacheCluster(
    self, "cache", cluster_id="c", engine="redis", node_type="cache.t4g.small", num_cache_nodes=«2»
)
""",
            message="one node",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        node, node_type = resource.field("node_type"), field_text(resource, "node_type")
        if node is not None and node_type is not None and not node_type.startswith("cache."):
            message = f"node types of ElastiCache begin with `cache.`: perhaps `cache.{node_type}`"
            yield self.finding(node.place, message, about=resource.instance)
        if resource.event.type.terraform_type == _USERS:
            yield from self._users(resource)
            return
        if resource.event.type.terraform_type == _CLUSTER:
            yield from self._cluster(resource)
            return
        for field, wanted in _needs(resource):
            fixes: list[Fix] = []
            if resource.presence(wanted) is Presence.UNSET:
                added = AddArgument(resource.event.place, wanted, ("True",))
                fixes = [Fix(f"Set `{wanted}`", Safety.UNSAFE, (added,))]
            consequence = "ElastiCache refuses the cache" if field.label == "auth_token" else "plan fails"
            message = f"`{field.label}` needs `{wanted}`: {consequence}"
            yield self.finding(field.name_place, message, about=resource.instance, fixes=fixes)
        nodes, count = resource.field("num_cache_clusters"), field_number(resource, "num_cache_clusters")
        if nodes is not None and count == 1 and is_true(resource.value("automatic_failover_enabled")):
            message = "automatic failover needs two nodes at least: plan fails"
            yield self.finding(nodes.place, message, about=resource.instance)

    def _users(self, group: Resource) -> Iterator[Finding]:
        field, engine = group.field("user_ids"), field_text(group, "engine")
        users = [referred(group.program, each.value) for each in items(field)]
        names = [None if each is None else field_text(each, "user_name") for each in users]
        if field is None or not is_whole(field) or None in names or (engine or "").lower() != "redis":
            return
        if "default" not in names:
            message = "none of the users is called `default`, as one of Redis has to be: ElastiCache refuses the group"
            yield self.finding(field.place, message, about=group.instance)

    def _cluster(self, cluster: Resource) -> Iterator[Finding]:
        engine, nodes = field_text(cluster, "engine"), cluster.field("num_cache_nodes")
        count = field_number(cluster, "num_cache_nodes")
        if engine in ("redis", "valkey") and nodes is not None and count is not None and count > 1:
            message = f"a cluster of `{engine}` has one node; more need a replication group: plan fails"
            yield self.finding(nodes.place, message, about=cluster.instance)
        if engine == "memcached" and cluster.presence("num_cache_nodes") is Presence.UNSET:
            message = "a cluster of `memcached` needs `num_cache_nodes`: ElastiCache refuses it"
            yield self.finding(cluster.block.place, message, about=cluster.instance)


def _needs(group: Resource) -> Iterator[tuple[Field, str]]:
    token, zones = group.field("auth_token"), group.field("multi_az_enabled")
    engine = "redis" if group.presence("engine") is Presence.UNSET else field_text(group, "engine")
    if token is not None and not token.sets_nothing and engine is not None:
        by_default = engine == _ENCRYPTED_BY_DEFAULT and group.presence("transit_encryption_enabled") is Presence.UNSET
        if _is_off(group, "transit_encryption_enabled") and not by_default:
            yield token, "transit_encryption_enabled"
    if zones is not None and is_true(zones.value) and _is_off(group, "automatic_failover_enabled"):
        yield zones, "automatic_failover_enabled"


def _is_off(group: Resource, name: str) -> bool:
    value = group.value(name)
    is_false = isinstance(value, Constant) and value.value is False
    return is_false or group.presence(name) is Presence.UNSET
