"""Values: what presynth knows an expression to be.

A value is known (`Constant`, and collections of them), partly known (`Text` with unknown parts, an open collection),
known to exist only when Terraform runs (`Token`), one of several (`Choice`), something of the program itself
(`Instance`, `Function`, `ProjectClass`, …), or `UNKNOWN`. Values are immutable and compared by content; what has an
identity in the program (a construct, a class) is compared by identity.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct as Record

from presynth.catalog.types import Method, Type, TypeRef
from presynth.source.statement import Place

if TYPE_CHECKING:
    from presynth.program.arguments import Arguments
    from presynth.program.state import Frame

CHOICE_LIMIT = 8
"""With more possibilities than this a value counts as unknown."""


class Value(Record, frozen=True, kw_only=True):
    """What all values share: `origin` is where a literal was written, None for what was computed."""

    origin: Place | None = None


class Unknown(Value, frozen=True):
    """Nothing is known. Never a reason for a finding."""


class Missing(Value, frozen=True):
    """What a name holds that was never bound."""


UNKNOWN = Unknown()
MISSING = Missing()


class Constant(Value, frozen=True, eq=False, kw_only=False):
    """A Python scalar: None, bool, int, float, str, bytes or Ellipsis.

    Not `certain` where it is only the default of something set from outside (an environment variable, a parameter
    whose callers are not known): good enough to judge a value by, not to decide which branch runs.
    """

    value: Any
    certain: bool = True

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Constant)
            and type(self.value) is type(other.value)
            and self.value == other.value
            and self.certain == other.certain
            and self.origin == other.origin
        )

    __hash__ = None  # type: ignore[assignment]


class Text(Value, frozen=True, kw_only=False):
    """A string of which some parts are known: literal text, and values whose text is not known (tokens among them)."""

    parts: tuple[str | Value, ...]

    @property
    def prefix(self) -> str:
        """The literal text it begins with."""
        return self.parts[0] if self.parts and isinstance(self.parts[0], str) else ""

    @property
    def suffix(self) -> str:
        """The literal text it ends with."""
        return self.parts[-1] if self.parts and isinstance(self.parts[-1], str) else ""


class Sequence(Value, frozen=True, kw_only=False):
    """A list, tuple, set, generator or other iterable. `open`: it may have other items beside these.

    `cell` identifies the mutable object it is the content of, where it has been bound to a name.
    """

    kind: Literal["list", "tuple", "set", "generator", "dict-view"]
    items: tuple[Value, ...]
    open: bool = False
    places: tuple[Place, ...] = ()
    cell: object = None


class Entry(Record, frozen=True):
    """A key and its value in a dict, with the places where both were written (None when computed)."""

    key: Value
    value: Value
    key_place: Place | None = None
    place: Place | None = None


class Mapping(Value, frozen=True, kw_only=False):
    """A dict. `open`: it may have other keys beside these, or other values under them."""

    entries: tuple[Entry, ...]
    open: bool = False
    cell: object = None

    def get(self, key: str) -> Value | None:
        """The value under a constant string key, None where it has none that is known."""
        entry = self.entry(key)
        return None if entry is None else entry.value

    def entry(self, key: object) -> Entry | None:
        """The last entry whose key is the constant `key`."""
        for entry in reversed(self.entries):
            if isinstance(entry.key, Constant) and type(entry.key.value) is type(key) and entry.key.value == key:
                return entry
        return None


class Token(Value, frozen=True, kw_only=False):
    """A value that exists only when Terraform runs.

    `type` is what the binding declares; `source` the construct it is read from, if it is an attribute, and
    `attribute` the path below it (`arn`, `endpoint.0.address`); `inputs` what an expression (`Fn.join(…)`) was built
    from.
    """

    type: TypeRef
    source: Instance | None = None
    attribute: str = ""
    inputs: tuple[Value, ...] = ()


class Choice(Value, frozen=True, kw_only=False):
    """One of several values; which one is not known."""

    options: tuple[Value, ...]


class StructValue(Value, frozen=True, kw_only=False):
    """An instance of a struct class of a binding."""

    type: Type
    arguments: Arguments


class Instance:
    """An object with an identity: a construct, a stack, or an instance of any class of the project.

    `project_class` is the project's class it is an instance of, if any; `type` the binding's class: its own, or the
    nearest one the project's class derives from; both None for an object presynth knows nothing about. What it was
    constructed with is in the `Construction` of the program. `part` is what it is to the object `key`, where it belongs
    to another: "node".
    """

    __slots__ = ("key", "part", "project_class", "type")

    def __init__(self, key: object, project_class: ProjectClass | None, type_: Type | None, part: str = "") -> None:
        self.key = key
        self.part = part
        self.project_class = project_class
        self.type = type_

    def __repr__(self) -> str:
        named = self.type or self.project_class
        return f"<Instance of {named.name if named else '?'}>"


DECLARED = object()
"""The key of an object presynth knows by its annotation only: it may be of a subclass."""


class InstanceValue(Value, frozen=True, kw_only=False):
    """A reference to an object."""

    instance: Instance


class ProjectClass:
    """A class statement of the project. Its attributes are in the state, under it as owner.

    One with another name, other bases or decorators is another class. `place` is its name, in the file now.
    """

    __slots__ = ("bases", "decorators", "name", "path", "place")

    def __init__(self, name: str, path: str, bases: tuple[Value, ...], decorators: tuple[str, ...]) -> None:
        self.name = name
        self.path = path
        self.bases = bases
        self.decorators = decorators
        self.place: Place | None = None

    @property
    def heading(self) -> tuple[str, str, tuple[Value, ...], tuple[str, ...]]:
        """What its statement says before the body."""
        return self.name, self.path, self.bases, self.decorators

    def __repr__(self) -> str:
        return f"<ProjectClass {self.name}>"


class ClassValue(Value, frozen=True, kw_only=False):
    """A class of the project."""

    project_class: ProjectClass


class Function(Value, frozen=True, kw_only=False):
    """A function or lambda of the project. `statement` is the def (or the one that holds the lambda `node`)."""

    statement: Any
    node: Any
    frame: Frame
    path: str
    name: str
    decorators: tuple[str, ...] = ()
    defaults: tuple[tuple[str, Value], ...] = ()
    owner: ProjectClass | None = None


class Bound(Value, frozen=True, kw_only=False):
    """A method of the project together with what it is called on."""

    function: Function
    receiver: Value


class ModuleValue(Value, frozen=True, kw_only=False):
    """A module of the project: the path of its file."""

    path: str
    name: str


class BindingModule(Value, frozen=True, kw_only=False):
    """A module of a binding (`cdktf_cdktf_provider_aws.s3_bucket`)."""

    name: str


class BindingClass(Value, frozen=True, kw_only=False):
    """A class, struct or enum of a binding."""

    type: Type


class BindingMethod(Value, frozen=True, kw_only=False):
    """A method of a binding's class together with what it is called on (None: a static one)."""

    type: Type
    name: str
    method: Method | None
    receiver: Value | None


