"""Structs of the wrong class."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from presynth.catalog.catalog import Catalog
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.schema.calls import Judged, distinct
from presynth.checks.schema.coercion import coercion
from presynth.checks.schema.faults import WrongStruct
from presynth.checks.schema.related import origin_of
from presynth.checks.schema.wording import article, consequence
from presynth.findings import Finding, Fix, Safety
from presynth.program.events import AttributeAccess, Construction, MethodCall


class WrongStructClass(Rule):
    """A struct is of another class than the one that is taken.

    ## What it does
    Compares the class of every struct that is passed, alone or in a list, with the one that is declared there.

    ## Why is this bad?
    Every block of every resource has a class of its own: `BackupPlanRuleLifecycle` and
    `BackupPlanRuleCopyActionLifecycle` have the same fields and are not the same. The wrong one is a TypeError, or, in
    a list, refused by jsii.

    ## Fix safety
    Safe where the other class takes the same arguments, and the struct is made where it is passed: writes its name and
    imports it. Unsafe where it is made elsewhere, and others may use it.
    """

    code = "PS105"
    name = "wrong-struct"
    group = "schema"
    visits = (Construction, MethodCall, AttributeAccess)
    VALID = (
        Valid(
            """
from cdktf_cdktf_provider_aws.backup_plan import (
    BackupPlan,
    BackupPlanRule,
    BackupPlanRuleCopyAction,
    BackupPlanRuleCopyActionLifecycle,
    BackupPlanRuleLifecycle,
)

copy = BackupPlanRuleCopyAction(
    destination_vault_arn="arn:aws:backup:eu-west-1:123456789012:backup-vault:copy",
    lifecycle=BackupPlanRuleCopyActionLifecycle(delete_after=7),
)
rule = BackupPlanRule(
    rule_name="daily",
    target_vault_name="main",
    lifecycle=BackupPlanRuleLifecycle(delete_after=7),
    copy_action=[copy],
)
BackupPlan(self, "daily", name="daily", rule=[rule])
""",
        ),
        Valid(
            """
from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

S3Bucket(self, "logs", lifecycle=TerraformResourceLifecycle(prevent_destroy=True))
""",
        ),
    )
    INVALID = (
        Invalid(
            """
from cdktf_cdktf_provider_aws.backup_plan import (
    BackupPlanRuleCopyAction,
    BackupPlanRuleLifecycle,
)

BackupPlanRuleCopyAction(
    destination_vault_arn="arn:aws:backup:eu-west-1:123456789012:backup-vault:copy",
    lifecycle=«BackupPlanRuleLifecycle(delete_after=7)»,
)
""",
            fixed="""
from cdktf_cdktf_provider_aws.backup_plan import (
    BackupPlanRuleCopyAction,
    BackupPlanRuleCopyActionLifecycle,
    BackupPlanRuleLifecycle,
)

BackupPlanRuleCopyAction(
    destination_vault_arn="arn:aws:backup:eu-west-1:123456789012:backup-vault:copy",
    lifecycle=BackupPlanRuleCopyActionLifecycle(delete_after=7),
)
""",
            message="takes a `BackupPlanRuleCopyActionLifecycle`, not a `BackupPlanRuleLifecycle`",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupEgress

SecurityGroup(self, "web", ingress=[«SecurityGroupEgress(from_port=443, to_port=443, protocol="tcp")»])
""",
            fixed="""
from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupEgress, SecurityGroupIngress

SecurityGroup(self, "web", ingress=[SecurityGroupIngress(from_port=443, to_port=443, protocol="tcp")])
""",
            message="jsii refuses it",
        ),
        Invalid(
            """
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws import security_group
from cdktf_cdktf_provider_aws.provider import AwsProvider


def https():
    return security_group.SecurityGroupEgress(from_port=443, to_port=443, protocol="tcp")


class Web(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        security_group.SecurityGroup(self, "web", ingress=[«https()»])
""",
            fixed="""
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws import security_group
from cdktf_cdktf_provider_aws.provider import AwsProvider


def https():
    return security_group.SecurityGroupIngress(from_port=443, to_port=443, protocol="tcp")


class Web(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        security_group.SecurityGroup(self, "web", ingress=[https()])
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket, S3BucketVersioning

settings = {"logging": «S3BucketVersioning(enabled=True)»}
S3Bucket(self, "logs", **settings)
""",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        """Structs that are not what the position takes."""
        assert isinstance(subject, Judged)
        for fault in distinct(subject, context.catalog, WrongStruct):
            place = fault.passed.place
            wanted, given = fault.wanted.name, fault.given.type.name
            what = f"{article(wanted)} `{wanted}`, not {article(given)} `{given}`"
            message = f"`{fault.passed.path}` of `{fault.passed.owner}` takes {what}: {consequence(fault.refused)}"
            yield self.finding(
                place,
                message,
                about=getattr(subject, "instance", None),
                fixes=_fixes(fault, context.catalog),
                related=origin_of(fault.given, place),
            )


def _fixes(fault: WrongStruct, catalog: Catalog) -> Iterator[Fix]:
    origin = fault.given.origin
    fix = coercion(fault.passed, catalog)
    if fix is None and origin is not None and origin != fault.passed.place:
        elsewhere = replace(fault.passed, place=origin, value=fault.given)
        fix = coercion(elsewhere, catalog)
        fix = None if fix is None else replace(fix, safety=Safety.UNSAFE, title=f"{fix.title} where it is made")
    if fix is not None:
        yield fix
