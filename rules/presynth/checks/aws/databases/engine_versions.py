"""Engine versions that AWS does not offer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth.catalog import facts
from presynth.catalog.argument_constraints import resource_constraints
from presynth.catalog.facts import EngineVersions, Offer, Service, engine_versions
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.blocks import Field, Presence
from presynth.checks.common.resources import Resource, resource, resources
from presynth.findings import Finding, Fix, Related, Safety, Severity
from presynth.operations import Replace
from presynth.program.program import Program
from presynth.program.values import Constant, Token, Value, options_of

SERVICES: dict[str, Service] = {
    "aws_rds_cluster": "rds-cluster",
    "aws_rds_cluster_instance": "rds-cluster",
    "aws_rds_global_cluster": "rds-cluster",
    "aws_db_instance": "rds-instance",
    "aws_elasticache_cluster": "elasticache",
    "aws_elasticache_replication_group": "elasticache",
}
_COPIED_BY = (
    *("snapshot_identifier", "restore_to_point_in_time", "s3_import", "replicate_source_db"),
    *("replication_source_identifier", "source_db_cluster_identifier"),
    *("snapshot_arns", "snapshot_name", "replication_group_id", "global_replication_group_id"),
)
"""Arguments of databases that are made from something that exists."""
_OF_PRIMARY = ("master_username", "master_password", "master_password_wo", "manage_master_user_password")
"""Arguments of which a secondary of a global database has none."""
_DEPTH_LIMIT = 5
_CLUSTER = "from cdktf_cdktf_provider_aws.rds_cluster import RdsCluster\n"


class UnavailableEngineVersion(Rule):
    """An engine version that AWS has withdrawn, or never had.

    ## What it does
    Looks up `engine_version` of RDS, Aurora and ElastiCache among the versions that AWS lists. An error is one that is
    not listed though newer ones of its major version are, and one that is closed to new databases where this is a new
    one: made from no snapshot, import, replica or cluster that exists. A version newer than the list is information. A
    major version alone (`15`, `8.0`) is right as long as AWS offers one of its versions.

    AWS publishes the versions of each region only to those who ask its API: the list is that of us-east-1 (ElastiCache:
    of all regions together), of the date that the message gives. What you know better goes into the configuration:
    `engine-versions = { aurora-postgresql = ["15.3"] }`.

    ## Why is this bad?
    `plan` succeeds; `apply` fails with "Cannot find version … for …", after other things have been made.

    ## Fix safety
    Unsafe: another version is another database. The first fix takes the nearest version that is offered, the second
    the major version alone, of which AWS then takes its default.

    ## References
    - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraPostgreSQLReleaseNotes/aurorapostgresql-release-calendar.html
    - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraMySQLReleaseNotes/AuroraMySQL.release-calendars.html
    - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html (all: 2026-11-29)
    """

    code = "PS301"
    name = "unavailable-engine-version"
    group = "aws"
    data_date = "2026-11-29"
    visits = Program
    VALID = (
        Valid(_CLUSTER + 'RdsCluster(self, "db", engine="aurora-postgresql", engine_version="15.10")\n'),
        Valid(_CLUSTER + 'RdsCluster(self, "db", engine="aurora-postgresql", engine_version="15")\n'),
        Valid(_CLUSTER + 'RdsCluster(self, "db", engine="aurora-mysql", engine_version="8.0")\n'),
        Valid(_CLUSTER + 'RdsCluster(self, "db", engine="aurora-mysql", engine_version="8.0.mysql_aurora.3.04.0")\n'),
        Valid(_CLUSTER + 'RdsCluster(self, "db", engine="neptune-like", engine_version="15.3")\n'),
        Valid(
            _CLUSTER
            + """
RdsCluster(
    self, "db", engine="aurora-postgresql", engine_version="15.3", snapshot_identifier="before-the-move"
)
"""
        ),
        Valid(
            _CLUSTER
            + """
replica = RdsCluster(self, "db", engine="aurora-postgresql", engine_version="15.3")
replica.put_restore_to_point_in_time(source_cluster_identifier="ledger", use_latest_restorable_time=True)
"""
        ),
        Valid(
            _CLUSTER + 'RdsCluster(self, "db", engine="aurora-postgresql", engine_version="15.3")\n',
            settings={"engine-versions": {"aurora-postgresql": ["15.3"]}},
        ),
        Valid(
            _CLUSTER
            + """
from cdktf import TerraformVariable

wanted = TerraformVariable(self, "wanted", type="string", default="15.3")
RdsCluster(self, "db", engine="aurora-postgresql", engine_version=wanted.string_value)
"""
        ),
        Valid(
            _CLUSTER
            + """

def database(scope, engine, version="15.3", **settings):
    return RdsCluster(scope, "db", engine=engine, engine_version=version, **settings)
"""
        ),
        Valid(
            """
from cdktf_cdktf_provider_aws.rds_cluster_instance import RdsClusterInstance

