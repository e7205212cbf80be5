"""Parameter groups of databases and caches: how parameters are applied, and for which engines groups are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth.checks.aws.values import beginning, field_text, referred, text
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Block, Presence
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding, Fix, Related, Safety
from presynth.operations import AddArgument, Replace

_POSTGRES = {
    *("autovacuum_freeze_max_age", "cron.database_name", "huge_pages", "max_connections", "max_files_per_process"),
    *("max_locks_per_transaction", "max_logical_replication_workers", "max_prepared_transactions"),
    *("max_replication_slots", "max_wal_senders", "max_worker_processes", "pg_stat_statements.max"),
    *("rds.enable_plan_management", "rds.logical_replication", "rds.restrict_password_commands", "shared_buffers"),
    *("shared_preload_libraries", "track_activity_query_size", "track_commit_timestamp", "wal_buffers"),
}
_MYSQL = {
    *("back_log", "ft_min_word_len", "innodb_autoinc_lock_mode", "innodb_ft_min_token_size", "innodb_log_file_size"),
    *("innodb_purge_threads", "innodb_read_io_threads", "innodb_write_io_threads", "lower_case_table_names"),
    *("performance_schema", "skip_name_resolve", "table_open_cache_instances"),
}
_DYNAMIC_IN_MARIADB = {
    *("innodb_log_file_size", "innodb_purge_threads", "innodb_read_io_threads", "innodb_write_io_threads"),
}
"""In later versions: https://mariadb.com/kb/en/innodb-system-variables/ (2026-11-29)."""
_STATIC = {
    "aurora-postgresql": _POSTGRES,
    "postgres": _POSTGRES,
    "aurora-mysql": {*_MYSQL, "binlog_format"},
    "mysql": _MYSQL,
    "mariadb": _MYSQL - _DYNAMIC_IN_MARIADB,
    "docdb": {"tls"},
}
"""Parameters that need a reboot, by how families begin: `describe-db-parameters` (2026-11-29)."""
_IMMEDIATE = ("aws_db_parameter_group", "aws_rds_cluster_parameter_group")
"""Types whose parameters are applied at once unless they say otherwise."""

_GROUP = """
from cdktf_cdktf_provider_aws.db_parameter_group import DbParameterGroup, DbParameterGroupParameter

"""
_WITH = 'DbParameterGroup(self, "group", name="db", family="postgres16", parameter=[{}])\n'


