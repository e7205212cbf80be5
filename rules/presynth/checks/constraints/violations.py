"""All that resources are set to and the provider refuses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from presynth.catalog.argument_constraints import provider_constraints, resource_constraints
from presynth.catalog.catalog import Catalog
from presynth.catalog.constraints import Constraint, Constraints
from presynth.checks.blocks import Block, resource_block
from presynth.checks.constraints.judging import Concern, Fault, fault_of
from presynth.program.changes import Change
from presynth.program.events import Construction
from presynth.program.program import Program
from presynth.program.values import Constant, Instance, Sequence, Value, options_of
from presynth.source.statement import Place


@dataclass(frozen=True)
class Violation:
    """A value of a resource that the provider refuses.

    `label` is the argument as it is spelled, `place` where the value is passed, `table` what it was judged by.
    """

    instance: Instance
    label: str
    value: Value
    place: Place
    fault: Fault
    table: Constraints


@dataclass(frozen=True)
class _Setting:
    """An argument that a resource, or a block in it, is given."""

    label: str
    value: Value
    place: Place
    constraint: Constraint


@lru_cache(maxsize=1)
def violations(program: Program) -> tuple[Violation, ...]:
    """Those of all AWS resources and data sources of a program."""
    found: list[Violation] = []
    for instance, event in program.constructs.items():
        if event.type.terraform_type.startswith("aws_"):
            found += _of_resource(program.catalog, event, program.changes.get(instance, ()))
    return tuple(found)


@lru_cache(maxsize=4096)
def _of_resource(catalog: Catalog, event: Construction, changes: tuple[Change, ...]) -> tuple[Violation, ...]:
    attributes = resource_constraints(catalog, event.type).attributes
    if not attributes or event.instance is None:
        return ()
    table = provider_constraints(catalog, event.type)
    return tuple(
        Violation(event.instance, setting.label, value, place, fault, table)
        for setting in _settings(resource_block(catalog, event, changes), attributes)
        for value, place, fault in _faults(setting.constraint, setting.value, setting.place)
    )


def _settings(block: Block, attributes: Mapping[str, Constraint], above: str = "") -> Iterator[_Setting]:
    """What is set in a block and the blocks in it, and the provider has something to say about."""
    for name in block.names:
        path = above + name
        field = block.fields.get(name)
        constraint = attributes.get(path)
        if field is not None and constraint is not None:
            yield _Setting(field.label, field.value, field.place, constraint)
        for child in block.children(name)[0]:
            yield from _settings(child, attributes, f"{path}.")


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
            places = option.places if len(option.places) == len(option.items) else (place,) * len(option.items)
            for item, at in zip(option.items, places, strict=True):
                yield from _faults(constraint.elem, item, at)
