"""Which constructs are made several times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from presynth.catalog.catalog import Catalog
from presynth.checks.common.blocks import Presence, presence_of
from presynth.program.changes import Change
from presynth.program.events import Construction
from presynth.program.program import Program
from presynth.program.values import Instance, Value
from presynth.source.statement import Place

Repetition = Literal["count", "for_each"]
_ELEMENTS = ("TerraformResource", "TerraformDataSource")
REPETITIONS: tuple[Repetition, ...] = ("count", "for_each")


def given(
    event: Construction, changes: tuple[Change, ...], argument: Repetition
) -> Iterator[tuple[Value, Place, Change | None]]:
    """What a construct's `count` or `for_each` is set to, where it is made and later."""
    passed = event.arguments.get(argument)
    if passed is not None:
        yield passed.value, passed.place, None
    for change in changes:
        if change.path == (argument,):
            yield change.value, change.place, change


def repetition(program: Program, event: Construction, instance: Instance) -> Repetition | None:
    """How a construct is repeated, where it surely is."""
    changes = program.changes.get(instance, ())
    if any(change.path is None for change in changes):
        return None
    for argument in REPETITIONS:
        found = list(given(event, changes, argument))
        sure = all(change is None or change.event.conditions == event.conditions for _, _, change in found)
        if found and sure and presence_of(found[-1][0]) is Presence.SET:
            return argument
    return None


def surely_repeated(program: Program) -> dict[Instance, Repetition]:
    """The resources and data sources that surely are, and how."""
    found: dict[Instance, Repetition] = {}
    for event in may_repeat(program):
        is_element = any(
            program.catalog.is_a(event.type, base) for base in ("TerraformResource", "TerraformDataSource")
        )
        how = repetition(program, event, event.instance) if is_element and event.instance is not None else None
        if how is not None and event.instance is not None:
            found[event.instance] = how
    return found


def may_repeat(program: Program) -> Iterable[Construction]:
    """The constructs that are given a `count` or `for_each`, or whatever later."""
    return dict.fromkeys((*program.chosen(Construction, _is_given_one), *program.changed))


def _is_given_one(event: Construction, _: Catalog) -> bool:
    return any(argument.name in REPETITIONS for argument in event.arguments)


def may_be_repeated(program: Program, event: Construction, instance: Instance, argument: Repetition) -> bool:
    """Whether a construct has `count` or `for_each`, or may have it."""
    changes = program.changes.get(instance, ())
    if event.arguments.open or any(change.path is None for change in changes):
        return True
    return any(presence_of(value) is not Presence.UNSET for value, _, _ in given(event, changes, argument))