class StaticParameter(ResourceRule):
    """A database's parameter is to be applied at once, and needs a reboot.

    ## What it does
    Knows the parameters that AWS calls static (`max_connections` and `shared_preload_libraries` of PostgreSQL,
    `performance_schema` of MySQL, …). They need `apply_method="pending-reboot"`; Terraform's default is `immediate`.

    ## Why is this bad?
    AWS refuses the group: "InvalidParameterCombination: cannot use immediate apply method for static parameter".

    ## Fix safety
    Unsafe: the parameter is then applied when the database is next restarted.

    ## References
    - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithParamGroups.html (2026-11-29)
    - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_parameter_group (2026-11-29)
    """

    code = "PS336"
    name = "static-parameter"
    terraform_types = (*_IMMEDIATE, "aws_docdb_cluster_parameter_group", "aws_neptune_cluster_parameter_group")
    VALID = (
        Valid(_GROUP + _WITH.format('{"name": "log_min_duration_statement", "value": "500"}')),
        Valid(
            _GROUP
            + _WITH.format('{"name": "max_connections", "value": "200", "applyMethod": "pending-reboot"}')
            + """
parameters = [{"name": "max_connections", "value": "200"}]
DbParameterGroup(self, "mysql", name="mysql", family="mysql8.0", parameter=parameters)
"""
        ),
    )
    INVALID = (
        Invalid(
            _GROUP + _WITH.format('DbParameterGroupParameter(name=«"shared_preload_libraries"», value="pgaudit")'),
            fixed=_GROUP
            + _WITH.format(
                'DbParameterGroupParameter(name="shared_preload_libraries", value="pgaudit", '
                'apply_method="pending-reboot")'
            ),
            message="`shared_preload_libraries` is applied after a reboot only",
        ),
        Invalid(
            _GROUP
            + _WITH.format(
                'DbParameterGroupParameter(name=«"max_connections"», value="200", apply_method="immediate")'
            ),
            fixed=_GROUP
            + _WITH.format(
                'DbParameterGroupParameter(name="max_connections", value="200", apply_method="pending-reboot")'
            ),
        ),
        Invalid(
            _GROUP
            + 'version = "8.0"\n'
            + _WITH.format('{"name": «"performance_schema"», "value": "1"}').replace(
                '"postgres16"', 'f"mysql{version}"'
            )
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        family = beginning(resource.value("family"))
        static = next((names for start, names in _STATIC.items() if family.startswith(start)), set[str]())
        for parameter in resource.block.children("parameter")[0] if static else ():
            name, method = parameter.field(("name",)), field_text(parameter, "apply_method")
            if name is None or text(name.value) not in static:
                continue
            by_default = parameter.presence(("apply_method",)) is Presence.UNSET
            if method == "immediate" or (by_default and resource.event.type.terraform_type in _IMMEDIATE):
                yield self.finding(
                    name.place,
                    f"`{text(name.value)}` is applied after a reboot only: it needs"
                    ' `apply_method="pending-reboot"`, or AWS refuses the group',
                    about=resource.instance,
                    fixes=_after_reboot(parameter),
                )


def _after_reboot(parameter: Block) -> Iterator[Fix]:
    method = parameter.field(("apply_method",))
    title = "Apply it after a reboot"
    if method is not None and method.place.text in ('"immediate"', "'immediate'"):
        yield Fix(title, Safety.UNSAFE, (Replace(method.place, ('"pending-reboot"',)),))
    elif method is None and parameter.written is not None and parameter.written.text.endswith(")"):
        added = AddArgument(parameter.written, "apply_method", ('"pending-reboot"',))
        yield Fix(title, Safety.UNSAFE, (added,))


_OF_MAJOR = {
    **dict.fromkeys(("aurora-postgresql", "postgres"), 1),
    **dict.fromkeys(("aurora-mysql", "docdb", "mariadb", "memcached", "mysql", "neptune"), 2),
}
"""How many parts of a version a family's name has."""
_FIRST_ONE_PART_POSTGRES = 10
_GROUPS = {
    "aws_db_instance": ("parameter_group_name", "aws_db_parameter_group"),
    "aws_rds_cluster": ("db_cluster_parameter_group_name", "aws_rds_cluster_parameter_group"),
    "aws_docdb_cluster": ("db_cluster_parameter_group_name", "aws_docdb_cluster_parameter_group"),
    "aws_neptune_cluster": ("neptune_cluster_parameter_group_name", "aws_neptune_cluster_parameter_group"),
    "aws_elasticache_replication_group": ("parameter_group_name", "aws_elasticache_parameter_group"),
    "aws_elasticache_cluster": ("parameter_group_name", "aws_elasticache_parameter_group"),
}
_ENGINES = {"aws_docdb_cluster": "docdb", "aws_neptune_cluster": "neptune"}
"""The engines of clusters that have one only."""
_FIRST_NEPTUNE = ("1.0", "1.1")
"""Versions whose family is `neptune1`: https://docs.aws.amazon.com/neptune/latest/userguide/parameter-groups.html."""
_CACHES = {"redis": {"7": "redis7", "6": "redis6.x", "5": "redis5.0"}, "valkey": {"7": "valkey7", "8": "valkey8"}}
_DATABASE = """
from cdktf_cdktf_provider_aws.db_instance import DbInstance
from cdktf_cdktf_provider_aws.db_parameter_group import DbParameterGroup

group = DbParameterGroup(self, "group", name="db", family="{family}")
DbInstance(
    self,
    "db",
    instance_class="db.t4g.medium",
    engine="postgres",
    engine_version="16",
    allocated_storage=20,
    username="app",
    manage_master_user_password=True,
    parameter_group_name={group},
)
"""


class ParameterGroupFamily(ResourceRule):
    """A database or cache has a parameter group, or option group, of another engine or version.

    ## What it does
    Compares the `family` of a parameter group (of the program, or one of AWS's own: `default.mysql8.0`), and the engine
    and version that an option group is for, with those of the database that uses it.

    ## Why is this bad?
    AWS refuses: "The parameter group … with DBParameterGroupFamily postgres14 can't be used for this instance".

    ## References
    - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithParamGroups.html (2026-11-29)
    """

    code = "PS337"
    name = "parameter-group-family"
    terraform_types = tuple(_GROUPS)
    VALID = (
        Valid(_DATABASE.format(family="postgres16", group="group.name")),
        Valid(_DATABASE.format(family="postgres14", group='"default.postgres16"')),
        Valid(_DATABASE.format(family="postgres14", group='"shared"')),
    )
    INVALID = (
        Invalid(
            _DATABASE.format(family="postgres15", group="«group.name»"),
            message="is for `postgres15`, and `postgres` 16 needs `postgres16`",
        ),
        Invalid(_DATABASE.format(family="postgres16", group='«"default.mysql8.0"»'), message="is for `mysql8.0`"),
        Invalid(
            """
from cdktf_cdktf_provider_aws.elasticache_cluster import ElasticacheCluster

kind = {"engine": "memcached", "engine_version": "1.6.17", "node_type": "cache.t3.micro", "num_cache_nodes": 1}
ElasticacheCluster(self, "cache", cluster_id="cache", parameter_group_name=«"default.memcached1.5"», **kind)
""",
            message="is for `memcached1.5`, and `memcached` 1.6.17 needs `memcached1.6`",
        ),
        Invalid(
            _DATABASE.format(family="postgres16", group="group.name, option_group_name=«options.name»").replace(
                "DbInstance(",
                """from cdktf_cdktf_provider_aws.db_option_group import DbOptionGroup

options = DbOptionGroup(self, "options", name="db", engine_name="postgres", major_engine_version="15")
DbInstance(""",
            ),
            message="is for `postgres` 15, and this is `postgres` 16",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.neptune_cluster import NeptuneCluster
from cdktf_cdktf_provider_aws.neptune_cluster_parameter_group import NeptuneClusterParameterGroup

logged = {"parameter": [{"name": "neptune_enable_audit_log", "value": "1"}]}
group = NeptuneClusterParameterGroup(self, "group", name="graph", family="neptune1", **logged)
NeptuneCluster(self, "graph", engine_version="1.3.2.1", neptune_cluster_parameter_group_name=«group.name»)
""",
            message="is for `neptune1`, and `neptune` 1.3.2.1 needs `neptune1.3`",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        yield from self._options(resource)
        argument, group_type = _GROUPS[resource.event.type.terraform_type]
        field, wanted = resource.field(argument), _family(resource)
        if field is None or wanted is None:
            return
        group = referred(resource.program, field.value)
        if group is not None and group.event.type.terraform_type == group_type:
            family = field_text(group, "family")
        else:
            family = (text(field.value) or "").removesuffix(".cluster.on")
            family = family.removeprefix("default.") if family.startswith("default.") else None
        if family is not None and family != wanted:
            engine, version = _engine(resource), field_text(resource, "engine_version")
            yield self.finding(
                field.place,
                f"the parameter group is for `{family}`, and `{engine}` {version} needs `{wanted}`: AWS refuses it",
                about=resource.instance,
                related=() if group is None else (Related(group.event.callee_place, "the parameter group"),),
            )

    def _options(self, database: Resource) -> Iterator[Finding]:
        field = database.field("option_group_name")
        group = None if field is None else referred(database.program, field.value)
        if field is None or group is None or group.event.type.terraform_type != "aws_db_option_group":
            return
        engine, version = _engine(database), field_text(database, "engine_version")
        own, major = field_text(group, "engine_name"), field_text(group, "major_engine_version")
        of_engine = engine is not None and own is not None and engine != own
        if of_engine or (version is not None and major is not None and _of_other_version(version, major)):
            yield self.finding(
                field.place,
                f"the option group is for `{own}` {major}, and this is `{engine}` {version}: AWS refuses it",
                about=database.instance,
                related=(Related(group.event.callee_place, "the option group"),),
            )


def _of_other_version(version: str, major: str) -> bool:
    """Whether a version is known not to be one of a major version."""
    given, wanted = version.split("."), major.split(".")
    return any(one != other for one, other in zip(given, wanted, strict=False))


def _engine(database: Resource) -> str | None:
    return field_text(database, "engine") or _ENGINES.get(database.event.type.terraform_type)


def _family(database: Resource) -> str | None:
    """The family that a database's parameter group must have."""
    engine, version = _engine(database), field_text(database, "engine_version")
    if engine is None or version is None or not re.match(r"\d+(\.|$)", version):
        return None
    parts = version.split(".")
    if engine in _CACHES:
        return _CACHES[engine].get(parts[0])
    count = _OF_MAJOR.get(engine)
    is_old = count == 1 and int(parts[0]) < _FIRST_ONE_PART_POSTGRES
    if count is None or is_old or len(parts) < count or not all(part.isdigit() for part in parts[:count]):
        return None
    major = ".".join(parts[:count])
    return "neptune1" if engine == "neptune" and major in _FIRST_NEPTUNE else engine + major
