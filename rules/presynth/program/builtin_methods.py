"""Methods of strings, lists and dicts."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from presynth.program import assignment, containers, formatting
from presynth.program.arguments import Arguments
from presynth.program.events import ExternalCall
from presynth.program.names import refreshed
from presynth.program.observed import look_for, observe
from presynth.program.operators import TEXT_LIMIT
from presynth.program.text import concatenate, text_of
from presynth.program.values import (
    UNKNOWN,
    BuiltinMethod,
    Constant,
    Entry,
    Fresh,
    Mapping,
    Sequence,
    Text,
    Value,
    is_token,
    join,
)

if TYPE_CHECKING:
    from presynth.program.calls import CallSite
    from presynth.program.interpreter import Interpreter

_COMPUTED = {
    "capitalize", "casefold", "center", "count", "encode", "endswith", "find", "index", "isalnum", "isalpha", "isdigit",
    "islower", "isnumeric", "isupper", "ljust", "lower", "lstrip", "removeprefix", "removesuffix", "replace", "rfind",
    "rjust", "rstrip", "startswith", "strip", "swapcase", "title", "upper", "zfill", "decode", "isidentifier",
}  # fmt: skip
_SPLITTING = {"split", "rsplit", "splitlines", "partition", "rpartition"}


def call(run: Interpreter, callee: BuiltinMethod, arguments: Arguments, site: CallSite) -> Value:
    """`receiver.name(arguments)`."""
    receiver = refreshed(run, callee.receiver)
    if is_token(receiver):
        _emit_use(run, receiver, callee.name, arguments, site)
        return UNKNOWN
    target = site.node.func.value if isinstance(site.node.func, ast.Attribute) else None
    _tell_of_arguments(run, receiver, callee.name, arguments, site)
    if isinstance(receiver, Mapping):
        return _of_mapping(run, receiver, callee.name, arguments, target)
    if isinstance(receiver, Sequence):
        return _of_sequence(run, receiver, callee.name, arguments, target)
    if isinstance(receiver, Constant | Text):
        return _of_text(run, receiver, callee.name, arguments, site)
    run.emit(
        ExternalCall(
            place=site.place,
            conditions=run.conditions,
            name=f".{callee.name}",
            callee_place=site.callee_place,
            arguments=arguments,
            receiver=receiver,
        )
    )
    return UNKNOWN


def _tell_of_arguments(run: Interpreter, receiver: Value, name: str, arguments: Arguments, site: CallSite) -> None:
    """`sizes.get(operand)`, `names.extend(operand)`, `settings.pop("key")`."""
    if not arguments.items:
        return
    given = arguments.items[0]
    place = run.place(site.node.func.value) if isinstance(site.node.func, ast.Attribute) else site.place
    if name == "pop" and len(arguments.items) == 1:
        look_for(run, receiver, given.value, site.place, place, given.place)
    if not is_token(given.value):
        return
    if isinstance(receiver, Mapping) and name == "get":
        observe(run, "key", site.place, given.value, given.place, name, receiver, place)
    elif isinstance(receiver, Sequence) and name == "extend" and receiver.items:
        observe(run, "extend", site.place, given.value, given.place, name)


def _emit_use(run: Interpreter, receiver: Value, name: str, arguments: Arguments, site: CallSite) -> None:
    place = run.place(site.node.func.value) if isinstance(site.node.func, ast.Attribute) else site.place
    given = Sequence("tuple", tuple(argument.value for argument in arguments.items))
    observe(run, "call", site.place, receiver, place, name, given)


def _of_text(run: Interpreter, receiver: Constant | Text, name: str, arguments: Arguments, site: CallSite) -> Value:
    values = [argument.value for argument in arguments.items]
    if name == "join" and len(values) == 1:
        if is_token(values[0]):
            _emit_join(run, arguments, site)
        items = values[0] if isinstance(values[0], Fresh) else containers.items_of(values[0])
        return _joined(run, receiver, items, site)
    if name == "format":
        return _formatted(run, receiver, arguments, site)
    if arguments.open or not isinstance(receiver, Constant):
        return _of_partly_known(receiver, name, values)
    if not all(isinstance(value, Constant) for value in values) or any(item.name for item in arguments.items):
        return UNKNOWN
    given = [value.value for value in values if isinstance(value, Constant)]
    certain = receiver.certain and all(value.certain for value in values if isinstance(value, Constant))
    try:
        if name in _COMPUTED:
            if any(isinstance(value, int) and value > TEXT_LIMIT for value in given):
                return UNKNOWN
            return Constant(getattr(receiver.value, name)(*given), certain)
        if name in _SPLITTING:
            return Sequence("list", tuple(Constant(p, certain) for p in getattr(receiver.value, name)(*given)))
    except (TypeError, ValueError, AttributeError, LookupError):
        pass
    return UNKNOWN


def _of_partly_known(receiver: Constant | Text, name: str, values: list[Value]) -> Value:
    """What a case change makes of text whose parts are partly known."""
    if not isinstance(receiver, Text) or values:
        return UNKNOWN
    change: dict[str, Callable[[str], str]] = {"lower": str.lower, "upper": str.upper}
    if name not in change:
        return UNKNOWN
    return Text(tuple(change[name](part) if isinstance(part, str) else UNKNOWN for part in receiver.parts))


def _emit_join(run: Interpreter, arguments: Arguments, site: CallSite) -> None:
    given = arguments.items[0]
    observe(run, "iterate", site.place, given.value, given.place, "join")


def _joined(run: Interpreter, separator: Value, items: Value, site: CallSite) -> Value:
    if isinstance(items, Fresh):
        return items
    if not isinstance(items, Sequence) or items.open or not isinstance(separator, Constant):
        return UNKNOWN
    parts: list[str | Value] = []
    inserted: list[formatting.Inserted] = []
    for number, item in enumerate(items.items):
        parts += [separator.value] if number else []
        place = items.places[number] if len(items.places) == len(items.items) else site.place
        inserted.append(formatting.Inserted(item, place, "", len(parts)))
        parts.append(text_of(item))
    formatting.tell(run, site.place, parts, inserted)
    certain = all(item.certain for item in items.items if isinstance(item, Constant))
    return concatenate(parts, certain=certain)


def _formatted(run: Interpreter, receiver: Value, arguments: Arguments, site: CallSite) -> Value:
    """`"{}-{name}".format(…)`."""
    if not isinstance(receiver, Constant) or not isinstance(receiver.value, str) or arguments.open:
        return UNKNOWN
    positional = [argument for argument in arguments.items if argument.name is None]
    named = {argument.name: argument for argument in arguments.items if argument.name is not None}
    parts: list[str | Value] = []
    inserted: list[formatting.Inserted] = []
    number = 0
    try:
        for literal, field, specification in formatting.fields(receiver.value):
            parts.append(literal)
            if field is None:
                continue
            key = field
            if field == "":
                key, number = str(number), number + 1
            argument = positional[int(key)] if key.isdigit() else named[key]
            inserted.append(formatting.Inserted(argument.value, argument.place, specification, len(parts)))
            parts.append(UNKNOWN if specification else text_of(argument.value))
    except (ValueError, LookupError):
        return UNKNOWN
    formatting.tell(run, site.place, parts, inserted)
    return concatenate(parts)


def _of_mapping(run: Interpreter, receiver: Mapping, name: str, arguments: Arguments, target: ast.expr | None) -> Value:
    values = [argument.value for argument in arguments.items]
    match name:
        case "get" | "pop" | "setdefault" if values:
            return _looked_up(run, receiver, name, values, target)
        case "items":
            pairs = tuple(Sequence("tuple", (entry.key, entry.value)) for entry in receiver.entries)
            return Sequence("dict-view", pairs, receiver.open)
        case "keys":
            return Sequence("dict-view", tuple(entry.key for entry in receiver.entries), receiver.open)
        case "values":
            return Sequence("dict-view", tuple(entry.value for entry in receiver.entries), receiver.open)
        case "copy":
            return replace(receiver, cell=None)
        case "update":
            after = receiver
            if values and arguments.items[0].name is None:
                after = containers.merged(after, values[0])
            entries = containers.Entries(after.entries)
            for argument in arguments.items:
                if argument.name is not None:
                    place = argument.place
                    entries.put(Entry(Constant(argument.name), argument.value, argument.name_place, place))
            after = replace(after, entries=tuple(entries.all), open=after.open or arguments.open, cell=receiver.cell)
            assignment.change(run, target, receiver, after)
        case "clear":
            assignment.change(run, target, receiver, replace(receiver, entries=(), open=False))
        case _:
            return UNKNOWN
    return Constant(None)


def _looked_up(run: Interpreter, receiver: Mapping, name: str, values: list[Value], target: ast.expr | None) -> Value:
    """`get`, `pop` and `setdefault`."""
    key = values[0]
    if not isinstance(key, Constant):
        everything = [entry.value for entry in receiver.entries]
        fallback = values[1] if len(values) > 1 else Constant(None)
        return UNKNOWN if receiver.open or name != "get" else join([*everything, fallback])
    entry = receiver.entry(key.value)
    known = all(isinstance(entry.key, Constant) for entry in receiver.entries)
    default = values[1] if len(values) > 1 else UNKNOWN if name == "pop" else Constant(None)
    if name == "pop" and entry is not None:
        kept = tuple(other for other in receiver.entries if other is not entry)
        assignment.change(run, target, receiver, replace(receiver, entries=kept))
    if name == "setdefault" and entry is None:
        added = (*receiver.entries, Entry(key, default))
        assignment.change(run, target, receiver, replace(receiver, entries=added))
    if receiver.open or (entry is None and not known):
        return UNKNOWN
    return refreshed(run, default if entry is None else entry.value)


def _of_sequence(
    run: Interpreter, receiver: Sequence, name: str, arguments: Arguments, target: ast.expr | None
) -> Value:
    values = [argument.value for argument in arguments.items]
    match name:
        case "append" | "add" if len(values) == 1:
            places: Any = (*receiver.places, arguments.items[0].place)
            places = places if len(receiver.places) == len(receiver.items) else ()
            after = replace(receiver, items=(*receiver.items, values[0]), places=places)
        case "extend" | "update" if len(values) == 1:
            after = assignment.extended(receiver, values[0])
        case "insert" if len(values) == 2 and isinstance(values[0], Constant) and type(values[0].value) is int:
            items = list(receiver.items)
            items.insert(values[0].value, values[1])
            after = replace(receiver, items=tuple(items), places=())
        case "copy":
            return replace(receiver, cell=None)
        case "pop" | "remove" | "sort" | "reverse" | "clear" | "discard" | "insert":
            after = replace(receiver, items=(), places=(), open=name != "clear")
        case _:
            return UNKNOWN
    assignment.change(run, target, receiver, after)
    return UNKNOWN if name == "pop" else Constant(None)
