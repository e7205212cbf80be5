"""What Terraform cannot know before it has made something."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.catalog.arguments import terraform_name
from presynth.checks.common.blocks import Presence, presence_of
from presynth.checks.common.placed import item_places
from presynth.program.program import Program
from presynth.program.values import Mapping, Sequence, Text, Token, Value
from presynth.source.statement import Place

_PLANNED = ("tags_all", "region")
"""Attributes that the provider knows before it makes anything."""


def unknown_in(program: Program, value: Value, place: Place) -> Iterator[tuple[Token, Place]]:
    """The attributes in a list, in the keys of a dict, or in text, that are not known before they are made."""
    match value:
        case Token():
            if is_made_first(program, value):
                yield value, place
            for each in value.inputs:
                if not isinstance(each, Sequence | Mapping):
                    yield from ((token, place) for token, _ in unknown_in(program, each, place))
        case Text(parts=parts):
            for part in parts:
                if isinstance(part, Token):
                    yield from unknown_in(program, part, place)
        case Sequence(items=items):
            for item, at in zip(items, item_places(value, place), strict=True):
                yield from unknown_in(program, item, at)
        case Mapping(entries=entries):
            for entry in entries:
                yield from unknown_in(program, entry.key, entry.key_place or place)
        case _:
            return


def is_made_first(program: Program, token: Token) -> bool:
    """Whether a token is an attribute of a resource that only its making tells: its `id`, its `arn`.

    An argument that the resource is given is known, and so is all of one that is imported.
    """
    event = None if token.source is None else program.constructs.get(token.source)
    if event is None or token.source is None or not token.attribute or event.arguments.open:
        return False
    catalog = program.catalog
    if not catalog.is_a(event.type, "TerraformResource") or not event.type.terraform_type:
        return False
    declared = catalog.attributes(event.type).get(token.attribute)
    if declared is None or token.attribute in _PLANNED or program.changes.get(token.source):
        return False
    if any(call.receiver is not None and _is(call.receiver, token) for call in program.called("import_from")):
        return False
    settable = catalog.arguments(event.type).get(terraform_name(declared))
    if settable is None:
        return True
    given = event.arguments.get(settable.name)
    return settable.name in ("id", "arn") and (given is None or presence_of(given.value) is Presence.UNSET)


def _is(receiver: Value, token: Token) -> bool:
    return getattr(receiver, "instance", None) is token.source
