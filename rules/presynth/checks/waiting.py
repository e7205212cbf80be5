"""What Terraform makes before a construct, and how a construct is made to wait for others."""

from __future__ import annotations

import ast
import keyword
import re
from collections.abc import Sequence as List
from functools import lru_cache
from typing import NamedTuple

from presynth.checks.nodes import expression_at, is_statement
from presynth.findings import Fix, Safety
from presynth.operations import AddArgument, AddItem, AssignToName, Operation, Replace
from presynth.program.changes import Change
from presynth.program.events import Construction
from presynth.program.program import Program
from presynth.program.values import (
    Choice,
    Constant,
    Instance,
    InstanceValue,
    Mapping,
    Sequence,
    StructValue,
    Text,
    Token,
    Unknown,
    Value,
    instances_in,
)
from presynth.source.statement import Place

_DEPENDS_ON = "depends_on"
_REFERRING = (_DEPENDS_ON, "triggers", "lifecycle")
"""Arguments that are there to refer to other resources."""
_INERT = {"hexdigest", "isoformat", "now", "strftime", "time", "timestamp", "utcnow", "uuid4"}
"""Methods whose result is text that Python has computed: no reference is left in it."""
_CONVERSIONS = {"format", "int", "repr", "round", "str"}
_SHOWN_LIMIT = 6


def reached(program: Program, start: Instance) -> set[Instance] | None:
    """All that Terraform makes before `start`, by `depends_on` and by references; None where that is not known.

    `node.add_dependency` adds nothing to it: cdktf 0.21 does not write it down.
    """
    found: set[Instance] = set()
    waiting = [start]
    while waiting:
        instance = waiting.pop()
        event = program.constructs.get(instance)
        if event is None or instance in found:
            continue
        found.add(instance)
        referred = _referred(event, program.changes.get(instance, ()))
        if referred is None or any(each not in program.constructs for each in referred.awaited):
            return None
        waiting += referred.all
    found.discard(start)
    return found


class _Referred(NamedTuple):
    """What one construct refers to: in all its arguments, and in `depends_on` alone."""

    all: tuple[Instance, ...]
    awaited: tuple[Instance, ...]


@lru_cache(maxsize=4096)
def _referred(event: Construction, changes: tuple[Change, ...]) -> _Referred | None:
    """None where what it refers to is not known."""
    if event.arguments.open or any(change.path is None for change in changes):
        return None
    given = [(each.name or "", each.value, each.place, False) for each in event.arguments if each.value != event.scope]
    given += [(change.path[0], change.value, change.place, change.raw) for change in changes if change.path]
    found: dict[Instance, None] = {}
    awaited: dict[Instance, None] = {}
    for name, value, place, raw in given:
        if name in _REFERRING and (raw or _may_refer(value, place)):
            return None
        found.update(dict.fromkeys(instances_in(value)))
        if name == _DEPENDS_ON:
            awaited.update(dict.fromkeys(instances_in(value)))
    return _Referred(tuple(found), tuple(awaited))


def _may_refer(value: Value, place: Place | None) -> bool:
    """Whether it has a part that is not known, and that may refer to anything."""
    match value:
        case Unknown():
            return place is None or not _is_inert(expression_at(place))
        case Sequence(items=items, open=is_open):
            places = value.places if len(value.places) == len(items) else (None,) * len(items)
            return is_open or any(_may_refer(item, at) for item, at in zip(items, places, strict=True))
        case Mapping(entries=entries, open=is_open):
            return is_open or any(_may_refer(entry.value, entry.place) for entry in entries)
        case StructValue(arguments=arguments):
            return arguments.open or any(_may_refer(each.value, each.place) for each in arguments)
        case Choice(options=parts) | Token(inputs=parts):
            return any(_may_refer(part, None) for part in parts)
        case Text(parts=parts):
            return any(_may_refer(part, None) for part in parts if not isinstance(part, str))
        case _:
            return False


def _is_inert(node: ast.expr | None) -> bool:
    """Whether the expression is the time, a random number or a hash."""
    while isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute):
            return node.func.attr in _INERT
        if not (isinstance(node.func, ast.Name) and node.func.id in _CONVERSIONS and node.args):
            return False
        node = node.args[0]
    return False


def surely_made(event: Construction, beside: Construction) -> bool:
    """Whether the one is made wherever the other is."""
    return all(condition in beside.conditions for condition in event.conditions)


class _Spelling(NamedTuple):
    """How a construct is called where it is waited for: `assign` gives it the name, `local` is to be relied on."""

    name: str
    local: bool
    assign: AssignToName | None = None


