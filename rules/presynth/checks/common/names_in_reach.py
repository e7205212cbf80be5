"""Names for what fixes want to refer to."""

from __future__ import annotations

import ast

from presynth.program.events import Construction
from presynth.program.program import Program
from presynth.program.values import Instance
from presynth.source.statement import Place


def spelled_before(program: Program, instance: Instance, event: Construction) -> str | None:
    """How an object can be spelled in the statement that `event` happens in: bound before it; None if it is not."""
    made = program.constructs.get(instance)
    name = program.spelled(instance, event.frame)
    if name is None or made is None or made.conditions != event.conditions[: len(made.conditions)]:
        return None
    if made.place.path == event.place.path and made.frame is event.frame:
        return name if made.place.statement.line < event.place.statement.line else None
    order = list(program.constructs)
    return name if event.instance is not None and order.index(instance) < order.index(event.instance) else None


def is_made_once(program: Program, event: Construction) -> bool:
    """Whether the call is in no loop, and all that its statement does, apart from giving the result a name."""
    node = event.place.statement.node
    value = node.value if isinstance(node, ast.Expr | ast.Assign | ast.AnnAssign | ast.Return) else None
    if value is None or Place.of(event.place.statement, value) != event.place or event.repeated:
        return False
    calls = (other for other in program.constructions if other.place == event.place)
    return sum(other.frame is event.frame for other in calls) == 1


def free_name(program: Program, event: Construction, wanted: str) -> str:
    """A name that nothing in the function (or module) has in which `event` happens."""
    taken = {name for run in program.runs for owner, name in run.writes if owner is event.frame}
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted}_{number}", number + 1
    return name
