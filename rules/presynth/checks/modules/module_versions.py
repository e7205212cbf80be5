"""Versions that a local module asks for, and the stack that takes it does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth import versions
from presynth.checks.backends.settings import settings, stack_of
from presynth.checks.common.other_files import place_in
from presynth.checks.modules.declared import Declared, Wanted
from presynth.findings import Related
from presynth.program.events import Construction
from presynth.program.program import Program
from presynth.program.values import Instance
from presynth.terraform.version import TerraformVersion, is_constraint

Unmet = tuple[str, tuple[Related, ...]]
"""A message, and where the module says so."""

_PIPELINE = (".yml", ".yaml")
"""A pipeline may run another version than people do."""


def unmet(program: Program, event: Construction, module: Declared, running: TerraformVersion | None) -> Iterator[Unmet]:
    """What of that a module asks for cannot be had."""
    for wanted in module.wanted:
        message = None
        if not is_constraint(wanted.version):
            message = f"the module asks for `{wanted.version}`, which is no version constraint of Terraform's"
        elif wanted.source:
            message = _other_provider(program, stack_of(event.scope, program), wanted)
        elif running is not None and not running.source.endswith(_PIPELINE) and not running.may_meet(wanted.version):
            message = f"the module asks for Terraform `{wanted.version}`; the project runs {running.version}"
        if message is not None:
            where = place_in(wanted.file, (f'"{re.escape(wanted.version)}"',))
            yield f"{message}: `init` stops here", () if where is None else (Related(where, "asked for here"),)


def _other_provider(program: Program, stack: Instance | None, wanted: Wanted) -> str | None:
    """A stack requires exactly the version of a provider that its bindings were made from."""
    allowed = versions.bounds(wanted.version)
    if stack is None or allowed is None or any(each.path[:1] == ("required_providers",) for each in settings(program)):
        return None
    for provider in program.made("TerraformProvider"):
        package = program.catalog.package(provider.type.module)
        if provider.type.provider_source != wanted.source or package is None or not package.exact:
            continue
        bound = versions.release(package.provider_version)
        if bound is not None and not allowed.allow(bound) and stack_of(provider.scope, program) is stack:
            return (
                f"the module asks for `{wanted.version}` of `{wanted.source}`, and the stack for the "
                f"{package.provider_version} that its `{provider.type.name}` is of"
            )
    return None
