"""Arguments that a class or method does not take, and those that it needs."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from presynth.catalog.catalog import Catalog
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.schema.calls import Judged, distinct
from presynth.checks.schema.coercion import coercion
from presynth.checks.schema.elsewhere import Block, construct_named, is_of_backend, owner_elsewhere
from presynth.checks.schema.faults import MissingLevel, UnknownName
from presynth.checks.schema.matching import Match, match
from presynth.checks.schema.renames import block_meant, renames
from presynth.checks.schema.wording import article, owner_name
from presynth.findings import Finding, Fix, Safety
from presynth.operations import RemoveArgument, Replace
from presynth.program.events import AttributeAccess, Construction, MethodCall
from presynth.source.statement import Place


class UnknownArgument(Rule):
    """An argument is given that the class or method does not take.

    ## What it does
    Compares the keywords of every call of a binding, and the keys of a dict that stands for one struct, with those
    there are; `**settings` are followed. More positional arguments than are taken count too.

    ## Why is this bad?
    It is a TypeError.

    ## Fix safety
    Safe where the argument is the same name spelled otherwise (`bucketPrefix`, Terraform's name of an argument that
    Python calls otherwise), or nothing else can be meant (`conditions` for `condition`, a letter wrong) and the value
    is of its type; and where only one block takes it. Unsafe where it is only the nearest, or where the dict may be
    used elsewhere too.
    """

    code = "PS103"
    name = "unknown-argument"
    group = "schema"
    visits = (Construction, MethodCall, AttributeAccess)
    VALID = (
        Valid(
            """
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket, S3BucketVersioning

S3Bucket(self, "logs", bucket="logs", id="logs", versioning=S3BucketVersioning(enabled=True, mfa_delete=False))
""",
        ),
        Valid(
            """
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

S3Bucket(scope=self, id_="logs", lifecycle={"prevent_destroy": True}, versioning={"enabled": True})
""",
        ),
        Valid(
            """
from cdktf_cdktf_provider_aws.vpc import Vpc

settings = {"cidr_block": "10.0.0.0/16"}
settings["enable_dns_support"] = True
Vpc(self, "vpc", **settings, tags={"anyKey": "is fine"})
""",
        ),
        Valid(
            """
from cdktf import Fn, TerraformOutput
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

bucket = S3Bucket(self, "logs")
bucket.put_versioning(enabled=True)
TerraformOutput(self, "name", value=Fn.join(separator="-", list=["a", bucket.bucket]))
""",
        ),
        Valid(
            """
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket


class Storage(TerraformStack):
    def __init__(self, scope, id, **settings):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        S3Bucket(self, "logs", **settings)
""",
        ),
    )
    INVALID = (
        Invalid(
            """
from cdktf_cdktf_provider_aws.vpc import Vpc

Vpc(self, "vpc", «cidrBlock»="10.0.0.0/16")
""",
            fixed="""
from cdktf_cdktf_provider_aws.vpc import Vpc

Vpc(self, "vpc", cidr_block="10.0.0.0/16")
""",
            message="it is called `cidr_block`",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.subnet import Subnet

Subnet(self, "a", vpc_id="vpc-1", «cidr_blok»="10.0.0.0/24")
""",
            fixed="""
from cdktf_cdktf_provider_aws.subnet import Subnet

Subnet(self, "a", vpc_id="vpc-1", cidr_block="10.0.0.0/24")
""",
            message="the nearest is `cidr_block`",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupIngress

SecurityGroup(
    self, "cluster", ingress=[SecurityGroupIngress(from_port=0, to_port=0, protocol="-1", «self»=True)]
)
""",
            fixed="""
from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupIngress

SecurityGroup(
    self, "cluster", ingress=[SecurityGroupIngress(from_port=0, to_port=0, protocol="-1", self_attribute=True)]
)
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

S3Bucket(self, "logs", versioning={"enabled": True, «"mfaDelete"»: False})
""",
            fixed="""
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

S3Bucket(self, "logs", versioning={"enabled": True, "mfa_delete": False})
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.vpc import Vpc

DEFAULTS = {"enable_dns_support": True, «"enable_dns_hostname"»: True}
Vpc(self, "vpc", cidr_block="10.0.0.0/16", **DEFAULTS)
""",
            fixed="""
from cdktf_cdktf_provider_aws.vpc import Vpc

DEFAULTS = {"enable_dns_support": True, "enable_dns_hostnames": True}
Vpc(self, "vpc", cidr_block="10.0.0.0/16", **DEFAULTS)
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

S3Bucket(self, "logs", bucket="logs", «mfa_delete»=True)
""",
            fixed="""
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket, S3BucketVersioning

S3Bucket(self, "logs", bucket="logs", versioning=S3BucketVersioning(mfa_delete=True))
""",
            message="it belongs in its `versioning`",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.dynamodb_table import DynamodbTable

settings = {"name": "events", "billing_mode": "PAY_PER_REQUEST"}
DynamodbTable(self, "events", **settings, «point_in_time_recovery_enabled»=True)
""",
            fixed="""
from cdktf_cdktf_provider_aws.dynamodb_table import DynamodbTable, DynamodbTablePointInTimeRecovery

settings = {"name": "events", "billing_mode": "PAY_PER_REQUEST"}
DynamodbTable(self, "events", **settings, point_in_time_recovery=DynamodbTablePointInTimeRecovery(enabled=True))
""",
            message="it belongs in its `point_in_time_recovery`",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.ecs_service import EcsService

EcsService(self, "api", name="api", deployment_configuration={«"minimum_healthy_percent"»: 50})
""",
            fixed="""
from cdktf_cdktf_provider_aws.ecs_service import EcsService

