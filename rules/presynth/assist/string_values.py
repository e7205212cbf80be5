"""What can stand in a text: allowed values, keys, paths of overrides, attributes that changes are ignored of."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.assist.items import Item
from presynth.assist.keywords import key_items
from presynth.assist.point import Point
from presynth.assist.values import literal_items
from presynth.assist.wanted import Situation
from presynth.catalog.types import Type
from presynth.checks.overrides.schema import Part, attributes_of, block_parts, part_named, parts_of
from presynth.program.values import BindingClass, BindingMethod, InstanceValue, Token, options_of

_TAKES_PATH = ("add_override", "add_property_override", "add_deletion_override")


def string_items(point: Point, found: Situation) -> Iterator[Item]:
    """What the text that the cursor is in may be."""
    if found.struct is not None and found.names:
        yield from key_items(point, found.struct)
        return
    type_ = _overridden(point)
    if type_ is not None:
        yield from _path_items(point, type_)
        return
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


def _overridden(point: Point) -> Type | None:
    """The class of the construct whose `add_override` the text is the path for."""
    bracket = point.cursor.innermost
    if bracket is None or not bracket.is_call or bracket.index or not bracket.callee.endswith(_TAKES_PATH):
        return None
    for option in options_of(point.value(bracket.callee)):
        if isinstance(option, BindingMethod) and isinstance(option.receiver, InstanceValue):
            type_ = option.receiver.instance.type
            return type_ if type_ is not None and type_.terraform_type else None
    return None


def _path_items(point: Point, type_: Type) -> Iterator[Item]:
    """The names that may follow in a path of Terraform's names: whole paths, so that editors can compare them."""
    *above, _ = written(point).split(".")
    parts = parts_of(point.catalog, type_, read=False)
    part: Part | None = None
    for name in above:
        if name.isdigit():
            continue
        part = part_named(parts, name)
        if part is None or part.shape in ("value", "open"):
            return
        parts = block_parts(point.catalog, part, read=False)
    if part is not None and part.shape == "blocks" and not above[-1].isdigit():
        yield Item(".".join((*above, "0")), "property", (0,), detail="the first block")
        return
    prefix = "".join(f"{name}." for name in above)
    for number, (name, each) in enumerate(parts.items()):
        detail = {"block": "block", "blocks": "list of blocks"}.get(each.shape, "")
        yield Item(f"{prefix}{name}", "property", (0 if each.shape != "open" else 1, number), detail=detail)


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
