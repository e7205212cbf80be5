"""Keys that a dict does not have."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.similar import nearest
from presynth.checks.tokens.misuse import shown
from presynth.findings import Finding, Fix, Related, Safety
from presynth.operations import Replace
from presynth.program.events import MissingKey
from presynth.program.program import is_test
from presynth.program.values import Constant


class UnknownKey(Rule):
    """A dict is asked for a key that it does not have.

    ## What it does
    Reports `settings["key"]` and `settings.pop("key")` where every key of the dict is known (a literal, what was added
    to it since, the `**kwargs` of a call, the settings of another module) and this is none of them. Says nothing where
    a `KeyError` is caught, or where something unknown may have changed the dict.

    ## Why is this bad?
    Python stops with a `KeyError` when it gets there.

    ## Fix safety
    Unsafe: the key that resembles it most is taken.
    """

    code = "PS120"
    name = "unknown-key"
    group = "schema"
    visits = MissingKey
    VALID = (
        Valid("""
import os
from collections import defaultdict

from cdktf import TerraformOutput

SIZES = {"dev": 1, "prod": 3}
SIZES["stage"] = 2
extra = {}
for name in ("a", "b"):
    extra[name] = len(extra)
settings = {**SIZES, **extra, **dict(os.environ)}
counts = defaultdict(int)
counts["x"] += 1
chosen = SIZES.get("test", SIZES["stage"])
if "test" in SIZES:
    chosen = SIZES["test"]
try:
    chosen = SIZES["test"]
except KeyError:
    chosen = SIZES[os.getenv("STAGE", "dev")]
TerraformOutput(self, "size", value=f"{chosen + extra['a']} {settings['HOME']} {SIZES.pop('test', 0)}")
"""),
        Valid("""
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider


class Main(TerraformStack):
    def __init__(self, scope, id, **kwargs):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region=kwargs["region"])
        self.owner = kwargs.pop("owner", "data")


app = App()
Main(app, "main", region="eu-west-1")
app.synth()
"""),
    )
    INVALID = (
        Invalid(
            """
from cdktf import TerraformOutput

SIZES = {"development": 1, "production": 3}
TerraformOutput(self, "size", value=SIZES[«"producton"»])
""",
            fixed="""
from cdktf import TerraformOutput

SIZES = {"development": 1, "production": 3}
TerraformOutput(self, "size", value=SIZES["production"])
""",
            message="`SIZES` has no key `producton`, the nearest is `production`: a KeyError",
        ),
        Invalid(
            """
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider


class Main(TerraformStack):
    def __init__(self, scope, id, **kwargs):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region=kwargs[«"region"»])


app = App()
Main(app, "main", owner="data")
app.synth()
""",
            message="`kwargs` has no key `region`: a KeyError",
        ),
        Invalid(
            """
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

from settings import SETTINGS

app = App()
stack = TerraformStack(app, "main")
AwsProvider(stack, "aws", region=SETTINGS["aws"][«"regoin"»])
app.synth()


def unused() -> None: ...
""",
            files={"settings.py": 'SETTINGS = {"aws": {"region": "eu-west-1"}}\n'},
            fixed="""
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

from settings import SETTINGS

app = App()
stack = TerraformStack(app, "main")
AwsProvider(stack, "aws", region=SETTINGS["aws"]["region"])
app.synth()


def unused() -> None: ...
""",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, MissingKey)
        if is_test(subject.place.path):
            return
        keys = [entry.key.value for entry in subject.base.entries if isinstance(entry.key, Constant)]
        near = nearest(subject.key, [key for key in keys if isinstance(key, str)])
        resembling = f", the nearest is `{near[0]}`" if near else ""
        yield self.finding(
            subject.key_place,
            f"{shown(subject.base_place)} has no key `{subject.key}`{resembling}: a KeyError",
            fixes=_renaming(subject, near),
            related=_origin(subject),
        )


def _renaming(event: MissingKey, near: list[str]) -> Iterator[Fix]:
    """Where the key is written there and then."""
    text = event.key_place.text
    if near and text[:1] in "\"'" and text[1:-1] == event.key:
        code = f"{text[0]}{near[0]}{text[0]}"
        yield Fix(f"Write `{code}`", Safety.UNSAFE, (Replace(event.key_place, (code,)),))


def _origin(event: MissingKey) -> Iterator[Related]:
    if event.base.origin is not None and event.base.origin != event.base_place:
        yield Related(event.base.origin, "the dict is made here")
