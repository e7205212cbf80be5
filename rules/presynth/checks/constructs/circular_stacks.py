"""Stacks that wait for each other."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.nodes import is_statement
from presynth.checks.constructs.stack_dependencies import Link, circles, links
from presynth.checks.constructs.stacks import Stacks, label
from presynth.findings import Finding, Fix, Related, Safety
from presynth.operations import RemoveStatement
from presynth.program.program import Program
from presynth.program.values import Constant, Instance

_STACKS = """
from cdktf import App, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue


class Jobs(TerraformStack):
    def __init__(self, scope, id, dead_letters=None):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        self.queue = SqsQueue(self, "queue", name=id)
        if dead_letters is not None:
            TerraformOutput(self, "dead-letters", value=dead_letters.arn)


app = App()
"""


class CircularStacks(Rule):
    """Stacks wait for each other in a circle.

    ## What it does
    Follows `add_dependency` between stacks, and references from the constructs of one stack to those of another, which
    make the one wait for the other too.

    ## Why is this bad?
    No order of them could be deployed: the call of `add_dependency` that closes the circle fails, and so does `synth`
    where a reference closes it.

    ## Fix safety
    Removing the call is safe where references make up the rest of the circle, unsafe where it may be another call that
    is wrong.

    ## References
    - https://developer.hashicorp.com/terraform/cdktf/concepts/stacks#stack-dependencies
    """

    code = "PS115"
    name = "circular-stacks"
    group = "terraform"
    visits = Program
    VALID = (
        Valid(
            _STACKS
            + """
first = Jobs(app, "first")
second = Jobs(app, "second", first.queue)
third = Jobs(app, "third", second.queue)
third.add_dependency(first)
second.add_dependency(first)
app.synth()
"""
        ),
        Valid(
            _STACKS
            + """
import os

first, second = Jobs(app, "first"), Jobs(app, "second")
if os.getenv("REVERSED"):
    first.add_dependency(second)
else:
    second.add_dependency(first)
app.synth()
"""
        ),
    )
    INVALID = (
        Invalid(
            _STACKS
            + """
first = Jobs(app, "first")
second = Jobs(app, "second")
third = Jobs(app, "third")
first.add_dependency(second)
second.add_dependency(third)
third.add_dependency(«first»)
app.synth()
""",
            fixed=_STACKS
            + """
first = Jobs(app, "first")
second = Jobs(app, "second")
third = Jobs(app, "third")
first.add_dependency(second)
second.add_dependency(third)
app.synth()
""",
            message="`third` → `first` → `second` → `third`",
        ),
        Invalid(
            _STACKS
            + """
first = Jobs(app, "first")
second = Jobs(app, "second", first.queue)
first.add_dependency(«second»)
app.synth()
""",
            fixed=_STACKS
            + """
first = Jobs(app, "first")
second = Jobs(app, "second", first.queue)
app.synth()
""",
        ),
        Invalid(
            _STACKS
            + """
first = Jobs(app, "first")
second = Jobs(app, "second", first.queue)
TerraformOutput(first, "other", value=«second.queue.arn»)
app.synth()
""",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        made = (event for group in Stacks(subject).groups for event in group)
        stacks = {event.instance for event in made if event.instance is not None}
        if len(stacks) < 2:
            return
        for circle in circles(links(subject, stacks)):
            yield self._reported(subject, circle)

    def _reported(self, program: Program, circle: tuple[Link, ...]) -> Finding:
        closing, *others = circle
        names = [_name(program, link.waiting) for link in circle]
        way = " → ".join((*names, names[0]))
        stops = "synth stops" if any(link.call is None for link in circle) else "this call fails"
        message = f"these stacks wait for each other, {way}: {stops}"
        related = [Related(link.place, f"{_name(program, link.waiting)} waits here") for link in others]
        return self.finding(closing.place, message, about=closing.waiting, fixes=_fixes(circle), related=related)


def _name(program: Program, stack: Instance) -> str:
    event = program.constructs[stack]
    return f"`{event.id.value}`" if isinstance(event.id, Constant) else label(event)


def _fixes(circle: tuple[Link, ...]) -> Iterator[Fix]:
    """Without the call; certain where a reference says that it is the other way round."""
    call = circle[0].call
    if call is not None and is_statement(call.place):
        safety = Safety.SAFE if any(link.call is None for link in circle[1:]) else Safety.UNSAFE
        yield Fix("Remove the dependency", safety, (RemoveStatement(call.place.statement),))
