"""Arguments that a class or method needs and does not get."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.schema.calls import Judged, distinct
from presynth.checks.schema.completion import completions
from presynth.checks.schema.faults import MissingNames
from presynth.checks.schema.wording import listed
from presynth.findings import Finding
from presynth.program.events import AttributeAccess, Construction, MethodCall


class MissingArgument(Rule):
    """A required argument is absent.

    ## What it does
    Looks for calls of a binding's classes and methods without an argument they need, a construct's scope and id among
    them, and for dicts that stand for one struct without a key it needs. Calls with a `**` that is not known are let
    be.

    ## Why is this bad?
    It is a TypeError.

    ## Fix safety
    Unsafe: a placeholder is written. Safe for `id=` where the construct's id is meant, which is called `id_`.
    """

    code = "PS104"
    name = "missing-argument"
    group = "schema"
    visits = (Construction, MethodCall, AttributeAccess)
    VALID = (
        Valid(
            """
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc

vpc = Vpc(self, "vpc", cidr_block="10.0.0.0/16")
Subnet(self, "a", vpc_id=vpc.id, cidr_block="10.0.0.0/24")
""",
        ),
        Valid(
            """
from cdktf_cdktf_provider_aws.subnet import Subnet


def subnets(scope, names, **settings):
    for name in names:
        Subnet(scope, name, **settings)
    return Subnet(*settings["arguments"])
""",
        ),
        Valid(
            """
from cdktf_cdktf_provider_aws.lb import Lb

COMMON = {"bucket": "access-logs"}
Lb(self, "public", subnets=["subnet-1", "subnet-2"], access_logs={"enabled": True, **COMMON})
""",
        ),
    )
    INVALID = (
        Invalid(
            """
from cdktf_cdktf_provider_aws.subnet import Subnet

«Subnet»(self, "a", cidr_block="10.0.0.0/24")
""",
            fixed="""
from cdktf_cdktf_provider_aws.subnet import Subnet

Subnet(self, "a", cidr_block="10.0.0.0/24", vpc_id="TODO")
""",
            message="`Subnet` needs `vpc_id`",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.cognito_user_pool import CognitoUserPool, CognitoUserPoolSchema

CognitoUserPool(
    self,
    "users",
    name="users",
    schema=[«CognitoUserPoolSchema»(attribute_data_type="String")],
)
""",
            fixed="""
from cdktf_cdktf_provider_aws.cognito_user_pool import CognitoUserPool, CognitoUserPoolSchema

CognitoUserPool(
    self,
    "users",
    name="users",
    schema=[CognitoUserPoolSchema(attribute_data_type="String", name="TODO")],
)
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.lb import Lb

Lb(self, "public", subnets=["subnet-1", "subnet-2"], access_logs=«{"enabled": True}»)
""",
            fixed="""
from cdktf_cdktf_provider_aws.lb import Lb

Lb(self, "public", subnets=["subnet-1", "subnet-2"], access_logs={"bucket": "TODO", "enabled": True})
""",
            message="`LbAccessLogs` needs `bucket`",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

«S3Bucket»(self, id="data", bucket="data")
""",
            fixed="""
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

S3Bucket(self, id_="data", bucket="data")
""",
            message="`id` is Terraform's",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

«S3Bucket»("data", bucket="data")
""",
            fixed="""
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

S3Bucket(self, bucket="data", id_="data")
""",
            message="its scope",
        ),
        Invalid(
            """
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.backup_plan import BackupPlan
from cdktf_cdktf_provider_aws.provider import AwsProvider


class Backups(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        self.plan("daily")

    def plan(self, name):
        return «BackupPlan»(self, name, name=name)
""",
            fixed="""
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.backup_plan import BackupPlan, BackupPlanRule
from cdktf_cdktf_provider_aws.provider import AwsProvider


class Backups(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        self.plan("daily")

    def plan(self, name):
        return BackupPlan(self, name, name=name, rule=[BackupPlanRule(rule_name="TODO", target_vault_name="TODO")])
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.security_group import SecurityGroup

group = SecurityGroup(self, "web")
group.«put_ingress»()
""",
            fixed="""
from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupIngress

group = SecurityGroup(self, "web")
group.put_ingress(value=[SecurityGroupIngress()])
""",
            message="`SecurityGroup.put_ingress` needs `value`",
        ),
        Invalid(
            """
from cdktf import Fn, TerraformOutput

TerraformOutput(self, "joined", value=Fn.«join»(","))
""",
            fixed="""
from cdktf import Fn, TerraformOutput

TerraformOutput(self, "joined", value=Fn.join(",", list=[]))
""",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        """Calls and dicts that lack something."""
        assert isinstance(subject, Judged)
        for fault in distinct(subject, context.catalog, MissingNames):
            yield self.finding(
                fault.place,
                _absent(subject, fault),
                about=getattr(subject, "instance", None),
                fixes=completions(subject, fault, context.catalog),
            )


def _absent(event: Judged, fault: MissingNames) -> str:
    names = list(fault.known)
    if names == ["id_"] and isinstance(event, Construction) and event.arguments.get("id") is not None:
        return f"`{fault.owner}` needs the construct's id, `id_`; `id` is Terraform's: a TypeError"
    if names == ["id_"] and isinstance(event, Construction):
        return f"`{fault.owner}` needs its scope and the construct's id, `id_`, in front: a TypeError"
    return f"`{fault.owner}` needs {listed(names)}: a TypeError"
