"""The state of an evaluation, and the memory that makes the next one cheap.

Evaluation runs forward, statement by statement, as Python would. All that statements tell each other goes through
*slots*: the local `vpc` of a frame, the attribute `vpc` of an object, the content of a list. Every statement's run is
remembered with the slots it read and wrote. When the statement comes again - in the next run, after an edit - and
every slot it read holds the very same value, what it wrote is written again and its events are taken over; nothing is
evaluated. A statement that is evaluated again and arrives at an equal value keeps the old one, so that what depends on
it is not evaluated either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from presynth.program.events import Event
from presynth.program.values import Function, ProjectClass, Value
from presynth.source.statement import Statement

Slot = tuple[object, str]
"""Who owns it (a frame, an object, a class, a module, a list's cell) and its name."""


class Flow(IntEnum):
    """How a statement ends."""

    NEXT = 0
    CONTINUE = 1
    BREAK = 2
    RETURN = 3


class Cell:
    """What makes a list or dict the same one while its content changes."""

    __slots__ = ()


class Frame:
    """The names of a module, class body or function call.

    `parent` is the frame it is defined in, for names it lacks. `owner` is the class whose body it is; `function` and
    `receiver` are what is called, and on what.
    """

    __slots__ = ("function", "globals", "name", "owner", "parent", "path", "receiver")

    def __init__(self, path: str, name: str, parent: Frame | None) -> None:
        self.path = path
        self.name = name
        self.parent = parent
        self.globals: frozenset[str] = frozenset()
        self.owner: ProjectClass | None = None
        self.function: Function | None = None
        self.receiver: Value | None = None

    def __repr__(self) -> str:
        return f"<Frame {self.name}>"


@dataclass(eq=False)
class Run:
    """One evaluation of a statement (of a whole chain, for `if … else` and the like), and what came of it.

    `before` lists the slots read before they were written, with what they held. `inner` are the runs of the statements
    evaluated inside: of its body, and of the functions it calls. `ambient` is what else it depends on: the branches it
    stands in. Runs of many statements in a row are themselves `inner` to one run of the whole stretch, which has no
    events of its own. `findings` is for whoever judges the events, `within` for `events_within`, `chosen` for
    `events_chosen`.
    """

    group: tuple[Statement, ...]
    before: dict[Slot, Value | None]
    writes: dict[Slot, Value]
    events: tuple[Event, ...]
    inner: tuple[Run, ...]
    flow: Flow
    ambient: object = None
    findings: Any = None
    within: dict[type[Event], tuple[Event, ...]] | None = None
    chosen: dict[object, tuple[Event, ...]] | None = None


class Context:
    """Where in the program's execution a statement stands: a module's top level, one call, one turn of a loop.

    It outlives the run: the same place in the next run gets the same context, with its `runs` by statement key, its
    `stretches` of many statements by the key of the first, and through `children` and `objects` the contexts, frames
    and objects made there.
    """

    __slots__ = ("_limit", "children", "frame", "objects", "runs", "stretches")

    def __init__(self) -> None:
        self._limit = 16
        self.runs: dict[object, Run] = {}
        self.stretches: dict[object, Run] = {}
        self.children: dict[tuple[object, int], Context] = {}
        self.objects: dict[tuple[object, int], Any] = {}
        self.frame: Frame | None = None

    def child(self, key: object, number: int) -> Context:
        """The context of the `number`-th call or turn that the statement `key` makes here."""
        found = self.children.get((key, number))
        if found is None:
            found = self.children[(key, number)] = Context()
        return found

    def tidy(self, keys: Callable[[], set[object]]) -> None:
        """Drop what statements left behind that are no longer here, now and then. `keys` are those that are."""
        if len(self.runs) <= self._limit:
            return
        kept = keys()
        self.runs = {key: run for key, run in self.runs.items() if key in kept}
        self.stretches = {key: run for key, run in self.stretches.items() if key in kept}
        self.children = {key: child for key, child in self.children.items() if key[0] in kept}
        self.objects = {key: value for key, value in self.objects.items() if key[0] in kept}
        self._limit = 2 * len(self.runs) + 16


@dataclass(eq=False)
class Trace:
    """What the statement that is being evaluated has read, written and done so far."""

    key: object
    context: Context
    previous: dict[Slot, Value]
    before: dict[Slot, Value | None] = field(default_factory=dict)
    writes: dict[Slot, Value] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    inner: list[Run] = field(default_factory=list)
    counter: int = 0

    def next(self) -> int:
        """A number for the next thing this statement makes."""
        self.counter += 1
        return self.counter


class State:
    """All slots, and the traces of the statements under way."""

    def __init__(self) -> None:
        self.slots: dict[Slot, Value] = {}
        self.trace = Trace(None, Context(), {})
        self._undo: list[dict[Slot, Value | None]] = []
        self._saved_writes: list[dict[Slot, Value]] = []

    def read(self, owner: object, name: str) -> Value | None:
        """What the slot holds, None when it was never written."""
        slot = (owner, name)
        value = self.slots.get(slot)
        trace = self.trace
        if slot not in trace.writes and slot not in trace.before:
            trace.before[slot] = value
        return value

    def write(self, owner: object, name: str, value: Value) -> None:
        """Put `value` into the slot, or the equal value that was there after the last run."""
        slot = (owner, name)
        known = self.trace.previous.get(slot)
        if known is not None and known is not value and known == value:
            value = known
        if self._undo and slot not in self._undo[-1]:
            self._undo[-1][slot] = self.slots.get(slot)
        self.slots[slot] = value
        self.trace.writes[slot] = value

    def is_current(self, run: Run) -> bool:
        """Whether every slot that the run read holds the very same value now."""
        held = self.slots.get
        for slot, value in run.before.items():  # noqa: SIM110 - a generator would take twice as long
            if held(slot) is not value:
                return False
        return True

    def take_over(self, run: Run) -> None:
        """Let the statement under way do what `run` did."""
        self._note_reads(run.before)
        if self._undo:
            undo = self._undo[-1]
            for slot in run.writes:
                if slot not in undo:
                    undo[slot] = self.slots.get(slot)
        self.slots.update(run.writes)
        self.trace.writes.update(run.writes)
        self.trace.inner.append(run)

    def begin(self, key: object, context: Context, previous: Run | None) -> Trace:
        """Start a statement; returns the trace of the one it is inside, for `end`."""
        outer = self.trace
        self.trace = Trace(key, context, previous.writes if previous else {})
        return outer

    def end(self, outer: Trace, group: tuple[Statement, ...], flow: Flow, ambient: object) -> Run:
        """Finish the statement under way, and hand what it did to the one it is inside."""
        trace = self.trace
        run = Run(group, trace.before, trace.writes, tuple(trace.events), tuple(trace.inner), flow, ambient)
        self.trace = outer
        self._note_reads(run.before)
        outer.writes.update(run.writes)
        outer.inner.append(run)
        return run

    def branch(self) -> None:
        """From here on remember what to undo."""
        self._undo.append({})
        self._saved_writes.append(dict(self.trace.writes))

    def unbranch(self) -> dict[Slot, Value]:
        """Undo all writes since `branch`; returns what they had written."""
        undo = self._undo.pop()
        written: dict[Slot, Value] = {}
        for slot, value in undo.items():
            written[slot] = self.slots[slot]
            if value is None:
                del self.slots[slot]
            else:
                self.slots[slot] = value
        self.trace.writes = self._saved_writes.pop()
        return written

    def _note_reads(self, reads: dict[Slot, Value | None]) -> None:
        writes, before = self.trace.writes, self.trace.before
        for slot, value in reads.items():
            if slot not in before and slot not in writes:
                before[slot] = value


def runs_in_order(runs: Iterable[Run]) -> Iterable[Run]:
    """All runs, outer before inner, without recursion."""
    stack = list(runs)[::-1]
    while stack:
        run = stack.pop()
        yield run
        stack.extend(reversed(run.inner))


def events_within(run: Run) -> dict[type[Event], tuple[Event, ...]]:
    """The events of a run and of all runs inside it by their type, in order: gathered once, as runs never change."""
    if run.within is None:
        found: dict[type[Event], list[Event]] = {}
        for event in run.events:
            found.setdefault(type(event), []).append(event)
        for inner in run.inner:
            for kind, events in events_within(inner).items():
                found.setdefault(kind, []).extend(events)
        run.within = {kind: tuple(events) for kind, events in found.items()}
    return run.within


def events_chosen(run: Run, kind: type[Event], test: Callable[[Event], bool], key: object) -> tuple[Event, ...]:
    """The events of one kind in a run and all runs inside it that pass the test: tested once, as runs never change.

    `key` stands for the test: the same for the same one.
    """
    if run.chosen is None:
        run.chosen = {}
    known = run.chosen.get(key)
    if known is None:
        found = [event for event in run.events if type(event) is kind and test(event)]
        for inner in run.inner:
            found += events_chosen(inner, kind, test, key)
        known = run.chosen[key] = tuple(found)
    return known
