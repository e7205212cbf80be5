"""Deploy-time values with the places where they are passed."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.program.values import Choice, Mapping, Sequence, StructValue, Text, Token, Value
from presynth.source.statement import Place


def placed_tokens(value: Value, place: Place) -> Iterator[tuple[Token, Place]]:
    """The tokens in a value that is passed at `place`, in lists, dicts, structs, text and expressions too.

    What is only one of several possibilities is left out, and what is in a `dynamic` block, where other names count.
    The items of a list have places of their own where it is written there.
    """
    match value:
        case Token(attribute="dynamic"):
            yield value, place
        case Token(inputs=inputs):
            yield value, place
            for each in inputs:
                yield from ((token, place) for token, _ in placed_tokens(each, place))
        case Text(parts=parts):
            for part in parts:
                if not isinstance(part, str):
                    yield from placed_tokens(part, place)
        case Sequence(items=items):
            for item, at in zip(items, item_places(value, place), strict=True):
                yield from placed_tokens(item, at)
        case Mapping(entries=entries):
            for entry in entries:
                yield from placed_tokens(entry.value, entry.place or place)
        case StructValue(arguments=arguments):
            for argument in arguments:
                yield from placed_tokens(argument.value, argument.place)
        case Choice() | _:
            return


def item_places(value: Sequence, place: Place) -> tuple[Place, ...]:
    """Where the items of a list that is passed at `place` are: in it, where it is written there, else all of it."""
    written = value.origin == place and len(value.places) == len(value.items)
    return value.places if written else (place,) * len(value.items)
