"""ElastiCache, MemoryDB and DAX."""

from __future__ import annotations

from presynth.checks.aws.combinations.agreements import AsMany, Equal
from presynth.checks.aws.combinations.conditions import Absent, Given, Is, Like, Reads, Within
from presynth.checks.aws.combinations.consequences import Matches, Needed, NoneOf, On, OneOf, Refused, Unfit
from presynth.checks.aws.combinations.row import Row

_GROUP = ("aws_elasticache_replication_group",)
_API = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/"
_CREATE_GROUP = _API + "API_CreateReplicationGroup.html"
_SHARDED = "cluster mode does not work without failover"
_REDIS = r"redis(2\.6|2\.8|3\.2|4\.0|5\.0|6\.x|7)"
_OWN_OR_DEFAULT = rf"(?!default\.).*|default\.({_REDIS}|valkey\d+)(\.cluster\.on)?|default\.memcached1\.[456]"
_SHARDED_GROUP = r".*\.cluster\.on"

ROWS = (
    Row(
        _GROUP,
        (On("automatic_failover_enabled"),),
        _SHARDED,
        _CREATE_GROUP,
        {"parameter_group_name": Like(_SHARDED_GROUP), "global_replication_group_id": Absent()},
    ),
    Row(
        _GROUP,
        (On("automatic_failover_enabled"),),
        _SHARDED,
        _CREATE_GROUP,
        {"num_node_groups": Within(least=2)},
    ),
    Row(
        _GROUP,
        (Matches("parameter_group_name", r"(?!default\.).*|default\..*\.cluster\.on", "one with cluster mode"),),
        "several shards need cluster mode",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.Redis-RedisCluster.html",
        {"num_node_groups": Within(least=2), "cluster_mode": Absent()},
    ),
    Row(
        ("aws_elasticache_replication_group", "aws_elasticache_cluster"),
        (Matches("parameter_group_name", _OWN_OR_DEFAULT, "one that there is, like `default.redis7`"),),
        "ElastiCache has no such group of its own",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html",
        {"engine_version": Absent(worth_telling=False)},
    ),
    Row(
        _GROUP,
        (On("transit_encryption_enabled"),),
        "users can be told apart in encrypted connections only",
        _CREATE_GROUP,
        {"user_group_ids": Given(), "engine": Is(("redis",), default=True)},
    ),
    Row(
        _GROUP,
        (On("transit_encryption_enabled"),),
        "the mode is one of encryption in transit",
        _CREATE_GROUP,
        {"transit_encryption_mode": Given(), "engine": Is(("redis",), default=True)},
    ),
    Row(
        _GROUP,
        (On("at_rest_encryption_enabled"),),
        "ElastiCache takes a key for encryption at rest only",
        _CREATE_GROUP,
        {"kms_key_id": Given(), "engine": Is(("redis",), default=True), "global_replication_group_id": Absent()},
    ),
    Row(
        _GROUP,
        (Matches("node_type", r"cache\.r6gd\..*", "of the family r6gd"),),
        "only these nodes have disks",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/data-tiering.html",
        {"data_tiering_enabled": Is((True,)), "node_type": Like(r"cache\.[a-z]\d.*")},
    ),
    Row(
        ("aws_elasticache_cluster",),
        (NoneOf("az_mode", "cross-az"),),
        "one node is in one zone: plan fails",
        "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elasticache_cluster",
        {"num_cache_nodes": Is((1,))},
    ),
    Row(
        ("aws_elasticache_cluster",),
        (Refused("snapshot_retention_limit", "snapshot_window", "snapshot_arns", "snapshot_name"),),
        "Memcached keeps nothing that could be copied",
        _API + "API_CreateCacheCluster.html",
        {"engine": Is(("memcached",))},
    ),
    Row(
        ("aws_elasticache_parameter_group",),
        (Matches("family", rf"{_REDIS}|valkey\d+|memcached1\.[456]", "a family that there is, like `redis7`"),),
        "families are named by major versions",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheParameterGroup.html",
    ),
    Row(
        ("aws_elasticache_cluster",),
        (Refused("transit_encryption_enabled"),),
        "only replication groups of this engine are encrypted",
        "https://github.com/hashicorp/terraform-provider-aws/issues/49066",
        {"engine": Is(("redis", "valkey"))},
    ),
    Row(
        _GROUP,
        (Matches("auth_token", r'[^@"/]{16,128}', '16 to 128 characters without `@`, `"` and `/`'),),
        "ElastiCache refuses another token",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html",
    ),
    Row(
        _GROUP,
        (Refused("auth_token", "user_group_ids"),),
        "connections that need not be encrypted cannot tell who somebody is",
        "https://github.com/cloudposse/terraform-aws-elasticache-redis/issues/239",
        {"transit_encryption_mode": Is(("preferred",))},
    ),
    Row(
        ("aws_elasticache_user",),
        (Matches("passwords", r".{16,128}", "16 to 128 characters long"),),
        "ElastiCache refuses the user",
        _API + "API_CreateUser.html",
    ),
    Row(
        ("aws_elasticache_user",),
        (Refused("passwords"),),
        "ElastiCache takes only one of them",
        _API + "API_CreateUser.html",
        {"no_password_required": Is((True,))},
    ),
    Row(
        ("aws_elasticache_user",),
        (Needed("no_password_required", "passwords", "passwords_wo", "authentication_mode"),),
        "ElastiCache has to know how the user signs in",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html",
    ),
    Row(
        ("aws_elasticache_user",),
        (Equal("user_name", "user_id"),),
        "a user who signs in by IAM has one name",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html",
        {"authentication_mode.type": Is(("iam",))},
    ),
    *(
        row
        for terraform_type in ("aws_elasticache_user", "aws_memorydb_user")
        for row in (
            Row(
                (terraform_type,),
                (Needed("passwords"),),
                "it is a password that the user signs in by",
                _API + "API_AuthenticationMode.html",
                {"type": Is(("password",))},
                ("authentication_mode",),
            ),
            Row(
                (terraform_type,),
                (Refused("passwords"),),
                "the user signs in otherwise",
                _API + "API_AuthenticationMode.html",
                {"type": Is(("iam", "no-password-required"))},
                ("authentication_mode",),
            ),
        )
    ),
    Row(
        ("aws_elasticache_global_replication_group",),
        (Unfit("primary_replication_group_id"),),
        "nodes of the T class are in no global datastore",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html",
        {"primary_replication_group_id>node_type": Like(r"cache\.t\d.*")},
    ),
    Row(
        _GROUP,
        (AsMany("preferred_cache_cluster_azs", "num_cache_clusters"),),
        "each node has its zone",
        _CREATE_GROUP,
    ),
    Row(
        ("aws_elasticache_parameter_group",),
        (Matches("name", r"[a-z0-9.-]+", "spelled with `-`, as all of them are"),),
        "there is no such parameter",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html",
        {"^family": Like(r"(redis|valkey).*")},
        ("parameter",),
    ),
    Row(
        ("aws_elasticache_replication_group", "aws_elasticache_cluster"),
        (Unfit("destination"),),
        "logs go to a group by its name",
        _API + "API_CloudWatchLogsDestinationDetails.html",
        {"destination": Reads("aws_cloudwatch_log_group", "arn")},
        ("log_delivery_configuration",),
    ),
    Row(
        ("aws_elasticache_serverless_cache",),
        (Refused("snapshot_retention_limit", "daily_snapshot_time", "snapshot_arns_to_restore", "user_group_id"),),
        "Memcached has none of it",
        _API + "API_CreateServerlessCache.html",
        {"engine": Is(("memcached",))},
    ),
    Row(
        ("aws_memorydb_cluster",),
        (OneOf("acl_name", "open-access"),),
        "users can be told apart in encrypted connections only",
        "https://docs.aws.amazon.com/memorydb/latest/devguide/in-transit-encryption.html",
        {"tls_enabled": Is((False,))},
    ),
    Row(
        ("aws_memorydb_cluster",),
        (Matches("node_type", r"db\..*", "one that begins with `db.`"),),
        "so the node types of MemoryDB are named",
        "https://docs.aws.amazon.com/memorydb/latest/devguide/nodes.supportedtypes.html",
    ),
    Row(
        ("aws_dax_cluster",),
        (Matches("node_type", r"dax\..*", "one that begins with `dax.`"),),
        "so the node types of DAX are named",
        "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAX.concepts.cluster.html",
    ),
)
