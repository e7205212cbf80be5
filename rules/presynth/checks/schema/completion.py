"""Fixes that add what is missing to a call or a dict."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Type
from presynth.checks.schema.calls import Judged
from presynth.checks.schema.draft import Unfixable
from presynth.checks.schema.faults import MissingNames
from presynth.checks.schema.placeholders import placeholder
from presynth.checks.schema.runtime import nature
from presynth.findings import Fix, Safety
from presynth.operations import AddArgument, Replace
from presynth.program.events import Construction, MethodCall
from presynth.program.values import InstanceValue
from presynth.source.statement import Place

_CONSTRUCT_ID = "id_"


def completions(event: Judged, fault: MissingNames, catalog: Catalog) -> Iterator[Fix]:
    """What can be offered for what `fault` says is missing."""
    try:
        if fault.passed is not None:
            yield _in_dict(fault, catalog)
        elif isinstance(event, Construction) and set(fault.known) == {_CONSTRUCT_ID}:
            yield from _construct_id(event, catalog)
        elif isinstance(event, Construction | MethodCall):
            names = ", ".join(f"`{name}`" for name in fault.known)
            operations = tuple(AddArgument(event.place, n, placeholder(t, catalog)) for n, t in fault.known.items())
            yield Fix(f"Add {names}", Safety.UNSAFE, operations)
    except Unfixable:
        return


def _in_dict(fault: MissingNames, catalog: Catalog) -> Fix:
    """The keys in front of the others, which is where the text of a dict is sure to take them."""
    text = fault.place.text
    if not text.startswith("{"):
        raise Unfixable
    parts: list[str | Type] = []
    for name, type_ in fault.known.items():
        parts += [", " if parts else "", f'"{name}": ', *placeholder(type_, catalog)]
    more = text[1:].strip() != "}"
    place = fault.place
    behind = Place(place.statement, place.line, place.byte + 1, place.line, place.byte + 1)
    names = ", ".join(f"`{name}`" for name in fault.known)
    return Fix(f"Add {names}", Safety.UNSAFE, (Replace(behind, (*parts, ", " if more else "")),))


def _construct_id(event: Construction, catalog: Catalog) -> Iterator[Fix]:
    """`S3Bucket(self, id="logs")` and `S3Bucket("logs")`: the id is there, but not as the construct's id."""
    keyword = event.arguments.get("id")
    if keyword is not None:
        if not keyword.splat:
            yield Fix(f"Write `{_CONSTRUCT_ID}`", Safety.SAFE, (Replace(keyword.name_place, (_CONSTRUCT_ID,)),))
        return
    scope = event.arguments.get("scope")
    kind = None if scope is None else nature(scope.value, catalog)
    receiver = getattr(event.frame, "receiver", None)
    if scope is None or kind is None or kind.kind != "str" or not isinstance(receiver, InstanceValue):
        return
    operations = (Replace(scope.place, ("self",)), AddArgument(event.place, _CONSTRUCT_ID, (scope.place.text,)))
    yield Fix("Place it in `self`", Safety.UNSAFE, operations)
