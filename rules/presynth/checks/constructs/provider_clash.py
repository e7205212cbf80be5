"""Providers of one kind that are told apart by nothing."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.blocks import Presence
from presynth.checks.common.resources import resource
from presynth.checks.constructs.stacks import Stacks
from presynth.findings import Finding, Fix, Related, Safety
from presynth.operations import AddArgument
from presynth.program.events import Construction
from presynth.program.program import Program
from presynth.program.values import Constant, InstanceValue

_IMPORTS = """
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

"""


class DuplicateProvider(Rule):
    """A stack has two providers of one kind with the same alias, or with none.

    ## What it does
    Looks at the providers that are made in a stack, whatever construct of it they are made in. One of each kind may do
    without an `alias`; all others need one of their own. What stands in branches that exclude each other is not
    compared.

    ## Why is this bad?
    `synth` writes both, and `terraform init` refuses them: "Duplicate provider configuration".

    ## Fix safety
    Safe where a resource names the second provider with `provider=`: then it is used as before. Unsafe otherwise:
    resources that name none use the one without an alias.

    ## References
    - https://developer.hashicorp.com/terraform/language/block/provider#alias
    """

    code = "PS113"
    name = "duplicate-provider"
    group = "terraform"
    visits = Program
    VALID = (
        Valid(
            _IMPORTS
            + """
AwsProvider(self, "west", region="us-west-2", alias="west")
settings = {"alias": "east"}
AwsProvider(self, "east", region="us-east-1", **settings)
for region in ("eu-central-1", "eu-west-3"):
    AwsProvider(self, region, region=region, alias=region)
late = AwsProvider(self, "late", region="eu-west-2")
late.alias = "late"
"""
        ),
        Valid(
            """
import os

from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider


class Jobs(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        if os.getenv("LOCAL"):
            AwsProvider(self, "local", region="us-east-1", endpoints=[])
        else:
            AwsProvider(self, "aws", region="eu-west-1")


app = App()
Jobs(app, "one")
Jobs(app, "two")
app.synth()
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
west = «AwsProvider»(self, "us-west", region="us-west-2")
SqsQueue(self, "jobs", name="jobs", provider=west)
""",
            fixed=_IMPORTS
            + """
west = AwsProvider(self, "us-west", region="us-west-2", alias="us-west")
SqsQueue(self, "jobs", name="jobs", provider=west)
""",
            message="without an `alias`",
        ),
        Invalid(
            _IMPORTS
            + """
AwsProvider(self, "west", region="us-west-2", alias="west")
«AwsProvider»(self, "east", region="us-east-1", alias="west")
""",
            message="with the alias `west`",
        ),
        Invalid(
            """
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
from constructs import Construct


class Queue(Construct):
    def __init__(self, scope, id, region):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region=region)
        SqsQueue(self, "queue", name=id)


class Jobs(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        for name, region in (("orders", "eu-west-1"), ("refunds", "us-east-1")):
            Queue(self, name, region)


app = App()
Jobs(app, "jobs")
app.synth()
""".replace("        AwsProvider(", "        «AwsProvider»("),
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        if len(subject.made("TerraformProvider")) < 2:
            return
        stacks = Stacks(subject)
        for stack in (event.instance for group in stacks.groups for event in group if event.instance is not None):
            for first, second, alias in _clashes(subject, stacks.inside(stack, "TerraformProvider")):
                yield self._reported(subject, first, second, alias)

    def _reported(self, program: Program, first: Construction, second: Construction, alias: str | None) -> Finding:
        told = "without an `alias`" if alias is None else f"with the alias `{alias}`"
        message = (
            f"this is the second provider `{second.type.terraform_type}` of the stack {told}: "
            "`terraform init` refuses a duplicate provider configuration"
        )
        related = [] if first.place == second.place else [Related(first.callee_place, "the first")]
        fixes = _fixes(program, first, second) if alias is None else ()
        return self.finding(second.callee_place, message, about=second.instance, fixes=fixes, related=related)


def _clashes(
    program: Program, providers: list[Construction]
) -> Iterator[tuple[Construction, Construction, str | None]]:
    """Each provider that has the kind and alias of one before it, which is made whenever it is."""
    seen: dict[tuple[str, str | None], list[Construction]] = {}
    for event in providers:
        known, alias = _alias(program, event)
        if known:
            family = seen.setdefault((event.type.terraform_type, alias), [])
            first = next((each for each in family if each.conditions == event.conditions[: len(each.conditions)]), None)
            if first is not None:
                yield first, event, alias
            family.append(event)


def _alias(program: Program, event: Construction) -> tuple[bool, str | None]:
    """Whether the alias is known, and what it is."""
    made = resource(program, event.instance) if event.instance is not None else None
    if made is None:
        return False, None
    alias = made.constant("alias")
    if isinstance(alias, str):
        return True, alias
    return made.presence("alias") is Presence.UNSET, None


def _fixes(program: Program, first: Construction, second: Construction) -> Iterator[Fix]:
    """Its id for an alias."""
    given = second.arguments.get("id")
    if given is None or not isinstance(second.id, Constant) or first.id == second.id:
        return
    safety = Safety.SAFE if first.place != second.place and _is_named(program, second) else Safety.UNSAFE
    yield Fix("Give it its id for an alias", safety, (AddArgument(second.place, "alias", (given.place.text,)),))


def _is_named(program: Program, provider: Construction) -> bool:
    """Whether something is made with it by name."""
    return any(
        isinstance(value, InstanceValue) and value.instance is provider.instance
        for event in program.constructs.values()
        if (value := event.arguments.value("provider")) is not None
    )
