"""The arguments of a call, whatever way they were passed."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct as Record

from presynth.program.values import Value
from presynth.source.statement import Place


class Argument(Record, frozen=True):
    """One argument.

    `name` is the parameter's, None for a positional one that no parameter takes. `place` is where the value is passed
    (for one out of `**settings`, that expression), `name_place` the keyword, or `place` where there is none. `splat`:
    it came out of `*` or `**`; `key_place` is its key in the dict behind `**`, where that was written.
    """

    name: str | None
    value: Value
    place: Place
    name_place: Place
    splat: bool = False
    positional: bool = False
    key_place: Place | None = None


class Arguments(Record, frozen=True):
    """All arguments of a call. `open`: there may be others, out of a `*` or `**` that is not fully known."""

    items: tuple[Argument, ...] = ()
    open: bool = False

    def __iter__(self) -> Iterator[Argument]:  # type: ignore[override]
        return iter(self.items)

    def get(self, name: str) -> Argument | None:
        """The argument passed for parameter `name`."""
        for argument in self.items:
            if argument.name == name:
                return argument
        return None

    def value(self, name: str) -> Value | None:
        """The value passed for parameter `name`, None when it was not passed."""
        argument = self.get(name)
        return None if argument is None else argument.value
