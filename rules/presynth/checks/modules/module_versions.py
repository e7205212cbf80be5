"""Versions that a module asks for, and the stack that takes it does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from presynth import versions
from presynth.catalog.types import Assembly
from presynth.checks.backends.settings import settings, stack_of
from presynth.checks.common.other_files import place_in
from presynth.checks.modules.declared import Declared
from presynth.findings import Related
from presynth.program.events import Construction
from presynth.program.program import Program
from presynth.program.values import Instance
from presynth.terraform import module_releases
from presynth.terraform.version import TerraformVersion, is_constraint

Unmet = tuple[str, tuple[Related, ...]]
"""A message, and where the module says so."""
_PIPELINE = (".yml", ".yaml")
"""A pipeline may run another version than people do."""


class _Bound(NamedTuple):
    """The version of a provider that a stack requires, and the class that does."""

    version: str
    class_name: str

    @property
    def told(self) -> str:
        return f"the stack for the {self.version} that its `{self.class_name}` is of"


class Misfit(NamedTuple):
    """What is wrong with the release of a public module, and the newest that would do.

    Not `certain` where a newer release than those that were read may be taken.
    """

    message: str
    better: str | None
    certain: bool


def unmet(program: Program, event: Construction, module: Declared, running: TerraformVersion | None) -> Iterator[Unmet]:
    """What of that a local module asks for cannot be had."""
    stack = stack_of(event.scope, program)
    for wanted in module.wanted:
        message = None
        if not is_constraint(wanted.version):
            message = f"the module asks for `{wanted.version}`, which is no version constraint of Terraform's"
        elif wanted.source:
            bound = _other_provider(program, stack, wanted.source, wanted.version)
            if bound is not None:
                message = f"the module asks for `{wanted.version}` of `{wanted.source}`, and {bound.told}"
        elif running is not None and not running.source.endswith(_PIPELINE) and not running.may_meet(wanted.version):
            message = f"the module asks for Terraform `{wanted.version}`; the project runs {running.version}"
        if message is not None:
            where = place_in(wanted.file, (f'"{re.escape(wanted.version)}"',))
            yield f"{message}: `init` stops here", () if where is None else (Related(where, "asked for here"),)


def unmet_release(program: Program, event: Construction, source: str, constraint: str) -> Misfit | None:
    """Whether the release of a public module that Terraform takes asks for another provider than the stack's."""
    run = module_releases.chosen(source, constraint)
    provider = module_releases.PROVIDER
    bound = None if run is None else _other_provider(program, stack_of(event.scope, program), provider, run.wanted)
    release = None if bound is None else versions.release(bound.version)
    if run is None or bound is None or release is None:
        return None
    better = module_releases.fitting(source, release)
    hint = f"; {better} is the last release that takes it" if better is not None else ""
    message = f"this release ({run.last}) asks for `{run.wanted}` of `{provider}`, and {bound.told}: `init` stops here"
    return Misfit(message + hint, better, module_releases.is_settled(source, constraint))


def _other_provider(program: Program, stack: Instance | None, source: str, wanted: str) -> _Bound | None:
    """A stack requires exactly the version of a provider that its bindings were made from."""
    allowed = versions.bounds(wanted)
    if stack is None or allowed is None or any(each.path[:1] == ("required_providers",) for each in settings(program)):
        return None
    for provider in program.made("TerraformProvider"):
        package = program.catalog.package(provider.type.module)
        if provider.type.provider_source != source or package is None or not _is_known(package):
            continue
        bound = versions.release(package.provider_version)
        if bound is not None and not allowed.allow(bound) and stack_of(provider.scope, program) is stack:
            return _Bound(package.provider_version, provider.type.name)
    return None


def _is_known(package: Assembly) -> bool:
    """Whether its version is that of the bindings: of those still to be generated, `get` decides."""
    return package.exact and not (package.source == "bundled" and "." in package.package)
