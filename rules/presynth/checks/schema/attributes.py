"""Attributes that do not exist, or cannot be written."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Method, Property, Type
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.schema.calls import attribute_of, class_of
from presynth.checks.schema.matching import Match
from presynth.checks.schema.owners import Owner, attribute_meant, owner_of
from presynth.checks.schema.setters import block_setter
from presynth.checks.schema.wording import article
from presynth.findings import Finding, Fix, Safety, Severity
from presynth.operations import Replace
from presynth.program.events import AttributeAccess
from presynth.program.values import Choice, InstanceValue, Value, options_of


class UnknownAttribute(Rule):
    """An attribute is read or written that is not there.

    ## What it does
    Looks for attributes that a construct, a struct, a block or deploy-time value of a binding does not have, that what
    is plainly text, a list or a dict does not have, and for assignments to those that have no setter.

    ## Why is this bad?
    Reading it is an AttributeError, and so is assigning to a block (`bucket.versioning = …`), which is set with
    `put_versioning(…)`. Assigning to an attribute of a construct that does not exist does nothing at all: Python keeps
    the value, and nothing of it is written.

    ## Fix safety
    Safe where it is the same name spelled otherwise, or with the name of the thing itself in front (`function_arn` of a
    function), and for `put_…`. Unsafe where it is only the nearest.
    """

    code = "PS110"
    name = "unknown-attribute"
    group = "schema"
    visits = AttributeAccess
    VALID = (
        Valid(
            """
from cdktf import TerraformOutput
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket, S3BucketVersioning

versioning = S3BucketVersioning(enabled=True)
bucket = S3Bucket(self, "data", versioning=versioning)
bucket.force_destroy = True
bucket.tags = {"Name": "data"}
self.bucket = bucket
TerraformOutput(self, "arn", value=f"{bucket.arn} {versioning.enabled} {bucket.versioning.mfa_delete} {self.bucket.id}")
""",
        ),
        Valid(
            """
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.vpc import Vpc


def describe(thing: Vpc, names=("a",)):
    if hasattr(thing, "description"):
        return thing.description
    if isinstance(names, str):
        return names.upper()
    return names.count("a")


class Bucket(S3Bucket):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        for part in ("reader", "writer"):
            setattr(self, f"{part}_arn", self.arn)


def reader(scope):
    return Bucket(scope, "data").reader_arn
""",
        ),
    )
    INVALID = (
        Invalid(
            """
from cdktf import TerraformOutput
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

bucket = S3Bucket(self, "data")
TerraformOutput(self, "arn", value=bucket.«arm»)
""",
            fixed="""
from cdktf import TerraformOutput
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

bucket = S3Bucket(self, "data")
TerraformOutput(self, "arn", value=bucket.arn)
""",
            message="the nearest is `arn`: an AttributeError",
        ),
        Invalid(
            """
from cdktf import TerraformOutput
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

bucket = S3Bucket(self, "data")
TerraformOutput(self, "domain", value=bucket.«bucketDomainName»)
""",
            fixed="""
from cdktf import TerraformOutput
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

bucket = S3Bucket(self, "data")
TerraformOutput(self, "domain", value=bucket.bucket_domain_name)
""",
        ),
        Invalid(
            """
from cdktf import TerraformOutput
from cdktf_cdktf_provider_aws.data_aws_eks_cluster import DataAwsEksCluster

cluster = DataAwsEksCluster(self, "cluster", name="main")
TerraformOutput(self, "issuer", value=cluster.identity.«oidc»)
""",
            fixed="""
from cdktf import TerraformOutput
from cdktf_cdktf_provider_aws.data_aws_eks_cluster import DataAwsEksCluster

cluster = DataAwsEksCluster(self, "cluster", name="main")
TerraformOutput(self, "issuer", value=cluster.identity.get(0).oidc)
""",
            message="its items do",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

bucket = S3Bucket(self, "data")
bucket.«force_destory» = True
""",
            fixed="""
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

bucket = S3Bucket(self, "data")
bucket.force_destroy = True
""",
            message="nothing is written",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket, S3BucketVersioning

bucket = S3Bucket(self, "data")
bucket.«versioning» = S3BucketVersioning(enabled=True)
""",
            fixed="""
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket, S3BucketVersioning

