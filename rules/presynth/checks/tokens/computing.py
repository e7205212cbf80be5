"""Python computes with what exists only when Terraform runs: comparisons, conditions, arithmetic.

What comes of each was tried on cdktf 0.21.0 (2026-11-22).
"""

from __future__ import annotations

import ast

from presynth.catalog.catalog import Catalog
from presynth.checks.common.nodes import expression_at
from presynth.checks.common.surroundings import around
from presynth.checks.tokens.context import DECIDING
from presynth.checks.tokens.kinds import TokenKind, kind_of
from presynth.checks.tokens.misuse import Misuse, late
from presynth.checks.tokens.rewrites import Rewriter, comparing
from presynth.findings import Fix
from presynth.operations import Snippet
from presynth.program.events import Operation
from presynth.program.values import Constant, Sequence, Text, Token, Value
from presynth.source.statement import Place

_ARITHMETIC = {"Add": "add", "Sub": "sub", "Mult": "mul", "Div": "div", "Mod": "mod"}


def comparison(event: Operation, catalog: Catalog) -> Misuse | None:
    """`operand == detail` and its kin."""
    kind = kind_of(event.operand, catalog)
    node = expression_at(event.place)
    if kind == "none" or not isinstance(node, ast.Compare) or len(node.ops) != 1 or event.detail_place is None:
        return None
    if isinstance(node.ops[0], ast.Is | ast.IsNot):
        return _identity(event, kind, catalog)
    if not _says_something(event.detail) or (kind == "text" and not isinstance(event.detail, Constant)):
        return None
    equality = isinstance(node.ops[0], ast.Eq | ast.NotEq)
    if isinstance(node.ops[0], ast.NotEq) and isinstance(event.place.statement.node, ast.Assert):
        return None
    effect = (
        "it is never equal to anything in Python" if equality else "Python compares the placeholder that stands for it"
    )
    if not equality and kind not in ("number", "string", "any"):
        return None
    writer = Rewriter(event.place, catalog)
    left, right = (Place.of(event.place.statement, side).text for side in (node.left, node.comparators[0]))
    compared = comparing(node)
    fixes = [] if compared is None else writer.value_fix(writer.call("Op", compared, left, right))
    return Misuse(event.place, f"{late(event.operand_place)}: {effect}; {DECIDING}", tuple(fixes))


def _identity(event: Operation, kind: TokenKind, catalog: Catalog) -> Misuse | None:
    """`operand is True`."""
    if not isinstance(event.detail, Constant) or not isinstance(event.detail.value, bool):
        return None
    writer = Rewriter(event.place, catalog)
    value = event.operand_place.text
    fixes = writer.value_fix((value,) if event.detail.value else writer.call("Op", "not_", value))
    message = f"{late(event.operand_place)}: it is neither `True` nor `False` in Python; {DECIDING}"
    return Misuse(event.place, message, tuple(fixes) if kind in ("boolean", "object") else ())


def _says_something(value: Value | None) -> bool:
    """Whether the other side is a value, not a way of asking whether there is one (`== ""`)."""
    if isinstance(value, Constant):
        return value.value not in (None, "")
    return isinstance(value, Text | Token)


def test(event: Operation, catalog: Catalog) -> Misuse | None:
    """`if operand`, `operand and …`, `not operand`: flags only, others may be asked whether they are there."""
    place = event.operand_place
    contains = isinstance(event.operand, Token) and event.operand.attribute == "Fn.contains"
    if kind_of(event.operand, catalog) != "boolean" and not contains and event.name != "flag":
        return None
    writer = Rewriter(event.place, catalog)
    message = f"{late(place)}: it is always true in Python; {DECIDING}"
    if event.place != place:
        return Misuse(place, message, tuple(writer.value_fix(writer.call("Op", "not_", place.text))))
    outer = next(iter(around(place)), None)
    if isinstance(outer, ast.IfExp) and Place.of(place.statement, outer.test) == place:
        return Misuse(place, message, (writer.conditional_fix(outer, (place.text,)),))
    return Misuse(place, message)


def arithmetic(event: Operation, catalog: Catalog) -> Misuse | None:
    """`operand + detail` and its kin, `-operand`."""
    kind, node = kind_of(event.operand, catalog), expression_at(event.place)
    writer = Rewriter(event.place, catalog)
    if isinstance(node, ast.UnaryOp) and kind == "number" and event.name == "USub":
        fixes = writer.value_fix(writer.call("Op", "negate", event.operand_place.text))
        return Misuse(event.place, f"{late(event.operand_place)}: Python negates its placeholder", tuple(fixes))
    if event.detail is None:
        return None
    sides = (node.left, node.right) if isinstance(node, ast.BinOp) else ()
    left, right = (Place.of(event.place.statement, side).text for side in sides) if sides else ("", "")
    if kind == "list" and event.name == "Add":
        code: Snippet | None = writer.call("Token", "as_list", writer.fn("concat", f"[{left}, {right}]"))
        message = f"{late(event.operand_place)}: nothing can be added to it, and synth stops"
    elif kind == "map" and event.name == "BitOr":
        code = writer.call("Token", "as_string_map", writer.fn("merge", f"[{left}, {right}]"))
        message = f"{late(event.operand_place)}: nothing can be added to it, and synth stops"
    elif kind == "number" and event.name == "Mult" and _is_repeated(event.detail, catalog):
        return Misuse(
            event.place, f"{late(event.operand_place)}: Python cannot repeat anything that often, a TypeError"
        )
    elif kind == "number" and _is_text(event.detail, catalog):
        if event.name != "Add":
            return None
        message = f"{late(event.operand_place)}: it is a number to Python, and text plus a number is a TypeError"
        return Misuse(event.place, message, (_as_text(event, catalog),))
    elif kind == "number":
        code = _operator(writer, event.name, left, right)
        message = f"{late(event.operand_place)}: Python computes with its placeholder"
    else:
        return None
    return Misuse(event.place, message, tuple(writer.value_fix(code)) if code is not None and sides else ())


def _is_repeated(value: Value, catalog: Catalog) -> bool:
    return isinstance(value, Sequence) or _is_text(value, catalog)


def _is_text(value: Value, catalog: Catalog) -> bool:
    return (isinstance(value, Constant) and isinstance(value.value, str)) or kind_of(value, catalog) in (
        "string",
        "text",
    )


def _as_text(event: Operation, catalog: Catalog) -> Fix:
    writer = Rewriter(event.operand_place, catalog)
    return writer.fix(writer.call("Token", "as_string", event.operand_place.text))


def _operator(writer: Rewriter, name: str, left: str, right: str) -> Snippet | None:
    if name == "FloorDiv":
        return writer.fn("floor", writer.call("Op", "div", left, right))
    if name == "Pow":
        return writer.fn("pow", left, right)
    return writer.call("Op", _ARITHMETIC[name], left, right) if name in _ARITHMETIC else None