EcsService(self, "api", name="api", deployment_configuration={})
""",
            message="`EcsService` has it, as `deployment_minimum_healthy_percent`",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction

LambdaFunction(
    self,
    "scan",
    function_name="scan",
    role="arn:aws:iam::123456789012:role/scan",
    filename="scan.zip",
    handler="scan.run",
    runtime="python3.13",
    environment=«{"STAGE": "prod"}»,
)
""",
            fixed="""
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction, LambdaFunctionEnvironment

LambdaFunction(
    self,
    "scan",
    function_name="scan",
    role="arn:aws:iam::123456789012:role/scan",
    filename="scan.zip",
    handler="scan.run",
    runtime="python3.13",
    environment=LambdaFunctionEnvironment(variables={"STAGE": "prod"}),
)
""",
            message="this is what its `variables` takes",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.backup_plan import BackupPlanRule, BackupPlanRuleLifecycle

BackupPlanRule(rule_name="a", target_vault_name="b", lifecycle=BackupPlanRuleLifecycle(«schedule»="cron(0 5 * * ? *)"))
""",
            fixed="""
from cdktf_cdktf_provider_aws.backup_plan import BackupPlanRule, BackupPlanRuleLifecycle

BackupPlanRule(rule_name="a", target_vault_name="b", lifecycle=BackupPlanRuleLifecycle())
""",
            message="it belongs to `BackupPlanRule`",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

bucket = S3Bucket(self, "logs")
bucket.put_versioning(«enable»=True)
""",
            fixed="""
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

bucket = S3Bucket(self, "logs")
bucket.put_versioning(enabled=True)
""",
        ),
        Invalid(
            """
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket


class Storage(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        S3Bucket(self, "logs", «"private"»)


def bucket(stack):
    return S3Bucket(stack, "data", bucket="data")
""",
            message="takes no further positional argument",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.s3_bucket import S3BucketVersioning

S3BucketVersioning(«self», "versioning", enabled=True)
""",
            message="the construct is `S3BucketVersioningA`",
        ),
        Invalid(
            """
from cdktf import S3Backend

S3Backend(self, bucket="state", key="main.tfstate", region="eu-west-1", «use_lockfile»=True)
""",
            fixed="""
from cdktf import S3Backend

S3Backend(self, bucket="state", key="main.tfstate", region="eu-west-1").add_override("use_lockfile", True)
""",
            message="only `add_override` sets it",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.vpc import Vpc

DEFAULTS = {«"cidr_block"»: "10.0.0.0/16"}
Vpc(self, "vpc", cidr_block="10.1.0.0/16", **DEFAULTS)
""",
            message="twice",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        """Names that nothing takes."""
        assert isinstance(subject, Judged)
        catalog, about = context.catalog, getattr(subject, "instance", None)
        for fault in distinct(subject, catalog, UnknownName):
            meant = None if fault.positional or fault.repeated else match(fault.name, fault.candidates)
            block = block_meant(fault, catalog)
            fixes = _override(subject, fault, catalog) or tuple(renames(fault, meant, block, catalog))
            yield self.finding(fault.place, _message(fault, meant, block, catalog), about=about, fixes=fixes)
        for level in distinct(subject, catalog, MissingLevel):
            fix = coercion(level.passed, catalog)
            fixes = () if fix is None else (fix,)
            yield self.finding(level.passed.place, _level_message(level), about=about, fixes=fixes)


def _level_message(fault: MissingLevel) -> str:
    struct = f"{article(fault.struct.name)} `{fault.struct.name}`"
    takes = f"`{fault.path}` of `{fault.passed.owner}` takes {struct}"
    return f"{takes}, and this is what its `{fault.field}` takes: a TypeError"


def _message(fault: UnknownName, meant: Match | None, block: Block | None, catalog: Catalog) -> str:
    owner = owner_name(fault.owner)
    if fault.repeated:
        return f"`{fault.name}` is given to `{owner}` twice: a TypeError"
    if fault.positional:
        if not isinstance(fault.owner, str) and fault.owner.kind == "struct":
            construct = construct_named(fault.owner, catalog)
            hint = f" (the construct is `{construct.name}` of `{construct.module}`)" if construct is not None else ""
            return f"`{owner}` is a struct and takes keyword arguments only{hint}: a TypeError"
        return f"`{owner}` takes no further positional argument, all others are keywords: a TypeError"
    hint = _hint(fault, meant, block, catalog)
    return f"`{owner}` takes no argument `{fault.name}`{hint and f', {hint}'}: a TypeError"


def _hint(fault: UnknownName, meant: Match | None, block: Block | None, catalog: Catalog) -> str:
    """What is meant, or where it belongs."""
    if meant is not None and meant.certain:
        return f"it is called `{meant.name}`"
    near = "" if meant is None else f"the nearest is `{meant.name}`"
    is_prefixed = block is not None and block.name != fault.name
    if isinstance(fault.owner, str) or (meant is not None and meant.clear and not is_prefixed):
        return near
    return owner_elsewhere(fault.name, fault.owner, catalog) or near


def _override(event: Judged, fault: UnknownName, catalog: Catalog) -> tuple[Fix, ...]:
    """The argument of a backend as an override of what the statement makes."""
    if not isinstance(event, Construction) or not is_of_backend(fault.name, event.type, catalog):
        return ()
    argument = event.arguments.get(fault.name)
    statement, node = event.place.statement, event.place.statement.node
    if argument is None or not isinstance(node, ast.Expr) or Place.of(statement, node.value) != event.place:
        return ()
    behind = event.place._replace(line=event.place.end_line, byte=event.place.end_byte)
    override = Replace(behind, (f'.add_override("{fault.name}", {argument.place.text})',))
    return (Fix("Set it with `add_override`", Safety.UNSAFE, (RemoveArgument(fault.place), override)),)
