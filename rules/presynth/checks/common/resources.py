"""The resources of a program, by type, with the provider and region they are made in."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from presynth.catalog.catalog import Catalog
from presynth.checks.common.blocks import Block, Field, Presence, resource_block
from presynth.program.events import Construction, ExternalCall
from presynth.program.program import Program
from presynth.program.values import Constant, Instance, InstanceValue, Token, Value, instances_in

_BUILTINS = frozenset(dir(builtins))
_MODULES = ("TerraformModule", "TerraformHclModule")
_MOVES = ("add_move_target", "move_from_id", "move_to", "move_to_id")


@dataclass(frozen=True, eq=False)
class Resource:
    """A resource (or data source) of a program."""

    program: Program
    event: Construction
    instance: Instance

    @property
    def is_made(self) -> bool:
        """Whether the program makes it: a data source only finds what is there."""
        return self.program.catalog.is_a(self.event.type, "TerraformResource")

    @property
    def is_shared(self) -> bool:
        """Whether others may have added to it: it was there before (imported, or moved), or is given to a library."""
        return self.is_moved or self._is_told("import_from") or self._is_given_away()

    def _is_given_away(self) -> bool:
        calls = self.program.chosen(ExternalCall, _is_foreign)
        given = (argument.value for call in calls for argument in call.arguments.items)
        return any(self.instance in instances_in(value) for value in given)

    @property
    def is_moved(self) -> bool:
        """Whether it has another address than before."""
        return any(self._is_told(name) for name in _MOVES)

    def _is_told(self, method: str) -> bool:
        receivers = (call.receiver for call in self.program.called(method))
        return any(isinstance(each, InstanceValue) and each.instance is self.instance for each in receivers)

    @cached_property
    def block(self) -> Block:
        """What it is set to."""
        return resource_block(self.event, self.program.catalog, self.program.changes.get(self.instance, ()))

    def presence(self, name: str) -> Presence:
        """Whether an argument is set, by its Terraform name."""
        return self.block.presence((name,))

    def field(self, name: str) -> Field | None:
        """An argument that is set, by its Terraform name."""
        field = self.block.fields.get(name)
        return field if field is not None and field.presence is Presence.SET else None

    def value(self, name: str) -> Value | None:
        """The value of an argument that is set, by its Terraform name."""
        field = self.field(name)
        return None if field is None else field.value

    def constant(self, name: str) -> object:
        """The Python value of an argument that is known, else None."""
        value = self.value(name)
        return value.value if isinstance(value, Constant) else None

    def referred(self, name: str) -> Resource | None:
        """The resource whose attribute an argument is set to."""
        value = self.value(name)
        source = value.source if isinstance(value, Token) else None
        return None if source is None else resource(self.program, source)

    @property
    def provider(self) -> Instance | None:
        """The provider it is made with: the one it is given, else the only default one of its stack."""
        field = self.block.fields.get("provider")
        if field is not None and field.presence is not Presence.UNSET:
            value = field.value if field.sure else None
            return value.instance if isinstance(value, InstanceValue) else None
        if self.block.open:
            return None
        stack = self.program.addresses.stack(self.instance)
        package = _package(self.event)
        given = () if stack is None else self.program.default_providers(stack)
        own = [event.instance for event in given if _package(event) == package]
        return own[0] if len(own) == 1 else None

    @property
    def region(self) -> str | None:
        """The AWS region it is made in, where that is known."""
        if self.presence("region") is Presence.UNSET:
            provider = self.provider
            made = None if provider is None else resource(self.program, provider)
            region = None if made is None else made.constant("region")
        else:
            region = self.constant("region")
        return region if isinstance(region, str) and region else None


def _package(event: Construction) -> str:
    return event.type.module.partition(".")[0]


def _is_foreign(call: ExternalCall, _: Catalog) -> bool:
    """Whether what is called is neither of the project nor of Python: nobody sees what it makes."""
    root = call.name.partition(".")[0]
    return root not in sys.stdlib_module_names and root not in _BUILTINS


def resources(program: Program, *terraform_types: str) -> Iterator[Resource]:
    """All resources of some types (`aws_rds_cluster`), in the order in which they are made."""
    if len(terraform_types) > 2:
        made = program.kinds
        terraform_types = tuple(each for each in terraform_types if each in made)
    for terraform_type in terraform_types:
        for event in program.made(terraform_type):
            if event.instance is not None and program.catalog.is_a(event.type, "TerraformResource"):
                yield Resource(program, event, event.instance)


def makes_unseen(program: Program, terraform_type: str) -> bool:
    """Whether resources of a type may be made where nobody sees them: in modules, or by overrides of a stack."""
    if any(program.made(each) for each in _MODULES):
        return True
    paths = (call.arguments.get("path") for call in program.called("add_override"))
    texts = (None if path is None else path.value for path in paths)
    return any(
        isinstance(each, Constant) and str(each.value).startswith(f"resource.{terraform_type}.") for each in texts
    )


def resource(program: Program, instance: Instance) -> Resource | None:
    """The resource that an object is."""
    event = program.constructs.get(instance)
    return None if event is None else Resource(program, event, instance)
