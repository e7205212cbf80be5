"""The text that constructs are given and Terraform reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from presynth.catalog.catalog import Catalog
from presynth.checks.remembering import remembered
from presynth.checks.templates.syntax import HOLE, Template, templates
from presynth.program.events import Construction
from presynth.program.values import Constant, Mapping, Sequence, StructValue, Text, Value
from presynth.source.statement import Place

_ELEMENTS = ("TerraformResource", "TerraformDataSource", "TerraformProvider", "TerraformLocal", "TerraformModule")
_NOT_READ = {"scope", "id_", "depends_on", "lifecycle", "for_each", "count"}


class Written(NamedTuple):
    """Text that a construct is given: where it is passed, where it was written, the templates in it."""

    place: Place
    origin: Place | None
    templates: tuple[Template, ...]


@remembered
def written_in(event: Construction, catalog: Catalog) -> tuple[Written, ...]:
    """The text with templates that a construct is given and Terraform reads: remembered, as events never change."""
    if catalog.is_a(event.type, "TerraformOutput"):
        argument = event.arguments.get("value")
        return () if argument is None else tuple(_written(argument.value, argument.place))
    if not any(catalog.is_a(event.type, base) for base in _ELEMENTS):
        return ()
    positional = {parameter.name for parameter in catalog.positional(event.type)[:2]}
    return tuple(
        written
        for argument in event.arguments.items
        if argument.name not in positional and argument.name not in _NOT_READ
        for written in _written(argument.value, argument.place)
    )


def _written(value: Value, place: Place) -> Iterator[Written]:
    match value:
        case Constant(value=str() as text):
            yield from _with_templates(text, value, place)
        case Text(parts=parts):
            text = "".join(part if isinstance(part, str) else HOLE for part in parts)
            yield from _with_templates(text, value, place)
        case Sequence(items=items, places=places):
            for number, item in enumerate(items):
                yield from _written(item, places[number] if len(places) == len(items) else place)
        case Mapping(entries=entries):
            for entry in entries:
                yield from _written(entry.value, entry.place or place)
        case StructValue(arguments=arguments):
            for argument in arguments.items:
                yield from _written(argument.value, argument.place)
        case _:
            pass


def _with_templates(text: str, value: Value, place: Place) -> Iterator[Written]:
    if "${" in text or "%{" in text:
        found = tuple(templates(text))
        if found:
            yield Written(place, value.origin, found)
