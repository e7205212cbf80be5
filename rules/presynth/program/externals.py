"""What presynth knows of functions outside the project: the builtins and the standard library's that stacks use."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

from msgspec.structs import replace

from presynth.program import attributes, calls, containers, fields, iterating, library, operators, type_tests
from presynth.program.arguments import Arguments
from presynth.program.events import ExternalCall
from presynth.program.iterating import Given, Named
from presynth.program.json_text import json_text
from presynth.program.observed import observe
from presynth.program.text import concatenate, text_of
from presynth.program.values import (
    UNKNOWN,
    Choice,
    Constant,
    External,
    Fresh,
    Function,
    InstanceValue,
    Mapping,
    Sequence,
    Text,
    Token,
    Value,
    is_token,
)

if TYPE_CHECKING:
    from presynth.program.calls import CallSite
    from presynth.program.interpreter import Interpreter

INTEGER = "int()"
"""The attribute of a number token that has been made an int: cdktf does not know its text any more."""
PATH = "pathlib.Path()"
"""What stands for a path: nothing is known of it but its methods."""
_PATH_METHODS = ("absolute", "resolve", "expanduser", "joinpath", "with_name", "with_suffix", "relative_to")
_MAKES_PATHS = {"pathlib.Path", "pathlib.Path.cwd", "pathlib.Path.home"} | {
    f"{PATH}{'.parent' * parents}.{method}" for parents in range(4) for method in _PATH_METHODS
}
OBJECTS = {
    "decimal.Decimal": "Decimal",
    "datetime.timedelta": "timedelta",
    "ipaddress.ip_address": "IPv4Address",
    "ipaddress.ip_interface": "IPv4Interface",
    "ipaddress.ip_network": "IPv4Network",
    "ipaddress.IPv4Address": "IPv4Address",
    "ipaddress.IPv4Network": "IPv4Network",
    "ipaddress.IPv6Network": "IPv6Network",
    "uuid.UUID": "UUID",
}
"""Functions that make objects of the standard library which are neither text nor numbers, with their classes."""
_HARMLESS = (
    "json.", "os.", "print", "logging.", "str", "repr", "hash", "base64.", "hashlib.", "textwrap.", "isinstance",
    "copy.", "math.", "re.", "ipaddress.", "typing.", "time.", "datetime.", "uuid.", "pathlib.", "warnings.",
)  # fmt: skip
"""Functions that do not change the lists and dicts they are given."""


def call(run: Interpreter, name: str, arguments: Arguments, site: CallSite) -> Value:
    """Call the function with this dotted name."""
    values = [argument.value for argument in arguments.items]
    _emit(run, name, arguments, site, values)
    function = _FUNCTIONS.get(name)
    if function is not None and not arguments.open:
        try:
            return function(run, values, {a.name: a.value for a in arguments.items if a.name is not None}, site)
        except (IndexError, TypeError, ValueError, AttributeError, OverflowError):
            return UNKNOWN
    computed = None if arguments.open or len(values) > _positional(arguments) else _computed(name, values)
    if computed is not None and computed is not UNKNOWN:
        return computed
    if name not in _FUNCTIONS and not name.startswith(_HARMLESS):
        calls.escape(run, arguments)
    if name in _FRESH:
        return Fresh(name, origin=site.place)
    fresh = next((value for value in values if isinstance(value, Fresh)), None)
    if name in OBJECTS and fresh is None:
        return External(f"{name}()")
    return External(PATH) if name in _MAKES_PATHS else fresh or UNKNOWN


def library_class(name: str) -> str | None:
    """The class of an object of the standard library that is no text, number, list or dict."""
    if name.startswith(PATH):
        return "Path" if not name.removeprefix(PATH).replace(".parent", "") else None
    return OBJECTS.get(name.removesuffix("()")) if name.endswith("()") else None


def _positional(arguments: Arguments) -> int:
    return sum(argument.name is None for argument in arguments.items)


def _computed(name: str, values: list[Value]) -> Value | None:
    try:
        return library.compute(name, values)
    except (TypeError, ValueError, OverflowError, RecursionError):
        return UNKNOWN


_FRESH = {
    "time.time", "time.time_ns", "time.ctime", "uuid.uuid1", "uuid.uuid4", "datetime.datetime.now",
    "datetime.datetime.utcnow", "datetime.datetime.today", "datetime.date.today", "os.urandom", "random.random",
    "random.randint", "random.randrange", "random.choice", "random.choices", "random.sample", "random.uniform",
    "random.getrandbits", "random.randbytes", "secrets.token_hex", "secrets.token_urlsafe", "secrets.token_bytes",
    "secrets.randbelow", "secrets.choice", "secrets.randbits",
}  # fmt: skip
"""Functions that give something else each time."""


def _emit(run: Interpreter, name: str, arguments: Arguments, site: CallSite, values: list[Value]) -> None:
    run.emit(
        ExternalCall(
            place=site.place,
            conditions=run.conditions,
            name=name,
            callee_place=site.callee_place,
            arguments=arguments,
        )
    )
    operator = _operator(name)
    if operator is None:
        return
    for argument in arguments.items:
        value = argument.value
        known = is_token(value) or containers.holds_token(value)
        if known or name == "json.dumps" or (isinstance(value, InstanceValue) and name != "bool"):
            observe(run, operator, site.place, value, argument.place, name)


def _operator(name: str) -> Literal["len", "convert", "iterate"] | None:
    """What the builtin does with what it is given."""
    if name == "len":
        return "len"
    if name in ("int", "float", "bool", "str", "json.dumps"):
        return "convert"
    return "iterate" if name in _ITERATING else None


_ITERATING = {
    "list", "tuple", "set", "sorted", "enumerate", "zip", "reversed", "sum", "max", "min", "map", "filter", "dict",
    "iter",
}  # fmt: skip


def _getenv(run: Interpreter, values: Given, named: Named, site: CallSite) -> Value:
    """The default of an environment variable: what it is unless somebody sets it."""
    default = named.get("default", values[1] if len(values) > 1 else UNKNOWN)
    if isinstance(default, Constant):
        return UNKNOWN if default.value is None else Constant(default.value, False, origin=default.origin)
    return default if isinstance(default, Text) else UNKNOWN


def _str(run: Interpreter, values: Given, named: Named, site: CallSite) -> Value:
    if not values:
        return Constant("")
    value = values[0]
    if isinstance(value, Constant):
        return Constant(str(value.value), value.certain)
    if isinstance(value, Text):
        return value
    if isinstance(value, Fresh):
        return value
    if isinstance(value, Token):
        return concatenate([value])
    if isinstance(value, Choice):
        return concatenate([Choice(tuple(_str(run, [option], {}, site) for option in value.options))])
    return UNKNOWN


def _number(kind: Callable[[Any], Any]) -> Callable[..., Value]:
    def convert(run: Interpreter, values: Given, named: Named, site: CallSite) -> Value:
        value = values[0]
        if isinstance(value, Fresh):
            return value
        if isinstance(value, Token) and value.type.kind == "number":
            return Token(value.type, attribute=INTEGER, inputs=(value,)) if kind is int else value
        return Constant(kind(value.value), value.certain) if isinstance(value, Constant) else UNKNOWN

    return convert


def _bool(run: Interpreter, values: Given, named: Named, site: CallSite) -> Value:
    verdict = operators.truth_of(values[0])
    return UNKNOWN if verdict is None else Constant(verdict)


def _len(run: Interpreter, values: Given, named: Named, site: CallSite) -> Value:
    value = values[0]
    if isinstance(value, Sequence) and not value.open:
        return Constant(len(value.items))
    if isinstance(value, Mapping) and not value.open:
        return Constant(len(value.entries))
    if isinstance(value, Constant) and isinstance(value.value, str):
        return Constant(len(value.value), value.certain)
    return UNKNOWN


def _json_dumps(run: Interpreter, values: Given, named: Named, site: CallSite) -> Value:
    return json_text(values[0], named, site.place)


def _path_join(run: Interpreter, values: Given, named: Named, site: CallSite) -> Value:
    if all(isinstance(value, Constant) for value in values):
        return Constant(posixpath.join(*(str(value.value) for value in values if isinstance(value, Constant))))
    parts: list[str | Value] = []
    for number, value in enumerate(values):
        parts += (["/"] if number else []) + [text_of(value)]
    return concatenate(parts)


def _field(run: Interpreter, values: Given, named: Named, site: CallSite) -> Value:
    """The default that `field(…)` gives a field of a dataclass."""
    factory = named.get("default_factory")
    if isinstance(factory, External) and factory.name in ("dict", "list", "set"):
        return _FUNCTIONS[factory.name](run, [], {}, site)
    if isinstance(factory, Function):
        return calls.dispatch(run, factory, Arguments(), site)
    return UNKNOWN if factory is not None else named.get("default", UNKNOWN)


def _namedtuple(run: Interpreter, values: Given, named: Named, site: CallSite) -> Value:
    """`namedtuple("Rule", "port cidr")`, `namedtuple("Rule", ["port", "cidr"], defaults=[None])`."""
    if not named.keys() <= {"typename", "field_names", "defaults"} or len(values) < 2:
        return UNKNOWN
    name = named.get("typename", values[0])
    listed = named.get("field_names", values[1])
    names = [listed] if isinstance(listed, Constant) else list(listed.items) if isinstance(listed, Sequence) else []
    known = [str(each.value) for each in names if isinstance(each, Constant)]
    defaults = named.get("defaults", Sequence("tuple", ()))
    if not isinstance(name, Constant) or not isinstance(defaults, Sequence) or defaults.open:
        return UNKNOWN
    if len(known) < len(names) or not names or (isinstance(listed, Sequence) and listed.open):
        return UNKNOWN
    split = [each for text in known for each in text.replace(",", " ").split()]
    return fields.named_tuple(run, str(name.value), split, defaults.items, site.place)


def _getattr(run: Interpreter, values: Given, named: Named, site: CallSite) -> Value:
    if isinstance(values[1], Constant) and isinstance(values[1].value, str) and len(values) == 2:
        return attributes.look_up(run, values[0], values[1].value)
    return UNKNOWN


def _setattr(run: Interpreter, values: Given, named: Named, site: CallSite) -> Value:
    name = values[1].value if isinstance(values[1], Constant) else None
    if isinstance(values[0], InstanceValue) and isinstance(name, str):
        run.state.write(values[0].instance, name, values[2])
    return Constant(None)


def _isinstance(run: Interpreter, values: Given, named: Named, site: CallSite) -> Value:
    return type_tests.is_instance(run, values[0], values[1])


def _hasattr(run: Interpreter, values: Given, named: Named, site: CallSite) -> Value:
    return type_tests.has_attribute(run, values[0], values[1])


def _copied(run: Interpreter, values: Given, named: Named, site: CallSite) -> Value:
    value = values[0]
    return replace(value, cell=None) if isinstance(value, Sequence | Mapping) else value


_FUNCTIONS: dict[str, Callable[..., Value]] = {
    **iterating.FUNCTIONS,
    "os.getenv": _getenv,
    "os.environ.get": _getenv,
    "os.environ.setdefault": _getenv,
    "str": _str,
    "int": _number(int),
    "float": _number(float),
    "bool": _bool,
    "abs": _number(abs),
    "len": _len,
    "json.dumps": _json_dumps,
    "os.path.join": _path_join,
    "posixpath.join": _path_join,
    "dataclasses.field": _field,
    "collections.namedtuple": _namedtuple,
    "setattr": _setattr,
    "getattr": _getattr,
    "hasattr": _hasattr,
    "isinstance": _isinstance,
    "copy.copy": _copied,
    "copy.deepcopy": _copied,
}
