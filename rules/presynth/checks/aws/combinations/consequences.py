"""What a row of the table asks for, once its conditions hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from presynth.checks.aws.combinations.conditions import Scalar, known, same, shown, steps
from presynth.checks.aws.values import Item, beginning, is_whole, items, number, outline, text
from presynth.checks.common.blocks import Block, Field, Presence, is_there
from presynth.findings import Fix, Related, Safety
from presynth.operations import Operation, Replace
from presynth.program.values import Constant, Mapping, Text, Token
from presynth.source.statement import Place


@dataclass(frozen=True)
class Breach:
    """Where a row is not kept, what it asks for there in words, what could be done, and what it has to do with."""

    place: Place
    message: str
    fixes: tuple[Fix, ...] = ()
    related: tuple[Related, ...] = ()


class Consequence:
    """What has to be so."""

    names: tuple[str, ...]
    """The arguments it is about."""

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        """Where it is known not to be so; `cause` is the argument that brought the row up, if one did."""
        raise NotImplementedError


def _suggestion(title: str, *operations: Operation | None) -> tuple[Fix, ...]:
    known_operations = tuple(each for each in operations if each is not None)
    return (Fix(title, Safety.UNSAFE, known_operations),) if known_operations else ()


class Refused(Consequence):
    """These arguments must not be set. `False`, 0 and empty text pass, unless `nothing` says otherwise."""

    def __init__(self, *names: str, nothing: bool = False) -> None:
        self.names = names
        self._nothing = nothing

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        for name in self.names:
            field = block.field(steps(name))
            if field is None or block.presence(steps(name)) is not Presence.SET:
                continue
            if self._nothing or known(block, name) not in (False, "", 0, "0", "false"):
                fixes = _suggestion(f"Remove `{field.label}`", field.removal)
                yield Breach(field.key_place, f"`{name}` must not be set", fixes)


def _can_be_set(block: Block, name: str) -> bool:
    """Whether the binding has the argument: one of another version of the provider may not."""
    return block.type is None or block.declares(steps(name))


class Needed(Consequence):
    """One of these arguments has to be set."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        if any(block.presence(steps(name)) is not Presence.UNSET for name in self.names):
            return
        wanted = tuple(name for name in self.names if _can_be_set(block, name))
        if wanted:
            yield Breach(block.place if cause is None else cause.place, f"{shown(wanted)} is needed")


class On(Consequence):
    """These arguments are set, and to true."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        for name in self.names:
            field, value = block.field(steps(name)), known(block, name)
            if block.presence(steps(name)) is Presence.UNSET:
                if _can_be_set(block, name):
                    place = block.place if cause is None else cause.place
                    yield Breach(place, f"`{name}` has to be true, and is not set")
            elif field is not None and value is not None and not same(value, True):
                fixes = _suggestion("Write `True`", Replace(field.place, ("True",)))
                yield Breach(field.place, f"`{name}` has to be true", fixes)


class Unfit(Consequence):
    """What an argument is set to cannot be there."""

    def __init__(self, name: str) -> None:
        self.names = (name,)

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        field = block.field(steps(self.names[0]))
        if field is not None:
            yield Breach(field.place, f"`{self.names[0]}` cannot be this")


class Impossible(Consequence):
    """It cannot be as it is; told at the first of these arguments that is set, else at the block."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        fields = (block.field(steps(name)) for name in self.names)
        place = next((field.place for field in fields if field is not None), block.place)
        yield Breach(place, "this cannot be")


class OneOf(Consequence):
    """An argument that is set, and not to empty text, has one of these values."""

    def __init__(self, name: str, *values: Scalar) -> None:
        self.names = (name,)
        self._values = values

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        name = self.names[0]
        field, value = block.field(steps(name)), known(block, name)
        if field is not None and value not in (None, "") and not any(same(value, each) for each in self._values):
            fixes = ()
            if len(self._values) == 1:
                only = self._values[0]
                written = f'"{only}"' if isinstance(only, str) else str(only)
                fixes = _suggestion(f"Write `{written}`", Replace(field.place, (written,)))
            yield Breach(field.place, f"`{name}` has to be {shown(self._values)}, not `{value}`", fixes)


