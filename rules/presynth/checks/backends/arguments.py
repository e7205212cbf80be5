"""Arguments that backends do not take, or not in the version the project runs."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.catalog.catalog import Catalog
from presynth.catalog.names import snake_case
from presynth.checks.backends.examples import override_example, s3_example
from presynth.checks.backends.faults import Fault, guess, judged, message, versions
from presynth.checks.backends.fixes import assumed_role, removal, renaming, requirement
from presynth.checks.backends.settings import settings
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.findings import Finding, Fix, Related, Safety, Severity
from presynth.program.events import Construction
from presynth.program.program import Program, is_test
from presynth.program.values import Unknown
from presynth.terraform import backends

_ROLE = 'role_arn="arn:aws:iam::123456789012:role/state"'


class UnknownBackendArgument(Rule):
    """A backend is given an argument that it does not have in the version that runs.

    ## What it does
    Compares what a stack says about its backend, through `S3Backend(…)` and its like or through
    `add_override("terraform.backend.…")`, with the arguments that the backend has in the Terraform or OpenTofu that
    the project runs. Which one that is says the configuration, `required_version` (also one that the stack sets by
    `add_override`), `.terraform-version`, `.tool-versions`, `mise.toml` or a CI file.

    What no version knows is an error, as is what this version does not know. Where the version is not known, or a
    constraint allows several, arguments that only some of them know are a warning. Releases before 1.6 count only
    where the project names one.

    ## Why is this bad?
    Only `terraform init` looks at a backend's arguments: synth and `validate` accept anything. `use_lockfile` came with
    1.10; `role_arn`, `external_id`, `session_name` and `assume_role_*` of S3 left Terraform with 1.10, and cdktf still
    offers them.

    ## Fix safety
    Removing an argument is safe where it is refused for certain, unless it looks like another one misspelt.
    Moving `role_arn` and its like to `assume_role` is safe where they are refused.

    ## References
    - https://developer.hashicorp.com/terraform/language/backend/s3
    - https://opentofu.org/docs/language/settings/backends/s3/

    The arguments were read from the source of Terraform 1.5 to 1.16 and OpenTofu 1.6 to 1.12 (2026-11-22).
    """

    code = "PS201"
    name = "unknown-backend-argument"
    group = "terraform"
    data_date = "2026-11-22"
    visits = Program
    VALID = (
        Valid(s3_example('self.add_override("terraform.backend.s3.use_lockfile", True)'), terraform="1.10"),
        Valid(s3_example('self.add_override("terraform.backend.s3.use_lockfile", True)'), terraform=">= 1.11, < 2.0"),
        Valid(
            s3_example(
                'self.add_override("terraform.required_version", ">= 1.10.0")',
                'self.add_override("terraform.backend.s3.use_lockfile", True)',
            )
        ),
        Valid(
            s3_example('self.add_override("terraform.backend.s3.use_lockfile", True)'),
            settings={"opentofu-version": "1.10.6"},
        ),
        Valid(s3_example(arguments=f", {_ROLE}"), terraform="1.9.8"),
        Valid(
            s3_example(arguments=', role_arn="arn:aws:iam::123456789012:role/state"'),
            settings={"opentofu-version": "1.11"},
        ),
        Valid(s3_example(arguments=', role_arn=None, encrypt=True, dynamodb_table="locks"'), terraform="1.11.4"),
        Valid(s3_example(arguments=', assume_role={"role_arn": "arn:aws:iam::123456789012:role/state"}')),
        Valid(s3_example('self.add_override("terraform.backend.s3.nonsense", None)')),
        Valid(s3_example('self.add_override("terraform.required_providers.aws.version", "~> 6.0")')),
        Valid(s3_example('self.add_override("terraform.backend.s3.assume_role_tags.Team", "web")'), terraform="1.9"),
        Valid(
            "import os\n\n" + s3_example("self.add_override(f\"terraform.backend.s3.{os.environ.get('LOCK')}\", True)")
        ),
        # Newer than all that is known of it.
        Valid(s3_example('self.add_override("terraform.backend.s3.state_format", "v5")'), terraform="1.40"),
        # An argument of a provider, not of a backend.
        Valid(
            'AwsProvider(self, "west", alias="west", region="us-west-2").add_override("use_lockfile", True)\n',
            terraform="1.9",
        ),
    )
    INVALID = (
        Invalid(
            s3_example('self.add_override(«"terraform.backend.s3.use_lockfile"», True)'),
            terraform="1.9.5",
            fixed=s3_example(),
            message="Terraform from 1.10 on",
        ),
        Invalid(
            s3_example('self.add_override(«"terraform.backend.s3.use_lockfile"», True)'),
            fixed=s3_example(),
            message="nothing says which",
        ),
        Invalid(
            s3_example('self.add_override(«"terraform.backend.s3.use_lockfile"», True)'),
            terraform=">= 1.5",
            fixed=s3_example(),
            message="`>= 1.5`",
        ),
        Invalid(
            s3_example('self.add_override(«"terraform.backend.s3.use_lockfile"», True)'),
            settings={"opentofu-version": "1.9.1"},
            fixed=s3_example(),
        ),
        Invalid(
            s3_example(
                'self.add_override("terraform.required_version", "~> 1.9.0")',
                'self.add_override(«"terraform.backend.s3.use_lockfile"», True)',
            ),
            fixed=s3_example('self.add_override("terraform.required_version", "~> 1.9.0")'),
        ),
        Invalid(
            s3_example('self.add_override(«"terraform.backend.s3.use_lock_file"», True)'),
            terraform="1.11",
            fixed=s3_example('self.add_override("terraform.backend.s3.use_lockfile", True)'),
            message="did you mean `use_lockfile`?",
        ),
        Invalid(
            s3_example('self.add_override(«"terraform.backend.s3.useLockfile"», True)'),
            terraform="1.11",
            fixed=s3_example('self.add_override("terraform.backend.s3.use_lockfile", True)'),
        ),
        Invalid(
            s3_example('self.add_override("terraform.backend.s3", {"encrypt": True, «"versioned"»: True})'),
            fixed=s3_example('self.add_override("terraform.backend.s3", {"encrypt": True})'),
            message="has no argument `versioned`",
        ),
        Invalid(
            override_example('self.add_override(«"terraform.backend.atlas"», {"name": "acme/x", "access_token": "t"})'),
            message="Terraform has no backend `atlas`",
        ),
        Invalid(
            s3_example('self.add_override("terraform", {"backend": {"s3": {"encrypt": True, «"versioned"»: True}}})'),
            fixed=s3_example('self.add_override("terraform", {"backend": {"s3": {"encrypt": True}}})'),
        ),
        Invalid(
            s3_example(arguments=f", {_ROLE.replace('role_arn', '«role_arn»')}"),
            terraform="1.11.4",
            fixed=s3_example(arguments=f", assume_role=S3BackendAssumeRoleConfig({_ROLE})").replace(
                "S3Backend,", "S3Backend, S3BackendAssumeRoleConfig,"
            ),
            message="use `assume_role`",
        ),
        Invalid(
            s3_example(arguments=", «use_legacy_workflow»=True"),
            terraform="1.10",
            fixed=s3_example(),
            message="Terraform from 1.6 up to, not including, 1.8",
        ),
        Invalid(
            """
