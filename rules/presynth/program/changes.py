"""What reaches a construct after it was made: attributes, `put_…`, `reset_…` and `add_override`."""

from __future__ import annotations

from msgspec import Struct as Record

from presynth.catalog.catalog import Catalog
from presynth.program.arguments import Argument
from presynth.program.events import AttributeAccess, Construction, Event, MethodCall
from presynth.program.values import UNKNOWN, Constant, Instance, InstanceValue, StructValue, Token, Value
from presynth.source.statement import Place

_OVERRIDE = "add_override"


class Change(Record, frozen=True, eq=False):
    """One setting that a construct is given later.

    `path` are the names down to it, as Python spells them, list indices as digits; None where it is not known. Of an
    override (`raw`) names and value are Terraform's own. `name_place` names it in the text, `place` is the value there.
    """

    path: tuple[str, ...] | None
    value: Value
    raw: bool
    name_place: Place
    place: Place
    event: AttributeAccess | MethodCall


class Configured(Record, frozen=True, eq=False):
    """A construct with all that reaches it: what it was made with, and what changes it later."""

    event: Construction
    instance: Instance
    changes: tuple[Change, ...]


def change_of(catalog: Catalog, event: Event) -> tuple[Instance, Change] | None:
    """The construct that an event changes, and how; None for one that changes none."""
    if isinstance(event, MethodCall):
        change = _called(catalog, event) if isinstance(event.receiver, InstanceValue) else None
        return None if change is None else (event.receiver.instance, change)  # type: ignore[union-attr]
    if isinstance(event, AttributeAccess) and event.store:
        instance, above = _owner(event.base)
        if instance is not None:
            return instance, Change((*above, event.name), event.value, False, event.name_place, event.place, event)
    return None


def _owner(base: Value) -> tuple[Instance | None, tuple[str, ...]]:
    """The construct whose attribute, or whose block's attribute, is written, and the path of the block."""
    if isinstance(base, InstanceValue):
        return base.instance, ()
    if isinstance(base, Token) and base.source is not None:
        return base.source, tuple(base.attribute.split("."))
    return None, ()


def _called(catalog: Catalog, call: MethodCall) -> Change | None:
    items = call.arguments.items
    if call.name == _OVERRIDE:
        if len(items) < 2:
            return Change(None, UNKNOWN, True, call.name_place, call.place, call)
        path, value = items[0], items[1]
        known = isinstance(path.value, Constant) and isinstance(path.value.value, str)
        names = tuple(path.value.value.split(".")) if isinstance(path.value, Constant) and known else None
        return Change(names, value.value, True, path.place, value.place, call)
    if call.name.startswith("reset_"):
        return Change((call.name.removeprefix("reset_"),), Constant(None), False, call.name_place, call.place, call)
    if call.name.startswith("put_"):
        name = call.name.removeprefix("put_")
        return Change((name,), _put(catalog, call, items), False, call.name_place, call.place, call)
    return None


def _put(catalog: Catalog, call: MethodCall, items: tuple[Argument, ...]) -> Value:
    """What `put_…` sets: its one argument, or the struct whose fields it takes as keywords."""
    if call.method is None:
        return UNKNOWN
    if not catalog.keywords(call.method):
        return items[0].value if len(items) == 1 and not call.arguments.open else UNKNOWN
    lifted = catalog.type(call.method.parameters[-1].type.name)
    return UNKNOWN if lifted is None else StructValue(lifted, call.arguments, origin=call.place)
