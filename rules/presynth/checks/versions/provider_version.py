"""What a stack and `cdktf.json` say about the versions of providers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from presynth import versions
from presynth.catalog.catalog import Catalog
from presynth.checks.backends.examples import s3_example
from presynth.checks.backends.settings import Setting, settings
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.text_literals import same_literal
from presynth.checks.versions.declared import faults
from presynth.findings import Finding, Fix, Safety, Severity
from presynth.operations import Replace
from presynth.program.events import MethodCall
from presynth.program.program import Program, is_test
from presynth.program.values import Constant, Mapping, Value
from presynth.source.statement import Place
from presynth.terraform.version import is_constraint

_REQUIRED = "required_providers"
_REPOSITORY = "terraform-provider-"
_PART = r"[0-9A-Za-z](?:[\w-]*[0-9A-Za-z])?"
_SOURCE = re.compile(rf"(?:(?:[\w-]+(?:\.[\w-]+)+(?::\d+)?/)?{_PART}/)?(?!{_REPOSITORY}){_PART}")
"""`[hostname/][namespace/]name` (tried with `terraform init` 1.11.4, 2026-11-29)."""


_DECLARED = """
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
from {}.provider import AwsProvider

AwsProvider(self, "west", region="us-west-2", alias="west")
SqsQueue(self, "jobs", name="jobs")
"""


def _declaring(*providers: object) -> dict[str, str]:
    content = {"language": "python", "app": "python main.py", "terraformProviders": providers}
    return {"cdktf.json": json.dumps(content, indent=2)}


class ProviderVersion(Rule):
    """A stack, or `cdktf.json`, asks for another version of a provider than its bindings are of.

    ## What it does
    Reads `add_override("terraform.required_providers.….version", …)` and compares it with the provider's version that
    the installed binding was generated from. What is no constraint for Terraform is an error, one that does not allow
    the binding's version information. The `source` has to be an address of a provider: `hashicorp/aws`.

    What `cdktf.json` asks for in `terraformProviders` is compared too, with the bindings that a file imports: those in
    `imports`, which `cdktf get` made, and packages from PyPI. What is no constraint (or, in `terraformModules`, no
    module) is an error where bindings in `imports` wait for it, else a warning, as is another version; as are bindings
    of two versions of one provider in one file. It is told once a file and package, at the import of the provider.

    ## Why is this bad?
    `init` stops at what it cannot read. With another version of the provider, arguments that the binding offers may be
    refused, and what the provider demands is not what was checked here. `cdktf get` is alone in reading `cdktf.json`:
    `init` installs exactly the version that the bindings are of, whatever `terraformProviders` says.

    ## References
    - https://developer.hashicorp.com/terraform/language/providers/requirements (2026-11-29)
    - https://developer.hashicorp.com/terraform/cdktf/create-and-deploy/configuration-file (2026-11-29)
    """

    code = "PS216"
    name = "provider-version"
    group = "terraform"
    data_date = "2026-11-29"
    visits = Program
    VALID = (
        Valid(s3_example('self.add_override("terraform.required_providers.aws.version", "~> 6.0")')),
        Valid(s3_example('self.add_override("terraform.required_providers.aws.source", "hashicorp/aws")')),
        Valid(s3_example('self.add_override("terraform.required_providers.vault.version", "~> 1.0")')),
        Valid(
            s3_example(
                "self.add_override(",
                '    "terraform.required_providers.aws", {"source": "acme/aws", "version": "~> 1.0"}',
                ")",
            )
        ),
        Valid(
            _DECLARED.format("cdktf_cdktf_provider_aws"),
            files=_declaring("aws@~> 6.0", "kreuzwerker/docker@~> 3.0", {"name": "random", "source": "random"}),
        ),
    )
    INVALID = (
        Invalid(
            s3_example('self.add_override("terraform.required_providers.aws.version", «"~> 5.0"»)'),
            message="the binding is of version 6.25.0",
        ),
        Invalid(
            s3_example('self.add_override("terraform.required_providers", {"aws": {"version": «"^6.0"»}})'),
            message="no version constraint of Terraform's",
        ),
        Invalid(
            s3_example(
                'self.add_override("terraform.required_providers.aws.source", «"hashicorp/terraform-provider-aws"»)'
            ),
            fixed=s3_example('self.add_override("terraform.required_providers.aws.source", "hashicorp/aws")'),
            message="without `terraform-provider-`",
        ),
        Invalid(
            s3_example(
                'RANDOM = {"source": «"https://registry.terraform.io/hashicorp/random"», "version": "~> 3.0"}',
                'self.add_override("terraform.required_providers.random", RANDOM)',
            ),
            message="no address of a provider",
        ),
        Invalid(
            _DECLARED.format("«cdktf_cdktf_provider_aws.provider»").replace("».provider", "»"),
            files=_declaring("hashicorp/aws@~> 5.0"),
            message="only `cdktf get` reads what is asked for",
        ),
        Invalid(
            _DECLARED.format("«cdktf_cdktf_provider_aws.provider»").replace("».provider", "»"),
            files=_declaring({"name": "aws", "source": "hashicorp/aws", "version": "^6.0"}),
            message="`cdktf get` stops at it",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        overridden = False
        for setting in settings(subject):
            overridden = overridden or setting.path[:1] == (_REQUIRED,)
            if setting.path[:1] == (_REQUIRED,) and not is_test(setting.place.path):
                for provider, value, place in _versions(setting):
                    yield from self._judged(provider, value, place, context.catalog)
                for value, place in _sources(setting):
                    yield from self._source(value, place)
        for fault in faults(subject):
            if fault.severity is Severity.ERROR or not overridden:
                yield self.finding(fault.place, fault.message, severity=fault.severity, related=fault.related)

    def _source(self, value: Value, place: Place) -> Iterator[Finding]:
        text = value.value if isinstance(value, Constant) and value.certain else None
        if not isinstance(text, str) or _SOURCE.fullmatch(text):
            return
        better = text.replace(_REPOSITORY, "")
        if _REPOSITORY in text and _SOURCE.fullmatch(better):
            code = same_literal(place.text, better)
            fixes = [Fix(f"Write `{better}`", Safety.SAFE, (Replace(place, (code,)),))] if code else []
            message = f"providers are named without `{_REPOSITORY}`: `init` refuses `{text}`"
        else:
            fixes = []
            message = f"`{text}` is no address of a provider (`namespace/name`): `init` stops here"
        yield self.finding(place, message, fixes=fixes)

    def _judged(self, provider: str, value: Value, place: Place, catalog: Catalog) -> Iterator[Finding]:
        text = value.value if isinstance(value, Constant) and value.certain else None
        if not isinstance(text, str):
            return
        if not is_constraint(text):
            yield self.finding(place, f"`{text}` is no version constraint of Terraform's: `init` stops here")
            return
        type_ = catalog.terraform(provider)
        binding = None if type_ is None else catalog.package(type_.module)
        bounds = versions.bounds(text)
        bound = None if binding is None or not binding.exact else versions.release(binding.provider_version)
        if binding is not None and bounds is not None and bound is not None and not bounds.allow(bound):
            yield self.finding(
                place,
                f"the binding is of version {binding.provider_version} of the provider, which `{text}` does not allow: "
                "what it offers may be refused",
                severity=Severity.INFO,
            )


def _versions(setting: Setting) -> Iterator[tuple[str, Value, Place]]:
    """The providers that an override gives a version, with the version and where it is written."""
    given = setting.event.arguments.get("value") if isinstance(setting.event, MethodCall) else None
    place = setting.argument.place if given is None else given.place
    names = setting.path[1:]
    if names[1:] == ("version",):
        yield names[0], setting.value, setting.value.origin or place
    elif isinstance(setting.value, Mapping) and len(names) == 1:
        yield from _in_block(names[0], setting.value, place)
    elif isinstance(setting.value, Mapping) and not names:
        for entry in setting.value.entries:
            if isinstance(entry.key, Constant) and isinstance(entry.value, Mapping):
                yield from _in_block(str(entry.key.value), entry.value, place)


def _sources(setting: Setting) -> Iterator[tuple[Value, Place]]:
    """The sources that an override gives providers, with where they are written."""
    given = setting.event.arguments.get("value") if isinstance(setting.event, MethodCall) else None
    place = setting.argument.place if given is None else given.place
    names = setting.path[1:]
    if names[1:] == ("source",):
        yield setting.value, setting.value.origin or place
    elif isinstance(setting.value, Mapping) and len(names) < 2:
        blocks = [setting.value] if names else [entry.value for entry in setting.value.entries]
        for block in blocks:
            entry = block.entry("source") if isinstance(block, Mapping) else None
            if entry is not None:
                yield entry.value, entry.value.origin or entry.place or place


def _in_block(provider: str, block: Mapping, place: Place) -> Iterator[tuple[str, Value, Place]]:
    source, version = block.get("source"), block.entry("version")
    is_known = source is None or (isinstance(source, Constant) and source.value in (provider, f"hashicorp/{provider}"))
    if version is not None and is_known and not block.open:
        yield provider, version.value, version.value.origin or version.place or place
