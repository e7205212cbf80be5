"""When a row of the table counts: what an argument beside is known to be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from presynth.catalog.types import Type
from presynth.checks.aws.values import beginning, items, known_parts, number, text
from presynth.checks.common.blocks import Block, Presence
from presynth.program.values import Constant, Text, Token, Value

Scalar = str | int | bool

Conditions = Mapping[str, "Condition"]
"""By the name of an argument in the same block, or its dotted path below it. `^name` is one of the resource itself,
`api_id>protocol_type` one of the resource that an argument refers to, `api_id>` that resource, `stage>api>name` one of
the resource that this one refers to in its turn."""


class Condition:
    """What has to be known of an argument."""

    def holds(self, block: Block, name: str) -> bool:
        """Whether it is known to be so."""
        raise NotImplementedError

    def told(self, block: Block, name: str) -> str:
        """It in words, as part of "where …"; empty where that goes without saying."""
        raise NotImplementedError


def steps(name: str) -> tuple[str, ...]:
    """The names on the way to an argument of a block."""
    return tuple(name.split("."))


def same(value: object, wanted: Scalar) -> bool:
    """Whether a value is what Terraform takes for the wanted one: `"true"` for True, `"20"` for 20."""
    if isinstance(wanted, bool) or isinstance(value, bool):
        return str(value).lower() == str(wanted).lower()
    return str(value) == str(wanted)


def known(block: Block, name: str) -> object:
    """The Python value of an argument that is known, else None."""
    field = block.field(steps(name))
    value = None if field is None else field.value
    if isinstance(value, Constant) and isinstance(value.value, str):
        return text(value)
    return value.value if isinstance(value, Constant) else None


def shown(values: tuple[Scalar, ...]) -> str:
    """Values in words: "`a`, `b` or `c`"."""
    quoted = [f"`{str(value).lower() if isinstance(value, bool) else value}`" for value in values]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


@dataclass(frozen=True)
class Untold(Condition):
    """A condition that goes without saying."""

    condition: Condition

    def holds(self, block: Block, name: str) -> bool:
        return self.condition.holds(block, name)

    def told(self, block: Block, name: str) -> str:
        return ""


@dataclass(frozen=True)
class Is(Condition):
    """One of some values; `default`: AWS takes one of them where the argument is not set."""

    values: tuple[Scalar, ...]
    default: bool = False

    def holds(self, block: Block, name: str) -> bool:
        value = known(block, name)
        if value is None:
            return self.default and block.presence(steps(name)) is Presence.UNSET
        return any(same(value, wanted) for wanted in self.values)

    def told(self, block: Block, name: str) -> str:
        value = known(block, name)
        if value is None:
            return f"`{name}` is not set (it is {shown(self.values)} then)"
        return f"`{name}` is {shown((str(value),))}"


@dataclass(frozen=True)
class IsNot(Condition):
    """Known, and none of some values; `default`: so it is, too, where the argument is not set."""

    values: tuple[Scalar, ...]
    default: bool = False

    def holds(self, block: Block, name: str) -> bool:
        value = known(block, name)
        if value is None:
            return self.default and block.presence(steps(name)) is Presence.UNSET
        return not any(same(value, wanted) for wanted in self.values)

    def told(self, block: Block, name: str) -> str:
        value = known(block, name)
        return f"`{name}` is not set" if value is None else f"`{name}` is {shown((str(value),))}"


@dataclass(frozen=True)
class Like(Condition):
    """Known text that a pattern matches as a whole."""

    pattern: str

    def holds(self, block: Block, name: str) -> bool:
        value = known(block, name)
        return isinstance(value, str) and re.fullmatch(self.pattern, value) is not None

    def told(self, block: Block, name: str) -> str:
        return f"`{name}` is `{known(block, name)}`"


class Unlike(Like):
    """Not known to be text that a pattern matches as a whole."""

    def holds(self, block: Block, name: str) -> bool:
        return not super().holds(block, name)

    def told(self, block: Block, name: str) -> str:
        return ""


@dataclass(frozen=True)
class Holds(Condition):
    """A list that is known to have one of some values in it."""

    values: tuple[Scalar, ...]

    def holds(self, block: Block, name: str) -> bool:
        return bool(self._found(block, name))

    def told(self, block: Block, name: str) -> str:
        return f"`{name}` holds {shown(tuple(self._found(block, name)[:1]))}"

    def _found(self, block: Block, name: str) -> list[str]:
        known_items = (text(item.value) for item in items(block.field(steps(name))))
        return [item for item in known_items if item is not None and item in self.values]


@dataclass(frozen=True)
class BeginsOtherwise(Condition):
    """Text that is known to begin otherwise."""

    start: str

    def holds(self, block: Block, name: str) -> bool:
        field = block.field(steps(name))
        known_start = "" if field is None else beginning(field.value)
        shared = min(len(known_start), len(self.start))
        return bool(known_start) and known_start[:shared] != self.start[:shared]

    def told(self, block: Block, name: str) -> str:
        return f"`{name}` does not begin with `{self.start}`"


@dataclass(frozen=True)
class Contains(Condition):
    """Text of which a part is known that has this in it."""

    part: str

    def holds(self, block: Block, name: str) -> bool:
        field = block.field(steps(name))
        return field is not None and self.part in known_parts(field.value)

    def told(self, block: Block, name: str) -> str:
        return f"`{name}` has `{self.part}` in it"


@dataclass(frozen=True)
class Within(Condition):
    """A number from `least` to `most`, as far as these are given."""

    least: float | None = None
    most: float | None = None

    def holds(self, block: Block, name: str) -> bool:
        field = block.field(steps(name))
        value = None if field is None else number(field.value)
        return (
            value is not None
            and (self.least is None or value >= self.least)
            and (self.most is None or value <= self.most)
        )

    def told(self, block: Block, name: str) -> str:
        return f"`{name}` is `{known(block, name)}`"


@dataclass(frozen=True)
class Given(Condition):
    """It is set, to whatever; `nothing` counts where False, 0 and empty text are meant as well."""

    nothing: bool = False

    def holds(self, block: Block, name: str) -> bool:
        if block.presence(steps(name)) is not Presence.SET:
            return False
        return self.nothing or known(block, name) not in (False, "", 0, "0", "false")

    def told(self, block: Block, name: str) -> str:
        return f"`{name}` is set"


def _is(type_: Type | None, terraform_type: str) -> bool:
    return type_ is not None and type_.terraform_type == terraform_type


@dataclass(frozen=True)
class OfType(Condition):
    """The resource that is referred to is of one of some types."""

    types: tuple[str, ...]

    def holds(self, block: Block, name: str) -> bool:
        return any(_is(block.type, each) for each in self.types)

    def told(self, block: Block, name: str) -> str:
        return f"it is an `{self.types[0] if block.type is None else block.type.terraform_type}`"


@dataclass(frozen=True)
class OtherType(Condition):
    """The resource that is referred to is of none of some types."""

    types: tuple[str, ...]

    def holds(self, block: Block, name: str) -> bool:
        return block.type is not None and block.type.terraform_type not in self.types

    def told(self, block: Block, name: str) -> str:
        return f"it is an `{'' if block.type is None else block.type.terraform_type}`"


class Reads(Condition):
    """It is, or begins with, one of some attributes of a resource of a type."""

    def __init__(self, terraform_type: str, *attributes: str) -> None:
        self._type, self._attributes = terraform_type, attributes

    def holds(self, block: Block, name: str) -> bool:
        token = self._token(block, name)
        type_ = None if token is None or token.source is None else token.source.type
        return token is not None and token.attribute in self._attributes and _is(type_, self._type)

    def told(self, block: Block, name: str) -> str:
        token = self._token(block, name)
        return f"`{name}` is the `{self._attributes[0] if token is None else token.attribute}` of an `{self._type}`"

    def _token(self, block: Block, name: str) -> Token | None:
        field = block.field(steps(name))
        value = None if field is None else field.value
        if isinstance(value, Text) and value.parts:
            first = value.parts[0]
            return first if isinstance(first, Token) else None
        return value if isinstance(value, Token) else None


class OfOwn(Reads):
    """It is an attribute of a resource that the program makes, not of one that was there (`DataAwsVpc`)."""

    def holds(self, block: Block, name: str) -> bool:
        token = self._token(block, name)
        of = None if token is None or token.source is None else token.source.type
        is_made = of is not None and any(base.endswith(".TerraformResource") for base in of.bases)
        return is_made and super().holds(block, name)


@dataclass(frozen=True)
class Absent(Condition):
    """It is not set; not `worth_telling` where it is one of many ways to make something out of another thing."""

    worth_telling: bool = True

    def holds(self, block: Block, name: str) -> bool:
        return block.presence(steps(name)) is Presence.UNSET

    def told(self, block: Block, name: str) -> str:
        return f"`{name}` is not set" if self.worth_telling else ""


@dataclass(frozen=True)
class Of(Condition):
    """An attribute of a resource of one of these types, or text (an ARN) that a pattern matches the beginning of."""

    types: tuple[str, ...]
    pattern: str = "(?!)"

    def holds(self, block: Block, name: str) -> bool:
        value = self._value(block, name)
        if isinstance(value, Token):
            return self._source(value) in self.types
        return re.match(self.pattern, beginning(value)) is not None

    def told(self, block: Block, name: str) -> str:
        value = self._value(block, name)
        source = self._source(value) if isinstance(value, Token) else None
        return f"`{name}` is that of `{source or self.types[0]}`"

    def _value(self, block: Block, name: str) -> Value | None:
        field = block.field(steps(name))
        value = None if field is None else field.value
        if isinstance(value, Text) and len(value.parts) == 1 and isinstance(value.parts[0], Token):
            return value.parts[0]
        return value

    def _source(self, value: Token) -> str | None:
        return None if value.source is None or value.source.type is None else value.source.type.terraform_type
