"""Modules that Terraform cannot fetch, or that are not given what they take."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth.catalog import cdktf_json
from presynth.checks.assets.locations import project_folder
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.other_files import place_in
from presynth.checks.common.similar import nearest
from presynth.checks.common.text_literals import same_literal
from presynth.checks.modules.calls import folder_of, is_in_module, name_in_module, text_of
from presynth.checks.modules.declared import Declared, declared
from presynth.checks.modules.module_versions import unmet, unmet_release
from presynth.checks.modules.sources import source_problem, version_problem
from presynth.findings import Finding, Fix, Related, Safety, Severity
from presynth.operations import Replace
from presynth.program.arguments import Argument
from presynth.program.events import Construction, MethodCall
from presynth.program.program import Program, is_test
from presynth.program.values import Constant, Instance, InstanceValue, Mapping, Sequence
from presynth.terraform import module_releases

_READERS = ("get", "get_string", "get_number", "get_boolean", "get_list", "interpolation_for_output")
_NETWORK = {
    "modules/network/main.tf": """
variable "cidr" {
  type = string
}

variable "name" {
  default = "main" # { not a brace
}

output "vpc_id" {
  value = "vpc-${var.name}"
}
"""
}
_MODULE = """
from cdktf import TerraformHclModule, TerraformOutput

network = TerraformHclModule(self, "network", source="./modules/network", variables={})
"""

_VERSIONS = """
terraform {
  required_version = ">= 1.3"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
    random = ">= 3.0"
  }
}
"""


class RefusedModule(Rule):
    """A module cannot be fetched, or takes or gives something else than the program thinks.

    ## What it does
    Reads the `source` of a `TerraformHclModule` as Terraform does: paths begin with `./`, modules of a registry have
    three parts (or four, with a host), and only these have a `version`, which is a constraint. Of a module in a folder
    of the project it reads the files, and compares `variables`, the outputs that are asked for and the versions that
    the stack and the project have with what they declare. Of the modules of `terraform-aws-modules` it knows which
    versions of the AWS provider each release asks for: bindings require exactly one. Where nothing keeps Terraform from
    taking the newest release of all, it is a warning.

    ## Why is this bad?
    `terraform init` stops: "Invalid module source address", "Invalid registry module source address", "no available
    releases match the given constraints", "Unsupported Terraform Core version"; or `validate` does: "Unsupported
    argument", "Missing required argument", "Unsupported attribute".

    ## Fix safety
    Unsafe: another name is a guess.

    ## References
    - https://developer.hashicorp.com/terraform/language/modules/sources (tried on Terraform 1.11.4, 2026-11-29)
    """

    code = "PS221"
    name = "refused-module"
    group = "terraform"
    data_date = "2026-11-29"
    visits = Program
    VALID = (
        Valid(
            _MODULE.format('{"cidr": "10.0.0.0/16"}'),
            files={**_NETWORK, "modules/network/versions.tf": _VERSIONS},
            terraform="1.11.4",
            run=False,
        ),
        Valid(
            """
from cdktf import TerraformHclModule

TerraformHclModule(self, "vpc", source="terraform-aws-modules/vpc/aws", version="~> 5.0", variables={"name": "x"})
TerraformHclModule(self, "old", source="terraform-aws-modules/eks/aws", version="~> 21.11.0", variables={"name": "x"})
TerraformHclModule(self, "part", source="terraform-aws-modules/iam/aws//modules/iam-role", version="5.1.0")
TerraformHclModule(self, "private", source="app.terraform.io/acme/vpc/aws", version=">= 1.0, < 2.0")
TerraformHclModule(self, "git", source="git::https://github.com/acme/network.git?ref=v1")
TerraformHclModule(self, "short", source="github.com/acme/network")
TerraformHclModule(self, "ssh", source="git@github.com:acme/network.git")
TerraformHclModule(self, "archive", source="https://github.com/acme/network/archive/v1.zip")
TerraformHclModule(self, "s3", source="s3::https://s3-eu-west-1.amazonaws.com/acme/network.zip")
"""
        ),
        Valid(
            _MODULE.format('{"cidr": "10.0.0.0/16"}') + 'TerraformOutput(self, "vpc", value=network.get("vpc_id"))\n',
            files=_NETWORK,
            run=False,
        ),
        Valid(
            _MODULE.format("{}") + 'network.set("cidr", "10.0.0.0/16")\n',
            files=_NETWORK,
            run=False,
        ),
    )
    INVALID = (
        Invalid(
            """
from cdktf import TerraformHclModule

TerraformHclModule(self, "network", source="git::https://github.com/acme/network.git", version=«"1.0.0"»)
""",
            message="only modules of a registry",
        ),
        Invalid(
            """
from cdktf import TerraformHclModule

TerraformHclModule(self, "cluster", source="terraform-aws-modules/eks/aws", version=«"~> 20.0"»)
""",
            fixed="""
from cdktf import TerraformHclModule

TerraformHclModule(self, "cluster", source="terraform-aws-modules/eks/aws", version="21.11.0")
""",
            message="(20.37.2) asks for `>= 5.95, < 6.0.0` of `hashicorp/aws`, and the stack for the 6.25.0",
        ),
        Invalid(
            """
