"""The resources that a template can refer to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from presynth.program.events import Construction, ExternalCall
from presynth.program.program import Program
from presynth.program.values import Instance, InstanceValue


class Targets:
    """What each stack of a program has, by Terraform address."""

    def __init__(self, program: Program) -> None:
        self._program = program

    @cached_property
    def _addresses(self) -> dict[Instance, set[str]]:
        """The addresses in each stack."""
        found: dict[Instance, set[str]] = {}
        addresses = self._program.addresses
        for instance in self._program.constructs:
            stack, address = addresses.stack(instance), addresses.of(instance)
            if stack is not None and address is not None:
                found.setdefault(stack, set()).add(address)
        return found

    @cached_property
    def _unplaced(self) -> set[str]:
        """The Terraform types of which somewhere is one whose address is not known."""
        addresses = self._program.addresses
        return {
            event.type.terraform_type
            for instance, event in self._program.constructs.items()
            if event.type.terraform_type and (addresses.of(instance) is None or event.repeated)
        }

    @cached_property
    def _overrides(self) -> tuple[set[str], bool]:
        """The beginnings `type.name` of resources that overrides define, and whether there are any nobody knows."""
        named: set[str] = set()
        unknown = False
        for instance, changes in self._program.changes.items():
            stack = instance.type is not None and self._program.catalog.is_a(instance.type, "TerraformStack")
            for change in changes if stack or instance.type is None else ():
                if not change.raw:
                    continue
                if change.path is None or len(change.path) < 3:
                    unknown = unknown or change.path is None or change.path[:1] in (("resource",), ("data",))
                elif change.path[0] in ("resource", "data"):
                    named.add(f"{'data.' if change.path[0] == 'data' else ''}{change.path[1]}.{change.path[2]}")
        return named, unknown

    @cached_property
    def _given_away(self) -> bool:
        """Whether something outside of the project is given a construct to build on."""
        return any(
            isinstance(argument.value, InstanceValue) and argument.value.instance in self._program.constructs
            for call in self._program.events(ExternalCall)
            if call.name[:1] != "." and "." in call.name
            for argument in call.arguments.items[:1]
        )

    def lacks(self, event: Construction, data: bool, type_name: str, name: str) -> bool:
        """Whether the stack of a construct surely has no such resource."""
        catalog = self._program.catalog
        stack = self._program.addresses.stack(event.instance) if event.instance is not None else None
        if stack is None or catalog.terraform(type_name, data=data) is None or type_name in self._unplaced:
            return False
        named, unknown = self._overrides
        address = f"{'data.' if data else ''}{type_name}.{name}"
        if unknown or address in named or self._given_away:
            return False
        return address not in self._addresses.get(stack, set())

    def likely(self, event: Construction, data: bool, type_name: str, name: str) -> Iterator[str]:
        """The addresses of resources of that type whose construct has that id, deeper in the stack."""
        addresses = self._program.addresses
        stack = addresses.stack(event.instance) if event.instance is not None else None
        for instance, made in self._program.constructs.items():
            ids = addresses.ids(instance)
            is_data = self._program.catalog.is_a(made.type, "TerraformDataSource")
            if made.type.terraform_type == type_name and is_data == data and ids and ids[-1] == name:
                address = addresses.of(instance)
                if address is not None and addresses.stack(instance) is stack:
                    yield address
