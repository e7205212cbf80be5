"""Lets a resource wait for others."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence as Items

from presynth.catalog.names import identifier
from presynth.checks.common.names_in_reach import free_name, is_made_once, spelled_before
from presynth.checks.common.resources import Resource
from presynth.checks.wiring.dependencies import awaited_by
from presynth.findings import Fix, Safety
from presynth.operations import AddArgument, AddItem, AssignToName, Operation, Replace
from presynth.program.events import Construction
from presynth.program.values import Constant, Sequence

_FEW = 3
"""With more statements than this to be given a name, a fix is not made unasked."""


def wait_for(dependent: Resource, missing: Items[Resource]) -> Fix | None:
    """Add what is missing to `depends_on`, and give it names first where it has none.

    What has no name that could be used there, and is waited for by something that has, is left out. None if the fix
    would not be complete.
    """
    event = dependent.event
    names: list[str] = []
    assignments: list[Operation] = []
    named: list[Resource] = []
    for each in missing:
        name = spelled_before(each.program, each.instance, event)
        if name is None and _can_be_named(each, event):
            name = _new_name(each, event, names)
            assignments.append(AssignToName(each.event.place.statement, name))
        if name is not None:
            names.append(name)
            named.append(each)
    awaited = {each.instance for each in named}.union(*(awaited_by(each).instances for each in named))
    change = _addition(event, names)
    if change is None or not names or not awaited.issuperset(each.instance for each in missing):
        return None
    safety = Safety.SAFE if len(assignments) <= _FEW else Safety.UNSAFE
    title = f"Wait for {', '.join(f'`{name}`' for name in names)}"
    return Fix(title, safety, (*assignments, *change))


def _can_be_named(each: Resource, event: Construction) -> bool:
    """Whether the statement that makes it can bind it to a name that `event` can use."""
    own, statement = each.event, each.event.place.statement
    return (
        isinstance(statement.node, ast.Expr)
        and own.frame is event.frame
        and statement.line < event.place.statement.line
        and own.conditions == event.conditions[: len(own.conditions)]
        and is_made_once(each.program, own)
    )


def _new_name(each: Resource, event: Construction, taken: list[str]) -> str:
    id_ = each.event.id
    known = id_.value if isinstance(id_, Constant) and isinstance(id_.value, str) else each.event.type.terraform_type
    wanted = re.sub(r"\W+", "_", known.lower(), flags=re.ASCII).strip("_")
    kind = each.event.type.terraform_type.rpartition("_")[2]
    if kind not in wanted:
        wanted = f"{wanted}_{kind}".lstrip("_")
    if wanted[0].isdigit():
        wanted = f"{kind}_{wanted}"
    name = free_name(each.program, event, identifier(wanted))
    while name in taken:
        name += "_"
    return name


def _addition(event: Construction, names: list[str]) -> list[Operation] | None:
    """The change to `depends_on`; None where it is not written in the call, or not known."""
    argument = event.arguments.get("depends_on")
    listed = ", ".join(names)
    if argument is None:
        return None if event.arguments.open else [AddArgument(event.place, "depends_on", (f"[{listed}]",))]
    if argument.splat or argument.positional:
        return None
    value = argument.value
    if isinstance(value, Constant) and value.value is None:
        return [Replace(argument.place, (f"[{listed}]",))]
    if not isinstance(value, Sequence):
        return None
    if value.origin == argument.place:
        return [AddItem(argument.place, (name,)) for name in names]
    text = argument.place.text
    spread = text if re.fullmatch(r"[\w.]+", text) else f"({text})"
    return [Replace(argument.place, (f"[*{spread}, {listed}]",))]
