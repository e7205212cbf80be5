"""A `TerraformVariable` itself, where its value is meant."""

from __future__ import annotations

from presynth.catalog.catalog import Catalog
from presynth.checks.common.nodes import expression_at
from presynth.checks.tokens.context import DECIDING
from presynth.checks.tokens.misuse import Misuse, shown
from presynth.checks.tokens.rewrites import Rewriter, comparing
from presynth.findings import Fix
from presynth.program.events import Operation
from presynth.program.values import Constant, InstanceValue, Text, Token, Value


def misuse(event: Operation, catalog: Catalog) -> Misuse | None:
    """`variable == "plain"`, `"a" + variable`, `if variable`: Python has an object like any other."""
    operand = event.operand
    if not isinstance(operand, InstanceValue) or operand.instance.project_class is not None:
        return None
    type_ = operand.instance.type
    if type_ is None or not catalog.is_a(type_, "TerraformVariable"):
        return None
    named = f"{shown(event.operand_place)} is a `TerraformVariable`, not its value"
    match event.operator:
        case "compare" if _is_plain(event.detail):
            return Misuse(event.place, f"{named}: it is never equal to anything; {DECIDING}", _equal(event, catalog))
        case "contains" if event.name != "container":
            return Misuse(event.place, f"{named}: it is never in there; {DECIDING}")
        case "test":
            return Misuse(event.operand_place, f"{named}: it is always true in Python; {DECIDING}")
        case "arithmetic" if event.name != "Mod":
            return Misuse(event.place, f"{named}: a TypeError", _value(event, catalog))
        case _:
            return None


def _is_plain(value: Value | None) -> bool:
    return isinstance(value, Text | Token) or (isinstance(value, Constant) and value.value is not None)


def _attribute(value: Value | None) -> str | None:
    """The attribute with a value of the kind that the other side has."""
    match value:
        case Constant(value=bool()):
            return "boolean_value"
        case Constant(value=int() | float()):
            return "number_value"
        case Constant(value=str()) | Text():
            return "string_value"
        case _:
            return None


def _equal(event: Operation, catalog: Catalog) -> tuple[Fix, ...]:
    attribute = _attribute(event.detail)
    writer = Rewriter(event.place, catalog)
    compared = comparing(expression_at(event.place))
    if attribute is None or compared is None or event.detail_place is None:
        return ()
    code = writer.call("Op", compared, f"{event.operand_place.text}.{attribute}", event.detail_place.text)
    return tuple(writer.value_fix(code, safe=False))


def _value(event: Operation, catalog: Catalog) -> tuple[Fix, ...]:
    attribute = _attribute(event.detail)
    if attribute is None or event.name != "Add" or attribute != "string_value":
        return ()
    writer = Rewriter(event.operand_place, catalog)
    return (writer.fix((f"{event.operand_place.text}.{attribute}",), safe=False),)
