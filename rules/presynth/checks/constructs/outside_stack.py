"""Constructs on the app instead of in a stack."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.names_in_reach import spelled_before
from presynth.checks.constructs.stacks import Stacks, label
from presynth.checks.schema.wording import article
from presynth.findings import Finding, Fix, Related, Safety
from presynth.operations import Replace
from presynth.program.events import Construction
from presynth.program.program import Program
from presynth.program.values import Instance, InstanceValue
from presynth.source.statement import Place

_HEADER = """from cdktf import App, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
from constructs import Construct

"""


class ConstructOutsideStack(Rule):
    """A construct is placed on the app, where it is in no stack.

    ## What it does
    Looks for resources, data sources, outputs, variables and all else of Terraform whose scope is the `App` itself, or
    a construct of the project that is placed on the `App` and makes no stack of its own for them. A provider there
    is missed, if at all, by the stacks (`missing-provider`).

    ## Why is this bad?
    An app writes its stacks and nothing else: what is in none of them is silently left out.

    ## Fix safety
    Safe: offered in a method of a stack, or where there is only one stack.

    ## References
    - https://developer.hashicorp.com/terraform/cdktf/concepts/cdktf-architecture
    """

    code = "PS111"
    name = "construct-outside-stack"
    group = "terraform"
    visits = Program
    outline_only = True
    VALID = (
        Valid(
            _HEADER
            + """
class Jobs(Construct):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        stack = TerraformStack(self, "stack")
        AwsProvider(stack, "aws", region="eu-west-1")
        TerraformOutput(stack, "arn", value=SqsQueue(stack, "jobs", name="jobs").arn)


def queue(scope: Construct):
    SqsQueue(scope, "jobs", name="jobs")


app = App()
Jobs(app, "jobs")
Construct(app, "nothing")
app.synth()
"""
        ),
    )
    INVALID = (
        Invalid(
            _HEADER
            + """
app = App()
stack = TerraformStack(app, "jobs")
AwsProvider(stack, "aws", region="eu-west-1")
SqsQueue(«app», "queue", name="jobs")
app.synth()
# Nothing here is in a class of its own.
""",
            fixed=_HEADER
            + """
app = App()
stack = TerraformStack(app, "jobs")
AwsProvider(stack, "aws", region="eu-west-1")
SqsQueue(stack, "queue", name="jobs")
app.synth()
# Nothing here is in a class of its own.
""",
            message="an `SqsQueue` on the app is in no stack",
        ),
        Invalid(
            _HEADER
            + """
class Jobs(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        queue = SqsQueue(self, "jobs", name="jobs")
        TerraformOutput(«scope», "arn", value=queue.name)


app = App()
Jobs(app, "jobs")
app.synth()
""",
            fixed=_HEADER
            + """
class Jobs(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        queue = SqsQueue(self, "jobs", name="jobs")
        TerraformOutput(self, "arn", value=queue.name)


app = App()
Jobs(app, "jobs")
app.synth()
""",
        ),
        Invalid(
            _HEADER
            + """
class Jobs(Construct):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        for name in ("orders", "refunds"):
            SqsQueue(self, name, name=name)


app = App()
Jobs(«app», "jobs")
app.synth()
""",
            message="a `Jobs` on the app is in no stack: nothing is written of what it makes",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        """One finding for what is placed on the app, whatever is made below it."""
        assert isinstance(subject, Program)
        stacks = Stacks(subject)
        if not stacks.apps:
            return
        stack = subject.addresses.stack
        reported: set[Instance] = set()
        for event in subject.made("TerraformElement"):
            if event.instance is None or stack(event.instance) is not None:
                continue
            if context.catalog.is_a(event.type, "TerraformProvider"):
                continue  # whether a stack misses it is another rule's question
            top = _right_on_app(stacks, event.instance)
            if top is not None and top not in reported:
                reported.add(top)
                yield self._reported(subject, top, event)

    def _reported(self, program: Program, top: Instance, element: Construction) -> Finding:
        event = program.constructs[top]
        own = label(event)
        place = _scope_place(program, event)
        below = "" if top is element.instance else " of what it makes"
        message = f"{article(own[1:])} {own} on the app is in no stack: nothing is written{below}"
        related = [Related(element.callee_place, "for example of this")] if below else []
        return self.finding(place, message, about=top, fixes=_fixes(program, event, place), related=related)


def _right_on_app(stacks: Stacks, instance: Instance) -> Instance | None:
    """The construct right on the app that leads to `instance`, where no stack is between them."""
    below = instance
    for scope in stacks.program.scopes(instance):
        if scope in stacks.apps:
            return below
        if scope.type is None or stacks.program.catalog.is_a(scope.type, "TerraformStack"):
            return None
        below = scope
    return None


def _scope_place(program: Program, event: Construction) -> Place:
    """Where it is given its scope: in the call of its own class where it has one."""
    made = program.creation(event.instance) if event.instance is not None else None
    arguments = event.arguments if made is None else made.arguments
    given = next((each for each in arguments if each.value == event.scope), None)
    return event.callee_place if given is None else given.place


def _fixes(program: Program, event: Construction, place: Place) -> Iterator[Fix]:
    """The stack instead, where there is only one that can be meant: the one whose method this is, or all there is."""
    if event.instance is None or program.creation(event.instance) is not None or place == event.callee_place:
        return
    stacks = [
        each.instance
        for each in program.made("TerraformStack")
        if each.instance is not None and each.conditions == event.conditions
    ]
    receiver = event.frame.receiver if event.frame is not None else None
    own = [stack for stack in stacks if isinstance(receiver, InstanceValue) and receiver.instance is stack]
    meant = own or stacks
    name = spelled_before(program, meant[0], event) if len(meant) == 1 else None
    if name is not None:
        yield Fix(f"Place it in `{name}`", Safety.SAFE, (Replace(place, (name,)),))