bucket = S3Bucket(self, "data")
bucket.put_versioning(enabled=True)
""",
            message="`put_versioning(…)` sets it",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

bucket = S3Bucket(self, "data")
bucket.«arn» = "arn:aws:s3:::data"
""",
            message="cannot be assigned",
        ),
        Invalid(
            """
from cdktf import TerraformOutput
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

bucket = S3Bucket(self, "data")
TerraformOutput(self, "length", value=bucket.arn.«length»)
""",
            message="text has no attribute `length`",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

SETTINGS = {"queues": ["orders"]}
for name in SETTINGS["queues"].«values»():
    SqsQueue(self, name, name=name)
""",
            message="a list has no attribute `values`",
        ),
        Invalid(
            """
from cdktf import TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.vpc import Vpc


class Network(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        self.vpc = Vpc(self, "vpc", cidr_block="10.0.0.0/16")


def outputs(app):
    network = Network(app, "network")
    TerraformOutput(network, "vpc-id", value=network.«vpcs».id)
""",
            fixed="""
from cdktf import TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.vpc import Vpc


class Network(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        self.vpc = Vpc(self, "vpc", cidr_block="10.0.0.0/16")


def outputs(app):
    network = Network(app, "network")
    TerraformOutput(network, "vpc-id", value=network.vpc.id)
""",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        """Attributes that are not there, or not for writing."""
        assert isinstance(subject, AttributeAccess)
        if subject.store:
            yield from self._written(subject, context.catalog)
        elif subject.found is False:
            yield from self._read(subject, context.catalog)

    def _read(self, event: AttributeAccess, catalog: Catalog) -> Iterator[Finding]:
        known = [owner_of(option, event.name, catalog) for option in options_of(event.base)]
        if not known or any(each is None for each in known):
            return
        first = known[0]
        assert first is not None
        meant = attribute_meant(event.name, first)
        item = _of_item(event, catalog)
        if item is not None:
            message = f"{first.words} has no attribute `{event.name}`, its items do: an AttributeError"
            fix = Fix(
                "Read it of the first item", Safety.UNSAFE, (Replace(event.name_place, (f"get(0).{event.name}",)),)
            )
            yield self.finding(event.name_place, message, fixes=(fix,))
            return
        hint = "" if meant is None else f", {'it is called' if meant.certain else 'the nearest is'} `{meant.name}`"
        message = f"{first.words} has no attribute `{event.name}`{hint}: an AttributeError"
        yield self.finding(event.name_place, message, about=_instance(event.base), fixes=_rename(event, meant))

    def _written(self, event: AttributeAccess, catalog: Catalog) -> Iterator[Finding]:
        declared = attribute_of(event, catalog)
        if declared is not None and not declared[1].settable:
            type_ = declared[0]
            setter = block_setter(event, type_, catalog)
            hint = "" if setter is None else f", `{setter.method}` sets it"
            message = f"`{event.name}` of `{type_.name}` cannot be assigned{hint}: an AttributeError"
            fixes = () if setter is None or setter.fix is None else (setter.fix,)
            yield self.finding(event.name_place, message, about=_instance(event.base), fixes=fixes)
        elif event.found is False and declared is None:
            yield from self._ignored(event, catalog)

    def _ignored(self, event: AttributeAccess, catalog: Catalog) -> Iterator[Finding]:
        """A write that does nothing. To keep a note on a construct is allowed: without a near name it only warns."""
        type_ = class_of(event.base, catalog)
        is_ours = type_ is not None and (type_.terraform_type or catalog.is_a(type_, "ComplexObject"))
        if type_ is None or not is_ours or event.name.startswith("_") or event.name in catalog.methods(type_):
            return
        settable = {name: field for name, field in catalog.attributes(type_).items() if _is_for_writing(name, field)}
        blocks = tuple(name.removeprefix("put_") for name in catalog.methods(type_) if name.startswith("put_"))
        known = Owner(f"{article(type_.name)} `{type_.name}`", settable, blocks)
        meant = attribute_meant(event.name, known)
        hint = "" if meant is None else f", the nearest is `{meant.name}`"
        message = f"{known.words} has no attribute `{event.name}`{hint}: nothing is written, nobody says so"
        severity = Severity.WARNING if meant is None else None
        fixes = _rename(event, meant) if meant is not None and meant.name in settable else ()
        yield self.finding(event.name_place, message, about=_instance(event.base), fixes=fixes, severity=severity)


def _is_for_writing(name: str, field: Property) -> bool:
    return field.settable and not name.startswith("_") and name != "internal_value"


def _rename(event: AttributeAccess, meant: Match | None) -> tuple[Fix, ...]:
    if meant is None:
        return ()
    safety = Safety.SAFE if meant.certain or meant.clear else Safety.UNSAFE
    return (Fix(f"Write `{meant.name}`", safety, (Replace(event.name_place, (meant.name,)),)),)


def _of_item(event: AttributeAccess, catalog: Catalog) -> Type | None:
    """The class of the items where `event` reads of a list of blocks what its items have."""
    type_ = None if isinstance(event.base, Choice) else class_of(event.base, catalog)
    get: Method | None = None if type_ is None else catalog.methods(type_).get("get")
    if type_ is None or get is None or get.returns is None or not catalog.is_a(type_, "ComplexList"):
        return None
    item = catalog.type(get.returns.name)
    return item if item is not None and event.name in catalog.attributes(item) else None


def _instance(base: Value) -> object:
    return base.instance if isinstance(base, InstanceValue) else None