class NoneOf(Consequence):
    """An argument that is set has none of these values."""

    def __init__(self, name: str, *values: Scalar) -> None:
        self.names = (name,)
        self._values = values

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        name = self.names[0]
        field, value = block.field(steps(name)), known(block, name)
        if field is not None and value is not None and any(same(value, each) for each in self._values):
            yield Breach(field.place, f"`{name}` must not be `{value}`")


class Different(Consequence):
    """Two arguments do not have the same value."""

    def __init__(self, name: str, other: str) -> None:
        self.names = (name, other)

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        value, other = (known(block, name) for name in self.names)
        field = block.field(steps(self.names[1]))
        if field is not None and value is not None and value == other:
            yield Breach(field.place, f"`{self.names[0]}` and `{self.names[1]}` must not be the same (`{value}`)")


class Number(Consequence):
    """A number that is known lies between these, or is one of `others`."""

    def __init__(
        self, name: str, least: float | None = None, most: float | None = None, *, others: tuple[float, ...] = ()
    ) -> None:
        self.names = (name,)
        self._least, self._most, self._others = least, most, others

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        name = self.names[0]
        field = block.field(steps(name))
        value = None if field is None else number(field.value)
        if field is None or value is None or value in self._others:
            return
        if self._least is not None and value < self._least:
            yield Breach(field.place, f"`{name}` has to be {self._least:g} at least, not {value:g}")
        elif self._most is not None and value > self._most:
            yield Breach(field.place, f"`{name}` has to be {self._most:g} at most, not {value:g}")


class Count(Consequence):
    """A list that is wholly known has so many items; `empty`: one without any is no less a list."""

    def __init__(self, name: str, least: int = 0, most: int | None = None, *, empty: bool = False) -> None:
        self.names = (name,)
        self._least, self._most, self._empty = least, most, empty

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        name = self.names[0]
        field = block.field(steps(name)) or (block.fields.get(name) if self._empty else None)
        if field is None:
            return
        count = len(items(field))
        if count < self._least and is_whole(field):
            yield Breach(field.place, f"`{name}` has to have {self._least} items at least, not {count}")
        elif self._most is not None and count > self._most:
            yield Breach(field.place, f"`{name}` has to have {self._most} items at most, not {count}")


class Alone(Consequence):
    """At most one of these arguments is set."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        fields = [(name, field) for name, field in block.fields.items() if name in self.names]
        present = [(name, field) for name, field in fields if is_there(field)]
        for name, field in present[1:]:
            fixes = _suggestion(f"Remove `{field.label}`", field.removal)
            yield Breach(field.key_place, f"`{name}` must not be set beside `{present[0][0]}`", fixes)


class Matches(Consequence):
    """Text, or each one in a list, is empty or like this as far as it is known; `wanted` says it in words."""

    def __init__(self, name: str, pattern: str, wanted: str) -> None:
        self.names = (name,)
        self._pattern, self.wanted = pattern, wanted

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when it is first needed: few of the table's are."""
        return re.compile(self._pattern)

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        name = self.names[0]
        field = block.field(steps(name))
        if field is None:
            return
        for item in items(field) or [Item(field.value, field.place)]:
            value = outline(item.value)
            if value and not self.pattern.fullmatch(value):
                given = f", not `{value}`" if isinstance(item.value, Constant) else ""
                yield Breach(item.place, f"`{name}` has to be {self.wanted}{given}")


class EachMatches(Matches):
    """Each value of a map that is known is like this."""

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        field = block.field(steps(self.names[0]))
        for entry in field.value.entries if field is not None and isinstance(field.value, Mapping) else ():
            value = text(entry.value)
            if field is not None and value is not None and not self.pattern.fullmatch(value):
                place = entry.place or field.place
                yield Breach(place, f"each of `{self.names[0]}` has to be {self.wanted}, not `{value}`")


