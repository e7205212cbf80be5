"""Builtins, and functions of `itertools`, that go through collections and make others."""

from __future__ import annotations

import ast
import itertools
import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from presynth.program import calls, containers
from presynth.program.arguments import Argument, Arguments
from presynth.program.observed import observe
from presynth.program.values import (
    UNKNOWN,
    Bound,
    ClassValue,
    Constant,
    Entry,
    Function,
    Mapping,
    Sequence,
    Token,
    Value,
    is_token,
)

if TYPE_CHECKING:
    from presynth.program.calls import CallSite
    from presynth.program.interpreter import Interpreter

Given = list[Value]
"""All arguments, in order, those with names included."""
Named = dict[str, Value]
"""The arguments with names."""
RANGE_LIMIT = 256
"""What makes more items than this is not followed."""


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
    entries = containers.Entries()
    is_open = False
    if values and len(values) > len(named):
        base = values[0]
        if isinstance(base, Mapping):
            entries, is_open = containers.Entries(base.entries), base.open
        else:
            pairs = containers.items_of(base)
            if not isinstance(pairs, Sequence):
                is_open = True
            else:
                is_open = pairs.open
                for pair in pairs.items:
                    if isinstance(pair, Sequence) and len(pair.items) == 2:
                        entries.put(Entry(pair.items[0], pair.items[1]))
                    else:
                        is_open = True
    written = {keyword.arg: keyword for keyword in site.node.keywords if keyword.arg is not None}
    for name, value in named.items():
        keyword = written.get(name)
        if keyword is None:
            entries.put(Entry(Constant(name), value))
        else:
            start = run.place(keyword)
            key = start._replace(end_line=start.line, end_byte=start.byte + len(name.encode()))
            entries.put(Entry(Constant(name), value, key, run.place(keyword.value)))
    return Mapping(tuple(entries.all), is_open, origin=site.place)


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


FUNCTIONS: dict[str, Callable[..., Value]] = {
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
    "itertools.product": _product,
    "itertools.chain": _chain,
}
