"""Where in a stack's code something can be added to it."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from presynth.checks.common.nodes import expression_at, local_names
from presynth.program.events import Construction
from presynth.program.program import Program
from presynth.program.values import Function
from presynth.source.statement import Place, Statement


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


def spot_in(event: Construction, program: Program) -> Spot | None:
    """Behind `super().__init__(…)` in the stack's own class, or behind `stack = Jobs(…)`; None where neither is."""
    project_class = event.instance.project_class if event.instance is not None else None
    creation = None if event.instance is None else program.creation(event.instance)
    if project_class is None:
        return _behind(event.place)
    for function in (event.frame.function if event.frame is not None else None, creation and creation.signature):
        if isinstance(function, Function) and function.owner is project_class:
            return _in_initializer(function)
    return None if creation is None or creation.place.path != project_class.path else _behind(creation.place)


def _behind(call: Place) -> Spot | None:
    """Behind the statement that binds what the call makes to a name."""
    node = call.statement.node
    if not isinstance(node, ast.Assign) or node.value is not expression_at(call):
        return None
    target = node.targets[0]
    return Spot(call.statement, target.id, {}) if isinstance(target, ast.Name) else None


def _in_initializer(function: Function) -> Spot | None:
    """Behind the call of the base's `__init__`, where that is a statement of its own."""
    body: tuple[Statement, ...] = function.statement.body
    anchor = next((statement for statement in body if _is_call_of_init(statement.node)), None)
    names = local_names(function)
    stack = next((name for name, binding in names.items() if binding is None), None)
    return None if stack is None or anchor is None else Spot(anchor, stack, names)


def _is_call_of_init(node: ast.AST | None) -> bool:
    match node:
        case ast.Expr(value=ast.Call(func=ast.Attribute(attr="__init__"))):
            return True
        case _:
            return False
