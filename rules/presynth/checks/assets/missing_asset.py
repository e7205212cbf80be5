"""Paths that lead nowhere from where they are read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from presynth.checks.assets.locations import from_terraform, is_built, nearest, project_folder
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.text_literals import same_literal
from presynth.findings import Finding, Fix, Safety, Severity
from presynth.operations import Replace
from presynth.program.arguments import Argument
from presynth.program.events import Construction, MethodCall
from presynth.program.program import is_test
from presynth.program.values import Constant

_ARGUMENTS = {
    "aws_lambda_function": "filename",
    "aws_lambda_layer_version": "filename",
    "aws_s3_object": "source",
    "aws_s3_bucket_object": "source",
}
"""Arguments that Terraform reads a file from."""
_FUNCTIONS = {
    "file", "filebase64", "filebase64sha256", "filebase64sha512", "filemd5", "filesha1", "filesha256", "filesha512",
    "templatefile",
}  # fmt: skip
"""Functions of Terraform that read the file at their first argument."""
_HANDLER = {"lambda/handler.py": "def handle(event, context): ...\n"}


class MissingAsset(Rule):
    """A path leads nowhere from where it is read.

    ## What it does
    Looks at relative paths: of a `TerraformAsset`, which is read when the program runs, from the folder with the
    `cdktf.json`; and of `filename=`, `source=` and Terraform's own functions (`Fn.file`, `Fn.templatefile`, …), which
    Terraform reads from where it runs, `cdktf.out/stacks/<stack>`. What a build makes (archives, `dist/`, `build/`,
    all that Git ignores) may not be there yet.

    ## Why is this bad?
    A `TerraformAsset` without its file stops `synth`, without a word of which folder was meant; the others stop `plan`
    or `apply`.

    ## Fix safety
    Safe where the file is in the project's folder and only the way to it is wrong, unsafe for a name that resembles.

    ## References
    - https://developer.hashicorp.com/terraform/cdktf/concepts/assets
    """

    code = "PS207"
    name = "missing-asset"
    group = "terraform"
    severity = Severity.WARNING
    visits = (Construction, MethodCall)
    VALID = (
        Valid(
            """
from cdktf import AssetType, Fn, TerraformAsset
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction
from cdktf_cdktf_provider_aws.s3_object import S3Object

asset = TerraformAsset(self, "code", path="./lambda", type=AssetType.ARCHIVE)
TerraformAsset(self, "handler", path="lambda/handler.py")
TerraformAsset(self, "built", path="dist/handler.zip")
LambdaFunction(self, "one", function_name="one", role="arn:aws:iam::123456789012:role/r", filename=asset.path)
LambdaFunction(
    self,
    "two",
    function_name="two",
    role="arn:aws:iam::123456789012:role/r",
    filename="../../../lambda.zip",
    source_code_hash=Fn.filebase64sha256("${path.module}/../../../lambda.zip"),
)
S3Object(self, "object", bucket="data", key="x", source="/srv/data/x.json")
""",
            run=False,
            files=_HANDLER,
        ),
    )
    INVALID = (
        Invalid(
            """
from cdktf import TerraformAsset

TerraformAsset(self, "code", path=«"lambdas"»)
""",
            fixed="""
from cdktf import TerraformAsset

TerraformAsset(self, "code", path="lambda")
""",
            files=_HANDLER,
            message="the folder with the `cdktf.json` has no `lambdas`: synth stops",
        ),
        Invalid(
            """
from cdktf import TerraformAsset

TerraformAsset(self, "code", path=«"functions/orders"»)
""",
            files=_HANDLER,
        ),
        Invalid(
            """
from cdktf import AssetType, TerraformAsset

TerraformAsset(self, "code", path=«"lambda/handler.py"», type=AssetType.ARCHIVE)
""",
            files=_HANDLER,
            message="is a file, `AssetType.ARCHIVE` wants a folder: synth stops",
        ),
        Invalid(
            """
from cdktf import Fn, TerraformOutput

