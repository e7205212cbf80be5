"""Which value a name has where it is read."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING

from msgspec.structs import replace

from presynth.program.state import Cell
from presynth.program.values import External, Mapping, Sequence, Value

if TYPE_CHECKING:
    from presynth.program.interpreter import Interpreter

BUILTINS = frozenset(dir(builtins)) | {
    "__file__",
    "__name__",
    "__doc__",
    "__package__",
    "__path__",
    "__spec__",
    "__builtins__",
    "__annotations__",
    "__class__",
    "reveal_type",
    "WindowsError",
}
_EXTERNAL = {name: External(name) for name in BUILTINS}


def lookup(run: Interpreter, name: str) -> Value | None:
    """The value of `name` in the frame under way, None when nothing in reach binds it."""
    frame = run.frame
    if name in frame.globals:
        while frame.parent is not None:
            frame = frame.parent
    first = True
    while frame is not None:
        if first or frame.owner is None:  # the names of a class body are not seen from its methods
            value = run.state.read(frame, name)
            if value is not None:
                return refreshed(run, value)
        first = False
        frame = frame.parent
    return _EXTERNAL.get(name)


def refreshed(run: Interpreter, value: Value) -> Value:
    """A list or dict as it is now, not as it was when it was bound."""
    if isinstance(value, Sequence | Mapping) and value.cell is not None:
        return run.state.read(value.cell, "content") or value
    return value


def celled(run: Interpreter, value: Value) -> Value:
    """A list or dict that may be changed from now on, because it gets a name: given an identity."""
    if isinstance(value, Sequence | Mapping) and value.cell is None and getattr(value, "kind", "list") in _MUTABLE:
        value = replace(value, cell=run.made_here(Cell, Cell))
        run.state.write(value.cell, "content", value)
    return value


_MUTABLE = ("list", "set")
