"""Stacks whose resources have no provider."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.catalog.types import Type
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.constructs.provider_presence import Need, Providers, provider_class
from presynth.checks.constructs.stack_spots import spot_in
from presynth.checks.constructs.stacks import Stacks, label
from presynth.checks.schema.draft import Unfixable
from presynth.checks.schema.placeholders import placeholder
from presynth.checks.schema.wording import article
from presynth.findings import Finding, Fix, Related, Safety, Severity
from presynth.operations import InsertStatement
from presynth.program.events import Construction
from presynth.program.program import Program, is_test
from presynth.program.values import Constant

_REGIONS = ("aws_region", "region")
_HEADER = """from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

"""
_END = """

app = App()
Jobs(app, "jobs")
app.synth()
"""


class MissingProvider(Rule):
    """A stack has resources, and no provider for them.

    ## What it does
    Looks for stacks in which nothing makes the provider construct that their resources and data sources need: not the
    class, nor one it derives from, a function it calls, a construct in it, an aspect, or the code that makes the stack.
    A provider made on the `App` is in no stack. What is made for tests is left alone, and so is a stack that code
    outside of the project is given.

    ## Why is this bad?
    `synth` stops: "Found resources without a matching provider construct". It does not say which resource, or where.

    ## Fix safety
    Safe where the provider needs no arguments: AWS takes its region from the environment where it is not given one.

    ## References
    - https://developer.hashicorp.com/terraform/cdktf/concepts/providers
    """

    code = "PS112"
    name = "missing-provider"
    group = "terraform"
    visits = Program
    outline_only = True
    VALID = (
        Valid(
            _HEADER
            + """