TerraformOutput(self, "code", value=Fn.file(«"lambda/handler.py"»))
""",
            fixed="""
from cdktf import Fn, TerraformOutput

TerraformOutput(self, "code", value=Fn.file("../../../lambda/handler.py"))
""",
            files=_HANDLER,
            message="read from `cdktf.out/stacks/<stack>`",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction

LambdaFunction(
    self,
    "orders",
    function_name="orders",
    role="arn:aws:iam::123456789012:role/orders",
    handler="handler.handle",
    runtime="python3.13",
    filename=«"orders.zip"»,
)
""",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        match subject:
            case Construction(place=place) if not is_test(place.path):
                if subject.type.name == "TerraformAsset":
                    yield from self._of_asset(subject)
                argument = subject.arguments.get(_ARGUMENTS.get(subject.type.terraform_type, ""))
                if argument is not None and context.catalog.is_a(subject.type, "TerraformResource"):
                    yield from self._read_by_terraform(argument)
            case MethodCall(place=place, name=name) if name in _FUNCTIONS and not is_test(place.path):
                if subject.type.name in ("Fn", "FnGenerated") and subject.arguments.items:
                    yield from self._read_by_terraform(subject.arguments.items[0])
            case _:
                pass

    def _of_asset(self, event: Construction) -> Iterator[Finding]:
        """A `TerraformAsset`, whose path the program itself follows."""
        argument = event.arguments.get("path")
        written = None if argument is None else _relative_path(argument)
        project = project_folder(event.place.path)
        if argument is None or written is None or project is None:
            return
        found = project / written
        if found.exists():
            kind = event.arguments.get("type")
            wanted = None if kind is None else kind.place.text.rpartition(".")[2]
            wrong = (wanted == "FILE" and found.is_dir()) or (wanted in ("ARCHIVE", "DIRECTORY") and found.is_file())
            if wrong:
                what, other = ("folder", "file") if found.is_dir() else ("file", "folder")
                message = f"`{written}` is a {what}, `AssetType.{wanted}` wants a {other}: synth stops"
                yield self.finding(argument.place, message, about=event.instance, severity=Severity.ERROR)
        elif not is_built(project, written):
            fixes = _fixes(argument, nearest(project, Path(event.place.path), written), Safety.UNSAFE)
            message = f"the folder with the `cdktf.json` has no `{written}`: synth stops"
            yield self.finding(argument.place, message, about=event.instance, severity=Severity.ERROR, fixes=fixes)

    def _read_by_terraform(self, argument: Argument) -> Iterator[Finding]:
        """A path that Terraform follows, from its own folder in the output."""
        written = _relative_path(argument)
        if written is None:
            return
        project = project_folder(argument.place.path)
        meant = None if project is None else from_terraform(project, written)
        leaves_output = os.path.normpath(os.path.join("stacks", "stack", written)).startswith("..")
        if project is None or meant is None or leaves_output:
            return
        is_there = (project / written).exists()
        message = f"`{written}` is read from `cdktf.out/stacks/<stack>`, where synth puts nothing of that name"
        if is_there:
            message += f": from there, the file of the project is `{meant}`"
        fixes = _fixes(argument, meant if is_there else None, Safety.SAFE)
        severity = Severity.ERROR if is_there else Severity.WARNING
        yield self.finding(argument.place, message, severity=severity, fixes=fixes)


def _relative_path(argument: Argument) -> str | None:
    """The path where it is known, relative, and nothing of Terraform's is in it."""
    value = argument.value
    text = value.value if isinstance(value, Constant) and value.certain else None
    if not isinstance(text, str) or not text or "${" in text or "%{" in text:
        return None
    return None if os.path.isabs(text) or text.startswith("~") or "\0" in text else text


def _fixes(argument: Argument, meant: str | None, safety: Safety) -> Iterator[Fix]:
    code = None if meant is None else same_literal(argument.place.text, meant)
    if code is not None:
        yield Fix(f"Write `{meant}`", safety, (Replace(argument.place, (code,)),))
