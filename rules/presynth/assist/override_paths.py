"""Paths of `add_override`: what may follow in one, and which argument one leads to."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.assist.cursor import Bracket
from presynth.assist.items import Item
from presynth.assist.point import Point
from presynth.catalog.arguments import struct_in, terraform_name
from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Property, Type
from presynth.checks.overrides.schema import Part, block_parts, part_named, parts_of
from presynth.program.values import BindingMethod, InstanceValue, options_of

_TAKES_PATH = ("add_override", "add_property_override", "add_deletion_override")


def overridden_at(point: Point) -> Type | None:
    """The class of the construct whose `add_override` the text at a point is the path for."""
    bracket = point.cursor.innermost
    return None if bracket is None or bracket.index else overridden_by(point, bracket)


def overridden_by(point: Point, bracket: Bracket) -> Type | None:
    """The class of the construct whose `add_override` a bracket holds the arguments of."""
    if not bracket.is_call or not bracket.callee.endswith(_TAKES_PATH):
        return None
    for option in options_of(point.value(bracket.callee)):
        if isinstance(option, BindingMethod) and isinstance(option.receiver, InstanceValue):
            type_ = option.receiver.instance.type
            return type_ if type_ is not None and type_.terraform_type else None
    return None


def path_items(catalog: Catalog, type_: Type, written: str) -> Iterator[Item]:
    """The names that may follow in a path of Terraform's names: whole paths, so that editors can compare them."""
    *above, _ = written.split(".")
    parts = parts_of(catalog, type_, read=False)
    part: Part | None = None
    for name in above:
        if name.isdigit():
            continue
        part = part_named(parts, name)
        if part is None or part.shape in ("value", "open"):
            return
        parts = block_parts(catalog, part, read=False)
    if part is not None and part.shape == "blocks" and not above[-1].isdigit():
        yield Item(".".join((*above, "0")), "property", (0,), detail="the first block")
        return
    prefix = "".join(f"{name}." for name in above)
    for number, (name, each) in enumerate(parts.items()):
        detail = {"block": "block", "blocks": "list of blocks"}.get(each.shape, "")
        yield Item(f"{prefix}{name}", "property", (0 if each.shape != "open" else 1, number), detail=detail)


def argument_at(catalog: Catalog, type_: Type, path: str) -> tuple[Type, Property] | None:
    """The argument that a path leads to, with the class or struct that declares it."""
    owner: Type | None = type_
    found: tuple[Type, Property] | None = None
    for name in path.split("."):
        if name.isdigit():
            continue
        declared = _declared(catalog, owner, name) if owner is not None else None
        if owner is None or declared is None:
            return None
        found = owner, declared
        owner = struct_in(catalog, declared.type)[0]
    return found


def _declared(catalog: Catalog, owner: Type, name: str) -> Property | None:
    return next((each for each in catalog.keywords(owner).values() if terraform_name(each) == name), None)
