"""Stacks with more than one backend."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.backends.examples import override_example, s3_example
from presynth.checks.backends.settings import BACKENDS, Setting, overrides, settings, stack_of
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.findings import Finding, Related
from presynth.program.events import Construction
from presynth.program.program import Program, is_test
from presynth.program.values import Constant, Instance, Text
from presynth.source.statement import Place


class SeveralBackends(Rule):
    """A stack has two backends.

    ## What it does
    Collects what is said about the backend of a stack, through classes and through `add_override("terraform.backend…")`
    or `add_override("terraform.cloud…")`, and reports the second kind of backend that is set without the first being
    taken away (by an override with `None`). Two objects of backend classes in one stack are `duplicate-construct-id`.

    ## Why is this bad?
    An override is merged with what the stack says otherwise, so that both are written: `terraform init` stops with
    "Duplicate backend configuration", or says that a stack cannot have both a backend and a cloud configuration.

    ## References
    - https://developer.hashicorp.com/terraform/language/backend (tried on Terraform 1.11.4, 2026-11-29)
    """

    code = "PS211"
    name = "several-backends"
    group = "terraform"
    data_date = "2026-11-29"
    visits = Program
    VALID = (
        Valid(s3_example('self.add_override("terraform.backend.s3.use_lockfile", True)'), terraform="1.11"),
        Valid(
            s3_example(
                'self.add_override("terraform.backend.s3", None)',
                'self.add_override("terraform.backend.local", {"path": "terraform.tfstate"})',
            )
        ),
        Valid(
            s3_example(
                'if id.startswith("local"):',
                '    self.add_override("terraform.backend.local.path", "terraform.tfstate")',
            ).replace('Example(app, "example")', 'Example(app, input("name: "))'),
            run=False,
        ),
        Valid(
            "from cdktf import Token\n"
            + override_example(
                'self.add_override("terraform.backend", {"local": Token.null_value(), "s3": {"bucket": "acme"}})'
            )
        ),
    )
    INVALID = (
        Invalid(
            s3_example('self.add_override(«"terraform.backend.local"», {"path": "terraform.tfstate"})'),
            message="the backends `s3` and `local`",
        ),
        Invalid(
            s3_example('self.add_override(«"terraform.cloud.organization"», "acme")'),
            message="the backend `s3` and a `cloud` block",
        ),
        Invalid(
            override_example(
                "self.add_override(",
                '    "terraform.backend", {"gcs": {"bucket": "acme"}, "azurerm": {«"container_name"»: "state"}}',
                ")",
            ),
            message="the backends `gcs` and `azurerm`",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        found: dict[Instance, dict[str, Setting]] = {}
        for setting in settings(subject):
            if setting.stack is not None and setting.backend is not None and not setting.event.conditions:
                found.setdefault(setting.stack, {}).setdefault(setting.backend, setting)
        several = {stack: each for stack, each in found.items() if len(each) > 1}
        removed = set(_removed(subject)) if several else set[Instance | None]()
        for stack, (first, *others) in ((stack, [*each.values()]) for stack, each in several.items()):
            if stack in removed or None in removed:
                continue
            for setting in others:
                place = _place(setting)
                if not is_test(place.path):
                    yield self.finding(
                        place,
                        f"this stack has {_both(first, setting)}: `init` refuses that",
                        about=stack,
                        related=(Related(_place(first), f"`{first.backend}` is set here"),),
                    )


def _place(setting: Setting) -> Place:
    """Where it says which backend it is."""
    if isinstance(setting.event, Construction):
        return setting.event.callee_place
    path = setting.argument.value
    named = isinstance(path, Constant) and setting.backend in str(path.value).split(".")
    return setting.argument.place if named else setting.place


def _both(first: Setting, second: Setting) -> str:
    names = [each.backend for each in (first, second) if each.backend != "cloud"]
    return (
        f"the backends `{names[0]}` and `{names[1]}`"
        if len(names) == 2
        else f"the backend `{names[0]}` and a `cloud` block"
    )


def _removed(program: Program) -> Iterator[Instance | None]:
    """Stacks that a backend may be taken away from; None where it is not known which."""
    for event in overrides(program):
        path, value = event.arguments.value("path"), event.arguments.value("value")
        known = path.value if isinstance(path, Constant) else path.prefix if isinstance(path, Text) else ""
        concerns = not known or any(str(known).startswith(f"terraform.{each}") for each in BACKENDS)
        removes = value.value is None if isinstance(value, Constant) else not isinstance(path, Constant)
        if concerns and removes:
            yield stack_of(event.receiver, program)
