"""Values of the wrong type."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.catalog.catalog import Catalog
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.schema.calls import Judged, distinct
from presynth.checks.schema.coercion import coercion
from presynth.checks.schema.faults import WrongValue
from presynth.checks.schema.related import origin_of
from presynth.checks.schema.runtime import nature
from presynth.checks.schema.wording import consequence, given, wanted
from presynth.findings import Finding, Fix, Safety
from presynth.operations import RemoveArgument
from presynth.program.events import AttributeAccess, Construction, MethodCall
from presynth.program.values import Constant


class WrongType(Rule):
    """A value is of another type than the one that is taken.

    ## What it does
    Judges every value that is passed, at any depth of lists, dicts and structs, as three judge it one after the other:
    Python's generated code, typeguard, and jsii. Deploy-time values are judged by what they are in Python: an attribute
    that holds a string is text, `Fn.lookup(…)` is text whatever it looks up, a variable's `value` is an object.

    ## Why is this bad?
    A number for text is a TypeError. Text for a bool, a number in tags, one struct for a list pass Python, and fail
    when jsii gets them, without the line of the argument.

    ## Fix safety
    Safe where the meaning stays: `30` for `"30"`, `"true"` for `True`, a list around one struct, the id of a construct
    where an id is wanted. Unsafe where it is a guess.
    """

    code = "PS107"
    name = "wrong-type"
    group = "schema"
    visits = (Construction, MethodCall, AttributeAccess)
    VALID = (
        Valid(
            """
from cdktf import Fn, TerraformVariable, Token
from cdktf_cdktf_provider_aws.lb import Lb
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc

zone = TerraformVariable(self, "zone", type="string")
internal = TerraformVariable(self, "internal", type="bool")
vpc = Vpc(self, "vpc", cidr_block="10.0.0.0/16", tags=Token.as_string_map(Fn.merge([{"Name": "main"}, {"a": "b"}])))
subnets = [
    Subnet(self, f"a{number}", vpc_id=vpc.id, cidr_block=f"10.0.{number}.0/24", availability_zone=zone.string_value)
    for number in range(2)
]
Lb(self, "public", subnets=[subnet.id for subnet in subnets], internal=internal.boolean_value, depends_on=subnets)
LambdaFunction(self, "scan", function_name="scan", role="arn", timeout=Token.as_number(zone.fqn), memory_size=128.0)
""",
        ),
        Valid(
            """
from cdktf import Fn, TerraformCount, TerraformIterator, TerraformOutput
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

names = TerraformIterator.from_list(["a", "b"])
first = S3Bucket(self, "first", bucket=Fn.lookup({"name": "logs"}, "name"), for_each=names)
second = S3Bucket(self, "second", bucket=None, count=TerraformCount.of(2), force_destroy=first.force_destroy)
TerraformOutput(self, "buckets", value={"first": first, "names": [second.arn, None, 3]})
""",
        ),
        Valid(
            """
from enum import Enum

from cdktf_cdktf_provider_aws.db_instance import DbInstance


class Size(str, Enum):
    SMALL = "db.t4g.micro"


def as_list(value):
    if isinstance(value, str):
        return [value]
    return list(value)


def database(scope, size=Size.SMALL, **more):
    return DbInstance(scope, "db", instance_class=size, vpc_security_group_ids=as_list("sg-1"), **more)
""",
        ),
        Valid(
            """
from cdktf import Token
from cdktf_cdktf_provider_aws.security_group import SecurityGroup

first = SecurityGroup(self, "first")
SecurityGroup(self, "second", ingress=first.ingress, egress=Token.as_any("${local.rules}"))
""",
        ),
    )
    INVALID = (
        Invalid(
            """
from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup

LbTargetGroup(self, "web", port=80, protocol="HTTP", vpc_id="vpc-1", deregistration_delay=«30»)
""",
            fixed="""
from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup

LbTargetGroup(self, "web", port=80, protocol="HTTP", vpc_id="vpc-1", deregistration_delay="30")
""",
            message="takes text, not the number 30: a TypeError",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

S3Bucket(self, "data", force_destroy=«"true"»)
""",
            fixed="""
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

S3Bucket(self, "data", force_destroy=True)
""",
            message="Python lets it pass, jsii refuses it",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

S3Bucket(self, "data", tags={"Name": "data", "Public": «False»})
""",
            fixed="""
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

S3Bucket(self, "data", tags={"Name": "data", "Public": "false"})
""",
            message='`tags["Public"]`',
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.lb import Lb

Lb(self, "public", load_balancer_type="network", subnets=«"subnet-1"»)
""",
            fixed="""
from cdktf_cdktf_provider_aws.lb import Lb

Lb(self, "public", load_balancer_type="network", subnets=["subnet-1"])
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.lb import Lb

SUBNETS = ("subnet-1", "subnet-2")
Lb(self, "public", subnets=«SUBNETS»)
""",
            fixed="""
from cdktf_cdktf_provider_aws.lb import Lb

SUBNETS = ("subnet-1", "subnet-2")
Lb(self, "public", subnets=list(SUBNETS))
""",
            message="not a tuple: Python refuses it",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.lb import Lb

Lb(self, "public", subnets=«(f"subnet-{number}" for number in range(2))»)
""",
            fixed="""
from cdktf_cdktf_provider_aws.lb import Lb

Lb(self, "public", subnets=[f"subnet-{number}" for number in range(2)])
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc

