"""What a row of the table asks of one number beside another."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.aws.combinations.conditions import steps
from presynth.checks.aws.combinations.consequences import Breach, Consequence
from presynth.checks.aws.values import is_whole, items, number
from presynth.checks.common.blocks import Block, Field, Presence


def _number(block: Block, name: str) -> tuple[Field | None, float | None]:
    field = block.field(steps(name))
    return field, None if field is None else number(field.value)


class AtLeast(Consequence):
    """A number is greater than another one by so much at least; `default` is the other one where it is not set."""

    def __init__(self, name: str, more: float, other: str, default: float | None = None) -> None:
        self.names = (name, other)
        self._more, self._default = more, default

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        field, value = _number(block, self.names[0])
        unset = block.presence(steps(self.names[1])) is Presence.UNSET
        other = self._default if unset else _number(block, self.names[1])[1]
        if field is not None and value is not None and other is not None and value < other + self._more:
            least = f"{self._more:g} more than `{self.names[1]}` ({other:g})"
            yield Breach(field.place, f"`{self.names[0]}` has to be {least} at least, not {value:g}")


class Multiple(Consequence):
    """A number is a multiple of this one, or one of `others`."""

    def __init__(self, name: str, of: int, *others: int) -> None:
        self.names = (name,)
        self._of, self._others = of, others

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        field, value = _number(block, self.names[0])
        if field is not None and value is not None and value % self._of and value not in self._others:
            others = "".join(f"{other} or " for other in self._others)
            yield Breach(field.place, f"`{self.names[0]}` has to be {others}a multiple of {self._of}, not {value:g}")


class PerItem(Consequence):
    """A number is a multiple of the number of items in a list that is wholly known."""

    def __init__(self, name: str, items_of: str) -> None:
        self.names = (name, items_of)

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        field, value = _number(block, self.names[0])
        listed = block.field(steps(self.names[1]))
        count = len(items(listed))
        if field is not None and value is not None and is_whole(listed) and count and value % count:
            many = f"the number of `{self.names[1]}` ({count})"
            yield Breach(field.place, f"`{self.names[0]}` has to be a multiple of {many}, not {value:g}")


class Fitting(Consequence):
    """A list, or blocks of a kind, of which there are no more than a number says: entries in `max_entries`."""

    def __init__(self, items_of: str, name: str) -> None:
        self.names = (items_of, name)

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        listed, (field, most) = block.field(steps(self.names[0])), _number(block, self.names[1])
        count = len(items(listed))
        if listed is not None and field is not None and most is not None and count > most:
            yield Breach(field.place, f"`{self.names[1]}` is {most:g}, and there are {count} of `{self.names[0]}`")
