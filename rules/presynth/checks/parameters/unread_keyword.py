"""Keywords that a function takes and never looks for, beside one that it looks for and does not get."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.similar import nearest
from presynth.checks.parameters.read_keywords import read_keywords
from presynth.findings import Finding, Fix, Related, Safety, Severity
from presynth.operations import Replace
from presynth.program.definitions import name_place
from presynth.program.events import ProjectCall
from presynth.program.parameters import parameters_of
from presynth.program.program import Program
from presynth.program.values import Function

_STACK = """from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider


class Main(TerraformStack):
    def __init__(self, scope, id, **kwargs):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region=kwargs.get("region", "eu-west-1"))
        self.environment = kwargs.pop("environment_suffix", "dev")


app = App()
"""


class UnreadKeyword(Rule):
    """A keyword goes into `**kwargs`, where nothing reads it but something reads one that resembles it.

    ## What it does
    Looks at calls of the project's classes and functions that read all of their `**kwargs` by name (`kwargs.get("x")`,
    `kwargs.pop("x")`, `kwargs["x"]`), and reports a keyword that is none of those, where one of them that the call does
    not pass is spelled nearly the same. A function that passes its `**kwargs` on is not judged.

    ## Why is this bad?
    Nothing stops: the value that was passed is lost, and the default is used.

    ## Fix safety
    Unsafe: the keyword is renamed to the one that is read.
    """

    code = "PS121"
    name = "unread-keyword"
    group = "schema"
    severity = Severity.WARNING
    visits = Program
    VALID = (
        Valid(f"""{_STACK}Main(app, "main", region="us-east-1", environment_suffix="prod", owner="data")
app.synth()
"""),
        Valid("""
def tagged(name, **tags):
    return {"Name": name, **tags}


def described(name, **options):
    print(options.get("colour"))
    return tagged(name, **options)


described("a", color="red")
"""),
    )
    INVALID = (
        Invalid(
            f"""{_STACK}Main(app, "main", «enviroment_suffix»="prod")
app.synth()
""",
            fixed=f"""{_STACK}Main(app, "main", environment_suffix="prod")
app.synth()
""",
            message="`Main` never reads `enviroment_suffix`, the nearest that it reads is `environment_suffix`",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        for event in subject.events(ProjectCall):
            read = None if event.signature is None else read_keywords(event.signature)
            if read and event.signature is not None:
                yield from self._unread(event, event.signature, read)

    def _unread(self, event: ProjectCall, signature: Function, read: frozenset[str]) -> Iterator[Finding]:
        declared = parameters_of(signature)
        taken = {parameter.arg for parameter in (*declared.args, *declared.kwonlyargs)}
        missed = sorted(read - {argument.name for argument in event.arguments.items})
        for argument in event.arguments.items:
            if argument.name is None or argument.name in taken or argument.name in read or argument.splat:
                continue
            for near in nearest(argument.name, missed, cutoff=0.85):
                yield self.finding(
                    argument.name_place,
                    f"`{event.callee.name}` never reads `{argument.name}`, the nearest that it reads is `{near}`",
                    fixes=[Fix(f"Rename it to `{near}`", Safety.UNSAFE, (Replace(argument.name_place, (near,)),))],
                    related=[Related(name_place(signature.statement, signature.node), "its keywords are read here")],
                )
