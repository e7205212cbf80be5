"""Backends that lack what they need."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.backends.examples import override_example, s3_example
from presynth.checks.backends.settings import Setting, may_set_backend, overrides, settings, stack_of
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.findings import Finding, Severity
from presynth.program.events import Construction, MethodCall
from presynth.program.program import Program, is_test
from presynth.program.values import Constant, Instance, Mapping
from presynth.terraform.backend_values import REQUIRED


class IncompleteBackend(Rule):
    """A backend that is written as overrides lacks an argument that it needs.

    ## What it does
    Looks at stacks whose backend is said by `add_override("terraform.backend…")` alone, and whether what the backend
    needs (for S3 `bucket` and `key`) is among that. What the classes of backends need is `missing-argument`.

    ## Why is this bad?
    `terraform init` asks for what is missing, and stops in a pipeline, where nobody answers - unless `-backend-config`
    gives it, which is why this is a warning.

    ## References
    - https://developer.hashicorp.com/terraform/language/backend#partial-configuration (2026-11-29)
    """

    code = "PS215"
    name = "incomplete-backend"
    group = "terraform"
    severity = Severity.WARNING
    data_date = "2026-11-29"
    visits = Program
    VALID = (
        Valid(
            override_example('self.add_override("terraform.backend.s3", {"bucket": "acme", "key": f"{id}.tfstate"})')
        ),
        Valid(s3_example('self.add_override("terraform.backend.s3.encrypt", True)')),
        Valid(override_example('self.add_override("terraform.backend.local", {})')),
        Valid(
            "import json\n\n"
            + override_example(
                'self.add_override("terraform.backend.s3.encrypt", True)',
                'self.add_override("terraform.backend.s3", json.load(open("state.json", encoding="utf-8")))',
            ),
            run=False,
        ),
        # What comes after a name nobody knows may be anything.
        Valid(
            "import os\n\n"
            + override_example(
                'self.add_override("terraform.backend.s3.bucket", "acme")',
                'self.add_override(f"terraform.backend.s3.{os.environ[\'NAME\']}", "x")',
            )
        ),
    )
    INVALID = (
        Invalid(
            override_example('self.add_override(«"terraform.backend.s3"», {"bucket": "acme", "region": "eu-west-1"})'),
            message="without `key`",
        ),
        Invalid(
            override_example(
                'self.add_override(«"terraform.backend.azurerm.container_name"», "state")',
                'self.add_override("terraform.backend.azurerm.key", "x.tfstate")',
            ),
            message="without `storage_account_name`",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        groups: dict[tuple[Instance, str], list[Setting]] = {}
        for setting in settings(subject):
            if setting.backend is None:
                continue
            if setting.stack is None:
                # Whose backend it is is not known: an aspect may give it to every stack.
                return
            groups.setdefault((setting.stack, setting.backend), []).append(setting)
        for (stack, backend), group in groups.items():
            missing = [name for name in REQUIRED.get(backend, ()) if not any(each.name == name for each in group)]
            first = group[0]
            if not missing or is_test(first.place.path) or any(isinstance(each.event, Construction) for each in group):
                continue
            about_it = (each for each in overrides(subject) if stack_of(each.receiver, subject) in (stack, None))
            if any(map(_is_open, about_it)):
                continue
            listed = " and ".join(f"`{name}`" for name in missing)
            message = (
                f"the `{backend}` backend is set without {listed}: `init` stops, unless `-backend-config` gives it"
            )
            yield self.finding(first.argument.place, message, about=stack)


def _is_open(event: MethodCall) -> bool:
    """Whether an override may set more about the backend than is known."""
    path, value = event.arguments.value("path"), event.arguments.value("value")
    if not may_set_backend(event):
        return False
    if not isinstance(path, Constant):
        return True
    is_block = str(path.value).count(".") <= 2
    return is_block and not (isinstance(value, Mapping) and not value.open)
