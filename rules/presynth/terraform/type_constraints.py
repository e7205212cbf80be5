"""The type constraints of variables: `list(object({name = string, port = optional(number)}))`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

_TOKEN = re.compile(r'\s*(?:([A-Za-z_][\w-]*)|("(?:[^"\\]|\\.)*")|(-?\d[\d.]*)|([(){}\[\],=:]))')
_PRIMITIVES = ("string", "number", "bool", "any")
_COLLECTIONS = ("list", "set", "map")
_SHORT = ("list", "map")
"""Collections that may stand for those of `any`."""
_WITH_ARGUMENT = {
    "set": "needs the type of its elements: `set(string)`",
    "object": "needs its attributes: `object({ name = string })`",
    "tuple": "needs the types of its elements: `tuple([string, number])`",
}

Kind = Literal["string", "number", "bool", "any", "list", "set", "map", "object", "tuple"]


@dataclass(frozen=True)
class Constraint:
    """A type. `element` is that of collections, `attributes` those of objects, `optional` which of them may be absent.

    `elements` are those of a tuple.
    """

    kind: Kind
    element: Constraint | None = None
    attributes: Mapping[str, Constraint] = field(default_factory=dict[str, "Constraint"])
    optional: frozenset[str] = frozenset()
    elements: tuple[Constraint, ...] = ()


class InvalidTypeError(ValueError):
    """Terraform cannot read a type; the message says why."""


def parsed(text: str) -> Constraint:
    """The type that a text stands for. Raises `InvalidTypeError`."""
    reader = _Reader(text)
    constraint = reader.constraint()
    if reader.next() is not None:
        raise InvalidTypeError("is no type of Terraform's")
    return constraint


class _Reader:
    def __init__(self, text: str) -> None:
        self._tokens: list[str] = []
        position = 0
        while text[position:].strip():
            found = _TOKEN.match(text, position)
            if found is None:
                raise InvalidTypeError("is no type of Terraform's")
            self._tokens.append(found[0].strip())
            position = found.end()
        self._position = 0

    def next(self) -> str | None:
        """The token that comes next, which is taken."""
        if self._position == len(self._tokens):
            return None
        self._position += 1
        return self._tokens[self._position - 1]

    def _take(self, *wanted: str) -> bool:
        if self._position < len(self._tokens) and self._tokens[self._position] in wanted:
            self._position += 1
            return True
        return False

    def _expect(self, *wanted: str) -> None:
        if not self._take(*wanted):
            raise InvalidTypeError("is no type of Terraform's")

    def constraint(self) -> Constraint:
        """The type that begins here."""
        name = self.next() or ""
        if name in _PRIMITIVES:
            return Constraint(name)  # type: ignore[arg-type]
        if name not in (*_COLLECTIONS, "object", "tuple"):
            raise InvalidTypeError(f"is none: Terraform has no type `{name}`")
        if not self._take("("):
            if name in _SHORT:
                return Constraint(name, Constraint("any"))  # type: ignore[arg-type]
            raise InvalidTypeError(f"is none: `{name}` {_WITH_ARGUMENT[name]}")
        if name == "object":
            made = self._object()
        elif name == "tuple":
            made = self._tuple()
        else:
            made = Constraint(name, self.constraint())  # type: ignore[arg-type]
        self._expect(")")
        return made

    def _tuple(self) -> Constraint:
        self._expect("[")
        elements: list[Constraint] = []
        while not self._take("]"):
            elements.append(self.constraint())
            if not self._take(","):
                self._expect("]")
                break
        return Constraint("tuple", elements=tuple(elements))

    def _object(self) -> Constraint:
        self._expect("{")
        attributes: dict[str, Constraint] = {}
        optional: set[str] = set()
        while not self._take("}"):
            name = (self.next() or "").strip('"')
            self._expect("=", ":")
            if self._take("optional"):
                optional.add(name)
                self._expect("(")
                attributes[name] = self.constraint()
                self._skip_default()
            else:
                attributes[name] = self.constraint()
            self._take(",")
            if self._position == len(self._tokens):
                raise InvalidTypeError("is no type of Terraform's")
        return Constraint("object", attributes=attributes, optional=frozenset(optional))

    def _skip_default(self) -> None:
        """The default of an optional attribute, and the parenthesis behind it."""
        depth = 1
        while depth:
            token = self.next()
            if token is None:
                raise InvalidTypeError("is no type of Terraform's")
            depth += 1 if token in ("(", "[", "{") else -1 if token in (")", "]", "}") else 0


def shown(constraint: Constraint) -> str:
    """A type in words: a list of strings."""
    if constraint.element is not None:
        return f"a {constraint.kind} of {_PLURALS.get(constraint.element.kind, 'values')}"
    return {"bool": "true or false", "object": "an object", "any": "a value"}.get(
        constraint.kind, f"a {constraint.kind}"
    )


_PLURALS = {
    "string": "strings",
    "number": "numbers",
    "bool": "bools",
    "list": "lists",
    "map": "maps",
    "object": "objects",
}