RdsClusterInstance(
    self,
    "reader",
    cluster_identifier="ledger",
    engine="aurora-postgresql",
    engine_version="15.3",
    instance_class="db.r6g.large",
)
"""
        ),
        Valid(
            """
from cdktf_cdktf_provider_aws.elasticache_replication_group import ElasticacheReplicationGroup

ElasticacheReplicationGroup(self, "sessions", replication_group_id="s", description="s", engine_version="7.1")
"""
        ),
    )
    INVALID = (
        Invalid(
            _CLUSTER + 'RdsCluster(self, "db", engine="aurora-postgresql", engine_version=«"15.3"»)\n',
            fixed=_CLUSTER + 'RdsCluster(self, "db", engine="aurora-postgresql", engine_version="15.10")\n',
            message="`aurora-postgresql` 15.3 is withdrawn, and nothing new can be made with it in eu-west-1 "
            "(AWS's list of ",
        ),
        Invalid(
            _CLUSTER
            + """
VERSIONS = {"ledger": '15.11', "audit": "16.8"}

RdsCluster(self, "db", engine="aurora-postgresql", engine_version=«VERSIONS["ledger"]»)
""",
            fixed=_CLUSTER
            + """
VERSIONS = {"ledger": '15.12', "audit": "16.8"}

RdsCluster(self, "db", engine="aurora-postgresql", engine_version=VERSIONS["ledger"])
""",
            message="there is no `aurora-postgresql` 15.11",
        ),
        Invalid(
            _CLUSTER + 'RdsCluster(self, "db", engine="aurora-postgresql", engine_version=«"15.99"»)\n',
            message="newer than AWS's list",
        ),
        Invalid(
            _CLUSTER + 'RdsCluster(self, "db", engine="aurora-mysql", engine_version=«"3.04.0"»)\n',
            fixed=_CLUSTER
            + 'RdsCluster(self, "db", engine="aurora-mysql", engine_version="8.0.mysql_aurora.3.04.0")\n',
        ),
        Invalid(
            _CLUSTER
            + """from cdktf_cdktf_provider_aws.rds_cluster_instance import RdsClusterInstance

cluster = RdsCluster(self, "db", engine="aurora-postgresql", engine_version="16")
RdsClusterInstance(
    self,
    "writer",
    cluster_identifier=cluster.id,
    engine=cluster.engine,
    engine_version=«"16.4"»,
    instance_class="db.r6g.large",
)
""",
            fixed=_CLUSTER
            + """from cdktf_cdktf_provider_aws.rds_cluster_instance import RdsClusterInstance

cluster = RdsCluster(self, "db", engine="aurora-postgresql", engine_version="16")
RdsClusterInstance(
    self,
    "writer",
    cluster_identifier=cluster.id,
    engine=cluster.engine,
    engine_version="16.8",
    instance_class="db.r6g.large",
)
""",
        ),
        Invalid(
            """
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.db_instance import DbInstance
from cdktf_cdktf_provider_aws.provider import AwsProvider


class Database(TerraformStack):
    def __init__(self, scope, id, version):
        super().__init__(scope, id)
        north = AwsProvider(self, "north", region="eu-north-1", alias="north")
        settings = {"engine": "mysql", "instance_class": "db.t3.micro", "engine_version": version}
        DbInstance(self, "db", provider=north, **«settings»)


app = App()
Database(app, "database", version="8.0.28")
app.synth()
""",
            fixed="""
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.db_instance import DbInstance
from cdktf_cdktf_provider_aws.provider import AwsProvider


class Database(TerraformStack):
    def __init__(self, scope, id, version):
        super().__init__(scope, id)
        north = AwsProvider(self, "north", region="eu-north-1", alias="north")
        settings = {"engine": "mysql", "instance_class": "db.t3.micro", "engine_version": version}
        DbInstance(self, "db", provider=north, **settings)


app = App()
Database(app, "database", version="8.0.42")
app.synth()
""",
            message="in eu-north-1",
        ),
        Invalid(
            """
import os

from cdktf_cdktf_provider_aws.elasticache_cluster import ElasticacheCluster

VERSION = os.getenv("REDIS_VERSION", "5.0.5")

ElasticacheCluster(self, "sessions", cluster_id="sessions", engine="redis", engine_version=«VERSION»)
""",
            fixed="""
import os

from cdktf_cdktf_provider_aws.elasticache_cluster import ElasticacheCluster

VERSION = os.getenv("REDIS_VERSION", "5.0.6")

ElasticacheCluster(self, "sessions", cluster_id="sessions", engine="redis", engine_version=VERSION)
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.rds_global_cluster import RdsGlobalCluster

RdsGlobalCluster(
    self, "ledger", global_cluster_identifier="ledger", engine="aurora-mysql", engine_version=«"8.0.35"»
)
""",
            fixed="""
from cdktf_cdktf_provider_aws.rds_global_cluster import RdsGlobalCluster