class External(Value, frozen=True, kw_only=False):
    """Something of the standard library or another package, by its dotted name (`os.getenv`, `open`)."""

    name: str


class Partial(Value, frozen=True, kw_only=False):
    """`functools.partial(…)`: something to call, and the arguments it has already."""

    callee: Value
    arguments: Arguments


class Fresh(Value, frozen=True, kw_only=False):
    """Something that every run makes anew, or what is computed from it: the time, a random number.

    `name` is the function it comes from.
    """

    name: str


class BuiltinMethod(Value, frozen=True, kw_only=False):
    """A method of a string, list, dict or token: `"x".join`, `tags.update`."""

    receiver: Value
    name: str


class Super(Value, frozen=True, kw_only=False):
    """`super()`: the object and the class whose bases are asked."""

    receiver: Value
    owner: ProjectClass


def join(values: list[Value]) -> Value:
    """One value that stands for all of `values`: the value itself if they are equal, else a choice or `UNKNOWN`."""
    options: list[Value] = []
    for value in values:
        for option in options_of(value):
            if not any(option is known or option == known for known in options):
                options.append(option)
    if len(options) == 1:
        return options[0]
    if not options or len(options) > CHOICE_LIMIT or any(isinstance(option, Unknown) for option in options):
        return UNKNOWN
    return Choice(tuple(options))


def options_of(value: Value) -> tuple[Value, ...]:
    """All that `value` may be: the options of a choice, else itself alone."""
    return value.options if isinstance(value, Choice) else (value,)


def is_certain(value: Value) -> bool:
    """Whether a branch may be decided by it: known, and not merely a default."""
    if isinstance(value, Constant):
        return value.certain
    if isinstance(value, Sequence):
        return not value.open
    if isinstance(value, Mapping):
        return not value.open
    return isinstance(value, InstanceValue | StructValue | Function | ClassValue | Bound)


def is_token(value: Value) -> bool:
    """Whether it is, or is text that holds, something only Terraform will know."""
    if isinstance(value, Token):
        return True
    return isinstance(value, Text) and any(isinstance(part, Token) for part in value.parts)


def instances_in(value: Value, *, certain: bool = False) -> Iterator[Instance]:
    """The objects that `value` refers to, at any depth: constructs in it and constructs its tokens are read from.

    `certain`: without those that are only one of several possibilities.
    """
    if isinstance(value, InstanceValue):
        yield value.instance
    elif isinstance(value, Token) and value.source is not None:
        yield value.source
    for part in _parts(value):
        if not (certain and isinstance(part, Choice)):
            yield from instances_in(part, certain=certain)


def _parts(value: Value) -> Iterator[Value]:
    """The values that `value` is directly made of."""
    if isinstance(value, Token):
        yield from value.inputs
    elif isinstance(value, Text):
        yield from (part for part in value.parts if not isinstance(part, str))
    elif isinstance(value, Sequence):
        yield from value.items
    elif isinstance(value, Mapping):
        for entry in value.entries:
            yield from (entry.key, entry.value)
    elif isinstance(value, StructValue):
        yield from (argument.value for argument in value.arguments.items)
    elif isinstance(value, Choice):
        yield from value.options