def wait_for(program: Program, event: Construction, missing: List[Instance]) -> tuple[Fix, ...]:
    """The fix that makes a construct wait for others; none where one of them cannot be named at that place.

    Safe where all of them have a name of the same function, and were made in it before.
    """
    assert event.instance is not None
    spellings: list[_Spelling] = []
    for instance in missing:
        spelling = _spelling(program, event, instance, {each.name for each in spellings})
        if spelling is None:
            return ()
        spellings.append(spelling)
    if any(change.path == (_DEPENDS_ON,) for change in program.changes.get(event.instance, ())):
        return ()
    names = [spelling.name for spelling in spellings]
    operations = _additions(event, names)
    if not operations:
        return ()
    assigned = tuple(spelling.assign for spelling in spellings if spelling.assign is not None)
    safe = not assigned and all(spelling.local for spelling in spellings)
    title = f"Add {', '.join(f'`{name}`' for name in names)} to `depends_on`"
    return (Fix(title, Safety.SAFE if safe else Safety.UNSAFE, (*assigned, *operations)),)


def _additions(event: Construction, names: list[str]) -> tuple[Operation, ...]:
    argument = event.arguments.get(_DEPENDS_ON)
    listed = ", ".join(names)
    if argument is None:
        return (AddArgument(event.place, _DEPENDS_ON, (f"[{listed}]",)),)
    if argument.splat:
        return ()
    if isinstance(argument.value, Constant):
        return (Replace(argument.place, (f"[{listed}]",)),)
    node = expression_at(argument.place)
    if isinstance(node, ast.List):
        return tuple(AddItem(argument.place, (name,)) for name in names)
    if isinstance(argument.value, Sequence) and isinstance(node, ast.Name | ast.Attribute | ast.Call | ast.ListComp):
        return (Replace(argument.place, (f"[*{argument.place.text}, {listed}]",)),)
    return ()


def _spelling(program: Program, event: Construction, instance: Instance, taken: set[str]) -> _Spelling | None:
    made = program.constructs[instance]
    if made.repeated or not surely_made(made, event) or not _is_before(program, instance, event.instance):
        return None
    name = program.spelled(instance, event.frame)
    if name is not None:
        kept = all(each is instance or program.spelled(each, event.frame) != name for each in program.names)
        return _Spelling(name, made.frame is event.frame) if kept and name not in taken else None
    if made.frame is not event.frame or not is_statement(made.place) or not _is_made_once(program, made):
        return None
    name = _fresh_name(program, made, taken)
    return _Spelling(name, True, AssignToName(made.place.statement, name))


def _is_before(program: Program, first: Instance, second: Instance | None) -> bool:
    for instance in program.constructs:
        if instance is first or instance is second:
            return instance is first
    return False


def _is_made_once(program: Program, made: Construction) -> bool:
    """Whether the call makes one construct in its function, not one a turn of a loop."""
    return all(
        other is made or other.place != made.place or other.frame is not made.frame
        for other in program.constructs.values()
    )


def _fresh_name(program: Program, made: Construction, taken: set[str]) -> str:
    """A name that the file does not have, after the construct's id."""
    kind = made.type.terraform_type.rpartition("_")[2]
    id_ = made.id.value if isinstance(made.id, Constant) and isinstance(made.id.value, str) else ""
    name = re.sub(r"\W+", "_", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", id_)).strip("_").lower()
    if kind not in name:
        name = f"{name}_{kind}".lstrip("_")
    if not name.isidentifier() or keyword.iskeyword(name):
        name = f"{kind}_{name}"
    source = program.source(made.place.path)
    used = taken | set(re.findall(r"\w+", "" if source is None else source.text))
    number = 2
    fresh = name
    while fresh in used:
        fresh, number = f"{name}_{number}", number + 1
    return fresh


def source_of(value: Value | None) -> Instance | None:
    """The construct that a value is, or is an attribute of."""
    if isinstance(value, InstanceValue):
        return value.instance
    return value.source if isinstance(value, Token) else None


def listed(program: Program, instances: List[Instance]) -> str:
    """The constructs by their addresses, in words."""
    shown = [f"`{_label(program, instance)}`" for instance in instances]
    if len(shown) > _SHOWN_LIMIT:
        shown = [*shown[: _SHOWN_LIMIT - 1], f"{len(shown) - _SHOWN_LIMIT + 1} more"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _label(program: Program, instance: Instance) -> str:
    event = program.constructs[instance]
    id_ = event.id.value if isinstance(event.id, Constant) else "…"
    return program.addresses.of(instance) or f"{event.type.name} {id_}"