RdsGlobalCluster(
    self, "ledger", global_cluster_identifier="ledger", engine="aurora-mysql", engine_version="8.0.mysql_aurora.3.13.0"
)
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.rds_global_cluster import RdsGlobalCluster

RdsGlobalCluster(
    self, "ledger", global_cluster_identifier="ledger", engine="aurora-postgresql", engine_version=«"15.3"»
)
""",
            fixed="""
from cdktf_cdktf_provider_aws.rds_global_cluster import RdsGlobalCluster

RdsGlobalCluster(
    self, "ledger", global_cluster_identifier="ledger", engine="aurora-postgresql", engine_version="15.10"
)
""",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        for each in resources(subject, *SERVICES):
            field = each.field("engine_version")
            if field is not None:
                yield from self._judged(each, field, context)

    def _judged(self, each: Resource, field: Field, context: Context) -> Iterator[Finding]:
        """A finding if every version that it may be is wrong, for every engine that it may be."""
        service = SERVICES[each.event.type.terraform_type]
        offers: list[tuple[Offer, str, str, EngineVersions]] = []
        for engine in _texts(_engine(each)):
            listed = engine_versions(service, engine.lower(), tuple(context.settings.engine_versions.get(engine, ())))
            for version in _texts(field.value):
                if listed is None or not version:
                    return
                offers.append((listed.offer(version), engine, version, listed))
        if not offers or any(offer is Offer.OFFERED for offer, *_ in offers):
            return
        offer, engine, version, listed = next((it for it in offers if it[0] is Offer.NEWER), offers[0])
        if offer is Offer.WITHDRAWN and not _is_new(each):
            return
        origin = field.value.origin
        yield self.finding(
            field.place,
            _message(offer, engine, version, listed, each),
            about=each.instance,
            severity=Severity.INFO if offer is Offer.NEWER else None,
            fixes=() if offer is Offer.NEWER else _fixes(field.value, version, listed, service),
            related=() if origin in (None, field.place) else (Related(origin, "the version is written here"),),
            data_date=facts.date(),
        )


def _engine(each: Resource, depth: int = 0) -> Value | None:
    """What `engine` is set to, through the `engine` of other resources, or else the provider's default."""
    value = each.value("engine")
    if isinstance(value, Token) and value.attribute == "engine" and value.source is not None and depth < _DEPTH_LIMIT:
        source = resource(each.program, value.source)
        return None if source is None else _engine(source, depth + 1)
    if value is None and each.presence("engine") is Presence.UNSET:
        constraint = resource_constraints(each.program.catalog, each.event.type).attributes.get("engine")
        return None if constraint is None else Constant(constraint.default)
    return value


def _texts(value: Value | None) -> list[str]:
    """All strings that a value may be; none if it may be something else."""
    options = () if value is None else options_of(value)
    texts = [option.value for option in options if isinstance(option, Constant) and isinstance(option.value, str)]
    return texts if len(texts) == len(options) else []


def _is_new(each: Resource) -> bool:
    """Whether it is certain that nothing that exists becomes this database."""
    if any(each.presence(name) is not Presence.UNSET for name in _COPIED_BY):
        return False
    if each.event.type.terraform_type == "aws_rds_cluster_instance":
        cluster = each.referred("cluster_identifier")
        return cluster is not None and _is_new(cluster)
    is_member = each.event.type.terraform_type == "aws_rds_cluster"
    if is_member and each.presence("global_cluster_identifier") is not Presence.UNSET:
        return any(each.presence(name) is Presence.SET for name in _OF_PRIMARY)
    return True


def _message(offer: Offer, engine: str, version: str, listed: EngineVersions, each: Resource) -> str:
    region = f" in {each.region}" if each.region else ""
    as_of = f"AWS's list of {facts.date()}"
    if offer is Offer.NEWER:
        return f"`{engine}` {version} is newer than {as_of}: whether it is offered{region} is not known"
    nearest = listed.nearest(version)
    instead = f"the nearest version that is offered is {nearest}" if nearest else f"the newest is {listed.newest}"
    if offer is Offer.WITHDRAWN:
        return f"`{engine}` {version} is withdrawn, and nothing new can be made with it{region} ({as_of}); {instead}"
    return f"there is no `{engine}` {version} to make anything with{region}: it is not in {as_of}; {instead}"


def _fixes(value: Value, version: str, listed: EngineVersions, service: Service) -> Iterator[Fix]:
    """Other versions, in the place of the literal."""
    literal = value.origin
    written = None if literal is None else re.fullmatch(r"""(["'])(.*)\1""", literal.text)
    if literal is None or written is None or written.group(2) != version:
        return
    major = listed.major(version)
    others = {"the nearest version that is offered": listed.nearest(version)}
    if service != "elasticache" and listed.offer(major) is Offer.OFFERED:
        others["the major version, and AWS chooses"] = major
    for what, other in others.items():
        if other is not None:
            code = f"{written.group(1)}{other}{written.group(1)}"
            yield Fix(f"Use {other}, {what}", Safety.UNSAFE, (Replace(literal, (code,)),))
