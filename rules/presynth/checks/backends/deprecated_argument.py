"""Arguments of backends that have a successor."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.backends.examples import s3_example
from presynth.checks.backends.faults import versions
from presynth.checks.backends.fixes import renaming
from presynth.checks.backends.settings import settings
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.findings import Finding, Safety, Severity
from presynth.program.program import Program, is_test
from presynth.terraform import backends
from presynth.terraform.backend_values import SUCCESSORS
from presynth.terraform.backends import Verdict


class DeprecatedBackendArgument(Rule):
    """A backend is told something in a way that is going.

    ## What it does
    Compares what a stack says about its backend with what the Terraform or OpenTofu that the project runs calls
    deprecated. Where nothing says which version that is, only what all releases since 1.6 of both do.

    ## Why is this bad?
    It still works, with a warning at every `init`; a later version refuses it, as Terraform 1.10 did with `role_arn`.

    ## Fix safety
    Unsafe where there is one: the successor may not be known to older versions.

    ## References
    - https://developer.hashicorp.com/terraform/language/backend/s3
    - https://opentofu.org/docs/language/settings/backends/s3/

    The arguments were read from the source of Terraform 1.5 to 1.16 and OpenTofu 1.6 to 1.12 (2026-11-22).
    """

    code = "PS214"
    name = "deprecated-backend-argument"
    group = "terraform"
    severity = Severity.INFO
    data_date = "2026-11-22"
    tags = ("deprecated",)
    visits = Program
    VALID = (
        Valid(s3_example(arguments=', dynamodb_table="locks"')),
        Valid(s3_example(arguments=', dynamodb_table="locks"'), terraform="1.10.5"),
        Valid(s3_example(arguments=', dynamodb_table="locks"'), settings={"opentofu-version": "1.11.0"}),
        Valid(s3_example(arguments=", force_path_style=True"), terraform="1.5.7"),
    )
    INVALID = (
        Invalid(
            s3_example(arguments=', «dynamodb_table»="locks"'),
            terraform="1.11.4",
            message="`dynamodb_table` of the `s3` backend is deprecated from Terraform 1.11 on; use `use_lockfile`",
        ),
        Invalid(
            s3_example(arguments=", «force_path_style»=True"),
            fixed=s3_example(arguments=", use_path_style=True"),
            message="use `use_path_style`",
        ),
        Invalid(
            s3_example(
                'self.add_override("terraform.required_version", ">= 1.11")',
                'self.add_override(«"terraform.backend.s3.dynamodb_table"», "locks")',
            ),
            message="deprecated",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        found = [setting for setting in settings(subject) if not is_test(setting.place.path)]
        required = versions(found, context.terraform)
        for setting in found:
            known = (backends.arguments(setting.backend or "") or {}).get(setting.name)
            version = required.get(setting.stack, context.terraform)
            if not known or not backends.is_deprecated(known, version):
                continue
            if backends.verdict(known, version) is not Verdict.KNOWN:
                continue
            product = "terraform" if version is None else version.product
            since = f"{'Terraform' if product == 'terraform' else 'OpenTofu'} {known[product].deprecated}"
            successor = SUCCESSORS.get(setting.backend or "", {}).get(setting.name)
            hint = "" if successor is None else f"; use `{successor}`"
            yield self.finding(
                setting.place,
                f"`{setting.name}` of the `{setting.backend}` backend is deprecated from {since} on{hint}",
                fixes=renaming(setting, setting.name, successor, Safety.UNSAFE, context.catalog)
                if successor == "use_path_style"
                else (),
            )
