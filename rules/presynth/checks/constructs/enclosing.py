"""What a call is repeated by: the loops, comprehensions and parameters around it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from presynth.checks.common.surroundings import around
from presynth.program.parameters import parameters_of
from presynth.program.program import Program
from presynth.program.state import Frame
from presynth.program.values import Constant, Value
from presynth.source.statement import Kind, Place, Statement

_TELLING_KEYS = ("name", "id", "key", "zone", "az", "suffix", "env", "environment", "region")
"""Keys and attributes that tell the things in a list apart, the likeliest first."""
_Loop = ast.For | ast.AsyncFor | ast.comprehension


def ancestors(statements: Sequence[Statement], statement: Statement) -> list[Statement]:
    """The statements that `statement` is in the body of, from the inside out."""
    for each in statements:
        if statement in (each, each.header):
            return []
        if each.line <= statement.line <= _last_line(each):
            return [*ancestors(each.body, statement), each]
    return []


def _last_line(statement: Statement) -> int:
    return _last_line(statement.body[-1]) if statement.body else statement.line + statement.height - 1


def loop_variable(place: Place, program: Program) -> str | None:
    """An expression, to stand in an f-string, whose text differs from turn to turn of the innermost loop around."""
    for loop in _loops(place, program):
        return _telling_apart(loop, place.statement)
    return None


def _loops(place: Place, program: Program) -> Iterator[_Loop]:
    for node in around(place):
        if isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp):
            yield from reversed(node.generators)
    source = program.source(place.path)
    for statement in ancestors(source.statements, place.statement) if source is not None else ():
        if statement.kind in (Kind.FUNCTION, Kind.CLASS):
            return
        if isinstance(statement.node, ast.For | ast.AsyncFor):
            yield statement.node


def _telling_apart(loop: _Loop, statement: Statement) -> str | None:
    target = loop.target
    if isinstance(target, ast.Tuple):
        return next((element.id for element in target.elts if isinstance(element, ast.Name)), None)
    if not isinstance(target, ast.Name):
        return None
    parts = _parts_read(target.id, statement)
    if parts:
        return next((parts[key] for key in _TELLING_KEYS if key in parts), None)
    if isinstance(loop.iter, ast.List | ast.Tuple | ast.Set):
        return target.id if all(isinstance(item, ast.Constant) for item in loop.iter.elts) else None
    return target.id


def _parts_read(name: str, statement: Statement) -> dict[str, str]:
    """`item['name']` and `item.name` by `name`: what the statement reads of the variable, where it is not plain."""
    parts: dict[str, str] = {}
    for node in ast.walk(statement.node or ast.Pass()):
        match node:
            case ast.Subscript(value=ast.Name(id=base), slice=ast.Constant(value=str(key))) if base == name:
                parts[key] = f"{name}['{key}']"
            case ast.Attribute(value=ast.Name(id=base), attr=key) if base == name:
                parts[key] = f"{name}.{key}"
            case _:
                pass
    return parts


def differing_parameter(first: Frame, second: Frame, program: Program) -> str | None:
    """A parameter of the function both are calls of, with another plain value in each."""
    function = second.function
    if (
        first is second
        or function is None
        or first.function is None
        or first.function.statement is not function.statement
    ):
        return None
    declared = parameters_of(function)
    names = [parameter.arg for parameter in (*declared.posonlyargs, *declared.args, *declared.kwonlyargs)]
    values: dict[Frame, dict[str, Value]] = {first: {}, second: {}}
    for run in program.runs:
        for (owner, name), value in run.writes.items():
            if isinstance(owner, Frame) and owner in values and name in names:
                values[owner].setdefault(name, value)
    for name in names:
        one, other = values[first].get(name), values[second].get(name)
        if isinstance(one, Constant) and isinstance(other, Constant) and one.value != other.value:
            return name
    return None
