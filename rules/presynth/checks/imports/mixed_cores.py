"""cdktf and cdktn in one program."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Literal

from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Type
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.findings import Finding, Severity
from presynth.program.events import Construction, Import
from presynth.program.program import Program
from presynth.program.values import BindingClass, InstanceValue

Core = Literal["cdktf", "cdktn"]
_CORES: tuple[Core, Core] = ("cdktf", "cdktn")
_PACKAGE = re.compile(r"(cdktf|cdktn)(?:_\w+)?(?:\.|$)")


class MixedCores(Rule):
    """One file imports from CDKTF and from CDK Terrain.

    ## What it does
    Looks for files that import both `cdktf`, or a provider built on it, and `cdktn`, or a provider built on that. It is
    reported once a file, at the import that does not go with the file's providers. Imports of both under one name
    (`try: from cdktn import App`, `except ImportError: from cdktf import App`) are left alone.

    ## Why is this bad?
    They are two packages whose classes look the same and are not: a struct of one is a TypeError in a resource of the
    other, and a resource of cdktf in a stack of cdktn stops `synth` with `is not a function`, which is then an error
    (cdktf 0.21.0 with cdktn 0.24.0). Where only one of the two is installed, the import fails.

    ## References
    - https://github.com/open-constructs/cdk-terrain (read 2026-11-29)
    """

    code = "PS119"
    name = "mixed-cores"
    group = "schema"
    severity = Severity.WARNING
    visits = Program
    VALID = (
        Valid("""
try:
    from cdktn import App, TerraformStack
except ImportError:
    from cdktf import App, TerraformStack


class Main(TerraformStack): ...


app = App()
Main(app, "main")
app.synth()
"""),
        Valid(
            """
from cdktn import App

from other import names


def main() -> None:
    print(names.PREFIX, App)
""",
            files={"other/names.py": "import cdktf_helpers\n\nPREFIX = 'data'\n", "old.py": "import cdktf\n"},
            run=False,
        ),
    )
    INVALID = (
        Invalid(
            """
from «cdktf» import App, TerraformStack
from cdktn_provider_aws.provider import AwsProvider
from cdktn_provider_aws.sqs_queue import SqsQueue


class Main(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        SqsQueue(self, "jobs", name="jobs")


app = App()
Main(app, "main")
app.synth()
""",
            message="`cdktn_provider_aws` is built on `cdktn`",
        ),
        Invalid(
            """
from cdktn import App, TerraformStack
from «cdktf» import S3Backend, TerraformOutput


class Main(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        S3Backend(self, bucket="state", key="main", region="eu-west-1")
        TerraformOutput(self, "name", value="main")


app = App()
Main(app, "main")
app.synth()
""",
            message="synth stops",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        by_path: dict[str, list[tuple[Core, Import]]] = {}
        for event in subject.events(Import):
            core = _core_of_import(event, context.catalog)
            if core is not None:
                by_path.setdefault(event.place.path, []).append((core, event))
        mixed = {path: imports for path, imports in by_path.items() if len({core for core, _ in imports}) > 1}
        if not mixed:
            return
        refused = {event.place.path for event in subject.constructs.values() if _is_refused(subject, event, context)}
        for path, imports in mixed.items():
            if not _are_alternatives(imports):
                yield self._mixed(imports, path in refused)

    def _mixed(self, imports: list[tuple[Core, Import]], refused: bool) -> Finding:
        provider = next((event for _, event in imports if not _is_core(event)), None)
        cores = Counter(core for core, event in imports if not _is_core(event))
        right = cores.most_common(1)[0][0] if cores else imports[0][0]
        wrong = next(event for core, event in imports if core != right)
        reason = f"this file imports `{right}` too"
        if provider is not None:
            package = next(event.module for core, event in imports if core == right and not _is_core(event))
            reason = f"`{_top(package)}` is built on `{right}`"
        outcome = (
            "synth stops at a construct of `cdktf` in a stack of `cdktn`" if refused else "their classes do not mix"
        )
        message = f"`{_top(wrong.module)}` is not of the same family: {reason}, and {outcome}"
        return self.finding(wrong.module_place, message, severity=Severity.ERROR if refused else None)


def _top(module: str) -> str:
    return ".".join(module.split(".")[: 2 if module.startswith("imports.") else 1])


def _is_core(event: Import) -> bool:
    return event.module.partition(".")[0] in _CORES


def _core_of_import(event: Import, catalog: Catalog) -> Core | None:
    """The core that an imported package is, or is built on."""
    named = _PACKAGE.match(event.module)
    if named is not None:
        known = event.kind == "binding" or event.module in _CORES or "_provider_" in event.module
        return _as_core(named[1]) if known else None
    return _core_of(event.value.type, catalog) if isinstance(event.value, BindingClass) else None


def _core_of(type_: Type, catalog: Catalog) -> Core | None:
    for each in catalog.lineage(type_):
        for fqn in (each.fqn, *each.bases):
            if fqn.startswith(("cdktf.", "cdktn.")):
                return _as_core(fqn[:5])
    return None


def _as_core(name: str) -> Core:
    return "cdktn" if name == "cdktn" else "cdktf"


def _are_alternatives(imports: list[tuple[Core, Import]]) -> bool:
    """Whether a name is imported from either, whichever is installed."""
    names = {core: {event.bound for each, event in imports if each == core} for core in _CORES}
    return bool(names["cdktf"] & names["cdktn"])


def _is_refused(program: Program, event: Construction, context: Context) -> bool:
    """Whether it puts a construct of cdktf into a stack of cdktn."""
    catalog = context.catalog
    if catalog.is_a(event.type, "TerraformStack") or _core_of(event.type, catalog) != "cdktf":
        return False
    scope = event.scope
    while isinstance(scope, InstanceValue):
        type_ = scope.instance.type
        if type_ is not None and catalog.is_a(type_, "TerraformStack"):
            return _core_of(type_, catalog) == "cdktn"
        made = program.constructs.get(scope.instance)
        scope = None if made is None else made.scope
    return False
