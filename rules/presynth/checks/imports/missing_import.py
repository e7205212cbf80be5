"""Classes of bindings that are used and not imported."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Type
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.surroundings import around
from presynth.findings import Finding, Fix, Safety
from presynth.operations import AddImport
from presynth.program.events import Import, UndefinedName
from presynth.program.program import Program


class MissingImport(Rule):
    """A class of a provider, or of cdktf, is used and not imported.

    ## What it does
    Looks at names that nothing in reach binds and that are, letter for letter, the name of a class in the installed
    bindings (`BackupPlanRuleLifecycle`, `TerraformOutput`, `Fn`), or of a module whose class is read from it
    (`s3_bucket.S3Bucket`).

    ## Why is this bad?
    Python stops with a `NameError` when it gets there.

    ## Fix safety
    Safe where one class can be meant: the only one of that name, or the one in a module or package that the file
    already imports from. Else there is one fix for each.
    """

    code = "PS102"
    name = "missing-import"
    group = "schema"
    visits = Program
    VALID = (
        Valid("""
from cdktf import *
from cdktf_cdktf_provider_aws.backup_plan import *

BackupPlan(
    self,
    "daily",
    name="daily",
    rule=[
        BackupPlanRule(
            rule_name="daily",
            target_vault_name="main",
            lifecycle=BackupPlanRuleLifecycle(delete_after=7),
        )
    ],
)
TerraformOutput(self, "out", value="x")
"""),
        Valid("""
from cdktf_cdktf_provider_aws.vpc import Vpc


def network(scope):
    from cdktf_cdktf_provider_aws.subnet import Subnet

    vpc = Vpc(scope, "vpc", cidr_block="10.0.0.0/16")
    return Subnet(scope, "subnet", vpc_id=vpc.id, cidr_block="10.0.0.0/24")


def label(bukcet: str) -> str:
    return bucket + bukcet
"""),
    )
    INVALID = (
        Invalid(
            """
from cdktf_cdktf_provider_aws.backup_plan import BackupPlan, BackupPlanRule

BackupPlan(
    self,
    "daily",
    name="daily",
    rule=[
        BackupPlanRule(
            rule_name="daily",
            target_vault_name="main",
            lifecycle=«BackupPlanRuleLifecycle»(delete_after=7),
        )
    ],
)
""",
            fixed="""
from cdktf_cdktf_provider_aws.backup_plan import BackupPlan, BackupPlanRule, BackupPlanRuleLifecycle

BackupPlan(
    self,
    "daily",
    name="daily",
    rule=[
        BackupPlanRule(
            rule_name="daily",
            target_vault_name="main",
            lifecycle=BackupPlanRuleLifecycle(delete_after=7),
        )
    ],
)
""",
            message="it is in `cdktf_cdktf_provider_aws.backup_plan`",
        ),
        Invalid(
            """
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider


class Main(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        self.export("team", "data")

    def export(self, name, value):
        return «TerraformOutput»(self, name, value=value)


app = App()
Main(app, "main")
app.synth()
""",
            fixed="""
from cdktf import App, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider


class Main(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        self.export("team", "data")

    def export(self, name, value):
        return TerraformOutput(self, name, value=value)


app = App()
Main(app, "main")
app.synth()
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.vpc import Vpc

vpc = Vpc(self, "vpc", cidr_block="10.0.0.0/16")
subnets = [
    «Subnet»(self, f"subnet-{zone}", vpc_id=vpc.id, cidr_block=f"10.0.{number}.0/24", availability_zone=zone)
    for number, zone in enumerate(["eu-west-1a", "eu-west-1b"])
]
""",
            fixed="""
from cdktf_cdktf_provider_aws.vpc import Vpc
from cdktf_cdktf_provider_aws.subnet import Subnet

vpc = Vpc(self, "vpc", cidr_block="10.0.0.0/16")
subnets = [
    Subnet(self, f"subnet-{zone}", vpc_id=vpc.id, cidr_block=f"10.0.{number}.0/24", availability_zone=zone)
    for number, zone in enumerate(["eu-west-1a", "eu-west-1b"])
]
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws import sqs_queue

sqs_queue.SqsQueue(self, "jobs", name="jobs")
«s3_bucket».S3Bucket(self, "data", bucket="data")
""",
            fixed="""
from cdktf_cdktf_provider_aws import s3_bucket, sqs_queue

sqs_queue.SqsQueue(self, "jobs", name="jobs")
s3_bucket.S3Bucket(self, "data", bucket="data")
""",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        for event in subject.events(UndefinedName):
            found = _classes(event, context.catalog) or _modules(event, context.catalog)
            if found:
                yield self._missing(event, _preferred(found, event.place.path, subject))

    def _missing(self, event: UndefinedName, found: list[AddImport]) -> Finding:
        only = len(found) == 1
        where = f": it is in `{found[0].module}`" if only else ""
        fixes = [
            Fix(f"Import `{each.name}` from `{each.module}`", Safety.SAFE if only else Safety.UNSAFE, (each,))
            for each in found
        ]
        return self.finding(event.place, f"`{event.name}` is not imported{where}", fixes=fixes)


def _classes(event: UndefinedName, catalog: Catalog) -> list[AddImport]:
    """The classes of that name."""
    types = [type_ for type_ in catalog.named(event.name) if "." not in type_.qualname]
    return [AddImport(event.place.path, type_.module, type_.name) for type_ in _written(types)]


def _written(types: list[Type]) -> list[Type]:
    """Without behavioural interfaces, where there is something that people construct."""
    return [type_ for type_ in types if type_.kind != "interface"] or types


def _modules(event: UndefinedName, catalog: Catalog) -> list[AddImport]:
    """The modules of that name that have the class which is read from it."""
    outer = next(around(event.place), None)
    if not isinstance(outer, ast.Attribute):
        return []
    return [
        AddImport(event.place.path, assembly.package, event.name)
        for assembly in catalog.assemblies
        if catalog.find(f"{assembly.package}.{event.name}", outer.attr) is not None
    ]


def _preferred(found: list[AddImport], path: str, program: Program) -> list[AddImport]:
    """Those in a module that the file imports from, else in a package it uses, else all."""
    if len(found) == 1:
        return found
    modules = {event.module for event in program.events(Import) if event.place.path == path}
    imported = [each for each in found if each.module in modules]
    packages = {program.catalog.package(module) for module in modules} - {None}
    return imported or [each for each in found if program.catalog.package(each.module) in packages] or found
