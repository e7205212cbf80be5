"""What happens while a program is evaluated: what the rules look at.

Each event says where (`place`: the text that did it) and under which `conditions`: the undecided branches it is in, as
pairs of the branching statement and the branch taken. Two events exclude each other when they are in different
branches of one statement.
"""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct as Record

from presynth.catalog.types import Method, Type
from presynth.program.arguments import Arguments
from presynth.program.values import Function, Instance, Mapping, ProjectClass, Value
from presynth.source.statement import Place

Conditions = tuple[tuple[object, int], ...]


class Event(Record, frozen=True, eq=False, kw_only=True, weakref=True):
    place: Place
    conditions: Conditions = ()


class Construction(Event, frozen=True, eq=False):
    """A class or struct of a binding is constructed, directly or through `super().__init__` of a class of the project.

    `callee_place` is the name that is called. `scope` and `id` are what a construct was given as such. `instance` is
    None for a struct. `repeated`: it stands in a loop whose number of turns is not known. `frame` is the function it is
    constructed in.
    """

    type: Type
    callee_place: Place
    arguments: Arguments
    result: Value
    instance: Instance | None = None
    scope: Value | None = None
    id: Value | None = None
    repeated: bool = False
    frame: Any = None


class MethodCall(Event, frozen=True, eq=False):
    """A method of a binding's class is called: `Fn.join(…)`, `table.add_override(…)`, `node.add_dependency(…)`.

    `method` is None when the class has none of that name; `receiver` is None for a static one.
    """

    type: Type
    name: str
    name_place: Place
    method: Method | None
    receiver: Value | None
    arguments: Arguments
    result: Value


class ProjectCall(Event, frozen=True, eq=False):
    """A class or function of the project is called.

    `unexpected` are the arguments that no parameter takes, `absent` the names of required parameters without one,
    both empty when the call has open arguments or the signature is not known. `signature` is the function that takes
    the arguments (`__init__` of a class), `result` the new object.
    """

    callee: ProjectClass | Function
    callee_place: Place
    arguments: Arguments
    unexpected: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    signature: Function | None = None
    result: Value | None = None


class ExternalCall(Event, frozen=True, eq=False):
    """Something outside the project and its bindings is called: `open(…)`, `json.dumps(…)`, `path.read_text()`.

    `name` is dotted; `.read_text`, with the dot, is a method of something nothing is known of; "" is a function of
    which nothing is known, given an object of the program.
    """

    name: str
    callee_place: Place
    arguments: Arguments
    receiver: Value | None = None


class AttributeAccess(Event, frozen=True, eq=False):
    """An attribute is read or written. `found` is None where presynth cannot know whether it exists."""

    base: Value
    name: str
    name_place: Place
    store: bool
    found: bool | None
    value: Value


Operator = Literal[
    "subscript", "slice", "len", "iterate", "contains", "format", "compare", "test", "arithmetic", "call", "convert",
    "key", "unpack", "extend", "match",
]  # fmt: skip


class Operation(Event, frozen=True, eq=False):
    """Python computes with something that is, or holds, a token or a construct.

    `operator`: "subscript", "slice", "len", "iterate", "contains", "format", "compare", "test", "arithmetic", "call"
    (a method of the string it is taken for), "convert" (`int(…)`, `str(…)`, …), "key" (something is looked up by it in
    a plain dict or list), "unpack" (`a, b = operand`), "extend" (a list by it), "match" (the statement). `operand` is
    the token, `detail` the other operand, index or arguments (of "format": the text right before and behind, where it
    is known; of "unpack": how many names there are); `name` the method, function, conversion or format specification.
    """

    operator: Operator
    operand: Value
    operand_place: Place
    name: str = ""
    detail: Value | None = None
    detail_place: Place | None = None


class MissingKey(Event, frozen=True, eq=False):
    """A dict that is known as a whole is asked for a key that it does not have, and nothing catches the `KeyError`.

    `base_place` is the dict's expression, `place` the whole look-up.
    """

    base: Mapping
    base_place: Place
    key: str
    key_place: Place


class Import(Event, frozen=True, eq=False):
    """One name of an import statement.

    `module` is absolute. `name` is None for `import module`. `found`: "yes", "no-module", "no-name", or "unknown" for
    what is neither the project's nor a binding's. `bound` is the name it binds. `offered` is what a module of the
    project defines, where it lacks the name.
    """

    module: str
    name: str | None
    bound: str
    found: Literal["yes", "no-module", "no-name", "unknown"]
    kind: Literal["binding", "project", "external"]
    value: Value
    module_place: Place
    node: Any = None
    offered: tuple[str, ...] = ()


class UndefinedName(Event, frozen=True, eq=False):
    """A name is read that nothing in reach binds."""

    name: str


class Invocation(Event, frozen=True, eq=False):
    """The body of a function of the project is entered."""

    function: Function


class Definition(Event, frozen=True, eq=False):
    """A function or class of the project is defined."""

    defined: Function | ProjectClass
