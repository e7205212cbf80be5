"""Where in a stack's code something can be added to it."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from presynth.checks.nodes import expression_at, local_names
from presynth.program.events import Construction
from presynth.program.values import Function
from presynth.source.statement import Kind, Statement


@dataclass(frozen=True)
class Spot:
    """A place behind the statement `anchor`, for a stack as it is called there.

    `names` can be used: parameters (None), and local names with the statements that bind them.
    """

    anchor: Statement
    stack: str
    names: Mapping[str, Statement | None]

    def first(self, wanted: Sequence[str]) -> str | None:
        """The first of these names that is there."""
        return next((name for name in wanted if name in self.names), None)

    def behind(self, *used: str | None) -> Statement:
        """The anchor, or the last statement that binds one of these names."""
        binding = [self.names[name] for name in used if name is not None]
        return max((self.anchor, *(each for each in binding if each is not None)), key=lambda each: each.line)


def spot_in(event: Construction) -> Spot | None:
    """Behind `super().__init__(…)` in the stack's own class, or behind `stack = TerraformStack(…)`; None elsewhere."""
    is_plain = event.instance is not None and event.instance.project_class is None
    return _in_module(event) if is_plain else _in_class(event)


def _in_module(event: Construction) -> Spot | None:
    anchor = event.place.statement
    node = anchor.node
    if not isinstance(node, ast.Assign) or node.value is not expression_at(event.place):
        return None
    target = node.targets[0]
    return Spot(anchor, target.id, {}) if isinstance(target, ast.Name) else None


def _in_class(event: Construction) -> Spot | None:
    anchor = event.place.statement
    function: Function | None = event.frame.function if event.frame is not None else None
    if event.instance is None or function is None or function.owner is not event.instance.project_class:
        return None
    if anchor.kind is not Kind.SIMPLE or anchor not in function.statement.body:
        return None
    names = local_names(function)
    stack = next((name for name, binding in names.items() if binding is None), None)
    return None if stack is None else Spot(anchor, stack, names)
