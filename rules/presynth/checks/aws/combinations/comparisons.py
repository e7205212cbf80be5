"""Further consequences: how arguments compare with each other, and what is in a map."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth.checks.aws.combinations.conditions import shown, steps
from presynth.checks.aws.combinations.consequences import Breach, Consequence
from presynth.checks.aws.values import is_whole, items, number, text
from presynth.checks.common.blocks import Block, Field
from presynth.program.values import Mapping


class Smaller(Consequence):
    """A number is less than another one: `cutoff` than `duration`."""

    def __init__(self, name: str, other: str) -> None:
        self.names = (name, other)

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        field, base = (block.field(steps(name)) for name in self.names)
        value = None if field is None else number(field.value)
        other = None if base is None else number(base.value)
        if field is not None and value is not None and other is not None and value >= other:
            less = f"`{self.names[0]}` ({value:g}) has to be less than `{self.names[1]}` ({other:g})"
            yield Breach(field.place, less)


class Among(Consequence):
    """Text that is known is one of the items of a list that is wholly known."""

    def __init__(self, name: str, others: str) -> None:
        self.names = (name, others)

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        field, base = (block.field(steps(name)) for name in self.names)
        value = None if field is None else text(field.value)
        listed = [text(item.value) for item in items(base)]
        if field is not None and value is not None and is_whole(base) and None not in listed and value not in listed:
            yield Breach(field.place, f"`{self.names[0]}` has to be one of `{self.names[1]}`, and `{value}` is not")


class Fits(Consequence):
    """Text is what a regular expression beside it asks for."""

    def __init__(self, name: str, pattern: str) -> None:
        self.names = (name, pattern)

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        field, asked = (block.field(steps(name)) for name in self.names)
        value = None if field is None else text(field.value)
        pattern = None if asked is None else text(asked.value)
        if field is None or value is None or pattern is None:
            return
        try:
            fits = re.search(pattern, value) is not None
        except re.error:
            return
        if not fits:
            yield Breach(field.place, f"`{self.names[0]}` does not fit `{self.names[1]}` (`{pattern}`)")


class Keys(Consequence):
    """A map that is wholly known has these keys; `only`: and no others."""

    def __init__(self, name: str, *keys: str, only: tuple[str, ...] = ()) -> None:
        self.names = (name,)
        self._keys, self._only = keys, only

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        field = block.field(steps(self.names[0]))
        if field is None or not isinstance(field.value, Mapping) or field.value.open:
            return
        entries = {text(entry.key): entry for entry in field.value.entries}
        if None in entries:
            return
        for key in self._keys:
            if key not in entries:
                yield Breach(field.place, f"`{self.names[0]}` needs `{key}`")
        for key, entry in entries.items():
            if self._only and key not in self._only:
                place = entry.key_place or field.place
                yield Breach(place, f"`{self.names[0]}` has no `{key}`, but {shown(self._only)}")


class Includes(Consequence):
    """A map that is wholly known has each entry of another one that is known, with the same text."""

    def __init__(self, name: str, other: str) -> None:
        self.names = (name, other)

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        field, asked = (block.field(steps(name)) for name in self.names)
        if field is None or asked is None or not isinstance(field.value, Mapping) or field.value.open:
            return
        there = {text(entry.key): text(entry.value) for entry in field.value.entries}
        wanted = asked.value.entries if isinstance(asked.value, Mapping) else ()
        for key, value in ((text(entry.key), text(entry.value)) for entry in wanted):
            if None in there or key is None:
                return
            differs = value is not None and there.get(key, value) not in (None, value)
            if key not in there or differs:
                yield Breach(field.place, f"`{self.names[0]}` needs `{key}` as it is in `{self.names[1]}`")
                return
