"""All that resources are set to and the provider refuses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from presynth.catalog.argument_constraints import provider_constraints, resource_constraints
from presynth.catalog.catalog import Catalog
from presynth.catalog.constraints import Constraint, Constraints
from presynth.catalog.remembering import remembered
from presynth.catalog.types import Type
from presynth.checks.common.blocks import Block, Field, Presence, resource_block
from presynth.checks.constraints.judging import ABSENT, DEPRECATED, Concern, Fault, fault_of
from presynth.checks.constraints.references import may_refer, reference_fault
from presynth.program.changes import Configured
from presynth.program.events import Construction
from presynth.program.values import UNKNOWN, Constant, Instance, Sequence, Value, options_of
from presynth.source.statement import Place

_AWS = "aws_"
_TIMEOUTS = "timeouts"
_DURATION = Constraint(kind="duration")
"""How long to wait for something: Terraform's own, in every resource that has it."""


@dataclass(frozen=True)
class Violation:
    """A value of a resource that the provider refuses, something that is missing, or something deprecated.

    `label` is the argument as it is spelled, `path` as Terraform has it ("" for the resource itself), `value` what it
    is set to, `place` what the finding is about, `table` what it was judged by. One that `is_secret` is not shown.
    """

    instance: Instance
    label: str
    path: str
    value: Value
    place: Place
    fault: Fault
    table: Constraints
    is_secret: bool = False


@lru_cache(maxsize=8)
def violations(catalog: Catalog, resource: Configured) -> tuple[Violation, ...]:
    """Those of a resource or data source: the certain ones first.

    Remembered for the rules that ask one after the other.
    """
    event = resource.event
    if not event.type.terraform_type:
        return ()
    attributes = resource_constraints(catalog, event.type).attributes
    is_known = bool(attributes) or event.type.terraform_type.startswith(_AWS)
    if not is_known and event.arguments.get(_TIMEOUTS) is None:
        return ()
    walk = _Walk(catalog, event, attributes, provider_constraints(catalog, event.type))
    found = walk.block(resource_block(event, catalog, resource.changes))
    return tuple(sorted(found, key=lambda each: not each.fault.certain))


class _Walk:
    """Through all that a resource is set to."""

    def __init__(
        self, catalog: Catalog, event: Construction, attributes: Mapping[str, Constraint], table: Constraints
    ) -> None:
        self._catalog = catalog
        self._event = event
        self._attributes = attributes
        self._table = table

    def block(self, block: Block, path: str = "", deprecated: bool = False) -> Iterator[Violation]:
        """What is wrong in a block and the blocks in it. In a deprecated one nothing else is said to be so."""
        constraint = self._attributes.get(path)
        if not path and constraint is not None and constraint.deprecated:
            yield self._violation("", path, UNKNOWN, block.place, DEPRECATED)
            deprecated = True
        start = path and f"{path}."
        for name in _required_blocks(self._catalog, self._event.type).get(path, ()):
            if block.presence((name,)) is Presence.UNSET:
                yield self._violation(name, start + name, UNKNOWN, block.place, ABSENT)
        for name in block.names:
            below = start + name
            field = block.fields.get(name)
            constraint = self._attributes.get(below) or (_DURATION if path == _TIMEOUTS else None)
            is_deprecated = deprecated
            if field is not None and self._event.type.terraform_type.startswith(_AWS):
                yield from self._references(below, field, constraint)
            if field is not None and constraint is not None:
                yield from self._field(below, field, constraint)
                if constraint.deprecated and not deprecated and field.presence is Presence.SET:
                    yield self._violation(field.label, below, field.value, field.name_place, DEPRECATED)
                    is_deprecated = True
            for child in block.children(name)[0]:
                yield from self.block(child, below, is_deprecated)

    def _field(self, path: str, field: Field, constraint: Constraint) -> Iterator[Violation]:
        for value, place, fault in _faults(constraint, field.value, field.place):
            yield self._violation(field.label, path, value, place, fault)

    def _references(self, path: str, field: Field, constraint: Constraint | None) -> Iterator[Violation]:
        """Attributes of other resources that are not the ones wanted."""
        for value, place in _items(field.value, field.place):
            if not may_refer(value):
                continue
            fault = reference_fault(self._catalog, self._event.type.terraform_type, path, constraint, value)
            if fault is not None:
                yield self._violation(field.label, path, value, place, fault)

    def _violation(self, label: str, path: str, value: Value, place: Place, fault: Fault) -> Violation:
        assert self._event.instance is not None, "a struct is no resource"
        constraint = self._attributes.get(path)
        is_secret = constraint is not None and constraint.sensitive
        return Violation(self._event.instance, label, path, value, place, fault, self._table, is_secret)


@remembered
def _required_blocks(catalog: Catalog, type_: Type) -> dict[str, list[str]]:
    """The names of blocks that must be there, by the path of the block they belong in."""
    names: dict[str, list[str]] = {}
    for path, constraint in resource_constraints(catalog, type_).attributes.items():
        if constraint.required_block:
            above, _, name = path.rpartition(".")
            names.setdefault(above, []).append(name)
    return names


def _items(value: Value, place: Place) -> Iterator[tuple[Value, Place]]:
    """The value itself, or the items it has, each with where it is passed."""
    if not isinstance(value, Sequence):
        yield value, place
        return
    places = value.places if len(value.places) == len(value.items) else (place,) * len(value.items)
    yield from zip(value.items, places, strict=True)


def _faults(constraint: Constraint, value: Value, place: Place) -> Iterator[tuple[Value, Place, Fault]]:
    """The faults in a value and its items, each with the value it is in and where that is passed."""
    options = [option for option in options_of(value) if not (isinstance(option, Constant) and option.value is None)]
    found = [(option, fault) for option in options if (fault := fault_of(constraint, option)) is not None]
    wholly = len(found) == len(options)
    for option, fault in found:
        # A value that is right in one case and wrong in another may never meet this argument in the other;
        # a misspelt one was meant for it.
        if wholly or (fault.concern is Concern.CHOICE and fault.instead is not None):
            yield option, place, fault
            break
    for option in options:
        if constraint.elem is not None and isinstance(option, Sequence):
            for item, at in _items(option, place):
                yield from _faults(constraint.elem, item, at)
