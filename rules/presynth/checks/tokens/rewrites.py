"""What to write where a token is taken for a value: Terraform's functions and operators in the place of Python's."""

from __future__ import annotations

import ast

from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Type
from presynth.checks.common.nodes import expression_at
from presynth.checks.common.surroundings import around
from presynth.checks.tokens.context import conditional, decides, quote
from presynth.findings import Fix, Safety
from presynth.operations import Replace, Snippet
from presynth.source.statement import Place


class Rewriter:
    """Writes code that goes to the place of an expression."""

    def __init__(self, place: Place, catalog: Catalog) -> None:
        self.place = place
        self._catalog = catalog

    def core(self, name: str) -> Type | None:
        """A class of cdktf, or of cdktn where that is what there is."""
        return self._catalog.find("cdktf", name) or self._catalog.find("cdktn", name)

    def call(self, owner: str, method: str, *arguments: str | Snippet) -> Snippet:
        """`Fn.join(…)`; arguments are code."""
        type_ = self.core(owner)
        code: list[str | Type] = [type_ if type_ is not None else owner, f".{method}("]
        for number, argument in enumerate(arguments):
            code += [", "] if number else []
            code += [argument] if isinstance(argument, str) else argument
        return (*code, ")")

    def fn(self, method: str, *arguments: str | Snippet) -> Snippet:
        return self.call("Fn", method, *arguments)

    def text(self, value: str) -> str:
        """A string literal."""
        mark = quote(self.place)
        return f"{mark}{value}{mark}"

    def fix(self, code: Snippet, *, safe: bool = True, at: Place | None = None) -> Fix:
        """Put `code` in the place of the expression, or of the one at `at`."""
        shown = "".join(part if isinstance(part, str) else part.name for part in code)
        safety = Safety.SAFE if safe else Safety.UNSAFE
        return Fix(f"Write `{shown}`", safety, (Replace(at or self.place, code),))

    def value_fix(self, code: Snippet, *, safe: bool = True) -> list[Fix]:
        """The fix where the value is used as one: none where Python decides something by it, which no token can.

        A conditional expression that does becomes one of Terraform's.
        """
        choice = conditional(self.place)
        if choice is not None:
            return [self.conditional_fix(choice, code)]
        return [] if decides(self.place) else [self.fix(code, safe=safe)]

    def conditional_fix(self, choice: ast.IfExp, test: Snippet) -> Fix:
        """`a if test else b` as `Fn.conditional(test, a, b)`."""
        statement = self.place.statement
        first, second = (Place.of(statement, branch).text for branch in (choice.body, choice.orelse))
        code = self.fn("conditional", test, first, second)
        kind = _token_method(choice.body) or _token_method(choice.orelse)
        if kind is not None:
            code = self.call("Token", kind, code)
        return self.fix(code, safe=False, at=Place.of(statement, choice))


def _token_method(node: ast.expr) -> str | None:
    """How to make a token of the kind that the expression is, where that is plain."""
    match node:
        case ast.JoinedStr() | ast.Constant(value=str()):
            return "as_string"
        case ast.Constant(value=bool() | None):
            return None
        case ast.Constant(value=int() | float()):
            return "as_number"
        case ast.List():
            return "as_list"
        case _:
            return None


def index_behind(place: Place) -> tuple[Place, ast.expr] | None:
    """The subscript right behind the expression at `place`, and its index; None where there is none."""
    outer = next(iter(around(place)), None)
    if isinstance(outer, ast.Subscript) and Place.of(place.statement, outer.value) == place:
        return Place.of(place.statement, outer), outer.slice
    return None


def item(writer: Rewriter, collection: Snippet | str, index: ast.expr, text: str) -> Snippet | None:
    """The item of a list token at an index, whose code is `text`; counted from the end for a negative one."""
    number = item_index(index)
    if isinstance(index, ast.Slice):
        return None
    if number is not None and number < 0:
        return writer.fn("element", writer.fn("reverse", collection), str(-number - 1))
    return writer.fn("element", collection, text)


def separate_items(writer: Rewriter, collection: Snippet | str, count: int) -> Snippet:
    """The first items of a list token as a tuple."""
    code: list[str | Type] = []
    for index in range(count):
        code += [", "] if index else []
        code += writer.fn("element", collection, str(index))
    return tuple(code)


_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "eq",
    ast.NotEq: "neq",
    ast.Lt: "lt",
    ast.LtE: "lte",
    ast.Gt: "gt",
    ast.GtE: "gte",
}


def comparing(node: ast.expr | None) -> str | None:
    """The method of `Op` that compares as this one comparison does; None for several, and others."""
    return _COMPARISONS.get(type(node.ops[0])) if isinstance(node, ast.Compare) and len(node.ops) == 1 else None


def item_index(node: ast.expr) -> int | None:
    """The index, where it is a plain number."""
    match node:
        case ast.Constant(value=int() as number) if not isinstance(number, bool):
            return number
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() as number)):
            return -number
        case _:
            return None


def bounds(place: Place) -> tuple[int | None, int | None, ast.Slice] | None:
    """The bounds of the slice that the subscript at `place` takes, as far as they are plain numbers; None without one.

    The code of bounds that are no plain numbers is in the slice.
    """
    node = expression_at(place)
    if not isinstance(node, ast.Subscript) or not isinstance(node.slice, ast.Slice) or node.slice.step is not None:
        return None
    lower = 0 if node.slice.lower is None else item_index(node.slice.lower)
    upper = None if node.slice.upper is None else item_index(node.slice.upper)
    return lower, upper, node.slice
