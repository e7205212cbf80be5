"""What a row asks of blocks that stand beside each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth.checks.aws.combinations.conditions import shown, steps
from presynth.checks.aws.combinations.consequences import Breach, Consequence
from presynth.checks.aws.values import field_text, is_whole, items, number, text
from presynth.checks.common.blocks import Block, Field, Presence
from presynth.program.values import Token


class EachOrNone(Consequence):
    """An argument is set in all blocks of a kind, or in none of them."""

    def __init__(self, blocks: str, name: str) -> None:
        self.names = (f"{blocks}.{name}",)
        self._blocks, self._name = blocks, name

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        found = list(block.at(steps(self._blocks)))
        if any(each.presence((self._name,)) is Presence.SET for each in found):
            for each in found:
                if each.presence((self._name,)) is Presence.UNSET:
                    yield Breach(each.place, f"`{self._name}` has to be set here, as it is beside this")


class Once(Consequence):
    """An argument is more than 0 in one block of a kind only."""

    def __init__(self, blocks: str, name: str) -> None:
        self.names = (f"{blocks}.{name}",)
        self._blocks, self._name = blocks, name

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        fields = [each.field((self._name,)) for each in block.at(steps(self._blocks))]
        found = [field for field in fields if field is not None and (number(field.value) or 0) > 0]
        for field in found[1:]:
            yield Breach(field.place, f"`{self._name}` may be set only once")


class AmongAll(Consequence):
    """What an argument names in blocks of a kind is one of the items of a list that is wholly known.

    Names that are `reserved` are those of no resource: an item that is read of one is none of them.
    """

    def __init__(self, blocks: str, name: str, others: str, *reserved: str) -> None:
        self.names = (f"{blocks}.{name}", others)
        self._blocks, self._name, self._others, self._reserved = blocks, name, others, reserved

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        listed = block.field(steps(self._others))
        if not is_whole(listed):
            return
        unknown = [item.value for item in items(listed) if text(item.value) is None]
        known_items = [text(item.value) for item in items(listed)]
        are_read = all(isinstance(each, Token) and each.source is not None for each in unknown)
        for each in block.at(steps(self._blocks)):
            field, value = each.field((self._name,)), field_text(each, self._name)
            if unknown and not (are_read and value in self._reserved):
                continue
            if field is not None and value is not None and value not in known_items:
                yield Breach(field.place, f"`{self._name}` has to be one of `{self._others}`, and `{value}` is not")


class EachOf(Consequence):
    """Each number in a list that is known is one of these."""

    def __init__(self, name: str, *values: int) -> None:
        self.names = (name,)
        self._values = values

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        for item in items(block.field(steps(self.names[0]))):
            value = number(item.value)
            if value is not None and value not in self._values:
                yield Breach(item.place, f"`{self.names[0]}` has to be {shown(self._values)}, not `{value:g}`")


class AllOrNone(Consequence):
    """All items of a list that are known are like this, or none of them; `wanted` says so in words."""

    def __init__(self, name: str, pattern: str, wanted: str) -> None:
        self.names = (name,)
        self._pattern, self._wanted = pattern, wanted

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        found = [(item, text(item.value)) for item in items(block.field(steps(self.names[0])))]
        alike = [(item, re.fullmatch(self._pattern, value) is not None) for item, value in found if value is not None]
        other = next((item for item, is_like in alike if is_like != alike[0][1]), None)
        if other is not None:
            yield Breach(other.place, f"`{self.names[0]}` have to be {self._wanted}")


class NotReading(Consequence):
    """None of the items of a list is this attribute of a resource of a type."""

    def __init__(self, name: str, terraform_type: str, attribute: str) -> None:
        self.names = (name,)
        self._type, self._attribute = terraform_type, attribute

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        for item in items(block.field(steps(self.names[0]))):
            value = item.value
            source = value.source if isinstance(value, Token) and value.attribute == self._attribute else None
            if source is not None and source.type is not None and source.type.terraform_type == self._type:
                yield Breach(item.place, f"`{self.names[0]}` must not hold the `{self._attribute}`")


class NamedIn(Consequence):
    """What an argument below the block names is the `key` of one of the blocks of a kind, all of which are known."""

    def __init__(self, path: str, blocks: str, key: str) -> None:
        self.names = (path, f"{blocks}.{key}")
        self._blocks, self._key = blocks, key

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        named, complete = block.children(self._blocks)
        keys = [field_text(each, self._key) for each in named]
        if not complete or None in keys:
            return
        *way, name = steps(self.names[0])
        for each in block.at(tuple(way)):
            field, value = each.field((name,)), field_text(each, name)
            if field is not None and value is not None and value not in keys:
                yield Breach(field.place, f"there is no `{self._blocks}` with the `{self._key}` `{value}`")
