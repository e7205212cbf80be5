"""What the project's Terraform is too old for."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.backends.faults import versions
from presynth.checks.backends.settings import settings, stack_of
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.findings import Finding
from presynth.program.events import Construction, MethodCall
from presynth.program.program import Program, is_test
from presynth.program.values import Constant
from presynth.source.statement import Place
from presynth.terraform.features import BLOCKS, FUNCTIONS, WRITE_ONLY, Feature
from presynth.terraform.version import TerraformVersion

_CONTAINS = """from cdktf import Fn, TerraformOutput

TerraformOutput(self, "inside", value=Fn.{}("one", "o"))
"""
_BUCKET = """from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

bucket = S3Bucket(self, "old", bucket="acme-old")
"""
_SECRET = """from cdktf_cdktf_provider_aws.ssm_parameter import SsmParameter

SsmParameter(self, "key", name="/acme/key", type="SecureString", {}="x", value_wo_version=1)
"""


class UnsupportedFeature(Rule):
    """A program asks for something that came with a later Terraform than the project runs.

    ## What it does
    Knows with which version of Terraform and OpenTofu functions (`Fn.templatestring`), blocks (`import_from`, ephemeral
    resources, `add_override("check.…")` and its like on a stack) and write-only arguments (`value_wo`) came. They are
    reported where the project, or the stack by its own `required_version`, says that it runs an older one; where
    nothing says which, or several are allowed, not.

    ## Why is this bad?
    Synth writes it down all the same; `terraform init`, `validate` or `plan` stops: "There is no function named …",
    "Blocks of type … are not expected here".

    ## References
    - https://github.com/hashicorp/terraform/releases, https://github.com/opentofu/opentofu/releases (2026-11-29)
    """

    code = "PS213"
    name = "unsupported-feature"
    group = "terraform"
    data_date = "2026-11-29"
    visits = (MethodCall, Construction, Program)
    VALID = (
        Valid(_CONTAINS.format("strcontains")),
        Valid(_CONTAINS.format("strcontains"), terraform="1.5.0"),
        Valid(_CONTAINS.format("strcontains"), terraform=">= 1.2"),
        Valid(_CONTAINS.format("strcontains"), settings={"opentofu-version": "1.6.0"}),
        Valid(_CONTAINS.format("startswith"), terraform="1.3"),
        Valid(_BUCKET + 'bucket.import_from("acme-old")\n', terraform="1.5.7"),
        Valid(_SECRET.format("value_wo"), terraform="1.11.4"),
        Valid(_SECRET.format("value_wo").replace('"x"', "None"), terraform="1.10.0"),
    )
    INVALID = (
        Invalid(
            _CONTAINS.format("«strcontains»"),
            terraform="1.4.6",
            message="`Fn.strcontains` came with Terraform 1.5; the project runs 1.4.6",
        ),
        Invalid(
            _BUCKET + 'bucket.«import_from»("acme-old")\n',
            terraform="~> 1.4.0",
            message="`import` block",
        ),
        Invalid(
            _SECRET.format("«value_wo»"),
            terraform="1.10.5",
            message="the write-only `value_wo` came with Terraform 1.11",
        ),
        Invalid(
            """
from cdktf import App, TerraformStack

app = App()
stack = TerraformStack(app, "jobs")
stack.add_override(«"removed"», [{"from": "aws_s3_bucket.old", "lifecycle": {"destroy": False}}])
app.synth()
""",
            terraform="1.6.6",
            message="a `removed` block came with Terraform 1.7",
        ),
        Invalid(
            _CONTAINS.format("«strcontains»") + 'self.add_override("terraform.required_version", "~> 1.4.0")\n',
            message="`Fn.strcontains` came with Terraform 1.5; the project runs ~> 1.4.0 (required_version)",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        if isinstance(subject, Program):
            yield from self._in_stacks(subject, context)
        elif isinstance(subject, MethodCall | Construction) and context.terraform is not None:
            for _, finding in self._lacking(subject, context, context.terraform):
                yield finding

    def _in_stacks(self, program: Program, context: Context) -> Iterator[Finding]:
        """What the stacks' own `required_version` says, where the project itself says nothing against it."""
        required = versions(list(settings(program)), context.terraform)
        if not required:
            return
        stacks = program.made("TerraformStack")
        only = next(iter(required.values())) if len(stacks) == len(required) == 1 else None
        for event in (*program.events(MethodCall), *program.constructions):
            receiver = event.receiver if isinstance(event, MethodCall) else event.result
            version = required.get(stack_of(receiver, program), only)
            known = {place for place, _ in self._lacking(event, context, context.terraform)}
            for place, finding in self._lacking(event, context, version):
                if place not in known:
                    yield finding

    def _lacking(
        self, event: MethodCall | Construction, context: Context, version: TerraformVersion | None
    ) -> Iterator[tuple[Place, Finding]]:
        if version is None or is_test(event.place.path):
            return
        asked = _called(event, context) if isinstance(event, MethodCall) else _made(event, context)
        for what, place, feature in asked:
            reason = feature.lacking(version)
            if reason is not None:
                yield place, self.finding(place, f"{what} {reason}")


_Asked = Iterator[tuple[str, Place, Feature]]


def _called(event: MethodCall, context: Context) -> _Asked:
    if event.receiver is None:
        if event.type.name == "Fn" and event.name in FUNCTIONS:
            yield f"`Fn.{event.name}`", event.name_place, FUNCTIONS[event.name]
    elif event.name == "import_from" and context.catalog.is_a(event.type, "TerraformResource"):
        yield "the `import` block that this makes", event.name_place, BLOCKS["import"]
    elif event.name == "add_override" and context.catalog.is_a(event.type, "TerraformStack"):
        path = event.arguments.get("path")
        text = path.value.value if path is not None and isinstance(path.value, Constant) else ""
        block = str(text).partition(".")[0]
        if path is not None and block in BLOCKS:
            yield f"a `{block}` block", path.place, BLOCKS[block]


def _made(event: Construction, context: Context) -> _Asked:
    if context.catalog.is_a(event.type, "TerraformEphemeralResource"):
        yield "the ephemeral resource", event.callee_place, BLOCKS["ephemeral"]
    for argument in event.arguments:
        removed = isinstance(argument.value, Constant) and argument.value.value is None
        if argument.name is not None and argument.name.endswith("_wo") and not removed:
            yield f"the write-only `{argument.name}`", argument.key_place or argument.name_place, WRITE_ONLY