class Base(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")


class Jobs(Base):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        SqsQueue(self, "jobs", name="jobs")
"""
            + _END
        ),
        # From outside, for all but the tests.
        Valid(
            _HEADER
            + """
class Jobs(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        SqsQueue(self, "jobs", name="jobs")


app = App()
AwsProvider(Jobs(app, "jobs"), "aws", region="eu-west-1")
app.synth()
""",
            files={
                "tests/test_jobs.py": """
from cdktf import Testing
from main import Jobs


def test_queue():
    assert "jobs" in Testing.synth(Jobs(Testing.app(), "jobs"))
"""
            },
        ),
        # An aspect may add it (cdktf 0.21 looks for providers before it does, and stops).
        Valid(
            """
import jsii
from cdktf import App, Aspects, IAspect, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue


@jsii.implements(IAspect)
class Providers:
    def visit(self, node):
        if isinstance(node, TerraformStack):
            AwsProvider(node, "aws", region="eu-west-1")


app = App()
stack = TerraformStack(app, "jobs")
SqsQueue(stack, "jobs", name="jobs")
Aspects.of(app).add(Providers())
app.synth()
""",
            run=False,
        ),
        # Nobody knows what the platform adds.
        Valid(
            _HEADER
            + """
import platform_team.cdktf

app = App()
stack = TerraformStack(app, "jobs")
platform_team.cdktf.prepare(stack)
SqsQueue(stack, "jobs", name="jobs")
app.synth()
""",
            run=False,
        ),
        Valid(
            """
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

app = App(skip_validation=True)
SqsQueue(TerraformStack(app, "jobs"), "jobs", name="jobs")
app.synth()
"""
        ),
    )
    INVALID = (
        Invalid(
            """
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue


class «Jobs»(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        SqsQueue(self, "jobs", name="jobs")
"""
            + _END,
            fixed="""
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
from cdktf_cdktf_provider_aws.provider import AwsProvider


class Jobs(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws")
        SqsQueue(self, "jobs", name="jobs")
"""
            + _END,
            message="`Jobs` has an `aws_sqs_queue` and no provider `aws`",
        ),
        Invalid(
            """
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws import data_aws_caller_identity, provider


class «Accounts»(TerraformStack):
    def __init__(self, scope, id, *, aws_region):
        super().__init__(scope, id)
        data_aws_caller_identity.DataAwsCallerIdentity(self, "current")


app = App()
provider.AwsProvider(app, "aws", region="eu-west-1")
Accounts(app, "accounts", aws_region="eu-west-1")
app.synth()
""",
            fixed="""
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws import data_aws_caller_identity, provider


class Accounts(TerraformStack):
    def __init__(self, scope, id, *, aws_region):
        super().__init__(scope, id)
        provider.AwsProvider(self, "aws", region=aws_region)
        data_aws_caller_identity.DataAwsCallerIdentity(self, "current")


app = App()
provider.AwsProvider(app, "aws", region="eu-west-1")
Accounts(app, "accounts", aws_region="eu-west-1")
app.synth()
""",
        ),
        Invalid(
            """
# Without a class of its own.
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

app = App()
stack = «TerraformStack»(app, "jobs")
SqsQueue(stack, "jobs", name="jobs")
app.synth()
""",
            fixed="""
# Without a class of its own.
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
from cdktf_cdktf_provider_aws.provider import AwsProvider

app = App()
stack = TerraformStack(app, "jobs")
AwsProvider(stack, "aws")
SqsQueue(stack, "jobs", name="jobs")
app.synth()
""",
        ),
        # Nobody makes it here.
        Invalid(
            """
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue


class «Library»(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        SqsQueue(self, "jobs", name="jobs")
""",
            fixed="""
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
from cdktf_cdktf_provider_aws.provider import AwsProvider


class Library(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws")
        SqsQueue(self, "jobs", name="jobs")
""",
            message="unless it is given one from outside",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        """One finding a class none of whose stacks has the provider, and one for each stack without a class."""
        assert isinstance(subject, Program)
        stacks = Stacks(subject)
        providers = Providers(stacks)
        for group in stacks.groups:
            lacking: dict[str, list[Need]] = {}
            for event in group:
                assert event.instance is not None
                for need in providers.missing(event.instance):
                    lacking.setdefault(need.name, []).append(need)
            for needs in lacking.values():
                if len(needs) == len(group):
                    yield from self._reported(group[0], needs[0], stacks, context)

    def _reported(self, event: Construction, need: Need, stacks: Stacks, context: Context) -> Iterator[Finding]:
        assert event.instance is not None
        project_class = event.instance.project_class
        place = event.callee_place if project_class is None else project_class.place
        if place is None or is_test(place.path):
            return
        app = stacks.app_of(event.instance)
        validation = None if app is None else stacks.apps[app].arguments.value("skip_validation")
        if validation is not None and not (isinstance(validation, Constant) and not validation.value):
            return
        subject = "this stack" if project_class is None else label(event)
        made = need.resource.type.terraform_type
        message = f"{subject} has {article(made)} `{made}` and no provider `{need.name}`: synth stops"
        yield self.finding(
            place,
            message if app is not None else f"{message}, unless it is given one from outside",
            severity=None if app is not None else Severity.WARNING,
            fixes=_fixes(event, need, stacks.program, context),
            related=[Related(need.resource.callee_place, f"needs the provider `{need.name}`")],
        )


def _fixes(event: Construction, need: Need, program: Program, context: Context) -> Iterator[Fix]:
    provider, spot = provider_class(context.catalog, need), spot_in(event, program)
    if provider is None or spot is None:
        return
    keywords = context.catalog.keywords(provider)
    code: list[str | Type] = [provider, f'({spot.stack}, "{need.name}"']
    required = [field for field in keywords.values() if not field.optional]
    region = spot.first(_REGIONS) if need.name == "aws" else None
    if region is not None:
        code.append(f", region={region}")
    try:
        for field in required:
            code += [f", {field.name}=", *placeholder(field.type, context.catalog)]
    except Unfixable:
        return
    safety = Safety.UNSAFE if required else Safety.SAFE
    operation = InsertStatement(spot.behind(region), (*code, ")"))
    yield Fix(f"Add a provider `{need.name}`", safety, (operation,))
