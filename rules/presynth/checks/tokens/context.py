"""How the value of an expression is used, by what stands around it."""

from __future__ import annotations

import ast

from presynth.checks.common.surroundings import around
from presynth.source.statement import Place

DECIDING = "`Fn.conditional`, `count` and `for_each` decide when Terraform runs"
"""What to do where Python cannot decide."""
_LOGGED = {
    "debug",
    "info",
    "warning",
    "warn",
    "error",
    "critical",
    "exception",
    "log",
    "echo",
    "secho",
    "print",
    "pprint",
}


def decides(place: Place) -> bool:
    """Whether Python decides something by the value: in a condition, a comparison, the test of a comprehension."""
    for node in around(place):
        if isinstance(node, ast.Compare | ast.BoolOp | ast.If | ast.While | ast.Assert | ast.Match):
            return True
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return True
        tests: list[ast.expr] = []
        if isinstance(node, ast.IfExp):
            tests = [node.test]
        elif isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp):
            tests = [test for generator in node.generators for test in generator.ifs]
        if any(_is_in(place, test) for test in tests):
            return True
    return False


def is_for_people(place: Place) -> bool:
    """Whether text goes to somebody who reads it, not to Terraform: it is printed, logged, raised."""
    for node in around(place):
        if isinstance(node, ast.Raise | ast.Assert):
            return True
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in _LOGGED or called.endswith(("Error", "Exception", "Warning")):
                return True
    return False


def is_gone_through(place: Place) -> bool:
    """Whether Python goes through the items of the expression there and then."""
    for node in around(place):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _GOING_THROUGH:
            return True
        if isinstance(node, ast.For | ast.AsyncFor):
            return _is_in(place, node.iter)
        if isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp):
            return any(_is_in(place, generator.iter) for generator in node.generators)
    return False


_GOING_THROUGH = {"enumerate", "zip", "map", "filter", "sorted", "reversed", "len"}


def counts(place: Place) -> bool:
    """Whether Python counts or picks items with the number there and then: `range(…)`, `names[…]`."""
    for node in around(place):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "range":
            return True
        if isinstance(node, ast.Subscript) and _is_in(place, node.slice):
            return True
    return False


def conditional(place: Place) -> ast.IfExp | None:
    """The conditional expression whose whole test the expression at `place` is."""
    node = next(iter(around(place)), None)
    return node if isinstance(node, ast.IfExp) and Place.of(place.statement, node.test) == place else None


def quote(place: Place) -> str:
    """The quotes for a string that is written at `place`: inside an f-string not those of the f-string."""
    for node in around(place):
        if isinstance(node, ast.JoinedStr):
            text = Place.of(place.statement, node).text
            return '"' if text.lstrip("rRfF").startswith("'") else "'"
    return '"'


def _is_in(place: Place, node: ast.expr) -> bool:
    own = Place.of(place.statement, node)
    starts = (own.line, own.byte) <= (place.line, place.byte)
    return starts and (place.end_line, place.end_byte) <= (own.end_line, own.end_byte)
