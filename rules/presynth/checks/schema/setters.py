"""Blocks are not assigned but put."""

from __future__ import annotations

import ast
from typing import NamedTuple

from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Type
from presynth.checks.schema.coercion import coercion
from presynth.checks.schema.draft import Draft, Unfixable
from presynth.checks.schema.faults import Passed
from presynth.checks.schema.fit import Fit
from presynth.checks.schema.spots import Spot
from presynth.findings import Fix, Safety
from presynth.operations import Operation, Replace
from presynth.program.events import AttributeAccess
from presynth.program.values import Mapping, StructValue
from presynth.source.statement import Place


class BlockSetter(NamedTuple):
    """The method that sets a block, and the assignment written with it where that is known."""

    method: str
    fix: Fix | None


def block_setter(event: AttributeAccess, type_: Type, catalog: Catalog) -> BlockSetter | None:
    """The `put_…` method for the attribute that is assigned, None where there is none."""
    name = f"put_{event.name}"
    method = catalog.methods(type_).get(name)
    if method is None or not method.parameters:
        return None
    shown = f"{name}(…)"
    statement = event.place.statement
    node = statement.node
    if not isinstance(node, ast.Assign) or len(node.targets) != 1:
        return BlockSetter(shown, None)
    place = Place.of(statement, node.value)
    passed = Passed(place, event.value, method.parameters[-1].type, type_.name, event.name)
    lifted = bool(catalog.keywords(method))
    adapted: tuple[Operation, ...] = ()
    safety = Safety.SAFE
    if Fit(catalog).faults(event.value, passed.type, Spot(passed, event.name)):
        fix = None if lifted else coercion(passed, catalog)
        if fix is None:
            return BlockSetter(shown, None)
        adapted, safety = fix.operations, fix.safety
    taken = as_arguments(passed) if lifted else place
    if taken is None:
        return BlockSetter(shown, None)
    before = Place(statement, event.name_place.line, event.name_place.byte, taken.line, taken.byte)
    opening = "" if taken.text.startswith("(") and taken is not place else "("
    closing = Place(statement, taken.end_line, taken.end_byte, taken.end_line, taken.end_byte)
    spread = "**" if lifted and taken is place else ""
    first = Replace(before, (f"{name}{opening}{spread}",))
    operations = (first, *adapted, *((Replace(closing, (")",)),) if opening else ()))
    return BlockSetter(shown, Fix(f"Write `{shown}`", safety, operations))


def as_arguments(passed: Passed) -> Place | None:
    """What follows the class in the struct's constructor; the whole of a dict, for `**`."""
    try:
        draft = Draft(passed.place)
    except Unfixable:
        return None
    node = draft.node
    if isinstance(passed.value, Mapping):
        return None if passed.value.open else passed.place
    if not isinstance(node, ast.Call) or node.args or not isinstance(passed.value, StructValue):
        return None
    return draft.stretch(draft.span(node.func)[1], len(draft.text))
