"""What a stack says about the version that it wants to be run by."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.backends.examples import s3_example
from presynth.checks.backends.settings import Setting, settings
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.findings import Finding, Severity
from presynth.program.events import MethodCall
from presynth.program.program import Program, is_test
from presynth.program.values import Constant
from presynth.terraform.version import TerraformVersion, is_constraint

_PIPELINE = (".yml", ".yaml")


class RequiredVersion(Rule):
    """A stack requires a version of Terraform that is none, or that the project does not run.

    ## What it does
    Reads `add_override("terraform.required_version", …)` as Terraform does, and compares it with the version that the
    project runs (the configuration, `.terraform-version`, `.tool-versions`, `mise.toml`, a CI file).

    ## Why is this bad?
    Every command of Terraform stops: "Invalid version constraint" for what other tools understand (`^1.5`, `1.x`,
    `latest`), "Unsupported Terraform Core version" for a constraint that the running version does not meet.

    ## References
    - https://developer.hashicorp.com/terraform/language/expressions/version-constraints (2026-11-29)
    """

    code = "PS212"
    name = "unmet-required-version"
    group = "terraform"
    data_date = "2026-11-29"
    visits = Program
    VALID = (
        Valid(s3_example('self.add_override("terraform.required_version", ">= 1.9.0, < 2.0.0")'), terraform="1.11.4"),
        Valid(s3_example('self.add_override("terraform.required_version", "~> 1.5")'), terraform=">= 1.5"),
        Valid(s3_example('self.add_override("terraform.required_version", "1.11.4")')),
        Valid(s3_example('self.add_override("terraform.required_version", None)'), terraform="1.11.4"),
    )
    INVALID = (
        Invalid(
            s3_example('self.add_override("terraform.required_version", «"^1.5"»)'),
            message="no version constraint of Terraform's",
        ),
        Invalid(
            s3_example('WANTED = "1.x"', 'self.add_override("terraform", {"required_version": «WANTED»})')
            .replace("«WANTED»", "WANTED")
            .replace('WANTED = "1.x"', 'WANTED = «"1.x"»'),
            message="no version constraint of Terraform's",
        ),
        Invalid(
            s3_example('self.add_override("terraform.required_version", «">= 1.10"»)'),
            terraform="1.9.5",
            message="runs 1.9.5 (terraform-version)",
        ),
        Invalid(
            s3_example('self.add_override("terraform.required_version", «"~> 1.9.0"»)'),
            settings={"opentofu-version": "1.10.6"},
            message="runs 1.10.6 (opentofu-version)",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        for setting in settings(subject):
            value = setting.value
            text = value.value if isinstance(value, Constant) and value.certain else None
            if setting.path == ("required_version",) and isinstance(text, str) and not is_test(setting.place.path):
                yield from self._judged(setting, text, context.terraform)

    def _judged(self, setting: Setting, text: str, running: TerraformVersion | None) -> Iterator[Finding]:
        given = setting.event.arguments.get("value") if isinstance(setting.event, MethodCall) else None
        place = setting.value.origin or (given or setting.argument).place
        if not is_constraint(text):
            yield self.finding(
                place, f"`{text}` is no version constraint of Terraform's: every command of it stops here"
            )
            return
        if running is not None and not running.may_meet(text):
            severity = Severity.WARNING if running.source.endswith(_PIPELINE) else None
            message = (
                f"the project runs {running.version} ({running.source}), which `{text}` does not allow: it stops here"
            )
            yield self.finding(place, message, severity=severity)
