"""What `cdktf.json` asks of the bindings that a program imports.

Read in terraform-cdk 0.21 (`constructs-maker.ts`, `terraform-provider.ts`) and tried with `cdktf get` and `terraform
init` 1.11.4, 2026-11-29: only `get` reads `terraformProviders` and `terraformModules`, and hands their versions to
`terraform init` as they are. A stack requires exactly the version that its provider's bindings were made from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from presynth import versions
from presynth.catalog import cdktf_json
from presynth.catalog.catalog import Catalog
from presynth.catalog.cdktf_json import CdktfJson, DeclaredModule, Provider
from presynth.catalog.types import Assembly, Type
from presynth.checks.assets.locations import project_folder
from presynth.checks.common.other_files import place_in
from presynth.checks.modules.sources import source_problem, version_problem
from presynth.findings import Related, Severity
from presynth.program.events import Import
from presynth.program.program import Program, is_test
from presynth.program.values import BindingClass
from presynth.source.statement import Place
from presynth.terraform.version import is_constraint

_FOUNDATIONS = ("cdktf", "cdktn", "constructs")
_PREBUILT = re.compile(r"cdkt[fn](?:_cdktf_provider|_provider)?_(\w+)")


class Fault(NamedTuple):
    """What is to say about an import."""

    place: Place
    message: str
    severity: Severity
    related: tuple[Related, ...] = ()


class _Binding(NamedTuple):
    """A package that a file imports from, and the import that tells of it: that of its provider, else the first."""

    package: Assembly
    event: Import


def faults(program: Program) -> Iterator[Fault]:
    """Of each file, what does not fit the `cdktf.json` of its project, or its other imports."""
    by_file: dict[str, list[Import]] = {}
    for event in program.chosen(Import, _is_of_binding):
        if not is_test(event.place.path):
            by_file.setdefault(event.place.path, []).append(event)
    for path, imports in by_file.items():
        bindings = _bindings(imports, program.catalog)
        mixed = list(_mixed(bindings))
        yield from mixed
        folder = project_folder(path)
        if folder is not None:
            declared = _Declared(folder, cdktf_json.read(folder), program.catalog)
            told = {fault.place for fault in mixed}
            yield from (fault for each in bindings for fault in declared.faults(each) if fault.place not in told)


class _Declared:
    """One project's `cdktf.json`, and what it says of bindings."""

    def __init__(self, folder: Path, content: CdktfJson, catalog: Catalog) -> None:
        self._file = folder / cdktf_json.NAME
        self._content = content
        self._get = "cdktn get" if catalog.package("cdktf") is None and catalog.package("cdktn") else "cdktf get"

    def faults(self, binding: _Binding) -> Iterator[Fault]:
        """What is to say of one package."""
        name = binding.package.package
        for module in self._content.terraform_modules:
            if any(name == f"{self._content.package}.{each}" for each in module.modules):
                yield from self._of_module(module, binding)
        for provider in self._content.providers:
            generated = name == f"{self._content.package}.{provider.module}"
            if provider.version not in ("", "*") and (generated or _is_prebuilt(provider, binding)):
                yield from self._of_provider(provider, binding, generated=generated)

    def _of_module(self, module: DeclaredModule, binding: _Binding) -> Iterator[Fault]:
        version = module.version
        problem = source_problem(module.source, versioned=bool(version)) if module.source else None
        problem = problem or (version_problem(version) if version else None)
        if problem is not None:
            message = f"{problem}: `{self._get}` stops at this module of `{cdktf_json.NAME}`"
            yield self._fault(binding, message, Severity.ERROR, module.source, version)

    def _of_provider(self, provider: Provider, binding: _Binding, *, generated: bool) -> Iterator[Fault]:
        asked, package = provider.version, binding.package
        if not is_constraint(asked):
            message = (
                f"`{cdktf_json.NAME}` asks for `{asked}` of `{provider.source}`, which is no version constraint of "
                f"Terraform's: `{self._get}` stops at it"
            )
            severity = Severity.ERROR if generated else Severity.WARNING  # without packages nothing works before `get`
            yield self._fault(binding, message, severity, provider.source, asked)
            return
        allowed, bound = versions.bounds(asked), versions.release(package.provider_version)
        known = package.exact and not (generated and package.source == "bundled")
        if not known or allowed is None or bound is None or allowed.allow(bound):
            return
        told = (
            f"version {package.provider_version} of the provider, which `{asked}` in `{cdktf_json.NAME}` does not allow"
        )
        if generated:
            message = f"these bindings are of {told}: `init` installs that until `{self._get}` has made them anew"
        else:
            message = f"this package is of {told}: `init` installs that, for only `{self._get}` reads what is asked for"
        yield self._fault(binding, message, Severity.WARNING, provider.source, asked)

    def _fault(self, binding: _Binding, message: str, severity: Severity, source: str, version: str) -> Fault:
        where = _written(self._file, source, version)
        related = () if where is None else (Related(where, "asked for here"),)
        return Fault(binding.event.module_place, message, severity, related)


