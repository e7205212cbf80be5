"""What a rule about wiring finds: resources that do not wait for what they need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from presynth.checks.base import Rule
from presynth.checks.common.resources import Resource
from presynth.program.events import Construction, Event
from presynth.program.program import Program
from presynth.program.values import Constant, Instance

_SHOWN_LIMIT = 6


@dataclass(frozen=True)
class Gap:
    """A resource, and those that it needs and does not wait for."""

    dependent: Resource
    missing: tuple[Resource, ...]


class WiringRule(Rule):
    """A rule about what must be made before something else."""

    group = "wiring"
    visits = Program

    def gaps(self, program: Program) -> Iterator[Gap]:
        """What is missing, for the graph of the stack."""
        raise NotImplementedError


def surely_made(event: Construction, beside: Event) -> bool:
    """Whether the one is made wherever the other is."""
    return all(condition in beside.conditions for condition in event.conditions)


def clash(one: Resource, other: Resource) -> bool:
    """Whether both, of which there may be one, are there at once as far as anybody can see.

    Branches that nobody can decide may exclude each other; one statement in such a branch may be there to make the
    thing once; what is told to move is the other one under its old or new address.
    """
    first, second = one.event, other.event
    if first.place == second.place and second.conditions:
        return False
    together = surely_made(first, second) or surely_made(second, first)
    return together and may_coexist(one, other) and not (one.is_moved or other.is_moved)


def may_coexist(one: Resource, other: Resource) -> bool:
    """Whether both are made in one run of the program, and not known to be in different stacks."""
    branches = dict(other.event.conditions)
    if any(branches.get(statement, branch) != branch for statement, branch in one.event.conditions):
        return False
    addresses = one.program.addresses
    stacks = {addresses.stack(one.instance), addresses.stack(other.instance)} - {None}
    return len(stacks) < 2


def listed(program: Program, instances: Sequence[Instance]) -> str:
    """The constructs by their addresses, in words."""
    shown = [f"`{_label(program, instance)}`" for instance in instances]
    if len(shown) > _SHOWN_LIMIT:
        shown = [*shown[: _SHOWN_LIMIT - 1], f"{len(shown) - _SHOWN_LIMIT + 1} more"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _label(program: Program, instance: Instance) -> str:
    event = program.constructs[instance]
    id_ = event.id.value if isinstance(event.id, Constant) else "…"
    return program.addresses.of(instance) or f"{event.type.name} {id_}"
