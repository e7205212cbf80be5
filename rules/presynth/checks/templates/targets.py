"""What the text of a stack can refer to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from presynth.checks.common.similar import folded
from presynth.checks.overrides.schema import attributes_of
from presynth.checks.repetition.repeated import REPETITIONS, Repetition, repetition
from presynth.program.changes import Change
from presynth.program.events import Construction, ExternalCall, Import
from presynth.program.program import Program
from presynth.program.values import Constant, Instance, InstanceValue
from presynth.program.values import Mapping as MappingValue

_KINDS = {
    "TerraformVariable": "var",
    "TerraformLocal": "local",
    "TerraformModule": "module",
    "TerraformRemoteState": "terraform_remote_state",
}
"""The classes whose constructs have no Terraform type, by what they are called in references."""
_BLOCKS = {"variable": "var", "locals": "local", "module": "module"}
"""The blocks of a configuration that references have another name for, and one name behind."""
_TYPED = {"resource": "", "data": "data."}


class Targets:
    """What each stack of a program has, by Terraform address."""

    def __init__(self, program: Program) -> None:
        self._program = program

    @cached_property
    def _addresses(self) -> dict[Instance, dict[str, Instance]]:
        """The addresses in each stack, with what has them."""
        found: dict[Instance, dict[str, Instance]] = {}
        addresses = self._program.addresses
        for instance in self._program.constructs:
            stack, address = addresses.stack(instance), addresses.of(instance)
            if stack is not None and address is not None:
                found.setdefault(stack, {})[address] = instance
        return found

    @cached_property
    def _unplaced(self) -> set[str]:
        """The kinds (`var`, a Terraform type) of which somewhere is one whose address is not known."""
        addresses = self._program.addresses
        return {
            self._kind(event)
            for instance, event in self._program.constructs.items()
            if addresses.of(instance) is None or event.repeated
        } - {""}

    def _kind(self, event: Construction) -> str:
        if event.type.terraform_type:
            return event.type.terraform_type
        is_a = self._program.catalog.is_a
        return next((kind for base, kind in _KINDS.items() if is_a(event.type, base)), "")

    @cached_property
    def _overrides(self) -> tuple[set[str], set[str]]:
        """The addresses that overrides of stacks define, and the blocks in which are some that nobody knows."""
        named: set[str] = set()
        unknown: set[str] = set()
        for instance, changes in self._program.changes.items():
            stack = instance.type is not None and self._program.catalog.is_a(instance.type, "TerraformStack")
            for change in changes if stack or instance.type is None else ():
                if change.raw and change.path is None:
                    unknown |= {*_BLOCKS.values(), "resource"}
                elif change.raw and change.path is not None:
                    _add_defined(change, change.path, named, unknown)
        return named, unknown

    @cached_property
    def is_added_to(self) -> bool:
        """Whether something outside of the project is given a construct to build on: nobody knows what it adds."""
        return any(
            isinstance(argument.value, InstanceValue) and argument.value.instance in self._program.constructs
            for call in self._program.events(ExternalCall)
            if call.name == "" or (call.name[:1] != "." and "." in call.name)
            for argument in call.arguments.items
        )

    @cached_property
    def _imported(self) -> set[str]:
        """The parts of the names of all modules that are imported."""
        events = self._program.events(Import)
        return {part for event in events for part in f"{event.module}.{event.name or ''}".replace("_", ".").split(".")}

    def _knows(self, type_name: str, *, data: bool) -> bool:
        """Whether resources of that type would be seen: its schema is there, or nothing of its provider is imported."""
        if self._program.catalog.terraform(type_name, data=data) is not None or type_name == "terraform_remote_state":
            return True
        return type_name.partition("_")[0] not in self._imported | {"terraform"}

    def stack(self, instance: Instance) -> Instance | None:
        """The stack that a construct is in, itself included."""
        return self._program.addresses.stack(instance)

    def found(self, stack: Instance, address: str) -> Instance | None:
        """What has that address."""
        return self._addresses.get(stack, {}).get(address)

    def lacks(self, stack: Instance, kind: str, address: str) -> bool:
        """Whether a stack surely has nothing of that address. `kind` is `var`, `local`, `module` or a type."""
        named, unknown = self._overrides
        if address in named or (kind if kind in _BLOCKS.values() else "resource") in unknown:
            return False
        if kind in self._unplaced or self.is_added_to or self.found(stack, address) is not None:
            return False
        return kind in _BLOCKS.values() or self._knows(kind, data=address.startswith("data."))

    def likely(self, stack: Instance, prefix: str, name: str) -> Iterator[str]:
        """The addresses of what begins with `prefix` and has that id, deeper in the stack."""
        addresses = self._program.addresses
        for address, instance in self._addresses.get(stack, {}).items():
            ids = addresses.ids(instance)
            if ids and ids[-1] == name and address.startswith(prefix):
                yield address

    def names(self, stack: Instance, prefix: str) -> list[str]:
        """The names of what begins with `prefix`."""
        known = (*self._addresses.get(stack, {}), *self._overrides[0])
        return [address.removeprefix(prefix) for address in known if address.startswith(prefix)]

    def has_attribute(self, instance: Instance, name: str) -> bool:
        """Whether a resource has, or may have, an attribute of that name."""
        type_, catalog = instance.type, self._program.catalog
        if type_ is None or not any(catalog.is_a(type_, base) for base in ("TerraformResource", "TerraformDataSource")):
            return True  # a module's outputs, a state's
        if not catalog.is_exact(type_.module) or not catalog.is_complete(type_.module):
            return True
        known = attributes_of(catalog, type_)
        return name in known or folded(name) in map(folded, known)

    def attributes(self, instance: Instance) -> list[str]:
        """The attributes of a resource, by Terraform's names."""
        return sorted(attributes_of(self._program.catalog, instance.type)) if instance.type is not None else []

    def repetition(self, instance: Instance, address: str) -> Repetition | None:
        """How a resource is surely repeated."""
        event = self._program.constructs.get(instance)
        if event is None or address in self._overrides[0]:
            return None
        return repetition(self._program, event, instance)

    def is_single(self, instance: Instance, address: str) -> bool:
        """Whether there is surely one of a resource."""
        return address not in self._overrides[0] and not any(self.repeats(instance, each) for each in REPETITIONS)

    def repeats(self, instance: Instance, argument: str) -> bool:
        """Whether a construct has `for_each` or `count`, or may have it."""
        event = self._program.constructs.get(instance)
        if event is None or event.arguments.open or event.arguments.get(argument) is not None:
            return True
        changes = self._program.changes.get(instance, ())
        return any(change.path is None or change.path[0] == argument for change in changes)


def _add_defined(change: Change, path: tuple[str, ...], named: set[str], unknown: set[str]) -> None:
    """What one override of a stack defines."""
    block = path[0]
    if block in _BLOCKS:
        wanted, prefix = 2, f"{_BLOCKS[block]}."
    elif block in _TYPED:
        wanted, prefix = 3, _TYPED[block]
    else:
        return
    if len(path) >= wanted:
        named.add(prefix + ".".join(path[1:wanted]))
        return
    keys = _keys(change.value, wanted - len(path))
    if keys is None:
        unknown.add(_BLOCKS.get(block, "resource"))
        return
    named.update(prefix + ".".join((*path[1:], *key)) for key in keys)


def _keys(value: object, depth: int) -> list[tuple[str, ...]] | None:
    """The keys down to that depth of a dict; None if one is not known."""
    if depth == 0:
        return [()]
    if not isinstance(value, MappingValue) or value.open:
        return None
    found: list[tuple[str, ...]] = []
    for entry in value.entries:
        inner = _keys(entry.value, depth - 1)
        if inner is None or not isinstance(entry.key, Constant):
            return None
        found += [(str(entry.key.value), *rest) for rest in inner]
    return found
