"""The text that constructs are given and Terraform reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from presynth.catalog.catalog import Catalog
from presynth.checks.remembering import remembered
from presynth.checks.templates.syntax import HOLE, Template, templates
from presynth.program.changes import Change
from presynth.program.events import Construction
from presynth.program.values import Constant, Mapping, Sequence, StructValue, Text, Value
from presynth.source.statement import Place

_ELEMENTS = ("TerraformResource", "TerraformDataSource", "TerraformProvider", "TerraformLocal", "TerraformModule")
_NOT_READ = {"scope", "id_", "depends_on", "lifecycle", "for_each", "count"}
_NOT_READ_LATER = {*_NOT_READ, "dynamic", "import", "moved", "removed", "terraform"}


class Written(NamedTuple):
    """Text that a construct is given: where it is passed, where it was written, the templates in it.

    `alone`: it is one template and nothing else. `argument` is what it is given as, in Terraform's or Python's words.
    """

    place: Place
    origin: Place | None
    templates: tuple[Template, ...]
    alone: bool = False
    argument: str = ""


@remembered
def written_in(event: Construction, catalog: Catalog) -> tuple[Written, ...]:
    """The text with templates that a construct is given and Terraform reads: remembered, as events never change."""
    if catalog.is_a(event.type, "TerraformOutput"):
        argument = event.arguments.get("value")
        return () if argument is None else tuple(_written(argument.value, argument.place, "value"))
    if not any(catalog.is_a(event.type, base) for base in _ELEMENTS):
        return ()
    positional = {parameter.name for parameter in catalog.positional(event.type)[:2]}
    return tuple(
        written
        for argument in event.arguments.items
        if argument.name not in positional and argument.name not in _NOT_READ
        for written in _written(argument.value, argument.place, argument.name or "")
    )


def written_later(change: Change) -> Iterator[Written]:
    """The text with templates that an override or an attribute gives a construct."""
    path = change.path or ()
    if path and _NOT_READ_LATER.isdisjoint(path):
        yield from _written(change.value, change.place, path[0])


def _written(value: Value, place: Place, argument: str) -> Iterator[Written]:
    match value:
        case Constant(value=str() as text):
            yield from _with_templates(text, value, place, argument)
        case Text(parts=parts):
            text = "".join(part if isinstance(part, str) else HOLE for part in parts)
            yield from _with_templates(text, value, place, argument)
        case Sequence(items=items, places=places):
            for number, item in enumerate(items):
                yield from _written(item, places[number] if len(places) == len(items) else place, argument)
        case Mapping(entries=entries):
            for entry in entries:
                if not (isinstance(entry.key, Constant) and entry.key.value == "dynamic"):
                    yield from _written(entry.value, entry.place or place, argument)
        case StructValue(arguments=arguments):
            for each in arguments.items:
                yield from _written(each.value, each.place, argument)
        case _:
            pass


def _with_templates(text: str, value: Value, place: Place, argument: str) -> Iterator[Written]:
    if "${" in text or "%{" in text:
        found = tuple(templates(text))
        if found:
            yield Written(place, value.origin, found, found[0].text == text, argument)
