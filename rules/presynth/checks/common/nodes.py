"""From a place back to the syntax that is there, for rules whose subject is how something is written."""

from __future__ import annotations

import ast

from presynth.program.values import Function
from presynth.source.statement import Kind, Place, Statement


def expression_at(place: Place) -> ast.expr | None:
    """The outermost expression that covers exactly `place`."""
    node = place.statement.node
    if node is None:
        return None
    first = place.line + 1 + place.statement.shift
    for candidate in ast.walk(node):
        if (
            isinstance(candidate, ast.expr)
            and candidate.lineno == first
            and candidate.col_offset == place.byte
            and Place.of(place.statement, candidate) == place
        ):
            return candidate
    return None


def is_statement(place: Place) -> bool:
    """Whether the expression at `place` is a whole statement."""
    node = place.statement.node
    return (
        place.statement.kind is Kind.SIMPLE
        and isinstance(node, ast.Expr)
        and Place.of(place.statement, node.value) == place
    )


def local_names(function: Function) -> dict[str, Statement | None]:
    """The parameters of a def (None), in order, and the names its statements bind, each with the first that does."""
    arguments: ast.arguments = function.node.args
    parameters = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
    names: dict[str, Statement | None] = {parameter.arg: None for parameter in parameters}
    body: tuple[Statement, ...] = function.statement.body
    for statement in body:
        node = statement.node
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            names.setdefault(node.targets[0].id, statement)
    return names
