"""What a row of the table asks of one number beside another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from math import inf

from presynth.checks.aws.combinations.conditions import known, steps
from presynth.checks.aws.combinations.consequences import Breach, Consequence
from presynth.checks.aws.values import is_whole, items, number, text
from presynth.checks.common.blocks import Block, Field, Presence
from presynth.program.values import Mapping

_WINDOW = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)")


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


class AtLeastSum(Consequence):
    """A number is no less than the sum of others, as far as these are known."""

    def __init__(self, name: str, *others: str) -> None:
        self.names = (name, *others)

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        field, value = _number(block, self.names[0])
        given = [(name, other) for name in self.names[1:] if (other := _number(block, name)[1]) is not None]
        least = sum(other for _, other in given)
        if field is not None and value is not None and value < least:
            told = " and ".join(f"`{name}`" for name, _ in given)
            yield Breach(
                field.place, f"`{self.names[0]}` ({value:g}) must not be less than {told} together ({least:g})"
            )


class Multiple(Consequence):
    """A number is a multiple of this one, or one of `others`."""

    def __init__(self, name: str, of: float, *others: float) -> None:
        self.names = (name,)
        self._of, self._others = of, others

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        field, value = _number(block, self.names[0])
        if field is not None and value is not None and value % self._of and value not in self._others:
            others = "".join(f"{other:g} or " for other in self._others)
            yield Breach(field.place, f"`{self.names[0]}` has to be {others}a multiple of {self._of:g}, not {value:g}")


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


class EachWithin(Consequence):
    """Each number that is known in a map lies between these."""

    def __init__(self, name: str, least: float, most: float) -> None:
        self.names = (name,)
        self._least, self._most = least, most

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        field = block.field(steps(self.names[0]))
        for entry in field.value.entries if field is not None and isinstance(field.value, Mapping) else ():
            value = number(entry.value)
            if field is not None and value is not None and not self._least <= value <= self._most:
                wanted = f"from {self._least:g} to {self._most:g}, not {value:g}"
                yield Breach(entry.place or field.place, f"each of `{self.names[0]}` has to be {wanted}")


class Contiguous(Consequence):
    """The ranges that blocks of a kind are for neither overlap nor leave a gap; a bound that is not set is infinite."""

    def __init__(self, blocks: str, lower: str, upper: str) -> None:
        self.names = (f"{blocks}.{lower}", f"{blocks}.{upper}")
        self._blocks, self._lower, self._upper = blocks, lower, upper

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        if not block.children(self._blocks)[1]:
            return
        ranges: list[tuple[float, float, Block]] = []
        for each in block.at((self._blocks,)):
            lower, upper = _bound(each, self._lower, -inf), _bound(each, self._upper, inf)
            if lower is None or upper is None:
                return
            ranges.append((lower, upper, each))
        ranges.sort(key=lambda each: each[:2])
        for (_, end, _), (start, _, each) in pairwise(ranges):
            if start != end:
                field = each.field((self._lower,))
                fault = "leaves a gap to" if start > end else "overlaps"
                place = each.place if field is None else field.place
                yield Breach(place, f"this {fault} the range of another `{self._blocks}`, which ends at {end:g}")


def _bound(block: Block, name: str, unset: float) -> float | None:
    """A bound of a range; None where it is not known."""
    if block.presence((name,)) is Presence.UNSET:
        return unset
    value = known(block, name)
    try:
        return float(value) if isinstance(value, str | int | float) else None
    except ValueError:
        return None


class Lasting(Consequence):
    """A daily window (`03:00-04:00`) that is known is open for so many minutes at least."""

    def __init__(self, name: str, least: int) -> None:
        self.names = (name,)
        self._least = least

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        field = block.field(steps(self.names[0]))
        window = None if field is None else _WINDOW.fullmatch(text(field.value) or "")
        if field is None or window is None:
            return
        begin, end = (int(window[hours]) * 60 + int(window[hours + 1]) for hours in (1, 3))
        if (end - begin) % (24 * 60) < self._least:
            yield Breach(field.place, f"`{self.names[0]}` has to be {self._least} minutes long at least")
