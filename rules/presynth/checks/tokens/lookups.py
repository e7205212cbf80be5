"""What exists only when Terraform runs, looked for in plain values, and plain values looked for in it."""

from __future__ import annotations

import ast

from presynth.catalog.catalog import Catalog
from presynth.checks.common.nodes import expression_at
from presynth.checks.tokens.kinds import kind_of
from presynth.checks.tokens.misuse import Misuse, late
from presynth.checks.tokens.rewrites import Rewriter
from presynth.findings import Fix
from presynth.program.events import Operation
from presynth.program.values import Constant, Mapping, Sequence, Value, is_token
from presynth.source.statement import Place


def look_up(event: Operation, catalog: Catalog) -> Misuse | None:
    """`sizes[operand]`, `sizes.get(operand, 1)`, `names[operand]`, with plain keys and items."""
    kind, place = kind_of(event.operand, catalog), event.operand_place
    match event.detail:
        case Mapping(entries=entries, open=False) if kind in ("string", "any", "text", "number"):
            if not entries or not all(isinstance(entry.key, Constant) for entry in entries):
                return None
            effect = "Python finds no such key, a KeyError" if event.name == "[]" else "Python finds no such key"
            function, values = "lookup", tuple(entry.value for entry in entries)
        case Sequence(kind="list" | "tuple", items=items) if kind == "number":
            effect, function, values = "it is no index to Python, a TypeError", "element", items
        case _:
            return None
    fixes = _look_ups(event, function, values, catalog)
    return Misuse(event.place, f"{late(place)}: {effect}", fixes)


def _look_ups(event: Operation, function: str, values: tuple[Value, ...], catalog: Catalog) -> tuple[Fix, ...]:
    node = expression_at(event.place)
    if event.detail_place is None:
        return ()
    writer = Rewriter(event.place, catalog)
    given = [event.operand_place.text]
    if isinstance(node, ast.Call):
        given = [Place.of(event.place.statement, argument).text for argument in node.args]
    code = writer.fn(function, event.detail_place.text, *given)
    plain = [value.value for value in values if isinstance(value, Constant)]
    if len(plain) < len(values):
        return ()
    if all(type(value) in (int, float) for value in plain):
        code = writer.call("Token", "as_number", code)
    elif not all(isinstance(value, str) for value in plain):
        return ()
    return tuple(writer.value_fix(code))


def cases(event: Operation, catalog: Catalog) -> Misuse | None:
    """`match operand: case "plain": …`."""
    if kind_of(event.operand, catalog) not in ("string", "any", "text", "number", "boolean"):
        return None
    place = event.operand_place
    message = f"{late(place)}: no plain value is its case in Python; `Fn.conditional`, `count` and `for_each` decide"
    return Misuse(place, f"{message} when Terraform runs")


def membership(event: Operation, catalog: Catalog) -> Misuse | None:
    """`detail in operand` (named "container"), `operand in detail`."""
    kind, place = kind_of(event.operand, catalog), event.operand_place
    node = expression_at(event.place)
    if not isinstance(node, ast.Compare) or len(node.ops) != 1 or event.detail_place is None:
        return None
    writer = Rewriter(event.place, catalog)
    value, other = place.text, event.detail_place.text
    if event.name == "container":
        if isinstance(event.detail, Constant) and str(event.detail.value).startswith(("${", "#{", "TfToken")):
            return None  # how people find out that they have a token
        functions = {
            "list": writer.fn("contains", value, other),
            "map": writer.fn("contains", writer.fn("keys", value), other),
            "string": writer.fn("strcontains", value, other),
            "any": writer.fn("contains", value, other),
        }
        if kind not in functions:
            return None
        code = functions[kind]
    elif kind in ("string", "any", "number", "text") and _names_values(event):
        code = writer.fn("contains", other, value)
    else:
        return None
    negated = isinstance(node.ops[0], ast.NotIn)
    message = f"{late(place)}: to Python, it is never {'in this' if event.name != 'container' else 'there'}"
    return Misuse(event.place, message, tuple(writer.value_fix(writer.call("Op", "not_", code) if negated else code)))


def _names_values(event: Operation) -> bool:
    """Whether the other side holds plain values that say something: `in ("", None)` asks whether it is set at all."""
    match event.detail:
        case Sequence(items=items, open=False):
            values = items
        case Mapping(entries=entries, open=False):
            values = tuple(entry.key for entry in entries)
        case _:
            return False
    plain = [value.value for value in values if isinstance(value, Constant)]
    return len(plain) == len(values) and any(plain) and not any(is_token(value) for value in values)
