"""Lifecycle rules of buckets that do not say what they apply to."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.catalog.argument_constraints import provider_constraints
from presynth.catalog.arguments import struct_in
from presynth.catalog.catalog import Catalog
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.blocks import Block, Presence
from presynth.checks.common.resources import resources
from presynth.findings import Finding, Fix, Safety, Severity
from presynth.operations import AddArgument, AddItem, Operation
from presynth.program.program import Program

_MODULE = "cdktf_cdktf_provider_aws.s3_bucket_lifecycle_configuration"
_IMPORT = f"""
from {_MODULE} import S3BucketLifecycleConfiguration, S3BucketLifecycleConfigurationRule
"""
_WITH_FILTER = f"""
from {_MODULE} import S3BucketLifecycleConfiguration, S3BucketLifecycleConfigurationRule, S3BucketLifecycleConfigurationRuleFilter
"""  # noqa: E501 - as a fix writes it


class LifecycleRuleWithoutFilter(Rule):
    """A lifecycle rule has neither `filter` nor `prefix`.

    ## What it does
    Looks at the rules of `S3BucketLifecycleConfiguration`, however they are written: structs, dicts, lists that are
    built elsewhere, `put_rule`.

    ## Why is this bad?
    S3 wants to know which objects a rule is for. The provider warns today ("This will be an error in a future version
    of the provider") and plans changes that are none.

    ## Fix safety
    Safe: an empty filter, in the form that the installed binding takes, means all objects, which is what happens now.

    ## References
    - https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html (2026-11-22)
    - https://registry.terraform.io/providers/hashicorp/aws/6.25.0/docs/resources/s3_bucket_lifecycle_configuration#filter-1
      (2026-11-22)
    """

    code = "PS307"
    name = "lifecycle-rule-without-filter"
    group = "aws"
    severity = Severity.WARNING
    visits = Program
    VALID = (
        Valid(
            _WITH_FILTER
            + """
S3BucketLifecycleConfiguration(
    self,
    "lifecycle",
    bucket="logs",
    rule=[
        S3BucketLifecycleConfigurationRule(
            id="all", status="Enabled", expiration=[{"days": 30}], filter=[S3BucketLifecycleConfigurationRuleFilter()]
        ),
        S3BucketLifecycleConfigurationRule(id="old", status="Enabled", expiration=[{"days": 30}], prefix="old/"),
        {"id": "new", "status": "Enabled", "expiration": [{"days": 30}], "filter": [{"prefix": "new/"}]},
    ],
)
"""
        ),
        Valid(
            _IMPORT
            + """

def keep(scope, rules, **settings):
    rule = S3BucketLifecycleConfigurationRule(id="all", status="Enabled", expiration=[{"days": 30}], **settings)
    return S3BucketLifecycleConfiguration(scope, "lifecycle", bucket="logs", rule=[rule, *rules])
"""
        ),
        Valid(
            _IMPORT
            + """
rule = S3BucketLifecycleConfigurationRule(id="all", status="Enabled", expiration=[{"days": 30}])
lifecycle = S3BucketLifecycleConfiguration(self, "lifecycle", bucket="logs", rule=[rule])
lifecycle.add_override("rule.0.filter", {"prefix": ""})
"""
        ),
        Valid(
            """
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket, S3BucketLifecycleRule

S3Bucket(self, "logs", lifecycle_rule=[S3BucketLifecycleRule(enabled=True)])
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORT
            + """
S3BucketLifecycleConfiguration(
    self,
    "lifecycle",
    bucket="logs",
    rule=[
        «S3BucketLifecycleConfigurationRule»(
            id="glacier",
            status="Enabled", expiration=[{"days": 30}],
        )
    ],
)
""",
            fixed=_WITH_FILTER
            + """
S3BucketLifecycleConfiguration(
    self,
    "lifecycle",
    bucket="logs",
    rule=[
        S3BucketLifecycleConfigurationRule(
            id="glacier",
            status="Enabled", expiration=[{"days": 30}],
            filter=[S3BucketLifecycleConfigurationRuleFilter()],
        )
    ],
)
""",
        ),
        Invalid(
            _IMPORT
            + """
rules = [«{"id": "glacier", "status": "Enabled", "expiration": [{"days": 30}]}»]
S3BucketLifecycleConfiguration(self, "lifecycle", bucket="logs", rule=rules)
""",
            fixed=_IMPORT
            + """
rules = [{"id": "glacier", "status": "Enabled", "expiration": [{"days": 30}], "filter": [{}]}]
S3BucketLifecycleConfiguration(self, "lifecycle", bucket="logs", rule=rules)
""",
        ),
        Invalid(
            f"""
import {_MODULE} as lifecycles

buckets = {{"logs": 30, "traces": 7}}
for name, days in buckets.items():
    end = [{{"days": days}}]
    configuration = lifecycles.S3BucketLifecycleConfiguration(self, f"{{name}}-lifecycle", bucket=name, rule=[])
    configuration.put_rule(
        [
            lifecycles.«S3BucketLifecycleConfigurationRule»(id=name, status="Enabled", expiration=end, prefix=None)
            for number in range(1)
        ]
    )
""",
            fixed=f"""
import {_MODULE} as lifecycles

buckets = {{"logs": 30, "traces": 7}}
for name, days in buckets.items():
    end = [{{"days": days}}]
    configuration = lifecycles.S3BucketLifecycleConfiguration(self, f"{{name}}-lifecycle", bucket=name, rule=[])
    configuration.put_rule(
        [
            lifecycles.S3BucketLifecycleConfigurationRule(id=name, status="Enabled", expiration=end, prefix=None, filter=[lifecycles.S3BucketLifecycleConfigurationRuleFilter()])
            for number in range(1)
        ]
    )
""",  # noqa: E501 - as a fix writes it
        ),
        Invalid(
            """
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
"""
            + _WITH_FILTER.lstrip()
            + """

OLD = [{"days": 365}]


class Archive(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        self.rules = [self.rule("a", [S3BucketLifecycleConfigurationRuleFilter(prefix="a/")])]
        self.rules += [S3BucketLifecycleConfigurationRule(id="b", status="Enabled", expiration=OLD, prefix="b/")]
        self.rules.append(«S3BucketLifecycleConfigurationRule»(id="c", status="Disabled", expiration=OLD))
        S3BucketLifecycleConfiguration(self, "lifecycle", bucket="archive", rule=self.rules)

    def rule(self, name, selection):
        return S3BucketLifecycleConfigurationRule(id=name, status="Enabled", expiration=OLD, filter=selection)


app = App()
Archive(app, "archive")
app.synth()
""",
            fixed="""
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
"""
            + _WITH_FILTER.lstrip()
            + """

OLD = [{"days": 365}]


class Archive(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        self.rules = [self.rule("a", [S3BucketLifecycleConfigurationRuleFilter(prefix="a/")])]
        self.rules += [S3BucketLifecycleConfigurationRule(id="b", status="Enabled", expiration=OLD, prefix="b/")]
        self.rules.append(S3BucketLifecycleConfigurationRule(id="c", status="Disabled", expiration=OLD, filter=[S3BucketLifecycleConfigurationRuleFilter()]))
        S3BucketLifecycleConfiguration(self, "lifecycle", bucket="archive", rule=self.rules)

    def rule(self, name, selection):
        return S3BucketLifecycleConfigurationRule(id=name, status="Enabled", expiration=OLD, filter=selection)


app = App()
Archive(app, "archive")
app.synth()
""",  # noqa: E501 - as a fix writes it
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        for configuration in resources(subject, "aws_s3_bucket_lifecycle_configuration"):
            certain = provider_constraints(subject.catalog, configuration.event.type).certain
            for rule in configuration.block.at(("rule",)):
                if all(rule.presence((name,)) is Presence.UNSET for name in ("filter", "prefix")):
                    yield self.finding(
                        rule.place,
                        "this lifecycle rule has neither `filter` nor `prefix`: nothing says which objects it is for",
                        about=configuration.instance,
                        fixes=_fixes(subject.catalog, rule),
                        severity=None if certain else Severity.INFO,
                    )


def _fixes(catalog: Catalog, rule: Block) -> Iterator[Fix]:
    """An empty filter, as the binding takes it."""
    declared = catalog.keywords(rule.type).get("filter") if rule.type is not None else None
    struct, listed = (None, False) if declared is None else struct_in(catalog, declared.type)
    if struct is None or rule.written is None:
        return
    operation: Operation
    if rule.written == rule.place:
        operation = AddItem(rule.written, ('"filter": [{}]' if listed else '"filter": {}',))
    else:
        operation = AddArgument(rule.written, "filter", ("[", struct, "()]") if listed else (struct, "()"))
    yield Fix("Add an empty filter, for all objects", Safety.SAFE, (operation,))