class KeysMatch(Matches):
    """Each key of a map that is known is like this."""

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        field = block.field(steps(self.names[0]))
        for entry in field.value.entries if field is not None and isinstance(field.value, Mapping) else ():
            key = text(entry.key)
            if field is not None and key is not None and not self.pattern.fullmatch(key):
                place = entry.key_place or field.place
                yield Breach(place, f"each key of `{self.names[0]}` has to be {self.wanted}, not `{key}`")


class Ends(Consequence):
    """Text whose end is known ends with one of these: `com.amazonaws.eu-west-1.s3` with `.s3`."""

    def __init__(self, name: str, *endings: str) -> None:
        self.names = (name,)
        self._endings = endings

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        name = self.names[0]
        field = block.field(steps(name))
        value = None if field is None else field.value
        end = value.suffix if isinstance(value, Text) else text(value) or ""
        if field is not None and end and not any(_may_end(end, each) for each in self._endings):
            yield Breach(field.place, f"`{name}` has to end with {shown(self._endings)}")


def _may_end(end: str, wanted: str) -> bool:
    """Whether something that ends with the one may end with the other."""
    return end.endswith(wanted) or wanted.endswith(end)


class Extended(Ends):
    """Text that ends so, and not just the ARN of a resource of one of `types`: `f"{group.arn}:*"`."""

    def __init__(self, name: str, ending: str, *types: str) -> None:
        super().__init__(name, ending)
        self._types = types

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        yield from super().breaches(block, cause)
        field = block.field(steps(self.names[0]))
        value = None if field is None else field.value
        if isinstance(value, Text) and len(value.parts) == 1:
            value = value.parts[0]
        if field is not None and isinstance(value, Token) and value.attribute == "arn" and value.source is not None:
            type_ = value.source.type
            if type_ is not None and type_.terraform_type in self._types:
                yield Breach(field.place, f"`{self.names[0]}` has to end with {shown(self._endings)}")


class Ascending(Consequence):
    """Numbers of which none is less than one before it: `min_size`, `desired_capacity`, `max_size`.

    One that is `unset` stands for none.
    """

    def __init__(self, *names: str, unset: int | None = None) -> None:
        self.names = names
        self._unset = unset

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        greatest: tuple[str, float] | None = None
        for name in self.names:
            field = block.field(steps(name))
            value = None if field is None else number(field.value)
            if field is None or value is None or value == self._unset:
                continue
            if greatest is not None and value < greatest[1]:
                below = f"`{name}` ({value:g}) must not be less than `{greatest[0]}` ({greatest[1]:g})"
                yield Breach(field.place, below)
                return
            greatest = (name, value)


class AtMost(Consequence):
    """A number is so many times another one at most: `iops` 500 times `size`."""

    def __init__(self, name: str, times: float, other: str) -> None:
        self.names = (name, other)
        self._times = times

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        field, base = block.field(steps(self.names[0])), block.field(steps(self.names[1]))
        value = None if field is None else number(field.value)
        other = None if base is None else number(base.value)
        if field is not None and value is not None and other is not None and value > self._times * other:
            most = f"{self._times:g} times `{self.names[1]}` ({self._times * other:g})"
            yield Breach(field.place, f"`{self.names[0]}` has to be {most} at most, not {value:g}")


class Begins(Consequence):
    """Text begins with one of these, as far as it is known."""

    def __init__(self, name: str, *beginnings: str) -> None:
        self.names = (name,)
        self._beginnings = beginnings

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        name = self.names[0]
        field = block.field(steps(name))
        if field is None:
            return
        begun = outline(field.value) or beginning(field.value)
        if begun and not any(begun.startswith(each) or each.startswith(begun) for each in self._beginnings):
            yield Breach(field.place, f"`{name}` has to begin with {shown(self._beginnings)}, not like this")
