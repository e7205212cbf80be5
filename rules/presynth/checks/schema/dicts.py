"""Dicts that stand for structs where nobody turns them into structs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.schema.calls import Judged, distinct
from presynth.checks.schema.coercion import coercion
from presynth.checks.schema.faults import RawDict
from presynth.checks.schema.related import origin_of
from presynth.checks.schema.wording import listed
from presynth.findings import Finding
from presynth.program.events import AttributeAccess, Construction, MethodCall

_LAST_INDEX = re.compile(r"\[\d+\]$")


class DictInList(Rule):
    """A dict stands for a struct in a list.

    ## What it does
    Looks for dicts in lists of structs (and in dicts and unions of structs), at any depth, whose keys are written as
    Python's. Only where an argument takes one struct does the generated code make the struct of a dict.

    ## Why is this bad?
    A dict in a list reaches the JavaScript side as it is, and that knows camelCase keys only. Where a required key is
    then missing it refuses the dict, without naming a line of the program; every other key that it does not know it
    drops without a word, so that a security group comes out with no ports. Keys of one word (`name`, `protocol`)
    arrive, so a block looks half right. A dict with camelCase keys at all its levels works, and is let be.

    ## Fix safety
    Safe where every key names a field: writes the struct's class at every level and imports what is missing. Unsafe
    where a key only resembles a field, or a required one is absent.
    """

    code = "PS106"
    name = "dict-in-list"
    group = "schema"
    visits = (Construction, MethodCall, AttributeAccess)
    VALID = (
        Valid(
            """
from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupIngress

SecurityGroup(
    self,
    "web",
    ingress=[
        SecurityGroupIngress(from_port=443, to_port=443, protocol="tcp"),
        {"fromPort": 80, "toPort": 80, "protocol": "tcp", "cidrBlocks": ["0.0.0.0/0"]},
    ],
)
""",
        ),
        Valid(
            """
from cdktf_cdktf_provider_aws.dynamodb_table import DynamodbTable

names = ("id", "status")
DynamodbTable(
    self, "events", name="events", hash_key="id", attribute=[{"name": name, "type": "S"} for name in names]
)
""",
        ),
        Valid(
            """
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.vpc import Vpc

S3Bucket(self, "logs", versioning={"enabled": True}, lifecycle={"create_before_destroy": True})
Vpc(self, "vpc", cidr_block="10.0.0.0/16", tags={"any_key": "is fine"})
""",
        ),
        Valid(
            """
from cdktf_cdktf_provider_aws.wafv2_web_acl import (
    Wafv2WebAcl,
    Wafv2WebAclDefaultAction,
    Wafv2WebAclRule,
    Wafv2WebAclRuleVisibilityConfig,
    Wafv2WebAclVisibilityConfig,
)

seen = {"cloudwatch_metrics_enabled": True, "metric_name": "api", "sampled_requests_enabled": True}
rate = Wafv2WebAclRule(
    name="rate",
    priority=1,
    statement={"rate_based_statement": [{"limit": 100, "aggregate_key_type": "IP"}]},
    visibility_config=Wafv2WebAclRuleVisibilityConfig(**seen),
)
Wafv2WebAcl(
    self,
    "api",
    scope="REGIONAL",
    default_action=Wafv2WebAclDefaultAction(allow={}),
    visibility_config=Wafv2WebAclVisibilityConfig(**seen),
    rule=[rate],
)
""",
        ),
        Valid(
            """
from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupIngress


def group(scope, rules):
    return SecurityGroup(scope, "web", ingress=[SecurityGroupIngress(**rule) for rule in rules])


def both(scope, rules):
    group(scope, [{"from_port": 443, "to_port": 443, "protocol": "tcp"}])
    return SecurityGroup(scope, "open", ingress=rules)
""",
        ),
    )
    INVALID = (
        Invalid(
            """
from cdktf_cdktf_provider_aws.security_group import SecurityGroup

SecurityGroup(
    self,
    "web",
    ingress=[
        «{
            "from_port": 443,
            "to_port": 443,  # for browsers
            "protocol": "tcp",
            "cidr_blocks": ["0.0.0.0/0"],
        }»
    ],
)
""",
            fixed="""
from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupIngress

SecurityGroup(
    self,
    "web",
    ingress=[
        SecurityGroupIngress(
            from_port=443,
            to_port=443,  # for browsers
            protocol="tcp",
            cidr_blocks=["0.0.0.0/0"],
        )
    ],
)
""",
            message="`from_port`, `to_port` and `cidr_blocks` are silently lost, only `protocol` arrives",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws import ecs_task_definition as ecs

ecs.EcsTaskDefinition(
    self,
    "app",
    family="app",
    container_definitions="[]",
    volume=[
        «{
            "name": "data",
            "efs_volume_configuration": {"file_system_id": "fs-1"},
        }»
    ],
)
""",
            fixed="""
from cdktf_cdktf_provider_aws import ecs_task_definition as ecs

ecs.EcsTaskDefinition(
    self,
    "app",
    family="app",
    container_definitions="[]",
    volume=[
        ecs.EcsTaskDefinitionVolume(
            name="data",
            efs_volume_configuration=ecs.EcsTaskDefinitionVolumeEfsVolumeConfiguration(file_system_id="fs-1"),
        )
    ],
)
""",
            message="`efs_volume_configuration` is silently lost, only `name` arrives",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket, S3BucketLifecycleRule

rule = S3BucketLifecycleRule(
    enabled=True,
    transition=[«{"days": 30, "storage_class": "GLACIER"}»],
)
S3Bucket(self, "logs", lifecycle_rule=[rule])
""",
            fixed="""
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket, S3BucketLifecycleRule, S3BucketLifecycleRuleTransition

