"""Where an override leads, name by name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from presynth.catalog.arguments import struct_in, terraform_name
from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Type
from presynth.checks.common.similar import folded, nearest
from presynth.checks.overrides.schema import Part, attributes_of, block_parts, part_named, parts_of
from presynth.program.changes import Change
from presynth.program.events import Construction
from presynth.program.program import Program
from presynth.program.values import Constant, Instance, StructValue, Token, Value
from presynth.program.values import Mapping as MappingValue
from presynth.program.values import Sequence as SequenceValue
from presynth.source.statement import Place

_NAME = re.compile(r"[A-Za-z_][\w-]*")
_STEP = re.compile(r"\[[^\]]*\]|\.(?P<index>\d+)|\.(?P<name>[A-Za-z_][\w-]*)")

_AS_ATTRIBUTES = {
    "aws_security_group": ("ingress", "egress"),
    "aws_default_security_group": ("ingress", "egress"),
    "aws_network_acl": ("ingress", "egress"),
    "aws_route_table": ("route",),
    "aws_default_route_table": ("route",),
}
"""Blocks that are attributes to Terraform, with all that is in them (tried with `terraform validate`, 2026-11-29)."""
_SETTINGS = ("backend", "cloud", "encryption", "experiments", "provider_meta", "required_providers", "required_version")
"""What there is below `terraform` (`encryption`: OpenTofu's)."""
_TOP_LEVEL = (
    "//", "action", "check", "data", "ephemeral", "import", "locals", "module", "moved", "output", "provider",
    "removed", "resource", "terraform", "variable",
)  # fmt: skip
"""The blocks of a configuration (Terraform 1.14, OpenTofu 1.11; 2026-11-29)."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with the text at `place`. `better` is what to write; `certain` where nothing else can be meant."""

    place: Place
    message: str
    better: str | None = None
    certain: bool = False


@dataclass(frozen=True)
class Override:
    """An override of a resource: its `path` starts behind the first `above` names of the one that is written."""

    program: Program
    type: Type
    change: Change
    written: tuple[str, ...]
    above: int
    instance: Instance | None

    def faults(self) -> Iterator[Fault]:
        """What Terraform's schema does not have; at most one of the path, else those of the value."""
        catalog = self.program.catalog
        inside = f"`{self.type.terraform_type}`"
        names = parts_of(catalog, self.type)
        part: Part | None = None
        path = self.written[self.above :]
        for number, name in enumerate(path):
            if part is not None:
                fault = self._wrong_step(part, number, name)
                if fault is not None or part.shape == "open":
                    yield from [fault] if fault is not None else []
                    return
                if name.isdigit():
                    part = replace(part, shape="block")
                    continue
                above = path[number - 2] if path[number - 1].isdigit() else path[number - 1]
                names, inside = block_parts(catalog, part), f"`{above}` of {inside}"
            part = part_named(names, name)
            if part is None:
                yield self._unknown(number, name, names, inside)
                return
        if part is not None and part.shape in ("block", "blocks"):
            if path[-1] in _AS_ATTRIBUTES.get(self.type.terraform_type, ()) and len(path) == 1:
                yield from _incomplete(catalog, part, self.change, path[0])
            yield from value_faults(catalog, part, self.change.value, f"`{path[-1]}` of {inside}")
        if path[0] == "lifecycle":
            value = (
                self.change.value if path[1:] == ("ignore_changes",) else _under(self.change.value, "ignore_changes")
            )
            if value is not None:
                yield from entry_faults(catalog, self.type, value, self.change.place)

    def _unknown(self, number: int, name: str, names: Collection[str], inside: str) -> Fault:
        near = nearest(name, names)
        message = f"{inside} has no `{name}`" + (f": Terraform calls it `{near[0]}`" if near else "")
        return Fault(self.change.name_place, message, *self._better(number, name, near))

    def _better(self, number: int, name: str, near: list[str]) -> tuple[str | None, bool]:
        if not near:
            return None, False
        return self._with(number, (near[0],)), folded(near[0]) == folded(name)

    def _with(self, number: int, names: tuple[str, ...]) -> str:
        """The whole path as written, with other names in the place of one."""
        at = self.above + number
        return ".".join((*self.written[:at], *names, *self.written[at + 1 :]))

    def _wrong_step(self, part: Part, number: int, name: str) -> Fault | None:
        """What is wrong with going on to `name` from `part`, which is right before it."""
        above = self.written[self.above + number - 1]
        given = self._given(above) if number == 1 and not self._is_overridden() else None
        if isinstance(given, Token) and given.type.kind in ("list", "map"):
            message = f"`{above}` is known only when Terraform runs: nothing can be added to it, and synth stops"
            return Fault(self.change.name_place, message)
        if part.shape == "value":
            return Fault(self.change.name_place, f"`{above}` is a plain value: there is no `{name}` below it")
        if name.isdigit() and not self._is_overridden():
            unset = part.shape == "blocks" and number == 1 and self._is_unset(above)
            if part.shape == "block" or unset:
                message = f"`{above}` is no list here: `{name}` becomes a name in it, which Terraform refuses"
                better = None if unset else self._with(number, ())
                return Fault(self.change.name_place, message, better)
        if part.shape == "blocks" and not name.isdigit() and number == 1 and self._is_list(above):
            message = f"`{above}` is a list: without an index, as in `{above}.0.{name}`, this is silently lost"
            return Fault(self.change.name_place, message, self._with(number, ("0", name)))
        return None

    def _is_overridden(self) -> bool:
        """Whether another override, which may have made a list of a block, begins alike."""
        if self.instance is None:
            return True
        others = [change for change in self.program.changes[self.instance] if change is not self.change]
        return any(change.path is None or change.path[:1] == self.written[:1] for change in others)

    def _given(self, name: str) -> Value | None:
        event = None if self.instance is None else self.program.constructs.get(self.instance)
        if event is None:
            return None
        return next((it.value for it in event.arguments.items if it.name and folded(it.name) == folded(name)), None)

    def _is_list(self, name: str) -> bool:
        """Whether the resource is made with a list for it."""
        return isinstance(self._given(name), SequenceValue) and not self._is_overridden()

    def _is_unset(self, name: str) -> bool:
        """Whether the resource is made without it."""
        event = None if self.instance is None else self.program.constructs.get(self.instance)
        return event is not None and not event.arguments.open and self._given(name) is None


def override_of(program: Program, instance: Instance, change: Change) -> Override | None:
    """The change as an override of a resource whose schema is known exactly; None for any other."""
    if not change.raw or not change.path:
        return None
    if instance.type is not None and instance.type.terraform_type:
        override = Override(program, instance.type, change, change.path, 0, instance)
    elif len(change.path) > 3 and change.path[0] in ("resource", "data"):
        type_ = program.catalog.terraform(change.path[1], data=change.path[0] == "data")
        override = None if type_ is None else Override(program, type_, change, change.path, 3, None)
    else:
        return None
    return override if override is not None and program.catalog.is_exact(override.type.module) else None


def top_level_fault(change: Change) -> Fault | None:
    """The first name of a stack's override, where it is one of Terraform's spelled otherwise."""
    if change.raw and change.path and change.path[0] == "terraform" and len(change.path) > 1:
        return _setting_fault(change, change.path)
    if not change.raw or not change.path or change.path[0] in _TOP_LEVEL:
        return None
    near = nearest(change.path[0], _TOP_LEVEL)
    if not near:
        return None
    message = f"Terraform has no `{change.path[0]}` at the top of a configuration: it is called `{near[0]}`"
    return Fault(change.name_place, message, ".".join((near[0], *change.path[1:])))


def _setting_fault(change: Change, path: tuple[str, ...]) -> Fault | None:
    """The name of a setting of Terraform's own that there is not."""
    if path[1] in _SETTINGS:
        return None
    near = nearest(path[1], _SETTINGS)
    message = f"`terraform` has no `{path[1]}`: `init` refuses it" + (f"; it is called `{near[0]}`" if near else "")
    return Fault(change.name_place, message, ".".join((path[0], near[0], *path[2:])) if near else None)


def dynamic_faults(catalog: Catalog, event: Construction) -> Iterator[Fault]:
    """Keys of what `iterator.dynamic({…})` makes of a block that the block does not have."""
    for argument in event.arguments:
        declared = catalog.keywords(event.type).get(argument.name or "")
        struct = None if declared is None or not is_dynamic(argument.value) else struct_in(catalog, declared.type)[0]
        for content in argument.value.inputs if struct is not None and isinstance(argument.value, Token) else ():
            names = () if struct is None else catalog.arguments(struct)
            for entry in content.entries if isinstance(content, MappingValue) else ():
                name = entry.key.value if isinstance(entry.key, Constant) else None
                if isinstance(name, str) and entry.key_place is not None and folded(name) not in map(folded, names):
                    near = nearest(name, names)
                    message = f"`{argument.name}` of `{event.type.terraform_type}` has no `{name}`"
                    message += f": Terraform calls it `{near[0]}`" if near else ""
                    yield Fault(entry.key_place, message, near[0] if near else None)


def is_dynamic(value: Value) -> bool:
    """Whether it is made by `iterator.dynamic({…})`."""
    return isinstance(value, Token) and value.attribute == "dynamic"


def value_faults(catalog: Catalog, part: Part, value: Value, inside: str) -> Iterator[Fault]:
    """Keys of the dicts in `value` that the block does not have."""
    if isinstance(value, SequenceValue):
        for item in value.items:
            yield from value_faults(catalog, part, item, inside)
    if not isinstance(value, MappingValue):
        return
    parts = block_parts(catalog, part)
    for entry in value.entries:
        name = entry.key.value if isinstance(entry.key, Constant) else None
        if not isinstance(name, str) or entry.key_place is None:
            continue
        inner = part_named(parts, name)
        if inner is None:
            near = nearest(name, parts)
            message = f"{inside} has no `{name}`" + (f": Terraform calls it `{near[0]}`" if near else "")
            better = near[0] if near else None
            yield Fault(entry.key_place, message, better, better is not None and folded(better) == folded(name))
        elif inner.shape in ("block", "blocks"):
            yield from value_faults(catalog, inner, entry.value, f"`{name}` of {inside}")


def _incomplete(catalog: Catalog, part: Part, change: Change, name: str) -> Iterator[Fault]:
    """A dict of a list that is an attribute, where names are absent; of what is `None` an override writes nothing."""
    items = change.value.items if isinstance(change.value, SequenceValue) else ()
    wanted = [] if part.type is None else [terraform_name(each) for each in catalog.keywords(part.type).values()]
    for item in items:
        if not isinstance(item, MappingValue) or item.open:
            continue
        keys = [entry.key.value for entry in item.entries if isinstance(entry.key, Constant)]
        absent = [each for each in wanted if each not in keys or _is_none(item.get(each))]
        if absent and len(keys) == len(item.entries):
            listed = ", ".join(f"`{each}`" for each in absent)
            message = f"in an override, `{name}` needs all its names, and {listed} are absent: `put_{name}` writes them"
            yield Fault(change.place, message)
            return


def _is_none(value: Value | None) -> bool:
    return isinstance(value, Constant) and value.value is None


def ignore_changes_faults(catalog: Catalog, type_: Type, lifecycle: Value, place: Place) -> Iterator[Fault]:
    """Entries of `ignore_changes` in what a resource is given as `lifecycle`."""
    value = _under(lifecycle, "ignore_changes")
    if value is not None:
        yield from entry_faults(catalog, type_, value, place)


def _under(value: Value, name: str) -> Value | None:
    if isinstance(value, StructValue):
        return value.arguments.value(name)
    return value.get(name) if isinstance(value, MappingValue) else None


def entry_faults(catalog: Catalog, type_: Type, value: Value, place: Place) -> Iterator[Fault]:
    """Entries of `ignore_changes` that Terraform refuses."""
    if isinstance(value, Constant) and isinstance(value.value, str) and value.value != "all":
        yield Fault(place, f"`ignore_changes` is a list of attributes or `all`, not `{value.value}`")
    if not isinstance(value, SequenceValue):
        return
    placed = len(value.places) == len(value.items)
    for number, item in enumerate(value.items):
        if isinstance(item, Constant) and isinstance(item.value, str):
            fault = _entry_fault(catalog, type_, item.value, value.places[number] if placed else place)
            if fault is not None:
                yield fault


def _entry_fault(catalog: Catalog, type_: Type, entry: str, place: Place) -> Fault | None:
    if entry in ("all", "*"):
        return Fault(place, f'`{entry}` is no attribute: all are ignored with `ignore_changes="all"`, without a list')
    attributes = attributes_of(catalog, type_)
    names: Mapping[str, Part] = {name: it for name, it in parts_of(catalog, type_).items() if name in attributes}
    inside = f"`{type_.terraform_type}`"
    found = _NAME.match(entry)
    while found is not None:
        name = found["name"] if "name" in found.groupdict() else found.group()
        if name is not None:
            part = part_named(names, name)
            if part is None:
                return _unknown_entry(entry, found, name, names, inside, place)
            if part.shape not in ("block", "blocks"):
                return None
            names, inside = block_parts(catalog, part), f"`{name}` of {inside}"
        elif found["index"] is not None:
            better = f"{entry[: found.start()]}[{found['index']}]{entry[found.end() :]}"
            return Fault(place, f"an index is written in brackets here: `{better}`", better, certain=True)
        found = _STEP.match(entry, found.end())
    return None


def _unknown_entry(
    entry: str, found: re.Match[str], name: str, names: Mapping[str, Part], inside: str, place: Place
) -> Fault:
    near = nearest(name, names)
    message = f"{inside} has no `{name}`"
    if not near:
        return Fault(place, message)
    start = found.end() - len(name)
    better = entry[:start] + near[0] + entry[found.end() :]
    return Fault(place, f"{message}: Terraform calls it `{near[0]}`", better, folded(near[0]) == folded(name))