from imports.eks import Eks

«Eks»(self, "cluster", name="main")
""",
            files={
                "cdktf.json": """{
  "language": "python",
  "app": "python main.py",
  "terraformModules": [{"name": "eks", "source": "terraform-aws-modules/eks/aws", "version": "~> 20.0"}]
}"""
            },
            message="(20.37.2) asks for `>= 5.95, < 6.0.0`",
            run=False,
        ),
        Invalid(
            """
from cdktf import TerraformHclModule

TerraformHclModule(self, "network", source=«"terraform-aws-modules/vpc/aws"»)
""",
            message="6.5.1 is the last release that takes it",
        ),
        Invalid(
            """
from cdktf import TerraformHclModule
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

network = TerraformHclModule(self, "vpc", source="terraform-aws-modules/vpc/aws", version="5.1.0")
SqsQueue(«network», "jobs", name="jobs")
""",
            message="nothing can be placed in a module",
        ),
        Invalid(
            """
from cdktf import TerraformHclModule

TerraformHclModule(self, "network", source=«"modules/network"»)
""",
            message="a path begins with `./`",
        ),
        Invalid(
            """
from cdktf import TerraformHclModule

TerraformHclModule(self, "vpc", source="terraform-aws-modules/vpc/aws", version=«"^5.0"»)
""",
            message="no version constraint",
        ),
        Invalid(
            """
from cdktf import TerraformHclModule

