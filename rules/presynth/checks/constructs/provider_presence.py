"""Which providers a stack has, and which its resources need."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Type
from presynth.checks.constructs.stacks import Stacks
from presynth.program.events import Construction
from presynth.program.values import Instance


class Need(NamedTuple):
    """A provider that is missing: its Terraform name (`aws`), and the first resource that needs it."""

    name: str
    resource: Construction


class Providers:
    """The providers of each stack."""

    def __init__(self, stacks: Stacks) -> None:
        self._stacks = stacks
        self._catalog = stacks.program.catalog

    def missing(self, stack: Instance) -> Iterator[Need]:
        """The providers that a stack's resources need and nothing gives it, where all is known that may."""
        seen: set[str] = set()
        for event in self._stacks.inside(stack, "TerraformResource", "TerraformDataSource"):
            name = event.type.terraform_type.partition("_")[0]
            if name in ("", "terraform", *seen):
                continue
            seen.add(name)
            if not self._has(stack, (name, _package(self._catalog, event.type))) and self._stacks.is_all_seen(stack):
                yield Need(name, event)

    def _has(self, stack: Instance, keys: tuple[str, str]) -> bool:
        return any(key in self._given.get(place, ()) for key in keys for place in (stack, None))

    @cached_property
    def _given(self) -> dict[Instance | None, set[str]]:
        """By stack (None: one that is not known), the Terraform names and the packages of the providers made in it."""
        given: dict[Instance | None, set[str]] = {}
        program = self._stacks.program
        for event in program.made("TerraformProvider"):
            stack = None if event.instance is None else program.addresses.stack(event.instance)
            if stack is None and event.instance is not None and self._stacks.app_of(event.instance) is not None:
                continue  # right in the app, it is in no stack
            place = stack if stack in program.constructs else None
            name = event.type.terraform_type.replace("-", "_").partition("_")[0]
            given.setdefault(place, set()).update((name, _package(self._catalog, event.type)))
        return given


def provider_class(catalog: Catalog, need: Need) -> Type | None:
    """The provider's class in the binding that the resource is from."""
    module = catalog.module(f"{_package(catalog, need.resource.type)}.provider")
    candidates = [] if module is None else [each for each in module.types.values() if each.kind == "class"]
    return next((each for each in candidates if catalog.is_a(each, "TerraformProvider")), None)


def _package(catalog: Catalog, type_: Type) -> str:
    """The Python package of a binding's class."""
    assembly = catalog.package(type_.module)
    return type_.module.partition(".")[0] if assembly is None else assembly.package
