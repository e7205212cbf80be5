"""Lists and dicts of values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from presynth.program.names import refreshed
from presynth.program.values import (
    UNKNOWN,
    Constant,
    Entry,
    External,
    Fresh,
    Mapping,
    Sequence,
    Text,
    Value,
    is_token,
    join,
    options_of,
)

if TYPE_CHECKING:
    from presynth.program.interpreter import Interpreter


class Entries:
    """The entries of a dict in the making: one for each constant key."""

    def __init__(self, known: Iterable[Entry] = ()) -> None:
        self.all: list[Entry] = []
        self._places: dict[tuple[type[object], object], int] = {}
        for entry in known:
            self.put(entry)

    def put(self, entry: Entry) -> None:
        """Add an entry, in the place of the one with the same constant key if there is one."""
        end = len(self.all)
        place = end
        if isinstance(entry.key, Constant):
            value: object = entry.key.value
            place = self._places.setdefault((type(value), value), end)
        self.all[place : place + 1] = [entry]


def items_of(value: Value) -> Value:
    """What iterating over `value` gives: a `Sequence`, or `UNKNOWN`."""
    if isinstance(value, Sequence):
        return value
    if isinstance(value, Mapping):
        return Sequence("dict-view", tuple(entry.key for entry in value.entries), value.open)
    if isinstance(value, Constant) and isinstance(value.value, str) and len(value.value) <= 64:
        return Sequence("generator", tuple(Constant(character) for character in value.value))
    options = options_of(value)
    if len(options) > 1:
        sequences = [items_of(option) for option in options]
        if all(isinstance(option, Sequence) for option in sequences):
            shortest = min((option for option in sequences if isinstance(option, Sequence)), key=lambda s: len(s.items))
            if all(isinstance(option, Sequence) and option.items == shortest.items for option in sequences):
                return shortest
    return UNKNOWN


def chained(left: Sequence, right: Sequence) -> Sequence:
    """`left + right`."""
    places = (*left.places, *right.places) if len(left.places) == len(left.items) else ()
    return Sequence(left.kind, (*left.items, *right.items), left.open or right.open, places)


def merged(left: Mapping, right: Value) -> Mapping:
    """`{**left, **right}`."""
    if not isinstance(right, Mapping):
        return Mapping(left.entries, True, origin=left.origin)
    entries = Entries((*left.entries, *right.entries))
    return Mapping(tuple(entries.all), left.open or right.open, origin=left.origin)


_IN_PLACEHOLDERS = ("${", "TfToken", "${TfToken[")
"""Text by which people tell a token from other text: what stands for it holds them."""


def contains(container: Value, item: Value) -> bool | None:
    """Whether `item in container`, None when that is not known."""
    if not isinstance(item, Constant) or not item.certain:
        return None
    if is_token(container) and item.value in _IN_PLACEHOLDERS:
        return True
    if isinstance(container, Constant) and isinstance(container.value, str) and isinstance(item.value, str):
        return item.value in container.value if container.certain else None
    if isinstance(container, Mapping):
        if container.entry(item.value) is not None:
            return True
        known = all(isinstance(entry.key, Constant) for entry in container.entries)
        return None if container.open or not known else False
    if isinstance(container, Sequence):
        if any(isinstance(known, Constant) and known == item for known in _without_origins(container, item)):
            return True
        constant = all(isinstance(known, Constant) and known.certain for known in container.items)
        return None if container.open or not constant else False
    return None


def _without_origins(container: Sequence, item: Constant) -> list[Value]:
    return [
        Constant(known.value, known.certain, origin=item.origin)
        for known in container.items
        if isinstance(known, Constant)
    ]


def subscripted(run: Interpreter, base: Value, index: Value) -> Value:
    """`base[index]`."""
    choices = [_subscripted(one, position) for one in options_of(base) for position in options_of(index)]
    return refreshed(run, join(choices))


def _subscripted(base: Value, index: Value) -> Value:
    if isinstance(base, Fresh):
        return base
    if isinstance(base, External) and base.name == "os.environ":
        return UNKNOWN
    if isinstance(base, Mapping) and isinstance(index, Constant):
        entry = base.entry(index.value)
        if entry is not None and not base.open:
            return entry.value
        return UNKNOWN
    if isinstance(base, Mapping) and not base.open and base.entries:
        return join([entry.value for entry in base.entries])
    if isinstance(base, Sequence) and isinstance(index, Constant) and type(index.value) is int:
        if base.open or base.kind in ("set", "generator", "dict-view"):
            return UNKNOWN
        return base.items[index.value] if -len(base.items) <= index.value < len(base.items) else UNKNOWN
    if isinstance(base, Constant) and isinstance(base.value, str) and isinstance(index, Constant):
        try:
            return Constant(base.value[index.value], base.certain and index.certain)
        except (IndexError, TypeError):
            return UNKNOWN
    return UNKNOWN


def sliced(base: Value, lower: Value | None, upper: Value | None) -> Value:
    """`base[lower:upper]` with constant bounds."""
    bounds: list[int | None] = []
    for bound in (lower, upper):
        known = bound.value if isinstance(bound, Constant) else None
        if bound is not None and type(known) is not int:
            return UNKNOWN
        bounds.append(known)
    window = slice(*bounds)
    if isinstance(base, Fresh):
        return base
    if isinstance(base, Constant) and isinstance(base.value, str):
        return Constant(base.value[window], base.certain)
    if isinstance(base, Sequence) and not base.open and base.kind in ("list", "tuple"):
        places = base.places[window] if len(base.places) == len(base.items) else ()
        return Sequence(base.kind, base.items[window], places=places)
    if isinstance(base, Text) and bounds[0] in (None, 0) and bounds[1] is not None:
        return _head_of_text(base, bounds[1])
    return UNKNOWN


def _head_of_text(base: Text, length: int) -> Value:
    return Constant(base.prefix[:length]) if 0 <= length <= len(base.prefix) else UNKNOWN


def holds_token(value: Value) -> bool:
    """Whether a list or dict has a token in it, at any depth."""
    if isinstance(value, Sequence):
        return any(is_token(item) or holds_token(item) for item in value.items)
    if isinstance(value, Mapping):
        return any(is_token(entry.value) or holds_token(entry.value) for entry in value.entries)
    return False