TerraformHclModule(self, "network", source=«"https://github.com/acme/network"»)
""",
            message="fetched by Git",
        ),
        Invalid(
            _MODULE.format('{"cidr": "10.0.0.0/16", «"nam"»: "x"}'),
            fixed=_MODULE.format('{"cidr": "10.0.0.0/16", "name": "x"}'),
            files=_NETWORK,
            message="takes no `nam`",
            run=False,
        ),
        Invalid(
            _MODULE.format("{}").replace('"./modules/network"', '«"./modules/networks"»'),
            files=_NETWORK,
            message="has no folder",
            run=False,
        ),
        Invalid(
            _MODULE.format("{}").replace("TerraformHclModule(", "«TerraformHclModule»("),
            files=_NETWORK,
            message="needs `cidr`",
            run=False,
        ),
        Invalid(
            _MODULE.format('{"cidr": "10.0.0.0/16"}')
            + 'TerraformOutput(self, "vpc", value=network.get(«"vpc_ids"»))\n',
            fixed=_MODULE.format('{"cidr": "10.0.0.0/16"}')
            + 'TerraformOutput(self, "vpc", value=network.get("vpc_id"))\n',
            files=_NETWORK,
            message="has no output `vpc_ids`",
            run=False,
        ),
        Invalid(
            _MODULE.format('{"cidr": "10.0.0.0/16"}').replace('"./modules/network"', '«"./modules/network"»'),
            files={**_NETWORK, "modules/network/versions.tf": _VERSIONS.replace("~> 6.0", "~> 5.0")},
            message="the stack for the 6.25.0 that its `AwsProvider` is of",
            run=False,
        ),
        Invalid(
            _MODULE.format('{"cidr": "10.0.0.0/16"}').replace('"./modules/network"', '«"./modules/network"»'),
            files={**_NETWORK, "modules/network/versions.tf": _VERSIONS.replace(">= 1.3", "~> 1.5.0")},
            message="asks for Terraform `~> 1.5.0`; the project runs 1.11.4",
            terraform="1.11.4",
            run=False,
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        local: dict[Instance, Declared] = {}
        for event in subject.chosen(Construction, is_in_module):
            given = event.arguments.get("scope")
            message = "nothing can be placed in a module of Terraform's: synth stops"
            yield self.finding(event.callee_place if given is None else given.place, message, about=event.instance)
        for event in subject.made("TerraformModule"):
            if event.type.name != "TerraformHclModule" and not is_test(event.place.path):
                yield from self._generated(subject, event)
        for event in subject.made("TerraformHclModule"):
            if event.instance is not None:
                yield from self._providers(event)
            if event.instance is None or is_test(event.place.path):
                continue
            source, version = event.arguments.get("source"), event.arguments.get("version")
            text = text_of(source)
            if source is None or text is None or "${" in text:
                continue
            yield from self._source(event, source, text, version)
            yield from self._release(subject, event, source, version)
            folder = folder_of(event, text)
            if folder is not None and not folder.exists():
                yield self.finding(source.place, f"the project has no folder `{text}`", about=event.instance)
            there = None if folder is None else declared(folder)
            if there is not None:
                local[event.instance] = there
                yield from self._inputs(subject, event, event.instance, there)
                for message, related in unmet(subject, event, there, context.terraform):
                    yield self.finding(source.place, message, about=event.instance, related=related)
        for name in _READERS if local else ():
            for call in subject.called(name):
                receiver = call.receiver.instance if isinstance(call.receiver, InstanceValue) else None
                if receiver is not None and receiver in local:
                    yield from self._output(call, local[receiver])

    def _providers(self, event: Construction) -> Iterator[Finding]:
        """Providers that the module would know by one name."""
        given = event.arguments.get("providers")
        items = given.value.items if given is not None and isinstance(given.value, Sequence) else ()
        seen: set[tuple[str, str]] = set()
        for number, item in enumerate(items):
            name = name_in_module(item)
            if given is not None and name is not None and name in seen:
                places = given.value.places if isinstance(given.value, Sequence) else ()
                place = places[number] if len(places) == len(items) else given.place
                message = f"the module already has a provider `{name[0]}` of the alias `{name[1]}`: synth stops"
                yield self.finding(place, message, about=event.instance)
            seen.update(() if name is None else (name,))

    def _source(self, event: Construction, source: Argument, text: str, version: Argument | None) -> Iterator[Finding]:
        wanted = text_of(version)
        versioned = version is not None and not (isinstance(version.value, Constant) and version.value.value is None)
        problem = source_problem(text, versioned=versioned)
        if problem is not None:
            yield self.finding((version if versioned and version else source).place, problem, about=event.instance)
        elif version is not None and wanted is not None and (problem := version_problem(wanted)) is not None:
            yield self.finding(version.place, f"{problem}: `init` stops here", about=event.instance)

    def _release(
        self, program: Program, event: Construction, source: Argument, version: Argument | None
    ) -> Iterator[Finding]:
        """Of a module of the registry, what it asks of the provider."""
        given = source if version is None else version
        wanted, text = "" if version is None else text_of(version), text_of(source)
        misfit = None if text is None or wanted is None else unmet_release(program, event, text, wanted)
        if misfit is None:
            return
        code = None if version is None or misfit.better is None else same_literal(version.place.text, misfit.better)
        fixes = [Fix(f"Take {misfit.better}", Safety.UNSAFE, (Replace(given.place, (code,)),))] if code else []
        yield self.finding(
            given.place,
            misfit.message,
            about=event.instance,
            fixes=fixes,
            severity=None if misfit.certain else Severity.WARNING,
            data_date=module_releases.origin().date,
        )

    def _generated(self, program: Program, event: Construction) -> Iterator[Finding]:
        """One of the modules that `cdktf.json` names: its class has the source and the version from there."""
        folder = project_folder(event.place.path)
        content = None if folder is None else cdktf_json.read(folder)
        for module in () if content is None else content.terraform_modules:
            if content is not None and any(event.type.module == f"{content.package}.{name}" for name in module.modules):
                misfit = unmet_release(program, event, module.source, module.version)
                if misfit is not None and folder is not None:
                    where = place_in(folder / cdktf_json.NAME, (re.escape(module.source),))
                    yield self.finding(
                        event.callee_place,
                        misfit.message,
                        about=event.instance,
                        related=() if where is None else (Related(where, "asked for here"),),
                        severity=None if misfit.certain else Severity.WARNING,
                        data_date=module_releases.origin().date,
                    )

    def _inputs(self, program: Program, event: Construction, instance: Instance, module: Declared) -> Iterator[Finding]:
        given = event.arguments.get("variables")
        value = None if given is None else given.value
        changed = program.changes.get(instance) or any(_is_of(call, instance) for call in program.called("set"))
        if given is not None and not isinstance(value, Mapping):
            return
        names: set[str] = set()
        for entry in value.entries if isinstance(value, Mapping) else ():
            name = entry.key.value if isinstance(entry.key, Constant) else None
            if not isinstance(name, str):
                return
            names.add(name)
            if name not in module.variables and entry.key_place is not None:
                message = f"the module takes no `{name}`: Terraform refuses it"
                fixes = [
                    Fix(f"Write `{near}`", Safety.UNSAFE, (Replace(entry.key_place, (code,)),))
                    for near in nearest(name, module.variables, 1)
                    if (code := same_literal(entry.key_place.text, near)) is not None
                ]
                yield self.finding(entry.key_place, message, about=instance, fixes=fixes)
        absent = sorted(module.required - names)
        is_open = event.arguments.open or (isinstance(value, Mapping) and value.open)
        if absent and not changed and not is_open and not (names - module.variables):
            listed = " and ".join(f"`{name}`" for name in absent)
            yield self.finding(
                event.callee_place, f"the module needs {listed}: Terraform refuses it without", about=instance
            )

    def _output(self, call: MethodCall, module: Declared) -> Iterator[Finding]:
        asked = next(iter(call.arguments.items), None)
        name = text_of(asked)
        if asked is None or name is None or name in module.outputs:
            return
        fixes = [
            Fix(f"Write `{near}`", Safety.UNSAFE, (Replace(asked.place, (code,)),))
            for near in nearest(name, module.outputs, 1)
            if (code := same_literal(asked.place.text, near)) is not None
        ]
        yield self.finding(asked.place, f"the module has no output `{name}`: Terraform refuses it", fixes=fixes)


def _is_of(call: MethodCall, instance: Instance) -> bool:
    return isinstance(call.receiver, InstanceValue) and call.receiver.instance is instance