def _is_of_binding(event: Import, catalog: Catalog) -> bool:
    package = _package(event, catalog) if event.kind == "binding" else None
    return package is not None and package.package not in _FOUNDATIONS


def _package(event: Import, catalog: Catalog) -> Assembly | None:
    # `from imports import aws` is about `imports.aws`.
    return catalog.package(event.module if event.name is None else f"{event.module}.{event.name}")


def _bindings(imports: Sequence[Import], catalog: Catalog) -> list[_Binding]:
    found: dict[str, _Binding] = {}
    for event in imports:
        package = _package(event, catalog)
        if package is None:
            continue
        type_ = _type(event)
        is_provider = type_ is not None and catalog.is_a(type_, "TerraformProvider")
        if package.package not in found or is_provider:
            found[package.package] = _Binding(package, event)
    return list(found.values())


def _mixed(bindings: Sequence[_Binding]) -> Iterator[Fault]:
    """Where a file takes two versions of one provider."""
    seen: dict[str, _Binding] = {}
    for each in bindings:
        first = seen.setdefault(_provider_name(each.package.package), each)
        told = first.package.provider_version, each.package.provider_version
        if told[0] != told[1] and all(told) and first.package.exact and each.package.exact:
            message = (
                f"this is of version {told[1]} of the provider, and `{first.package.package}` of {told[0]}: a stack "
                "has one version, which may refuse what the bindings of the other offer"
            )
            related = (Related(first.event.module_place, f"of {told[0]}"),)
            yield Fault(each.event.module_place, message, Severity.WARNING, related)


def _is_prebuilt(provider: Provider, binding: _Binding) -> bool:
    """Whether the package is the prebuilt one of a provider."""
    name = _PREBUILT.fullmatch(binding.package.package)
    if name is None or name[1] != provider.source.rpartition("/")[2].replace("-", "_"):
        return False
    type_ = _type(binding.event)
    return type_ is None or type_.provider_source in ("", provider.source)


def _provider_name(package: str) -> str:
    """`aws`, of `imports.aws` and of `cdktf_cdktf_provider_aws`."""
    prebuilt = _PREBUILT.fullmatch(package)
    return package.rpartition(".")[2] if prebuilt is None else prebuilt[1]


def _type(event: Import) -> Type | None:
    return event.value.type if isinstance(event.value, BindingClass) else None


def _written(file: Path, source: str, version: str) -> Place | None:
    """Where the file asks for that version: `aws@~> 5.0`, or `"version": "~> 5.0"`."""
    name, wanted = re.escape(source.rpartition("/")[2]), re.escape(version)
    return place_in(file, (rf"{name}\s*@\s*{wanted}", rf'"version"\s*:\s*"{wanted}"', name))
