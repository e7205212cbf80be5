"""Values that backends do not take."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence

from presynth.catalog import facts
from presynth.checks.backends.examples import backend_example, override_example, s3_example
from presynth.checks.backends.settings import Setting, settings, stack_of
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.conversions import misfits
from presynth.checks.common.text_literals import same_literal
from presynth.checks.constructs.stack_dependencies import links
from presynth.findings import Finding, Fix, Related, Safety
from presynth.operations import Replace
from presynth.program.events import Construction
from presynth.program.program import Program, is_test
from presynth.program.values import Constant, InstanceValue, Text, Unknown, Value, is_token
from presynth.source.statement import Place
from presynth.terraform import backend_types
from presynth.terraform.backend_values import EXCLUSIVE, ON_PATHS, REFUSALS

_NO_REGION = "skip_region_validation"
_REPLACED = ("local", "path")
"""What the class of a backend fills in where it is given empty text; an override does not."""
_JUDGED_SINCE = "1.6"
"""Older releases judge values otherwise."""


class InvalidBackendValue(Rule):
    """A backend is told what it cannot take.

    ## What it does
    Judges what a stack says about its backend, through `S3Backend(…)` and its like or through
    `add_override("terraform.backend.…")`, as `terraform init` does before it connects anywhere: keys and prefixes that
    begin or end with `/`, empty names, regions that do not exist, addresses without a scheme, values of another type,
    arguments that exclude each other, and, in overrides, references to what only exists when Terraform runs. Releases
    before 1.6 judge otherwise, and are left alone.

    ## Why is this bad?
    Synth and `validate` say nothing: `init` refuses it, on somebody else's machine or in the pipeline. References are
    not even refused: a backend is read before anything else, and `${…}` becomes part of the bucket's name.

    ## References
    - https://developer.hashicorp.com/terraform/language/backend (tried on Terraform 1.11.4, 2026-11-29)
    """

    code = "PS210"
    name = "invalid-backend-value"
    group = "terraform"
    data_date = "2026-11-29"
    visits = Program
    VALID = (
        Valid(s3_example(arguments=', kms_key_id="alias/state", workspace_key_prefix=""')),
        Valid(s3_example('self.add_override("terraform.backend.s3.key", f"{id}/terraform.tfstate")')),
        # An S3 of somebody else's.
        Valid(
            backend_example("S3Backend", ', bucket="acme", key="x.tfstate", region="nyc3", skip_region_validation=True')
        ),
        Valid(
            "import os\n\n"
            + backend_example("S3Backend", ', bucket=os.getenv("STATE", ""), key="x.tfstate", region="eu-west-1"')
        ),
        Valid(backend_example("LocalBackend", ', path=""')),
        Valid(backend_example("S3Backend", ', bucket="acme", key="a//b", region="eu-west-1"'), terraform="1.5.7"),
        Valid(backend_example("HttpBackend", ', address="https://state.acme.example/jobs"')),
        Valid(backend_example("GcsBackend", ', bucket="acme", prefix="/jobs/"')),
    )
    INVALID = (
        Invalid(
            backend_example("S3Backend", ', bucket="acme-state", key=«"/jobs/x.tfstate"», region="eu-west-1"'),
            fixed=backend_example("S3Backend", ', bucket="acme-state", key="jobs/x.tfstate", region="eu-west-1"'),
            message="`key` must neither begin nor end with `/`",
        ),
        Invalid(
            backend_example("S3Backend", ', bucket="acme-state", key=«f"/{id}.tfstate"», region="eu-west-1"'),
            message="`key` must neither begin nor end with `/`",
        ),
        Invalid(
            backend_example("S3Backend", ', bucket=«""», key="x.tfstate", region="eu-west-1"'),
            message="`bucket` must not be empty",
        ),
        Invalid(
            backend_example("S3Backend", ', bucket="acme-state", key="x.tfstate", region=«"eu-west-11"»'),
            fixed=backend_example("S3Backend", ', bucket="acme-state", key="x.tfstate", region="eu-west-1"'),
            message="there is no region `eu-west-11`",
        ),
        Invalid(
            override_example(
                "self.add_override(",
                '    "terraform.backend.s3",',
                '    {"bucket": "acme-state", "key": «"jobs//x.tfstate"», "region": "eu-west-1"},',
                ")",
            ),
            fixed=override_example(
                "self.add_override(",
                '    "terraform.backend.s3",',
                '    {"bucket": "acme-state", "key": "jobs/x.tfstate", "region": "eu-west-1"},',
                ")",
            ),
            message="must not contain `//`",
        ),
        Invalid(
            s3_example('self.add_override("terraform.backend.s3.bucket", «"${var.bucket}"»)'),
            message="is taken literally",
        ),
        Invalid(
            s3_example('self.add_override("terraform.backend.s3.encrypt", «"yes"»)'),
            message="`encrypt` has to be true or false",
        ),
        Invalid(
            s3_example('self.add_override("terraform.backend.s3", {"dynamodb_table": «["locks"]»})'),
            message="`dynamodb_table` has to be a string",
        ),
        Invalid(
            s3_example(
                arguments=', assume_role={"role_arn": "arn:aws:iam::210987654321:role/state", "duration": «"5m"»}'
            ),
            message="must lie between 15 minutes and 12 hours",
        ),
        Invalid(
            s3_example(arguments=", use_path_style=True, «force_path_style»=True"),
            message="excludes `use_path_style`",
        ),
        Invalid(
            override_example(
                'self.add_override("terraform.backend.remote.organization", "acme")',
                'workspaces = {"name": "jobs", «"prefix"»: "jobs-"}',
                'self.add_override("terraform.backend.remote.workspaces", workspaces)',
            ),
            message="excludes `workspaces.name`",
        ),
        Invalid(
            """