vpc = Vpc(self, "vpc", cidr_block="10.0.0.0/16")
Subnet(self, "a", vpc_id=«vpc», cidr_block="10.0.0.0/24")
""",
            fixed="""
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc

vpc = Vpc(self, "vpc", cidr_block="10.0.0.0/16")
Subnet(self, "a", vpc_id=vpc.id, cidr_block="10.0.0.0/24")
""",
            message="not a `Vpc`",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.lb import Lb
from cdktf_cdktf_provider_aws.subnet import Subnet

subnets = [Subnet(self, f"s{n}", vpc_id="vpc-1", cidr_block=f"10.0.{n}.0/24") for n in range(2)]
Lb(self, "public", subnets=«subnets»)
""",
            fixed="""
from cdktf_cdktf_provider_aws.lb import Lb
from cdktf_cdktf_provider_aws.subnet import Subnet

subnets = [Subnet(self, f"s{n}", vpc_id="vpc-1", cidr_block=f"10.0.{n}.0/24") for n in range(2)]
Lb(self, "public", subnets=[each.id for each in subnets])
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket, S3BucketVersioning

S3Bucket(self, "data", versioning=«[S3BucketVersioning(enabled=True)]»)
""",
            fixed="""
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket, S3BucketVersioning

S3Bucket(self, "data", versioning=S3BucketVersioning(enabled=True))
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.security_group import SecurityGroup

SecurityGroup(self, "web", ingress=«{"from_port": 443, "to_port": 443, "protocol": "tcp"}»)
""",
            fixed="""
from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupIngress

SecurityGroup(self, "web", ingress=[SecurityGroupIngress(from_port=443, to_port=443, protocol="tcp")])
""",
        ),
        Invalid(
            """
from cdktf import Fn, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket


class Storage(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        S3Bucket(self, "data", tags=«Fn.merge([{"Name": "data"}, {"Team": "payments"}])»)
""",
            fixed="""
from cdktf import Fn, TerraformStack, Token
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket


class Storage(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        S3Bucket(self, "data", tags=Token.as_string_map(Fn.merge([{"Name": "data"}, {"Team": "payments"}])))
""",
        ),
        Invalid(
            """
from cdktf import TerraformVariable
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

name = TerraformVariable(self, "name", type="string")
S3Bucket(self, "data", bucket=«name.value»)
""",
            fixed="""
from cdktf import TerraformVariable
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

name = TerraformVariable(self, "name", type="string")
S3Bucket(self, "data", bucket=name.string_value)
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_policy import S3BucketPolicy

bucket = S3Bucket(self, "data")
S3BucketPolicy(self, "policy", bucket=bucket.id, policy="{}", depends_on=[«bucket.id»])
""",
            fixed="""
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_policy import S3BucketPolicy

bucket = S3Bucket(self, "data")
S3BucketPolicy(self, "policy", bucket=bucket.id, policy="{}", depends_on=[bucket])
""",
            message="takes a construct, not text",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

AwsProvider(self, "west", region="us-west-2", alias="west")
S3Bucket(self, "copy", provider=«"aws.west"»)
""",
            message="takes a `TerraformProvider`, not text",
        ),
        Invalid(
            """
from cdktf import TerraformOutput

TerraformOutput(self, "zones", value={"names": «("a", "b")»})
""",
            fixed="""
from cdktf import TerraformOutput

TerraformOutput(self, "zones", value={"names": ["a", "b"]})
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

bucket = S3Bucket(self, "data")
bucket.force_destroy = «"true"»
""",
            fixed="""
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

bucket = S3Bucket(self, "data")
bucket.force_destroy = True
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from constructs import Construct

S3Bucket(Construct(self, "data"), «7», bucket="data")
""",
            fixed="""
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from constructs import Construct

S3Bucket(Construct(self, "data"), "7", bucket="data")
""",
            message="`id_` of `S3Bucket`",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket


class Storage:
    def build(self):
        return S3Bucket(«self», "data", bucket="data")


Storage().build()
""",
            message="takes a `Construct`, not a `Storage`",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        """Values that Python, jsii or synth would refuse."""
        assert isinstance(subject, Judged)
        for fault in distinct(subject, context.catalog, WrongValue):
            yield self.finding(
                fault.passed.place,
                message(fault, context.catalog),
                about=getattr(subject, "instance", None),
                fixes=_fixes(fault, context.catalog),
                related=origin_of(fault.given, fault.passed.place),
            )


def message(fault: WrongValue, catalog: Catalog) -> str:
    """What is wanted, what is given, and what happens."""
    kind = nature(fault.given, catalog)
    takes = f"takes {wanted(fault.wanted, catalog)}, not {given(fault.given, catalog)}"
    happens = consequence(fault.refused, None if kind is None else kind.kind)
    interface = catalog.type(fault.wanted.name) if fault.wanted.kind == "named" else None
    if kind is not None and kind.kind == "plain" and interface is not None and interface.kind == "interface":
        happens += f" (`@jsii.implements({interface.name})` above the class is missing)"
    return f"`{fault.path}` of `{fault.passed.owner}` {takes}: {happens}"


def _fixes(fault: WrongValue, catalog: Catalog) -> Iterator[Fix]:
    fix = coercion(fault.passed, catalog)
    if fix is not None:
        yield fix
        return
    is_none = isinstance(fault.given, Constant) and fault.given.value is None
    if is_none and fault.passed.path == fault.path and fault.path.endswith("]"):
        yield Fix("Remove it", Safety.UNSAFE, (RemoveArgument(fault.passed.place),))
