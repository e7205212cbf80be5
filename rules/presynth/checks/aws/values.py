"""Values as the rules of this package ask for them: text, numbers, lists, and the resources they come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from presynth.checks.common.blocks import Block, Field, Presence
from presynth.checks.common.resources import Resource, resource, resources
from presynth.checks.constraints.references import IDENTITIES
from presynth.program.program import Program
from presynth.program.values import Constant, Sequence, Text, Token, Value
from presynth.source.statement import Place

_TEMPLATES = ("${", "%{")
_LOOKS = {"arn": "arn:aws:s:r:1:t/n", **dict.fromkeys(("name", "function_name", "cluster_identifier"), "n")}


@dataclass(frozen=True)
class Item:
    """One item of a list, and where it is written (the whole argument, where that is elsewhere)."""

    value: Value
    place: Place


def text(value: Value | None) -> str | None:
    """Text that is wholly known; None for what Terraform puts something into."""
    known = value.value if isinstance(value, Constant) else None
    return known if isinstance(known, str) and not any(mark in known for mark in _TEMPLATES) else None


def number(value: Value | None) -> float | None:
    """A number that is known, in text or not."""
    known = value.value if isinstance(value, Constant) else None
    if isinstance(known, bool):
        return None
    if isinstance(known, int | float):
        return known
    return float(known) if isinstance(known, str) and known.strip().isdecimal() else None


def is_true(value: Value | None) -> bool:
    """Whether it is known to be true."""
    return isinstance(value, Constant) and value.value in (True, "true")


def field_text(block: Block | Resource, name: str) -> str | None:
    """The text of an argument, where it is known."""
    field = _field(block, name)
    return None if field is None else text(field.value)


def field_number(block: Block | Resource, name: str) -> float | None:
    """The number an argument is set to, where it is known."""
    field = _field(block, name)
    return None if field is None else number(field.value)


def _field(block: Block | Resource, name: str) -> Field | None:
    return block.field(name) if isinstance(block, Resource) else block.field((name,))


def items(field: Field | None) -> list[Item]:
    """The items of a list, each at the place where it is written if that is within the argument."""
    if field is None or not isinstance(field.value, Sequence):
        return []
    values = field.value.items
    places = field.value.places if len(field.value.places) == len(values) else (field.place,) * len(values)
    return [
        Item(value, place if _is_within(place, field.place) else field.place)
        for value, place in zip(values, places, strict=True)
    ]


def is_whole(field: Field | None) -> bool:
    """Whether a list is known to have no other items than those that are seen."""
    return field is not None and isinstance(field.value, Sequence) and not field.value.open


def _is_within(place: Place, whole: Place) -> bool:
    return (
        place.statement is whole.statement
        and (whole.line, whole.byte) <= (place.line, place.byte)
        and (place.end_line, place.end_byte) <= (whole.end_line, whole.end_byte)
    )


def referred(program: Program, value: Value | None) -> Resource | None:
    """The resource that a value is an attribute of."""
    if isinstance(value, Text) and len(value.parts) == 1 and isinstance(value.parts[0], Token):
        value = value.parts[0]
    source = value.source if isinstance(value, Token) else None
    return None if source is None else resource(program, source)


@dataclass(frozen=True)
class Companions:
    """The resources of one type that are about another resource; not `complete`: there may be more."""

    found: tuple[Resource, ...]
    complete: bool


def companions(target: Resource, terraform_type: str, argument: str, *, name: str = "") -> Companions:
    """The resources of a type whose `argument` refers to `target`, or is the text of its argument `name`.

    What refers to something else than another resource of the target's kind may be about the target all the same: a
    data source finds it, and what belongs to a bucket has the bucket's name.
    """
    found: list[Resource] = []
    complete = True
    own = field_text(target, name) if name else None
    for each in resources(target.program, terraform_type):
        value = each.value(argument)
        source = referred(target.program, value)
        if source is not None and source.instance is target.instance:
            found.append(each)
        elif source is not None:
            complete = complete and source.is_made and _kind(source) == _kind(target)
        elif text(value) is None:
            complete = False
        elif own is not None and text(value) == own:
            found.append(each)
        elif name and own is None and target.presence(name) is not Presence.UNSET:
            complete = False
    return Companions(tuple(found), complete)


def _kind(made: Resource) -> str:
    return made.event.type.terraform_type


def named_blocks(block: Block, name: str) -> Iterator[tuple[str, Block]]:
    """The blocks in one field that have a known `name`."""
    for child in block.children(name)[0]:
        named = field_text(child, "name")
        if named is not None:
            yield named, child


def beginning(value: Value | None) -> str:
    """The text that a value is, or begins with, as far as that is known."""
    return value.prefix if isinstance(value, Text) else text(value) or ""


def known_parts(value: Value | None) -> str:
    """What is known of a text: all of it, or its parts without what is put between them."""
    if isinstance(value, Text):
        joined = "".join(part for part in value.parts if isinstance(part, str))
        return "" if any(mark in joined for mark in _TEMPLATES) else joined
    return text(value) or ""


def outline(value: Value | None) -> str | None:
    """Text in which names and ARNs that only Terraform will know have something like them in their place.

    None where it has other parts that are not known.
    """
    if not isinstance(value, Text):
        return text(value) if isinstance(value, Constant) else _stand_in(value)
    parts = [part if isinstance(part, str) else _stand_in(part) for part in value.parts]
    known = [part for part in parts if part is not None]
    return (
        "".join(known) if len(known) == len(parts) and not any(mark in "".join(known) for mark in _TEMPLATES) else None
    )


def _stand_in(value: Value | None) -> str | None:
    """What a name or an ARN looks like."""
    source = value.source if isinstance(value, Token) else None
    if not isinstance(value, Token) or source is None or source.type is None:
        return None
    nature = IDENTITIES.get(source.type.terraform_type) if value.attribute == "id" else value.attribute
    return _LOOKS.get(nature or "")