from cdktf import App, CloudBackend, TaggedCloudWorkspaces, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.vpc import Vpc

app = App()
network, jobs = TerraformStack(app, "network"), TerraformStack(app, "jobs")
AwsProvider(network, "aws", region="eu-west-1")
CloudBackend(network, organization="acme", workspaces=«TaggedCloudWorkspaces(tags=["network"])»)
vpc = Vpc(network, "vpc", cidr_block="10.0.0.0/16")
TerraformOutput(jobs, "vpc", value=vpc.id)
app.synth()
""",
            message="needs a name",
        ),
        Invalid(
            backend_example("HttpBackend", ', address=«"state.acme.example/jobs"»'),
            message="must begin with `http://` or `https://`",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        if context.terraform is not None and context.terraform.at_least(_JUDGED_SINCE) is False:
            return
        groups: dict[tuple[object, str], list[Setting]] = {}
        for setting in settings(subject):
            if setting.backend is not None and not is_test(setting.place.path):
                groups.setdefault((setting.stack or setting.event, setting.backend), []).append(setting)
        yield from self._tagged(subject)
        for (_, backend), group in groups.items():
            for setting in group:
                yield from self._alone(setting, backend)
            yield from self._excluded(group, backend)
            if backend == "s3" and not any(each.name == _NO_REGION and not _is_false(each.value) for each in group):
                yield from self._regions(group)

    def _tagged(self, program: Program) -> Iterator[Finding]:
        """Stacks in workspaces that have only tags, where another stack refers to one: it must know which."""
        tagged = {
            stack: given
            for event in program.made("CloudBackend")
            if (given := event.arguments.get("workspaces")) is not None and _is_tagged(given.value)
            if (stack := stack_of(event.scope, program)) is not None
        }
        stacks = {event.instance for event in program.made("TerraformStack") if tagged and event.instance is not None}
        for link in links(program, stacks) if tagged else ():
            given = tagged.pop(link.awaited, None) if link.call is None else None
            if given is not None:
                message = "another stack refers to this one, whose workspace therefore needs a name: synth stops"
                yield self.finding(given.place, message, related=[Related(link.place, "it is referred to here")])

    def _alone(self, setting: Setting, backend: str) -> Iterator[Finding]:
        if not isinstance(setting.event, Construction) and _refers(setting.value):
            message = f"a backend is read before anything else: the reference in `{setting.name}` is taken literally"
            yield self.finding(_written(setting), message)
            return
        constraint = backend_types.constraint(backend, setting.name)
        for misfit in () if constraint is None else misfits(setting.value, constraint, _written(setting)):
            yield self.finding(misfit.place, f"`{setting.name}` has to be {misfit.wanted}: `init` refuses it")
            return
        refusal = REFUSALS.get(backend, {}).get(setting.name)
        if isinstance(setting.event, Construction) and (backend, setting.name) == _REPLACED:
            return
        text = _known(setting.value, whole=refusal not in ON_PATHS)
        refused = None if refusal is None or text is None else refusal(text)
        if text is not None and refused is not None:
            better = re.sub("/{2,}", "/", text).strip("/") if refusal in ON_PATHS else ""
            yield self.finding(
                _written(setting),
                f"`{setting.name}` {refused}: `init` refuses it",
                fixes=_replacement(setting.value, better),
            )

    def _excluded(self, group: Sequence[Setting], backend: str) -> Iterator[Finding]:
        given = {each.name: each for each in group if not isinstance(each.value, Unknown)}
        for names in EXCLUSIVE.get(backend, ()):
            first, *others = [given[name] for name in names if name in given] or [None]
            for each in others:
                if first is not None and each is not None:
                    message = f"`{each.name}` excludes `{first.name}`: `init` refuses a backend with both"
                    related = (Related(first.place, f"`{first.name}` is set here"),)
                    yield self.finding(each.place, message, related=related)

    def _regions(self, group: Sequence[Setting]) -> Iterator[Finding]:
        for setting in group:
            region = _known(setting.value, whole=True) if setting.name == "region" else None
            if region and region not in facts.regions():
                near = difflib.get_close_matches(region.lower(), facts.regions(), n=1)
                yield self.finding(
                    _written(setting),
                    f"there is no region `{region}` (AWS's list of {facts.date()}): `init` refuses it, "
                    f"unless `{_NO_REGION}` is set",
                    fixes=_replacement(setting.value, near[0] if near else ""),
                    data_date=facts.date(),
                )


def _is_tagged(value: Value) -> bool:
    type_ = value.instance.type if isinstance(value, InstanceValue) else None
    return type_ is not None and type_.name == "TaggedCloudWorkspaces"


def _refers(value: Value) -> bool:
    """Whether it is, or is text that holds, what only exists when Terraform runs."""
    parts = value.parts if isinstance(value, Text) else (value.value,) if isinstance(value, Constant) else ()
    return is_token(value) or any(isinstance(part, str) and re.search(r"(?<!\$)\$\{", part) for part in parts)


def _known(value: Value, *, whole: bool) -> str | None:
    """The text; unless it must be known as a `whole`, with something in the place of what is not known."""
    if isinstance(value, Constant):
        # Of an f-string with the default of an environment variable in it, the rest stays as it is.
        mixed = not whole and value.origin is not None and value.origin.text[:1] in "fF"
        return value.value if isinstance(value.value, str) and (value.certain or mixed) else None
    if whole or not isinstance(value, Text):
        return None
    return "".join(part if isinstance(part, str) else "x" for part in value.parts)


def _is_false(value: Value) -> bool:
    return isinstance(value, Constant) and not value.value


def _written(setting: Setting) -> Place:
    """The value as it is passed, or as it is written in a dict."""
    if isinstance(setting.event, Construction):
        inside = setting.argument.splat or setting.value is not setting.argument.value
        return setting.value.origin or setting.place if inside else setting.argument.place
    given = setting.event.arguments.get("value")
    if setting.value.origin is not None:
        return setting.value.origin
    return given.place if setting.whole and given is not None else setting.place


def _replacement(value: Value, better: str) -> Iterator[Fix]:
    literal = value.origin
    code = (
        same_literal(literal.text, better) if literal is not None and isinstance(value, Constant) and better else None
    )
    if literal is not None and code is not None:
        yield Fix(f"Use `{better}`", Safety.UNSAFE, (Replace(literal, (code,)),))
