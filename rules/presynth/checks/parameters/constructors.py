"""Calls of the project's own classes and functions that do not fit their parameters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.parameters.parameter_fixes import additions, called, listed, parameters, renamings
from presynth.findings import Finding, Related
from presynth.program.arguments import Argument
from presynth.program.classes import is_transparent
from presynth.program.definitions import name_place
from presynth.program.events import ProjectCall
from presynth.program.program import Program, is_test
from presynth.program.values import ProjectClass

_HARMLESS = {
    "abstractmethod",
    "asynccontextmanager",
    "cache",
    "classmethod",
    "contextmanager",
    "final",
    "lru_cache",
    "override",
    "staticmethod",
}
"""Decorators that leave a function's parameters as they are."""


class ConstructorMismatch(Rule):
    """A class or function of the project is called with arguments that do not fit.

    ## What it does
    Compares every call of the project's classes and functions, in whatever file they are defined, with their
    parameters: arguments that none takes, one that is given twice, required ones without a value. Says nothing about a
    class with a base or decorator it cannot see through, or one that takes `**kwargs`.

    ## Why is this bad?
    Python stops with a `TypeError` when it gets there.

    ## Fix safety
    Unsafe: a parameter is added to the function, which does not use it yet; or a keyword is renamed to the parameter
    that has no value and resembles it.
    """

    code = "PS108"
    name = "constructor-mismatch"
    group = "schema"
    visits = Program
    VALID = (
        Valid("""
from dataclasses import dataclass, field

from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue


@dataclass
class Settings:
    region: str
    queues: list[str] = field(default_factory=list)


class Base(TerraformStack):
    def __init__(self, scope, id, *, settings: Settings, **kwargs):
        super().__init__(scope, id)
        self.extra = kwargs
        AwsProvider(self, "aws", region=settings.region)

    @classmethod
    def small(cls, scope, id):
        return cls(scope, id, settings=Settings("eu-west-1"), owner="data")


class Queues(Base):
    def __init__(self, scope, id, names=(), **kwargs):
        super().__init__(scope, id, **kwargs)
        for name in names:
            self.queue(name)

    def queue(self, name, *, fifo=False):
        return SqsQueue(self, name, name=f"{name}.fifo" if fifo else name, fifo_queue=fifo)


app = App()
Queues(app, "queues", ["orders"], settings=Settings(region="eu-west-1", queues=[]), team="a")
Queues(app, "more", settings=Settings("eu-west-1"), **{"names": ["refunds"]})
Base.small(app, "small")
app.synth()
"""),
        Valid("""
import functools


def retried(function):
    @functools.wraps(function)
    def call(*args, attempts=3, **kwargs):
        return function(*args, **kwargs)

    return call


@retried
def load(name):
    return name


load("a", attempts=5)
"""),
    )
    INVALID = (
        Invalid(
            """
from cdktf import App

from stacks.main import MainStack

app = App()
MainStack(app, "main", environment_suffix="dev", «state_bucket»="state", retention=7, tags={"Team": "data"})
app.synth()


def unused() -> None: ...
""",
            files={
                "stacks/main.py": """
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider


class MainStack(TerraformStack):
    def __init__(self, scope, id, environment_suffix):
        super().__init__(scope, id)
        self.environment_suffix = environment_suffix
        AwsProvider(self, "aws", region="eu-west-1")
"""
            },
            fixed="""
from cdktf import App

from stacks.main import MainStack

app = App()
MainStack(app, "main", environment_suffix="dev", state_bucket="state", retention=7, tags={"Team": "data"})
app.synth()


def unused() -> None: ...
""",
            fixed_files={
                "stacks/main.py": """
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider


class MainStack(TerraformStack):
    def __init__(self, scope, id, environment_suffix, *, state_bucket: str, retention: int, tags: dict):
        super().__init__(scope, id)
        self.environment_suffix = environment_suffix
        AwsProvider(self, "aws", region="eu-west-1")
"""
            },
            message="`MainStack` takes no `state_bucket`, no `retention` and no `tags`",
        ),
        Invalid(
            """
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider


class MainStack(TerraformStack):
    def __init__(self, scope, id, *, environment):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1", default_tags=[{"tags": {"Environment": environment}}])


app = App()
«MainStack»(app, "main")
app.synth()
""",
            message="`MainStack` needs `environment`",
        ),
        Invalid(
            """
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider


class MainStack(TerraformStack):
    def __init__(self, scope, id, *, environment):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1", default_tags=[{"tags": {"Environment": environment}}])


app = App()
MainStack(app, "main", «enviroment»="dev")
app.synth()
""",
            fixed="""
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider


class MainStack(TerraformStack):
    def __init__(self, scope, id, *, environment):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1", default_tags=[{"tags": {"Environment": environment}}])


app = App()
MainStack(app, "main", environment="dev")
app.synth()
""",
            message="`MainStack` takes no `enviroment`, and it needs `environment`",
        ),
        Invalid(
            """
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue


class MainStack(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        self.queue("orders", «delay»=5)
        self.queue("refunds")

    def queue(self, name):
        return SqsQueue(self, name, name=name)


app = App()
MainStack(app, "main")
app.synth()
""",
            fixed="""
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue


class MainStack(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        self.queue("orders", delay=5)
        self.queue("refunds")

    def queue(self, name, *, delay: int | None = None):
        return SqsQueue(self, name, name=name)


app = App()
MainStack(app, "main")
app.synth()
""",
            message="`queue` takes no `delay`",
        ),
        Invalid(
            """
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider


class MainStack(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")


app = App()
MainStack(app, "main", «"dev"»)
app.synth()
""",
            message="`MainStack` takes 2 positional arguments, not 3",
        ),
        Invalid(
            """
from dataclasses import dataclass

from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider


@dataclass(frozen=True)
class Settings:
    region: str
    owner: str = "data"


settings = Settings(region="eu-west-1", «environment»="dev")
app = App()
stack = TerraformStack(app, "main")
AwsProvider(stack, "aws", region=settings.region)
app.synth()
""",
            message="`Settings` takes no `environment`",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        for event in subject.events(ProjectCall):
            if (event.unexpected or event.absent) and _is_known(event) and not _expected_to_fail(event, subject):
                yield from self._misfit(event, subject)

    def _misfit(self, event: ProjectCall, program: Program) -> Iterator[Finding]:
        surplus = _surplus(event)
        known = [name for name in parameters(event) if name not in event.absent]
        twice = [argument for argument in surplus if argument.name in known]
        unknown = [argument for argument in surplus if argument.name is not None and argument not in twice]
        absent = [name for name in event.absent if name != "_"]
        if event.arguments.open:
            twice = []
        if not (surplus and (twice or unknown or not event.arguments.open)) and not absent:
            return
        place = surplus[0].name_place if surplus else event.callee_place
        yield self.finding(
            place,
            _message(event, surplus, twice, unknown, absent),
            fixes=[*renamings(event, unknown, absent), *additions(event, unknown, program)],
            related=_definition(event),
        )


def _is_known(event: ProjectCall) -> bool:
    """Whether the parameters are those that are written down."""
    if isinstance(event.callee, ProjectClass) and not is_transparent(event.callee):
        return False
    decorators = event.signature.decorators if event.signature is not None else ()
    return all(decorator.split(".")[-1] in _HARMLESS for decorator in decorators)


def _expected_to_fail(event: ProjectCall, program: Program) -> bool:
    """Whether it is a test that may want the error."""
    source = program.source(event.place.path)
    return is_test(event.place.path) and source is not None and "aises(" in source.text


def _surplus(event: ProjectCall) -> list[Argument]:
    """The arguments that no parameter takes, in the order of the call."""
    positional = [argument for argument in event.arguments.items if argument.name is None]
    count = sum(not name or name.startswith("#") for name in event.unexpected)
    extra = positional[len(positional) - count :]
    named = set(event.unexpected)
    return [argument for argument in event.arguments.items if argument.name in named or argument in extra]


def _message(
    event: ProjectCall, surplus: list[Argument], twice: list[Argument], unknown: list[Argument], absent: Sequence[str]
) -> str:
    parts: list[str] = []
    if unknown:
        parts.append("takes " + listed([f"no `{argument.name}`" for argument in unknown]))
    if twice:
        parts.append("is given " + listed([f"`{argument.name}`" for argument in twice]) + " twice")
    extra = len(surplus) - len(unknown) - len(twice)
    if extra:
        given = sum(argument.name is None for argument in event.arguments.items)
        taken = given - extra
        parts.append(f"takes {taken} positional argument{'' if taken == 1 else 's'}, not {given}")
    if absent:
        needs = "needs " + listed([f"`{name}`" for name in absent])
        parts.append(f"it {needs}" if parts else needs)
    return f"`{called(event)}` {', and '.join(parts)}"


def _definition(event: ProjectCall) -> Iterator[Related]:
    """Where the parameters are; else where the class is."""
    if isinstance(event.callee, ProjectClass):
        if event.callee.place is not None:
            yield Related(event.callee.place, f"`{event.callee.name}` is defined here")
    elif event.signature is not None:
        place = name_place(event.signature.statement, event.signature.node)
        yield Related(place, f"`{event.callee.name}` is defined here")
