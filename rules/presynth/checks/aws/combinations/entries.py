"""What a row asks of the blocks and lists in a block: that one of them is of a kind, or goes by a name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from presynth.checks.aws.combinations.conditions import Condition, Scalar, known, same, shown, steps
from presynth.checks.aws.combinations.consequences import Breach, Consequence
from presynth.checks.aws.values import Item, field_text, is_whole, items, text
from presynth.checks.common.blocks import Block, Field, Presence
from presynth.program.values import Mapping


def _whole_list(field: Field | None) -> list[str] | None:
    """The items of a list, where all of them are known."""
    known_items = [text(item.value) for item in items(field)]
    return [each for each in known_items if each is not None] if is_whole(field) and None not in known_items else None


@dataclass(frozen=True)
class HoldsNone(Condition):
    """A list that is known to have none of some values in it."""

    values: tuple[str, ...]

    def holds(self, block: Block, name: str) -> bool:
        listed = _whole_list(block.field(steps(name)))
        return bool(listed) and not set(listed or ()) & set(self.values)

    def told(self, block: Block, name: str) -> str:
        return f"`{name}` does not hold {shown(self.values)}"


class Includes(Consequence):
    """A list that is wholly known has one of these values in it; one that is not set has none."""

    def __init__(self, name: str, *values: str) -> None:
        self.names = (name,)
        self._values = values

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        name = self.names[0]
        field = block.field(steps(name))
        if field is None and block.presence(steps(name)) is Presence.UNSET:
            place = block.place if cause is None else cause.place
            yield Breach(place, f"`{name}` has to hold {shown(self._values)}, and is not set")
            return
        listed = _whole_list(field)
        if field is not None and listed is not None and not set(listed) & set(self._values):
            yield Breach(field.place, f"`{name}` has to hold {shown(self._values)}")


@dataclass(frozen=True)
class AnyIs(Condition):
    """What an argument of the blocks of a kind is known to be, in one of them."""

    argument: str
    value: str

    def holds(self, block: Block, name: str) -> bool:
        return any(field_text(each, self.argument) == self.value for each in block.at(steps(name)))

    def told(self, block: Block, name: str) -> str:
        return f"the `{self.argument}` of a `{name}` is `{self.value}`"


class Some(Consequence):
    """Among the blocks of a kind, if there are any, is one whose argument has one of these values."""

    def __init__(self, blocks: str, name: str, *values: Scalar) -> None:
        self.names = (f"{blocks}.{name}",)
        self._blocks, self._name, self._values = blocks, name, values

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        found, complete = block.children(self._blocks)
        values = [known(each, self._name) for each in found]
        if not found or not complete or any(value is None for value in values):
            return
        if not any(same(value, wanted) for value in values for wanted in self._values):
            yield Breach(block.place, f"one `{self._blocks}` has to have {shown(self._values)} for `{self._name}`")


class Named(Consequence):
    """What an argument says in blocks of a kind is what another one says in a block of another kind.

    `also` are words that stand for something else than such a block.
    """

    def __init__(self, blocks: str, name: str, others: str, other: str = "name", *also: str) -> None:
        self.names = (f"{blocks}.{name}" if blocks else name, f"{others}.{other}")
        self._blocks = steps(blocks) if blocks else ()
        self._name, self._others, self._other, self._also = name, others, other, also

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        found, complete = block.children(self._others)
        names = [field_text(each, self._other) for each in found]
        if not found or not complete or None in names:
            return
        there = shown(tuple(name for name in names if name is not None))
        for each in block.at(self._blocks):
            for item in _said(each.field(steps(self._name))):
                value = text(item.value)
                if value and value not in (*names, *self._also):
                    one = f"the `{self._other}` of a `{self._others}` ({there})"
                    yield Breach(item.place, f"`{self._name}` has to be {one}, not `{value}`")


def _said(field: Field | None) -> list[Item]:
    """An argument, or the items of a list."""
    return [] if field is None else items(field) or [Item(field.value, field.place)]


class OneKey(Consequence):
    """A map that is wholly known has one of these keys."""

    def __init__(self, name: str, *keys: str) -> None:
        self.names = (name,)
        self._keys = keys

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        field = block.field(steps(self.names[0]))
        known_keys = _keys(field)
        if field is not None and known_keys is not None and not set(known_keys) & set(self._keys):
            yield Breach(field.place, f"`{self.names[0]}` needs {shown(self._keys)}")


class KeyCount(Consequence):
    """A map has so many keys at most."""

    def __init__(self, name: str, most: int) -> None:
        self.names = (name,)
        self._most = most

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        field = block.field(steps(self.names[0]))
        count = len(field.value.entries) if field is not None and isinstance(field.value, Mapping) else 0
        if field is not None and count > self._most:
            yield Breach(field.place, f"`{self.names[0]}` has to have {self._most} keys at most, not {count}")


def _keys(field: Field | None) -> list[str] | None:
    """The keys of a map, where all of them are known."""
    if field is None or not isinstance(field.value, Mapping) or field.value.open:
        return None
    keys = [text(entry.key) for entry in field.value.entries]
    return [key for key in keys if key is not None] if None not in keys else None


class Unique(Consequence):
    """No two blocks of a kind have the same known value for an argument."""

    def __init__(self, blocks: str, name: str) -> None:
        self.names = (f"{blocks}.{name}",)
        self._blocks, self._name = steps(blocks), name

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        seen: set[str] = set()
        for each in block.at(self._blocks):
            field, value = each.field((self._name,)), field_text(each, self._name)
            if field is not None and value in seen:
                yield Breach(field.place, f"`{self._name}` is `{value}` a second time")
            seen |= {value} if value is not None else set()
