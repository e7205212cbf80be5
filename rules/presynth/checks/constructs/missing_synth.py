"""Apps that nobody synthesises."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.nodes import is_statement
from presynth.checks.constructs.enclosing import ancestors
from presynth.checks.constructs.stacks import Stacks
from presynth.findings import Finding, Fix, Safety
from presynth.operations import InsertStatement, Replace
from presynth.program.events import AttributeAccess, Construction, Invocation, ProjectCall
from presynth.program.program import Program
from presynth.program.state import runs_in_order
from presynth.program.values import Instance, InstanceValue
from presynth.source.statement import Kind, Statement

_JOBS = """
from cdktf import App, TerraformOutput, TerraformStack


class Jobs(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        TerraformOutput(self, "answer", value="42")

"""


class MissingSynth(Rule):
    """An app has stacks and is never synthesised.

    ## What it does
    Looks for an `App` with stacks, made where the program starts, that nothing calls `synth()` of. An app that a
    function returns to nobody, that code outside of the project is given, or that a test makes is left alone. A stack
    that is made behind the last `synth()` in its block comes too late.

    ## Why is this bad?
    The program runs to its end and writes nothing: `cdktf synth` stops because the app "was expected to call 'synth()',
    but didn't".

    ## Fix safety
    Safe: the call comes behind the last statement of the block in which the app is made.

    ## References
    - https://developer.hashicorp.com/terraform/cdktf/concepts/cdktf-architecture
    """

    code = "PS114"
    name = "missing-synth"
    group = "terraform"
    visits = Program
    VALID = (
        Valid(_JOBS + "\napp = App()\nJobs(app, 'jobs')\nif __name__ == '__main__':\n    app.synth()\n"),
        Valid(
            _JOBS
            + """
def build():
    app = App()
    Jobs(app, "jobs")
    return app


def main():
    app = build()
    app.synth()


main()
"""
        ),
        # Somebody else may synthesise it.
        Valid(_JOBS + "\ndef build():\n    app = App()\n    Jobs(app, 'jobs')\n    return app\n"),
        Valid(_JOBS + "\nimport atexit\n\napp = App()\nJobs(app, 'jobs')\natexit.register(app.synth)\n"),
        Valid(
            _JOBS + "\nimport platform_team\n\napp = App()\nJobs(app, 'jobs')\nplatform_team.deploy(app)\n", run=False
        ),
        Valid(_JOBS + "\napp = App()\n"),
    )
    INVALID = (
        Invalid(
            _JOBS + '\napp = «App»()\nJobs(app, "jobs")\n',
            fixed=_JOBS + '\napp = App()\nJobs(app, "jobs")\napp.synth()\n',
            message="nothing is written",
        ),
        Invalid(
            _JOBS
            + """
def main():
    app = «App»()
    for stage in ("dev", "prod"):
        Jobs(app, stage)


if __name__ == "__main__":
    main()
""",
            fixed=_JOBS
            + """
def main():
    app = App()
    for stage in ("dev", "prod"):
        Jobs(app, stage)
    app.synth()


if __name__ == "__main__":
    main()
""",
        ),
        Invalid(
            _JOBS + '\napp = App()\nJobs(app, "jobs")\napp.synth()\n«Jobs»(app, "more")\n',
            message="nothing is written of it",
        ),
        Invalid(
            _JOBS + '\napp = App()\nJobs(app, "jobs")\n«app.synth»\n',
            fixed=_JOBS + '\napp = App()\nJobs(app, "jobs")\napp.synth()\n',
            message="is not called",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        stacks = Stacks(subject)
        apps = stacks.apps
        if not apps:
            return
        mentions = list(_mentions_of_synth(subject, apps))
        used = {instance for instance, access in mentions if not is_statement(access.place)}
        idle = {instance: access for instance, access in mentions if instance not in used}
        for instance, event in apps.items():
            if instance not in used and _is_lost(stacks, instance, event):
                yield self._reported(subject, event, idle.get(instance))
        for made, stack in _made_too_late(stacks, [each for each in mentions if each[0] in used]):
            message = "this stack is made when `synth()` is done: nothing is written of it"
            yield self.finding(made.callee_place, message, about=stack)

    def _reported(self, program: Program, event: Construction, idle: AttributeAccess | None) -> Finding:
        if idle is not None:
            fix = Fix("Call it", Safety.SAFE, (Replace(idle.place, (f"{idle.place.text}()",)),))
            message = "`synth` is not called without `()`: nothing is written"
            return self.finding(idle.place, message, about=event.instance, fixes=[fix])
        message = "nothing calls `synth()` of this app: nothing is written, `cdktf synth` stops"
        return self.finding(event.callee_place, message, about=event.instance, fixes=_fixes(program, event))


def _made_too_late(
    stacks: Stacks, mentions: list[tuple[Instance, AttributeAccess]]
) -> Iterator[tuple[Construction | ProjectCall, Instance]]:
    """The stacks of an app that stand behind its last `synth()` in one block."""
    ends: dict[Instance, tuple[list[Statement], int]] = {}
    for app, access in mentions:
        block, number = _spot(stacks.program, access.place.statement)
        known = ends.get(app)
        if known is not None and known[0] != block:
            return  # in several blocks: whoever wrote that knows why
        ends[app] = block, max(number, -1 if known is None else known[1])
    for event in (each for group in stacks.groups if ends for each in group):
        stack = event.instance
        app = None if stack is None else stacks.app_of(stack)
        if stack is not None and app is not None and app in ends:
            made = stacks.program.creation(stack) or event
            block, number = _spot(stacks.program, made.place.statement)
            if block == ends[app][0] and number > ends[app][1]:
                yield made, stack


def _spot(program: Program, statement: Statement) -> tuple[list[Statement], int]:
    """The block that a statement stands in, and where there."""
    source = program.source(statement.path)
    above = ancestors(source.statements, statement) if source is not None else []
    block = list(above[0].body if above else source.statements if source is not None else ())
    return block, next((n for n, each in enumerate(block) if each is statement), -1)


def _is_lost(stacks: Stacks, app: Instance, event: Construction) -> bool:
    """Whether it has stacks, and nobody else can get at it."""
    if app in stacks.given_away or _is_in_uncalled(stacks.program, event):
        return False
    made = (each.instance for group in stacks.groups for each in group)
    return any(stack is not None and stacks.app_of(stack) is app for stack in made)


def _mentions_of_synth(
    program: Program, apps: dict[Instance, Construction]
) -> Iterator[tuple[Instance, AttributeAccess]]:
    for access in program.events(AttributeAccess):
        app = access.base.instance if isinstance(access.base, InstanceValue) else None
        if access.name == "synth" and app is not None and app in apps:
            yield app, access


def _is_in_uncalled(program: Program, event: Construction) -> bool:
    """Whether it happens in a function that nobody calls."""
    return any(
        each is event
        for run in program.runs
        if run.group[0].kind is Kind.FUNCTION
        and any(isinstance(entry, Invocation) and entry.function.statement is run.group[0] for entry in run.events)
        for inner in runs_in_order([run])
        for each in inner.events
    )


def _fixes(program: Program, event: Construction) -> Iterator[Fix]:
    """`app.synth()` at the end of the block where the app gets its name."""
    statement = event.place.statement
    node = statement.node
    if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
        return
    source = program.source(statement.path)
    above = ancestors(source.statements, statement) if source is not None else []
    block = above[0].body if above else source.statements if source is not None else ()
    last = _last_before_return(block)
    if last is not None:
        yield Fix("Synthesise it", Safety.SAFE, (InsertStatement(last, (f"{node.targets[0].id}.synth()\n",)),))


def _last_before_return(block: tuple[Statement, ...] | list[Statement]) -> Statement | None:
    last = block[-1] if block else None
    if last is not None and isinstance(last.node, ast.Return | ast.Raise):
        last = block[-2] if len(block) > 1 else None
    return last
