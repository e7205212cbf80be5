"""What Terraform reads before it works anything out: lifecycles, dependencies, and what resources were called."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from presynth.program.changes import Change
from presynth.program.events import Construction
from presynth.program.values import Constant, Mapping, Sequence, StructValue, Value
from presynth.source.statement import Place


class Setting(NamedTuple):
    """A value, or one item of a list of them. `name` is Terraform's; `listed`: it is an item."""

    name: str
    value: Value
    place: Place
    listed: bool


_OF_CHANGES = ("depends_on", "provider")
"""Arguments that are static where an override gives them, and cdktf's own matter else."""
_OF_STACKS = ("import", "moved", "removed")


def of_construct(event: Construction, changes: tuple[Change, ...]) -> Iterator[Setting]:
    """The static settings of a resource."""
    lifecycle = event.arguments.get("lifecycle")
    if lifecycle is not None:
        yield from _lifecycle(lifecycle.value, lifecycle.place)
    for change in changes:
        path = change.path or ("",)
        if path == ("lifecycle",):
            yield from _lifecycle(change.value, change.place)
        elif path[0] == "lifecycle" and len(path) == 2:
            yield from _items(path[1], change.value, change.place)
        elif change.raw and path[0] in _OF_CHANGES and len(path) == 1:
            yield from _items(path[0], change.value, change.place)


def of_stack(changes: tuple[Change, ...]) -> Iterator[Setting]:
    """What a stack's overrides say was moved, is imported or removed: `moved.from` and its like."""
    for change in changes:
        if change.raw and change.path is not None and len(change.path) == 1 and change.path[0] in _OF_STACKS:
            blocks = change.value.items if isinstance(change.value, Sequence) else (change.value,)
            for block in blocks:
                for entry in block.entries if isinstance(block, Mapping) else ():
                    if isinstance(entry.key, Constant) and entry.key.value in ("from", "to"):
                        name = f"{change.path[0]}.{entry.key.value}"
                        yield Setting(name, entry.value, entry.place or change.place, listed=False)


def _lifecycle(value: Value, place: Place) -> Iterator[Setting]:
    if isinstance(value, StructValue):
        for argument in value.arguments:
            if argument.name is not None:
                yield from _items(argument.name, argument.value, argument.place)
    elif isinstance(value, Mapping):
        for entry in value.entries:
            if isinstance(entry.key, Constant):
                yield from _items(str(entry.key.value), entry.value, entry.place or place)


def _items(name: str, value: Value, place: Place) -> Iterator[Setting]:
    if not isinstance(value, Sequence):
        yield Setting(name, value, place, listed=False)
        return
    for number, item in enumerate(value.items):
        at = value.places[number] if len(value.places) == len(value.items) else place
        yield Setting(name, item, at, listed=True)
