"""What can be wrong with an argument or value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from presynth.catalog.types import Property, Type, TypeRef
from presynth.program.values import Mapping, StructValue, Value
from presynth.source.statement import Place

_INDEX = re.compile(r"\[[^\]]*\]")
Refusal = Literal["python", "jsii", "synth"]
"""Who refuses it: Python, while the object is made (a TypeError or AttributeError), jsii, right after, or synth."""


@dataclass(frozen=True)
class Passed:
    """A value that is passed, as it is written: `place` is its text, `type` what is declared there.

    `owner` is the class or method it is passed to, `path` the argument and the way below it (`tags["Name"]`). `built`:
    a dict here becomes a struct by itself.
    """

    place: Place
    value: Value
    type: TypeRef
    owner: str
    path: str
    built: bool = True

    @property
    def argument(self) -> str:
        """The name of the argument or field that the value, or the list or dict it is in, is for."""
        return _INDEX.sub("", self.path).rpartition(".")[2]


@dataclass(frozen=True)
class UnknownName:
    """A keyword that the class or method does not take; `key`: it is a key of a dict.

    `candidates` are the names that it takes and that are not given. `positional`: it is a positional argument too many;
    `repeated`: it is given twice. `shared`: it is written in a dict that other calls may use too. `passed` is its value
    where that is written beside it.
    """

    place: Place
    name: str
    owner: Type | str
    candidates: dict[str, Property]
    key: bool = False
    positional: bool = False
    repeated: bool = False
    shared: bool = False
    passed: Passed | None = None


@dataclass(frozen=True)
class MissingLevel:
    """A dict that is written for `struct`, and is what its `field` takes."""

    passed: Passed
    path: str
    struct: Type
    field: str


@dataclass(frozen=True)
class MissingNames:
    """Required arguments that are absent. `place` is the callee's name, or the dict that stands for the struct.

    `known` are the types of the absent ones; `dict_` is the dict that stands for the struct.
    """

    place: Place
    owner: str
    known: dict[str, TypeRef]
    passed: Passed | None = None


@dataclass(frozen=True)
class WrongStruct:
    """A struct of another class than `wanted`."""

    passed: Passed
    wanted: Type
    given: StructValue
    refused: Refusal


@dataclass(frozen=True)
class RawDict:
    """A dict that nobody turns into `struct`: jsii takes its keys as they are, and wants them in camelCase.

    `missing` are the required camelCase keys that are not there, `lost` the keys jsii drops, both with dots where they
    are deeper; `kept` the keys that arrive. `refused`: for what is missing, or for a value under a key that arrives.
    """

    passed: Passed
    path: str
    struct: Type
    given: Mapping
    missing: tuple[str, ...]
    lost: tuple[str, ...]
    kept: tuple[str, ...]
    refused: Refusal | None


@dataclass(frozen=True)
class WrongValue:
    """A value of another type than `wanted`. `passed` is the text to change: the value, or what it is in.

    `refused` is None where nobody refuses it, and nothing of it arrives.
    """

    passed: Passed
    wanted: TypeRef
    given: Value
    path: str
    refused: Refusal | None


Fault = UnknownName | MissingLevel | MissingNames | WrongStruct | RawDict | WrongValue


def refusal(fault: Fault) -> Refusal | None:
    """Who refuses it; None where nobody does and values are lost."""
    return "python" if isinstance(fault, UnknownName | MissingLevel | MissingNames) else fault.refused