from cdktf import App, S3Backend, TerraformStack

LOCK = "use_lockfile"


def store(stack, name):
    backend = S3Backend(stack, bucket="acme-state", key=f"{name}.tfstate", region="eu-west-1")
    backend.add_override(«LOCK», True)


class Example(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        store(self, id)


app = App()
Example(app, "one")
Example(app, "two")
app.synth()
""",
            terraform="1.9",
        ),
        Invalid(
            s3_example(
                'settings = {"bucket": "acme-state", "key": "x.tfstate", «"use_legacy_workflow"»: True}',
                "S3Backend(self, **settings)",
            ).replace('        S3Backend(self, bucket="acme-state", key="example.tfstate", region="eu-west-1")\n', ""),
            terraform="1.11",
            fixed=s3_example(
                'settings = {"bucket": "acme-state", "key": "x.tfstate"}', "S3Backend(self, **settings)"
            ).replace('        S3Backend(self, bucket="acme-state", key="example.tfstate", region="eu-west-1")\n', ""),
        ),
        Invalid(
            s3_example('path = "terraform.backend.s3"', 'self.add_override(«f"{path}.lock_table"», "locks")'),
            fixed=s3_example('path = "terraform.backend.s3"'),
        ),
        Invalid(
            """
from cdktf import App, GcsBackend, TerraformStack


class Example(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        GcsBackend(self, bucket="acme-state", «storeage_custom_endpoint»="https://storage.acme.example")


app = App()
Example(app, "example")
app.synth()
""",
            fixed="""
from cdktf import App, GcsBackend, TerraformStack


class Example(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        GcsBackend(self, bucket="acme-state")


app = App()
Example(app, "example")
app.synth()
""",
            message="did you mean `storage_custom_endpoint`?",
        ),
        Invalid(
            """
from cdktf import App, SwiftBackend, TerraformStack


class Example(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        «SwiftBackend»(self, container="acme-state")


app = App()
Example(app, "example")
app.synth()
""",
            message="has no backend `swift`",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        """What is refused for certain comes first: where several stacks share a place, the worst is told."""
        assert isinstance(subject, Program)
        found = [setting for setting in settings(subject) if not is_test(setting.place.path)]
        required = versions(found, context.terraform)
        faults = [
            fault
            for setting in found
            if (fault := judged(setting, required.get(setting.stack, context.terraform))) is not None
        ]
        faults.sort(key=lambda fault: not fault.is_fatal)
        for fault in faults:
            yield self._reported(fault, context)

    def _reported(self, fault: Fault, context: Context) -> Finding:
        setting, event = fault.setting, fault.setting.event
        place, certain = setting.place, fault.is_fatal
        origin = setting.argument.value.origin
        if isinstance(event, Construction):
            place = place if fault.name else event.callee_place
            # What a class is given may turn out to be None, which stands for nothing.
            certain = certain and not (fault.name and isinstance(setting.value, Unknown))
            origin = None
        elsewhere = origin is not None and origin != setting.argument.place
        related = (Related(origin, "the path is written here"),) if origin is not None and elsewhere else ()
        return self.finding(
            place,
            message(fault),
            fixes=_fixes(fault, certain, context.catalog),
            related=related,
            severity=Severity.ERROR if certain else Severity.WARNING,
        )


def _fixes(fault: Fault, certain: bool, catalog: Catalog) -> Iterator[Fix]:
    """What can be done, the best first."""
    setting = fault.setting
    if not fault.name:
        return
    safety = Safety.SAFE if certain and not setting.argument.splat else Safety.UNSAFE
    meant = guess(fault)
    better: list[Fix] = []
    if meant is not None:
        same = snake_case(fault.name.rpartition(".")[2]) == meant
        better += renaming(setting, fault.name, meant, Safety.SAFE if same else Safety.UNSAFE, catalog)
    better += assumed_role(setting, safety, catalog)
    yield from better
    yield from removal(setting, Safety.UNSAFE if meant is not None or better else safety)
    product = fault.version.product if fault.version is not None else "terraform"
    span = (fault.known or {}).get(product, backends.Span())
    if not span.since or span.until:
        return
    if fault.is_fatal:
        yield Fix(f"Keep it, and run version {span.since} or later", Safety.DISPLAY, ())
    elif fault.version is None or fault.version.source != "required_version":
        yield from requirement(setting, span.since)
