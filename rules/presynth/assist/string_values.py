"""What can stand in a text: allowed values, keys, paths of overrides, attributes that changes are ignored of."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.assist.items import Item
from presynth.assist.keywords import key_items
from presynth.assist.override_paths import overridden_at, path_items
from presynth.assist.point import Point
from presynth.assist.values import element_items, literal_items
from presynth.assist.wanted import Situation
from presynth.catalog.types import Type
from presynth.checks.overrides.schema import attributes_of, parts_of
from presynth.program.values import BindingClass, InstanceValue, Token, options_of


def string_items(point: Point, found: Situation) -> Iterator[Item]:
    """What the text that the cursor is in may be."""
    if found.struct is not None and found.names:
        yield from key_items(point, found.struct)
        return
    overridden = overridden_at(point)
    if overridden is not None:
        yield from path_items(point.catalog, overridden, written(point))
        return
    yield from element_items(point)
    if found.value is None:
        return
    if found.value.name == "ignore_changes":
        construct = _construct(point)
        if construct is not None:
            yield from _attribute_items(point, construct)
        return
    yield from literal_items(point, found.value)


def written(point: Point) -> str:
    """What of the text stands before the cursor."""
    string = point.cursor.string
    return "" if string is None else point.source.text[string.content : point.offset]


def _construct(point: Point) -> Type | None:
    """The resource whose arguments the cursor is among, at any depth."""
    for bracket in point.cursor.brackets:
        if bracket.is_call:
            for option in options_of(point.value(bracket.callee)):
                if isinstance(option, BindingClass) and option.type.terraform_type:
                    return option.type
                if isinstance(option, Token | InstanceValue):
                    return None
    return None


def _attribute_items(point: Point, construct: Type) -> Iterator[Item]:
    known = attributes_of(point.catalog, construct)
    settable = {name for name in parts_of(point.catalog, construct) if name in known}
    keywords = set(point.catalog.keywords(construct))
    for name in sorted(settable):
        if name not in point.cursor.given:
            yield Item(name, "property", (0 if name in keywords else 1,))
