"""RDS and Aurora: names and passwords, storage, monitoring, logs, and clusters with their instances."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth.checks.aws.values import beginning, field_number, field_text, is_true, items, known_parts, referred, text
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Field, Presence
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding, Related

_INSTANCE, _CLUSTER, _MEMBER = "aws_db_instance", "aws_rds_cluster", "aws_rds_cluster_instance"
_NAMES = {
    _INSTANCE: ("username", "password", "db_name"),
    _CLUSTER: ("master_username", "master_password", "database_name"),
    "aws_docdb_cluster": ("master_username",),
}
_OWN_ENGINES = {"aws_docdb_cluster": "docdb"}
_RESERVED = {
    "postgres": ("rdsadmin", "admin", "user"),
    "aurora-postgresql": ("rdsadmin", "admin"),
    "docdb": ("admin", "rdsadmin"),
}
_SHORTEST_PASSWORD = 8
_NOT_IN_PASSWORD = '/@" '
_DB = """
from cdktf_cdktf_provider_aws.db_instance import DbInstance

"""


def _instance(**settings: str) -> str:
    given = {
        "engine": '"postgres"',
        "instance_class": '"db.t4g.medium"',
        "allocated_storage": "20",
        "username": '"app"',
        "password": 'os.environ["PASSWORD"]',
        **settings,
    }
    lines = "".join(f"    {name}={value},\n" for name, value in given.items() if value)
    return f'import os\n{_DB}DbInstance(\n    self,\n    "db",\n{lines})\n'


class DatabaseCredentials(ResourceRule):
    """A database has a user, a password or a name that RDS does not take.

    ## What it does
    Knows the user names that an engine keeps for itself (`admin` of PostgreSQL, `rdsadmin` of all), and the characters
    and lengths of user names, passwords and database names.

    ## Why is this bad?
    AWS refuses to make the database: "MasterUsername admin cannot be used as it is a reserved word used by the engine",
    "Only printable ASCII characters besides '/', '@', '"', ' ' may be used", "DBName must begin with a letter and
    contain only alphanumeric characters".

    ## References
    - https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html (2026-11-29)
    """

    code = "PS338"
    name = "database-credentials"
    terraform_types = tuple(_NAMES)
    VALID = (
        Valid(_instance(username='"postgres"', db_name='"app_db"')),
        Valid(_instance(engine='"mysql"', username='"admin"', db_name='"app"')),
        Valid(_instance(db_name="f\"app{os.environ['STAGE']}\"")),
    )
    INVALID = (
        Invalid(_instance(username='«"admin"»'), message="`admin` is reserved"),
        Invalid(
            """
from cdktf_cdktf_provider_aws.docdb_cluster import DocdbCluster

