"""Further consequences: how arguments agree with each other, and what is written in them."""

from __future__ import annotations

import json
from collections.abc import Iterator

from presynth.checks.aws.combinations.conditions import shown, steps
from presynth.checks.aws.combinations.consequences import Breach, Consequence
from presynth.checks.aws.values import beginning, field_number, field_text, is_whole, items, number, text
from presynth.checks.common.blocks import Block, Field
from presynth.program.values import Mapping


class KeyOneOf(Consequence):
    """A map that is wholly known has one of these keys."""

    def __init__(self, name: str, *keys: str) -> None:
        self.names = (name,)
        self._keys = keys

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        field = block.field(steps(self.names[0]))
        if field is None or not isinstance(field.value, Mapping) or field.value.open:
            return
        keys = {text(entry.key) for entry in field.value.entries}
        if None not in keys and keys.isdisjoint(self._keys):
            yield Breach(field.place, f"`{self.names[0]}` needs {shown(self._keys)}")


class Keyed(Consequence):
    """The text under a key of a map begins like this."""

    def __init__(self, name: str, key: str, start: str) -> None:
        self.names = (name,)
        self._key, self._start = key, start

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        field = block.field((*steps(self.names[0]), self._key))
        begun = "" if field is None else beginning(field.value)[: len(self._start)]
        if field is not None and begun and not self._start.startswith(begun):
            yield Breach(field.place, f"`{self._key}` has to begin with `{self._start}`")


class Total(Consequence):
    """What an argument says in all blocks of a kind adds up to this."""

    def __init__(self, blocks: str, name: str, total: float) -> None:
        self.names = (f"{blocks}.{name}",)
        self._blocks, self._name, self._total = blocks, name, total

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        found, complete = block.children(self._blocks)
        numbers = [field_number(each, self._name) for each in found]
        known = [each for each in numbers if each is not None]
        if found and complete and len(known) == len(numbers) and sum(known) != self._total:
            message = f"`{self._name}` has to add up to {self._total:g}, not {sum(known):g}"
            yield Breach(found[-1].place, message)


class AsMany(Consequence):
    """A list has as many items as another one, or as a number says."""

    def __init__(self, name: str, other: str) -> None:
        self.names = (name, other)

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        field, base = (block.field(steps(name)) for name in self.names)
        wanted = number(base.value) if base is not None and not is_whole(base) else len(items(base)) or None
        count = len(items(field))
        if field is not None and is_whole(field) and count and wanted is not None and count != wanted:
            many = f"as many items as `{self.names[1]}` ({wanted:g})"
            yield Breach(field.place, f"`{self.names[0]}` has to have {many}, not {count}")


class Equal(Consequence):
    """Two texts that are known are the same."""

    def __init__(self, name: str, other: str) -> None:
        self.names = (name, other)

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        field = block.field(steps(self.names[0]))
        value, other = (field_text(block, name) for name in self.names)
        if field is not None and value is not None and other is not None and value != other:
            yield Breach(field.place, f"`{self.names[0]}` has to be the same as `{self.names[1]}` (`{other}`)")


class Subset(Consequence):
    """Each item of a list that is known is in another one, which is wholly known and does not have `all_` in it."""

    def __init__(self, name: str, other: str, all_: str) -> None:
        self.names = (name, other)
        self._all = all_

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        field, base = (block.field(steps(name)) for name in self.names)
        others = {text(item.value) for item in items(base)}
        if not is_whole(base) or others & {None, self._all}:
            return
        for item in items(field):
            value = text(item.value)
            if value is not None and value not in others:
                yield Breach(item.place, f"`{self.names[0]}` has `{value}`, which is not in `{self.names[1]}`")


class Json(Consequence):
    """Text that is wholly known is JSON."""

    def __init__(self, name: str) -> None:
        self.names = (name,)

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        field, value = block.field(steps(self.names[0])), field_text(block, self.names[0])
        if field is None or not value:
            return
        try:
            json.loads(value)
        except ValueError:
            yield Breach(field.place, f"`{self.names[0]}` has to be JSON")
