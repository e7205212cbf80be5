"""What Python's operators make of values."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from presynth.program import containers, formatting
from presynth.program.observed import is_flag, is_variable, observe
from presynth.program.text import concatenate, text_of
from presynth.program.values import (
    UNKNOWN,
    Constant,
    External,
    Fresh,
    Mapping,
    Sequence,
    Text,
    Token,
    Value,
    is_certain,
    is_token,
    join,
    options_of,
)

if TYPE_CHECKING:
    from presynth.program.interpreter import Interpreter

TEXT_LIMIT = 100_000
"""Longer strings are not computed."""

_ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: lambda left, right: left + right,
    ast.Sub: lambda left, right: left - right,
    ast.Mult: lambda left, right: left * right,
    ast.Div: lambda left, right: left / right,
    ast.FloorDiv: lambda left, right: left // right,
    ast.Mod: lambda left, right: left % right,
    ast.BitOr: lambda left, right: left | right,
    ast.BitAnd: lambda left, right: left & right,
    ast.BitXor: lambda left, right: left ^ right,
    ast.LShift: lambda left, right: left << right,
    ast.RShift: lambda left, right: left >> right,
}
_COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


def truth_of(value: Value) -> bool | None:
    """Whether it is true in an `if`, None when that is not known."""
    verdicts = {_truth_of_one(option) for option in options_of(value)}
    return verdicts.pop() if len(verdicts) == 1 else None


def _truth_of_one(value: Value) -> bool | None:
    if isinstance(value, Constant):
        return bool(value.value) if value.certain else None
    if isinstance(value, Text):
        return True if any(isinstance(part, str) for part in value.parts) else None
    if isinstance(value, Sequence):
        return True if value.items and value.kind != "generator" else None if value.open else bool(value.items)
    if isinstance(value, Mapping):
        return True if value.entries else None if value.open else False
    return True if is_certain(value) else None


def equal(left: Value, right: Value) -> bool | None:
    """Whether two values are equal, None when that is not known."""
    if isinstance(left, Constant) and isinstance(right, Constant):
        return bool(left.value == right.value) if left.certain and right.certain else None
    return None


def compare(run: Interpreter, node: ast.Compare, values: list[Value]) -> Value:
    """`a == b`, `a < b`, `a in b`, `a is b`: a constant where both sides are known."""
    for index, value in enumerate(values):
        if is_token(value) or is_variable(run, value):
            _emit_comparison(run, node, values, index)
    if len(values) != 2:
        return UNKNOWN
    left, right = values
    match node.ops[0]:
        case ast.In() | ast.NotIn():
            verdict = containers.contains(right, left)
            return UNKNOWN if verdict is None else Constant(verdict is isinstance(node.ops[0], ast.In))
        case ast.Is() | ast.IsNot():
            verdict = _same(left, right)
            return UNKNOWN if verdict is None else Constant(verdict is isinstance(node.ops[0], ast.Is))
        case _:
            if not (isinstance(left, Constant) and isinstance(right, Constant)):
                return UNKNOWN
    if not (left.certain and right.certain):
        return UNKNOWN
    try:
        return Constant(_COMPARISONS[type(node.ops[0])](left.value, right.value))
    except TypeError:
        return UNKNOWN


def _emit_comparison(run: Interpreter, node: ast.Compare, values: list[Value], index: int) -> None:
    first = node.ops[0]
    nodes = [node.left, *node.comparators]
    contains = isinstance(first, ast.In | ast.NotIn)
    other = 1 - index if len(values) == 2 else index
    observe(
        run,
        "contains" if contains else "compare",
        run.place(node),
        values[index],
        run.place(nodes[index]),
        "container" if contains and index == 1 else "",
        values[other],
        run.place(nodes[other]),
    )


def _same(left: Value, right: Value) -> bool | None:
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Constant) and one.value is None and one.certain:
            if isinstance(other, Constant):
                return other.value is None if other.certain else None
            return False if is_certain(other) or is_token(other) or isinstance(other, Text) else None
    if isinstance(left, Constant) and isinstance(right, Constant) and left.certain and right.certain:
        return left.value is right.value if isinstance(left.value, bool) else None
    return None


def binary(run: Interpreter, node: ast.BinOp, left: Value, right: Value) -> Value:
    """`a + b` and its kin: text keeps its known parts, lists and dicts are put together."""
    if any(_computes_with(side, node.op) or is_variable(run, side) for side in (left, right)):
        _emit_arithmetic(run, node, left, right)
    if isinstance(left, External) and left.name.startswith("pathlib.Path()") and isinstance(node.op, ast.Div):
        return External("pathlib.Path()")
    if len(options_of(left)) * len(options_of(right)) > 1:
        return join([binary(run, node, one, other) for one in options_of(left) for other in options_of(right)])
    if isinstance(node.op, ast.Add):
        if _is_text(left) or _is_text(right):
            _tell_of_sum(run, node, left, right)
            return concatenate([text_of(left), text_of(right)], origin=run.place(node), certain=_certain(left, right))
        if isinstance(left, Sequence) and isinstance(right, Sequence):
            return containers.chained(left, right)
    if isinstance(node.op, ast.Mod) and _is_text(left):
        return _percent(run, node, left, right)
    if isinstance(node.op, ast.BitOr) and isinstance(left, Mapping):
        return containers.merged(left, right)
    for side in (left, right):
        if isinstance(side, Fresh):
            return side
    if isinstance(left, Constant) and isinstance(right, Constant):
        return _computed(type(node.op), left, right)
    if isinstance(node.op, ast.Mult) and isinstance(left, Sequence) and isinstance(right, Constant):
        count = right.value if type(right.value) is int and len(left.items) * right.value <= 256 else None
        return UNKNOWN if count is None or left.open else Sequence(left.kind, left.items * count)
    return UNKNOWN


def _computes_with(value: Value, operation: ast.operator) -> bool:
    """Whether it is a token, and `|` is not how types are put together."""
    return isinstance(value, Token) and (value.type.kind == "map" or not isinstance(operation, ast.BitOr))


def _tell_of_sum(run: Interpreter, node: ast.BinOp, left: Value, right: Value) -> None:
    """Two texts that are put together are formatted, as it were."""
    sides = ((left, node.left), (right, node.right))
    inserted = [
        formatting.Inserted(value, run.place(side), "", number)
        for number, (value, side) in enumerate(sides)
        if isinstance(value, Text) and is_token(value)
    ]
    formatting.tell(run, run.place(node), [text_of(left), text_of(right)], inserted)


def _emit_arithmetic(run: Interpreter, node: ast.BinOp, left: Value, right: Value) -> None:
    token_left = isinstance(left, Token) or is_variable(run, left)
    observe(
        run,
        "arithmetic",
        run.place(node),
        left if token_left else right,
        run.place(node.left if token_left else node.right),
        type(node.op).__name__,
        right if token_left else left,
        run.place(node.right if token_left else node.left),
    )


def _computed(kind: type[ast.operator], left: Constant, right: Constant) -> Value:
    compute = _ARITHMETIC.get(kind)
    if compute is None:
        return UNKNOWN
    if kind is ast.Mult and any(isinstance(side.value, str | bytes) for side in (left, right)):
        sizes = [len(side.value) if isinstance(side.value, str | bytes) else side.value for side in (left, right)]
        if not all(isinstance(size, int) for size in sizes) or sizes[0] * sizes[1] > TEXT_LIMIT:
            return UNKNOWN
    if kind is ast.LShift and isinstance(right.value, int) and right.value > 64:
        return UNKNOWN
    try:
        return Constant(compute(left.value, right.value), _certain(left, right))
    except (TypeError, ValueError, ArithmeticError):
        return UNKNOWN


def _percent(run: Interpreter, node: ast.BinOp, pattern: Value, argument: Value) -> Value:
    """`"%s-%s" % (a, b)` with plain `%s` and `%d` only; a mapping or a width makes it unknown."""
    values = argument.items if isinstance(argument, Sequence) and argument.kind == "tuple" else (argument,)
    if not isinstance(pattern, Constant) or not isinstance(pattern.value, str):
        return UNKNOWN
    pieces = formatting.percent_parts(pattern.value)
    if len(pieces) != len(values) + 1:
        return UNKNOWN
    written = node.right.elts if isinstance(node.right, ast.Tuple) else [node.right]
    places = [run.place(item) for item in written] if len(written) == len(values) else []
    parts: list[str | Value] = []
    inserted: list[formatting.Inserted] = []
    for number, (literal, conversion) in enumerate(pieces[:-1]):
        parts.append(literal)
        place = places[number] if places else run.place(node.right)
        inserted.append(formatting.Inserted(values[number], place, conversion.replace("s", ""), len(parts)))
        parts.append(text_of(values[number]) if conversion in ("s", "d") else UNKNOWN)
    parts.append(pieces[-1][0])
    formatting.tell(run, run.place(node), parts, inserted)
    return concatenate(parts, origin=run.place(node))


def unary(run: Interpreter, node: ast.UnaryOp, operand: Value) -> Value:
    """`not x`, `-x`, `+x`, `~x`."""
    if isinstance(node.op, ast.Not):
        if is_token(operand) or is_flag(run, operand):
            observe(run, "test", run.place(node), operand, run.place(node.operand))
        verdict = truth_of(operand)
        return UNKNOWN if verdict is None else Constant(not verdict)
    if isinstance(operand, Token):
        observe(run, "arithmetic", run.place(node), operand, run.place(node.operand), type(node.op).__name__)
    if isinstance(operand, Constant) and isinstance(operand.value, int | float):
        value = operand.value
        if isinstance(node.op, ast.USub):
            return Constant(-value, operand.certain, origin=run.place(node))
        if isinstance(node.op, ast.UAdd):
            return Constant(+value, operand.certain, origin=run.place(node))
    return UNKNOWN


def formatted(run: Interpreter, value: Value, node: ast.FormattedValue) -> str | Value:
    """`{value:spec}` or `{value!r}` of an f-string, where both are constant."""
    spec = node.format_spec
    if isinstance(value, Fresh):
        return value
    if not isinstance(value, Constant):
        return UNKNOWN
    converted: dict[int, Callable[[object], str]] = {ord("r"): repr, ord("a"): ascii, ord("s"): str}
    text: object = converted[node.conversion](value.value) if node.conversion in converted else value.value
    if spec is None:
        return str(text)
    pattern = run.evaluate(spec)
    if not isinstance(pattern, Constant) or len(str(pattern.value)) > 8:
        return UNKNOWN
    try:
        return format(text, str(pattern.value))
    except (TypeError, ValueError):
        return UNKNOWN


def _is_text(value: Value) -> bool:
    if isinstance(value, Token):
        return value.type.kind == "string"
    return isinstance(value, Text) or (isinstance(value, Constant) and isinstance(value.value, str))


def _certain(*values: Value) -> bool:
    return all(value.certain for value in values if isinstance(value, Constant))