DocdbCluster(self, "documents", master_username=«"admin"», manage_master_user_password=True)
""",
            message="`admin` is reserved by `docdb`",
        ),
        Invalid(_instance(password='«"p@ssword/1"»'), message="`/` or `@`"),
        Invalid(_instance(password='«"secret"»'), message="8 characters"),
        Invalid(_instance(db_name="«f\"app-{os.environ['STAGE']}\"»"), message="letters, digits and underscores"),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        terraform_type = resource.event.type.terraform_type
        user, password, name = (*map(resource.field, _NAMES[terraform_type]), None, None)[:3]
        engine = field_text(resource, "engine") or _OWN_ENGINES.get(terraform_type)
        faults = (
            (user, None if user is None else _user_fault(engine, text(user.value))),
            (password, None if password is None else _password_fault(text(password.value))),
            (name, None if name is None else _name_fault(engine or "", name)),
        )
        for field, fault in faults:
            if field is not None and fault is not None:
                yield self.finding(field.place, f"{fault}: AWS refuses the database", about=resource.instance)


def _user_fault(engine: str | None, user: str | None) -> str | None:
    if user is None:
        return None
    if user.lower() in _RESERVED.get(engine or "", ("rdsadmin",)):
        return f"the user name `{user}` is reserved by {'RDS' if engine is None else f'`{engine}`'}"
    if not re.fullmatch(r"[A-Za-z]\w*", user, re.ASCII):
        return "a user name must begin with a letter and have only letters, digits and underscores"
    return None


def _password_fault(password: str | None) -> str | None:
    if password is None:
        return None
    if len(password) < _SHORTEST_PASSWORD:
        return f"a password must have {_SHORTEST_PASSWORD} characters at least"
    wrong = [character for character in _NOT_IN_PASSWORD if character in password]
    return f"a password must not have `{'` or `'.join(wrong)}`" if wrong else None


def _name_fault(engine: str, field: Field) -> str | None:
    if engine.startswith("sqlserver"):
        return "a database of SQL Server is made without a name"
    start, parts = beginning(field.value)[:1], known_parts(field.value)
    if (start and not start.isalpha()) or re.search(r"[^A-Za-z0-9_$#]", parts):
        return "a database's name must begin with a letter and have only letters, digits and underscores"
    return None


_OPEN_ENGINES = ("mysql", "postgres", "mariadb")
_SMALLEST = {"gp2": 5, "gp3": 20, "io1": 100, "io2": 100}
"""GiB; of `gp2` there are databases of 5 and 10 GiB, whatever the handbook says."""
_STRIPED = 400
"""GiB from which on iops of gp3 can be chosen."""
_NO_INSIGHTS = {
    "mysql": re.compile(r"db\.(t2|t3|t4g)\.(micro|small)"),
    "mariadb": re.compile(r"db\.(t2|t3|t4g)\.(micro|small)"),
    "aurora-mysql": re.compile(r"db\.(t2|t3)\.\w+|db\.t4g\.(micro|small)"),
}
_MYSQL_LOGS, _POSTGRES_LOGS = ("audit", "error", "general", "slowquery"), ("postgresql", "upgrade")
_OTHER_LOGS = {
    **dict.fromkeys(("postgres", "aurora-postgresql"), _MYSQL_LOGS),
    **dict.fromkeys(("mysql", "mariadb", "aurora-mysql"), _POSTGRES_LOGS),
}


class DatabaseSettings(ResourceRule):
    """A database's settings do not go together.

    ## What it does
    Enhanced monitoring needs a role; a Multi-AZ instance takes no availability zone; storage has a least size, iops go
    with some types only; logs are those of the engine; a replica's source has backups; Performance Insights need a
    class that is large enough.

    ## Why is this bad?
    AWS refuses the database when it is made or changed, after minutes.

    ## References
    - https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html (2026-11-29)
    - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html (2026-11-29)
    - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.Overview.Engines.html (2026-11-29)
    """

    code = "PS339"
    name = "database-settings"
    terraform_types = (_INSTANCE, _CLUSTER, _MEMBER)
    VALID = (
        Valid(_instance(monitoring_interval="0", multi_az="True", enabled_cloudwatch_logs_exports='["postgresql"]')),
        Valid(_instance(storage_type='"gp3"', allocated_storage="400", iops="12000", max_allocated_storage="1000")),
        Valid(_instance(storage_type='"io1"', allocated_storage="100", iops="3000")),
        Valid(_instance(instance_class='"db.t3.micro"', performance_insights_enabled="True")),
        Valid(_instance(allocated_storage="10")),
    )
    INVALID = (
        Invalid(_instance(monitoring_interval="«60»"), message="needs `monitoring_role_arn`"),
        Invalid(
            _instance(multi_az="True", availability_zone='«"eu-west-1a"»'),
            message="a Multi-AZ instance takes no `availability_zone`",
        ),
        Invalid(_instance(allocated_storage="«4»"), message="5 GiB at least"),
        Invalid(_instance(storage_type='"gp3"', iops="«12000»"), message="from 400 GiB on"),
        Invalid(_instance(storage_type='«"io1"»', allocated_storage="100"), message="needs `iops`"),
        Invalid(_instance(max_allocated_storage="«10»"), message="less than `allocated_storage`"),
        Invalid(
            _instance(enabled_cloudwatch_logs_exports='["postgresql", «"slowquery"»]'),
            message="`postgres` has no log `slowquery`",
        ),
        Invalid(
            _instance(engine='"mysql"', instance_class='"db.t3.micro"', performance_insights_enabled="«True»"),
            message="`db.t3.micro`",
        ),
        Invalid(
            _instance().replace("DbInstance(\n", "primary = DbInstance(\n")
            + 'DbInstance(self, "copy", instance_class="db.t4g.medium", replicate_source_db=«primary.identifier»)\n',
            message="no automated backups",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        faults = [*_monitoring(resource)]
        if resource.event.type.terraform_type == _INSTANCE:
            faults += [*_storage(resource), *_placement(resource)]
        for field, message in faults:
            yield self.finding(field.place, f"{message}: AWS refuses the database", about=resource.instance)
        for item in items(resource.field("enabled_cloudwatch_logs_exports")):
            engine, log = field_text(resource, "engine"), text(item.value)
            if engine is not None and log in _OTHER_LOGS.get(engine, ()):
                message = f"`{engine}` has no log `{log}`: AWS refuses the database"
                yield self.finding(item.place, message, about=resource.instance)
        source = resource.field("replicate_source_db")
        primary = None if source is None else referred(resource.program, source.value)
        if source is not None and primary is not None and _has_no_backups(primary):
            yield self.finding(
                source.place,
                "the source of the replica has no automated backups, as its `backup_retention_period` is 0: AWS refuses"
                " the replica",
                about=resource.instance,
                related=(Related(primary.event.callee_place, "the source"),),
            )


def _monitoring(resource: Resource) -> Iterator[tuple[Field, str]]:
    interval = resource.field("monitoring_interval")
    role = resource.presence("monitoring_role_arn")
    if interval is not None and (field_number(resource, "monitoring_interval") or 0) > 0 and role is Presence.UNSET:
        yield interval, "`monitoring_interval` needs `monitoring_role_arn`"
    insights = resource.field("performance_insights_enabled")
    engine, size = field_text(resource, "engine"), field_text(resource, "instance_class")
    too_small = None if engine is None else _NO_INSIGHTS.get(engine)
    if insights is not None and is_true(insights.value) and too_small is not None and too_small.fullmatch(size or ""):
        yield insights, f"`{engine}` has no Performance Insights on `{size}`"


def _placement(resource: Resource) -> Iterator[tuple[Field, str]]:
    zone = resource.field("availability_zone")
    if zone is not None and is_true(resource.value("multi_az")):
        yield zone, "a Multi-AZ instance takes no `availability_zone`"


def _storage(resource: Resource) -> Iterator[tuple[Field, str]]:
    engine, size_field, size = (
        field_text(resource, "engine"),
        resource.field("allocated_storage"),
        field_number(resource, "allocated_storage"),
    )
    kind_field, iops = resource.field("storage_type"), resource.field("iops")
    limit_field, limit = resource.field("max_allocated_storage"), field_number(resource, "max_allocated_storage")
    by_default = "gp2" if resource.presence("iops") is Presence.UNSET else None
    kind = by_default if resource.presence("storage_type") is Presence.UNSET else field_text(resource, "storage_type")
    if limit_field is not None and limit is not None and size is not None and 0 < limit < size:
        yield limit_field, "`max_allocated_storage` is less than `allocated_storage`"
    if engine not in _OPEN_ENGINES:
        return
    if size_field is not None and size is not None and kind in _SMALLEST and size < _SMALLEST[kind]:
        yield size_field, f"storage of the type `{kind}` has {_SMALLEST[kind]} GiB at least"
    elif kind == "gp3" and size is not None and size < _STRIPED:
        for field in (iops, resource.field("storage_throughput")):
            if field is not None and not field.sets_nothing:
                yield field, f"`{field.label}` of `gp3` can be chosen from {_STRIPED} GiB on"
    if kind_field is not None and kind in ("io1", "io2") and resource.presence("iops") is Presence.UNSET:
        yield kind_field, f"storage of the type `{kind}` needs `iops`"


def _has_no_backups(primary: Resource) -> bool:
    if primary.event.type.terraform_type != _INSTANCE or primary.presence("replicate_source_db") is Presence.SET:
        return False
    if any(
        primary.presence(name) is not Presence.UNSET for name in ("snapshot_identifier", "restore_to_point_in_time")
    ):
        return False
    unset = primary.presence("backup_retention_period") is Presence.UNSET
    return unset or field_number(primary, "backup_retention_period") == 0
