"""What presynth knows of functions outside the project: the builtins and the standard library's that stacks use."""

from __future__ import annotations

import ast
import itertools
import math
import posixpath
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

from msgspec.structs import replace

from presynth.program import attributes, calls, containers, library, operators, type_tests
from presynth.program.arguments import Argument, Arguments
from presynth.program.events import ExternalCall
from presynth.program.json_text import json_text
from presynth.program.observed import observe
from presynth.program.text import concatenate, text_of
from presynth.program.values import (
    UNKNOWN,
    Bound,
    Choice,
    ClassValue,
    Constant,
    Entry,
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

RANGE_LIMIT = 256
INTEGER = "int()"
"""The attribute of a number token that has been made an int: cdktf does not know its text any more."""
PATH = "pathlib.Path()"
"""What stands for a path: nothing is known of it but its methods."""
_PATH_METHODS = ("absolute", "resolve", "expanduser", "joinpath", "with_name", "with_suffix", "relative_to")
_MAKES_PATHS = {"pathlib.Path", "pathlib.Path.cwd", "pathlib.Path.home"} | {
    f"{PATH}{'.parent' * parents}.{method}" for parents in range(4) for method in _PATH_METHODS
}
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
    return External(PATH) if name in _MAKES_PATHS else fresh or UNKNOWN


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

Given = list[Value]
Named = dict[str, Value]


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


def _range(run: Interpreter, values: Given, named: Named, site: CallSite) -> Value:
    if not all(isinstance(value, Constant) and type(value.value) is int for value in values):
        return UNKNOWN
    numbers = range(*(value.value for value in values if isinstance(value, Constant)))
    if len(numbers) > RANGE_LIMIT:
        return UNKNOWN
    certain = all(value.certain for value in values if isinstance(value, Constant))
    return Sequence("generator", tuple(Constant(number) for number in numbers), not certain)


def _sequence(kind: Any) -> Callable[..., Value]:
    def convert(run: Interpreter, values: Given, named: Named, site: CallSite) -> Value:
        if not values:
            return Sequence(kind, ())
        items = containers.items_of(values[0])
        if not isinstance(items, Sequence):
            return Sequence(kind, (), True) if not is_token(values[0]) else _still_a_token(values[0])
        return replace(items, kind=kind, cell=None)

    return convert


def _still_a_token(value: Value) -> Value:
    """What a list of all that is in a list token is: the token; of what is in other tokens nothing is known."""
    return value if isinstance(value, Token) and value.type.kind == "list" else UNKNOWN


def _iterator(run: Interpreter, values: Given, named: Named, site: CallSite) -> Value:
    items = containers.items_of(values[0])
    if not isinstance(items, Sequence):
        return _still_a_token(values[0])
    return replace(items, kind="generator", cell=None)


def _next(run: Interpreter, values: Given, named: Named, site: CallSite) -> Value:
    """The first item of an iterator that was made here and now: others may have been asked before."""
    if isinstance(values[0], Token):
        observe(run, "subscript", site.place, values[0], run.place(site.node.args[0]), "", Constant(0))
        return UNKNOWN
    if not isinstance(values[0], Sequence) or not isinstance(site.node.args[0], ast.GeneratorExp | ast.Call):
        return UNKNOWN
    if values[0].open:
        return UNKNOWN
    return values[0].items[0] if values[0].items else values[1] if len(values) > 1 else UNKNOWN


def _dict(run: Interpreter, values: Given, named: Named, site: CallSite) -> Value:
    entries: list[Entry] = []
    is_open = False
    if values and len(values) > len(named):
        base = values[0]
        if isinstance(base, Mapping):
            entries, is_open = list(base.entries), base.open
        else:
            pairs = containers.items_of(base)
            if not isinstance(pairs, Sequence):
                is_open = True
            else:
                is_open = pairs.open
                for pair in pairs.items:
                    if isinstance(pair, Sequence) and len(pair.items) == 2:
                        containers.put(entries, Entry(pair.items[0], pair.items[1]))
                    else:
                        is_open = True
    written = {keyword.arg: keyword for keyword in site.node.keywords if keyword.arg is not None}
    for name, value in named.items():
        keyword = written.get(name)
        if keyword is None:
            containers.put(entries, Entry(Constant(name), value))
        else:
            start = run.place(keyword)
            key = start._replace(end_line=start.line, end_byte=start.byte + len(name.encode()))
            containers.put(entries, Entry(Constant(name), value, key, run.place(keyword.value)))
    return Mapping(tuple(entries), is_open, origin=site.place)


def _enumerate(run: Interpreter, values: Given, named: Named, site: CallSite) -> Value:
    items = containers.items_of(values[0])
    start = named.get("start", values[1] if len(values) > 1 else Constant(0))
    if not isinstance(items, Sequence) or not isinstance(start, Constant):
        return UNKNOWN
    pairs = (Sequence("tuple", (Constant(number), item)) for number, item in enumerate(items.items, start.value))
    return Sequence("generator", tuple(pairs), items.open)


def _zip(run: Interpreter, values: Given, named: Named, site: CallSite) -> Value:
    columns = [containers.items_of(value) for value in values if value not in named.values()]
    if not columns or not all(isinstance(column, Sequence) and not column.open for column in columns):
        return UNKNOWN
    rows = zip(*(column.items for column in columns if isinstance(column, Sequence)), strict=False)
    return Sequence("generator", tuple(Sequence("tuple", row) for row in rows))


def _sorted(run: Interpreter, values: Given, named: Named, site: CallSite) -> Value:
    items = containers.items_of(values[0])
    if not isinstance(items, Sequence) or items.open:
        return _still_a_token(values[0])
    constants = [item for item in items.items if isinstance(item, Constant)]
    if not named and len(constants) == len(items.items):
        return Sequence("list", tuple(sorted(constants, key=_constant_value)))
    return Sequence("list", items.items) if len(items.items) < 2 else UNKNOWN


def _constant_value(constant: Constant) -> Any:
    return constant.value


def _reversed(run: Interpreter, values: Given, named: Named, site: CallSite) -> Value:
    items = containers.items_of(values[0])
    if not isinstance(items, Sequence) or items.open:
        return UNKNOWN
    return Sequence("generator", items.items[::-1])


def _extreme(pick: Callable[..., Any]) -> Callable[..., Value]:
    def find(run: Interpreter, values: Given, named: Named, site: CallSite) -> Value:
        items = values
        if len(values) == 1:
            sequence = containers.items_of(values[0])
            if not isinstance(sequence, Sequence) or sequence.open:
                return UNKNOWN
            items = list(sequence.items)
        if named or not all(isinstance(item, Constant) for item in items):
            return UNKNOWN
        return Constant(pick(item.value for item in items if isinstance(item, Constant)))

    return find


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
    return UNKNOWN if factory is not None else named.get("default", UNKNOWN)


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


def _map(run: Interpreter, values: Given, named: Named, site: CallSite) -> Value:
    items = containers.items_of(values[1])
    if len(values) != 2 or not isinstance(items, Sequence) or items.open or len(items.items) > RANGE_LIMIT:
        return UNKNOWN
    return Sequence("generator", tuple(_applied(run, values[0], item, site) for item in items.items))


def _product(run: Interpreter, values: Given, named: Named, site: CallSite) -> Value:
    columns = [containers.items_of(value) for value in values]
    known = [column.items for column in columns if isinstance(column, Sequence) and not column.open]
    if named or len(known) < len(columns) or math.prod(map(len, known)) > RANGE_LIMIT:
        return UNKNOWN
    return Sequence("generator", tuple(Sequence("tuple", row) for row in itertools.product(*known)))


def _chain(run: Interpreter, values: Given, named: Named, site: CallSite) -> Value:
    parts = [containers.items_of(value) for value in values]
    known = [part for part in parts if isinstance(part, Sequence)]
    is_open = len(known) < len(parts) or any(part.open for part in known)
    return Sequence("generator", tuple(item for part in known for item in part.items), is_open)


def _applied(run: Interpreter, callee: Value, item: Value, site: CallSite) -> Value:
    if not isinstance(callee, Function | Bound | ClassValue):
        return UNKNOWN
    return calls.dispatch(
        run, callee, Arguments((Argument(None, item, site.place, site.place, positional=True),)), site
    )


_FUNCTIONS: dict[str, Callable[..., Value]] = {
    "os.getenv": _getenv,
    "os.environ.get": _getenv,
    "os.environ.setdefault": _getenv,
    "str": _str,
    "int": _number(int),
    "float": _number(float),
    "bool": _bool,
    "abs": _number(abs),
    "len": _len,
    "range": _range,
    "list": _sequence("list"),
    "tuple": _sequence("tuple"),
    "set": _sequence("set"),
    "frozenset": _sequence("set"),
    "dict": _dict,
    "enumerate": _enumerate,
    "zip": _zip,
    "sorted": _sorted,
    "reversed": _reversed,
    "min": _extreme(min),
    "max": _extreme(max),
    "map": _map,
    "iter": _iterator,
    "next": _next,
    "json.dumps": _json_dumps,
    "os.path.join": _path_join,
    "posixpath.join": _path_join,
    "dataclasses.field": _field,
    "setattr": _setattr,
    "getattr": _getattr,
    "hasattr": _hasattr,
    "isinstance": _isinstance,
    "itertools.product": _product,
    "itertools.chain": _chain,
    "copy.copy": _copied,
    "copy.deepcopy": _copied,
}