rule = S3BucketLifecycleRule(
    enabled=True,
    transition=[S3BucketLifecycleRuleTransition(days=30, storage_class="GLACIER")],
)
S3Bucket(self, "logs", lifecycle_rule=[rule])
""",
            message="jsii refuses it, `storageClass` is missing",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.security_group import SecurityGroup

ALLOW_ALL = {"from_port": 0, "to_port": 0, "protocol": "-1"}
SecurityGroup(self, "db", egress=[«ALLOW_ALL»])
""",
            fixed="""
from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupEgress

ALLOW_ALL = {"from_port": 0, "to_port": 0, "protocol": "-1"}
SecurityGroup(self, "db", egress=[SecurityGroupEgress(**ALLOW_ALL)])
""",
            message="silently lost",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.security_group import SecurityGroup

rules = []
for port in (80, 443):
    rules.append({"from_port": port, "to_port": port, "protocol": "tcp"})
SecurityGroup(self, "web", ingress=«rules»)
""",
            fixed="""
from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupIngress

rules = []
for port in (80, 443):
    rules.append({"from_port": port, "to_port": port, "protocol": "tcp"})
SecurityGroup(self, "web", ingress=[SecurityGroupIngress(**each) for each in rules])
""",
            message="silently lost",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.security_group import SecurityGroup

PORTS = {"http": 80, "https": 443}
SecurityGroup(
    self,
    "web",
    ingress=[«{"description": name, "from_port": port, "toPort": port}» for name, port in PORTS.items()],
)
""",
            fixed="""
from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupIngress

PORTS = {"http": 80, "https": 443}
SecurityGroup(
    self,
    "web",
    ingress=[SecurityGroupIngress(description=name, from_port=port, to_port=port) for name, port in PORTS.items()],
)
""",
            message="`from_port` is silently lost, only `description` and `toPort` arrive",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws import security_group


class Firewall(security_group.SecurityGroup):
    def __init__(self, scope, id, *ports):
        settings = {"ingress": [«self.rule(port)» for port in ports]}
        super().__init__(scope, id, **settings)

    def rule(self, port):
        return {"from_port": port, "to_port": port, "protocol": "tcp"}


def web(scope):
    return Firewall(scope, "web", 80, 443)
""",
            fixed="""
from cdktf_cdktf_provider_aws import security_group


class Firewall(security_group.SecurityGroup):
    def __init__(self, scope, id, *ports):
        settings = {"ingress": [security_group.SecurityGroupIngress(**self.rule(port)) for port in ports]}
        super().__init__(scope, id, **settings)

    def rule(self, port):
        return {"from_port": port, "to_port": port, "protocol": "tcp"}


def web(scope):
    return Firewall(scope, "web", 80, 443)
""",
            message="silently lost",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.db_parameter_group import DbParameterGroup

DbParameterGroup(self, "db", family="postgres16", parameter=[«{"name": "work_mem", "values": "64MB"}»])
""",
            fixed="""
from cdktf_cdktf_provider_aws.db_parameter_group import DbParameterGroup, DbParameterGroupParameter

DbParameterGroup(self, "db", family="postgres16", parameter=[DbParameterGroupParameter(name="work_mem", value="64MB")])
""",
            message="`value` is missing",
        ),
        Invalid(
            """
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider


class Base(TerraformStack):
    def __init__(self, scope, id, default_tags):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1", default_tags=[«default_tags»])


app = App()
Base(app, "development", {"Environment": "dev", "Team": "payments"})
app.synth()
""",
            fixed="""
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider, AwsProviderDefaultTags


class Base(TerraformStack):
    def __init__(self, scope, id, default_tags):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1", default_tags=[AwsProviderDefaultTags(tags=default_tags)])


app = App()
Base(app, "development", {"Environment": "dev", "Team": "payments"})
app.synth()
""",
            message="`Environment` and `Team` are silently lost",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.security_group import SecurityGroup

group = SecurityGroup(self, "web")
group.put_ingress([«{"from_port": 443, "to_port": 443, "protocol": "tcp"}»])
""",
            fixed="""
from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupIngress

group = SecurityGroup(self, "web")
group.put_ingress([SecurityGroupIngress(from_port=443, to_port=443, protocol="tcp")])
""",
            message="silently lost",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        """Dicts that are handed over as they are, and not as jsii wants them."""
        assert isinstance(subject, Judged)
        for fault in distinct(subject, context.catalog, RawDict):
            fix = coercion(fault.passed, context.catalog)
            yield self.finding(
                fault.passed.place,
                message(fault),
                about=getattr(subject, "instance", None),
                fixes=() if fix is None else (fix,),
                related=origin_of(fault.given, fault.passed.place),
            )


def message(fault: RawDict) -> str:
    """What becomes of the dict."""
    argument = _LAST_INDEX.sub("", fault.path)
    where = f"{'for' if argument == fault.path else 'in'} `{argument}` of `{fault.passed.owner}`"
    start = f"the dict {where} is not turned into `{fault.struct.name}`"
    if fault.missing:
        lacking = "is" if len(fault.missing) == 1 else "are"
        return f"{start}: jsii refuses it, {listed(fault.missing)} {lacking} missing (it takes camelCase keys only)"
    verb = "is" if len(fault.lost) == 1 else "are"
    lost = f"{listed(fault.lost)} {verb} silently lost"
    if fault.refused is not None:
        return f"{start}: {lost}, and what arrives has the wrong type"
    arrive = "arrives" if len(fault.kept) == 1 else "arrive"
    return f"{start}: {lost}, only {listed(fault.kept)} {arrive}" if fault.kept else f"{start}: {lost}"
