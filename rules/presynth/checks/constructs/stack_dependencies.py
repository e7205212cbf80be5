"""Which stack waits for which: `add_dependency`, and references from one to another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from presynth.catalog.catalog import Catalog
from presynth.checks.remembering import remembered
from presynth.program.arguments import Argument
from presynth.program.events import Conditions, Construction, MethodCall
from presynth.program.program import Program
from presynth.program.values import Instance, InstanceValue, instances_in
from presynth.source.statement import Place

_OF_THE_PROGRAM = ("scope", "scope_", "provider")


class Link(NamedTuple):
    """`waiting` waits for `awaited`.

    `place` says so: an argument with a reference, or, where there is a `call` of `add_dependency`, what it is given.
    """

    waiting: Instance
    awaited: Instance
    place: Place
    conditions: Conditions
    call: MethodCall | None = None


def links(program: Program, stacks: set[Instance]) -> Iterator[Link]:
    """All links between these stacks: at first those that references make, then those of `add_dependency`."""
    for instance, event in program.constructs.items():
        for argument, sources in _references(event, program.catalog):
            waiting = program.addresses.stack(instance)
            for source in sources:
                awaited = program.addresses.stack(source)
                if waiting is None or awaited is None or awaited is waiting:
                    continue
                if waiting in stacks and awaited in stacks:
                    yield Link(waiting, awaited, argument.place, event.conditions)
    yield from _declared(program, stacks)


def circles(links: Iterable[Link]) -> Iterator[tuple[Link, ...]]:
    """The circles that links make, in each the link that closes it first; it is no part of further ones."""
    onward: dict[Instance, list[Link]] = {}
    for link in links:
        back = _way_back(onward, link)
        if back is None:
            onward.setdefault(link.waiting, []).append(link)
        else:
            yield (link, *back)


def _way_back(onward: Mapping[Instance, Sequence[Link]], closing: Link) -> tuple[Link, ...] | None:
    """The links that lead from where `closing` leads to where it starts, all of which hold at one time."""
    seen: set[Instance] = set()
    waiting: list[tuple[Instance, tuple[Link, ...]]] = [(closing.awaited, ())]
    while waiting:
        stack, way = waiting.pop()
        if stack is closing.waiting:
            return way
        if stack in seen:
            continue
        seen.add(stack)
        for link in onward.get(stack, ()):
            if not any(_exclude(link.conditions, other.conditions) for other in (closing, *way)):
                waiting.append((link.awaited, (*way, link)))
    return None


def _exclude(one: Conditions, other: Conditions) -> bool:
    """Whether the two stand in different branches of one statement."""
    taken = dict(one)
    return any(taken.get(statement, branch) != branch for statement, branch in other)


def _declared(program: Program, stacks: set[Instance]) -> Iterator[Link]:
    for call in program.events(MethodCall):
        if call.name != "add_dependency" or not isinstance(call.receiver, InstanceValue):
            continue
        waiting = call.receiver.instance
        for argument in call.arguments.items[:1]:
            awaited = argument.value.instance if isinstance(argument.value, InstanceValue) else None
            if waiting in stacks and awaited in stacks and awaited is not waiting:
                yield Link(waiting, awaited, argument.place, call.conditions, call)


@remembered
def _references(event: Construction, catalog: Catalog) -> tuple[tuple[Argument, tuple[Instance, ...]], ...]:
    """The arguments of a construct that refer to others, with these: remembered, as events never change."""
    found: list[tuple[Argument, tuple[Instance, ...]]] = []
    for argument in event.arguments.items:
        if argument.name not in _OF_THE_PROGRAM:
            sources = tuple(
                source
                for source in instances_in(argument.value)
                if source.type is not None and catalog.is_a(source.type, "TerraformElement")
            )
            if sources:
                found.append((argument, sources))
    return tuple(found)
