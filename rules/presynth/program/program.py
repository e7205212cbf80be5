"""A project's program, evaluated: its constructs, what they were given, and everything else that happens."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TypeVar

from presynth.catalog.catalog import Catalog
from presynth.program import calls
from presynth.program.addresses import Addresses
from presynth.program.changes import Change, changes_of
from presynth.program.classes import binding_base, linearized
from presynth.program.events import Construction, Definition, Event, Invocation, MethodCall, ProjectCall
from presynth.program.interpreter import Interpreter
from presynth.program.modules import Modules
from presynth.program.parameters import parameters_of
from presynth.program.state import Context, Flow, Frame, Run, Slot, Trace, runs_in_order
from presynth.program.values import Bound, Constant, Function, Instance, InstanceValue
from presynth.source.file import SourceFile

_TEST_FILE = re.compile(r"(^|/)(test_[^/]*|[^/]*_test|conftest)\.py$|(^|/)tests?/")
_EventType = TypeVar("_EventType", bound=Event)
_PASS_LIMIT = 6
"""How often functions that nobody calls may define further functions that nobody calls."""


def is_test(path: str) -> bool:
    """Whether a file is test code, which makes stacks on its own terms."""
    return _TEST_FILE.search(path.replace("\\", "/")) is not None


class Program:
    """What one evaluation found. `runs` are the statements that ran, each with its events."""

    def __init__(self, catalog: Catalog, runs: Sequence[Run], modules: Modules) -> None:
        self.catalog = catalog
        self.runs = tuple(runs)
        self.modules = modules

    def events(self, kind: type[_EventType]) -> Iterator[_EventType]:
        """All events of one kind, in the order in which they happen."""
        yield from self._events.get(kind, ())  # type: ignore[misc]  # filed under its own type

    @cached_property
    def _events(self) -> dict[type[Event], list[Event]]:
        """Every event by its type: one pass, however many rules ask."""
        events: dict[type[Event], list[Event]] = {}
        for run in self.runs:
            for event in run.events:
                events.setdefault(type(event), []).append(event)
        return events

    @cached_property
    def constructions(self) -> tuple[Construction, ...]:
        """Everything of a binding that is constructed, structs too."""
        return tuple(self.events(Construction))

    @cached_property
    def constructs(self) -> dict[Instance, Construction]:
        """The constructs, stacks and apps, each with how it was made."""
        return {event.instance: event for event in self.constructions if event.instance is not None}

    @cached_property
    def changes(self) -> dict[Instance, tuple[Change, ...]]:
        """What reaches constructs after they were made: attributes, `put_…`, `reset_…`, `add_override`."""
        return changes_of(self)

    @cached_property
    def addresses(self) -> Addresses:
        """Terraform addresses."""
        overridden: dict[Instance, str] = {}
        for event in self.events(MethodCall):
            if event.name == "override_logical_id" and isinstance(event.receiver, InstanceValue):
                given = event.arguments.items[0].value if event.arguments.items else None
                if isinstance(given, Constant):
                    overridden[event.receiver.instance] = str(given.value)
        return Addresses(self.catalog, self.constructs, overridden)

    @cached_property
    def names(self) -> dict[Instance, tuple[Slot, ...]]:
        """Where each object is kept: local names (owner: a frame) and attributes (owner: an object)."""
        names: dict[Instance, list[Slot]] = {}
        for run in self.runs:
            for slot, value in run.writes.items():
                if isinstance(value, InstanceValue) and not slot[1].startswith("<"):
                    slots = names.setdefault(value.instance, [])
                    if slot not in slots:
                        slots.append(slot)
        return {instance: tuple(slots) for instance, slots in names.items()}

    @cached_property
    def _holdings(self) -> dict[Slot, set[Instance]]:
        """What each name has held."""
        holdings: dict[Slot, set[Instance]] = {}
        for instance, slots in self.names.items():
            for slot in slots:
                holdings.setdefault(slot, set()).add(instance)
        return holdings

    def spelled(self, instance: Instance, frame: Frame) -> str | None:
        """An expression for the object in a function, class or module: `queue`, `self.queue`; None if there is none.

        Whether it is bound before it is used there is for the caller to know. A name that held other objects too, one
        after the other, is none.
        """
        for owner, name in self.names.get(instance, ()):
            if len(self._holdings[owner, name]) > 1:
                continue
            reachable: Frame | None = frame
            while reachable is not None:
                if owner is reachable:
                    return name
                receiver = reachable.receiver
                if isinstance(receiver, InstanceValue) and owner is receiver.instance:
                    return f"{_self_name(reachable)}.{name}"
                reachable = reachable.parent
        return None

    def source(self, path: str) -> SourceFile | None:
        """The file at `path`, as it was evaluated."""
        return self.modules.source(path)


def _self_name(frame: Frame) -> str:
    """What the function calls the object it is called on."""
    arguments = parameters_of(frame.function) if frame.function is not None else None
    first = [*arguments.posonlyargs, *arguments.args][:1] if arguments is not None else []
    return first[0].arg if first else "self"


class Evaluator:
    """Evaluates a project again and again, remembering what has not changed in between."""

    def __init__(self, catalog: Catalog, roots: Sequence[str], load: Callable[[str], SourceFile | None]) -> None:
        self.modules = Modules(roots, load)
        self._catalog = catalog
        self._run = Interpreter(catalog, self.modules)
        self._uncalled = Context()

    def evaluate(self, paths: Iterable[str]) -> Program:
        """Run the modules at `paths`, then what they define and nobody calls.

        Test code comes last, and is followed no further than its own files: what it passes to a stack says nothing
        about the stack.
        """
        run = self._run
        state = run.state
        state.slots = self.modules.refresh()
        state.trace = Trace(None, Context(), {})
        run.steps = 0
        ordered = sorted(set(paths))
        for path in ordered:
            if not is_test(path):
                self.modules.execute(run, path)
        self._run_uncalled([path for path in ordered if not is_test(path)])
        runs = list(runs_in_order(state.trace.inner))
        tests = [path for path in ordered if is_test(path)]
        state.trace.inner.clear()
        for path in tests:
            self.modules.execute(run, path)
        self._run_uncalled(tests)
        among_tests = runs_in_order(state.trace.inner)
        runs += [each for each in among_tests if each.group[0].path in tests]
        self._uncalled.forget_all_but({each.group[0].key for each in runs})
        return Program(self._catalog, runs, self.modules)

    def _run_uncalled(self, paths: Sequence[str]) -> None:
        """Run the functions in these files that no call was seen of, with what is known of their parameters."""
        wanted = set(paths)
        seen = 0
        definitions: list[Definition] = []
        invoked: set[object] = set()
        instances: list[Instance] = []
        for _ in range(_PASS_LIMIT):
            inner = self._run.state.trace.inner
            for each in runs_in_order(inner[seen:]):
                for event in each.events:
                    if isinstance(event, Definition):
                        definitions.append(event)
                    elif isinstance(event, Invocation):
                        invoked.add(event.function.statement)
                    elif isinstance(event, ProjectCall) and isinstance(event.result, InstanceValue):
                        instances.append(event.result.instance)
            seen = len(inner)
            pending = [
                event
                for event in definitions
                if isinstance(event.defined, Function)
                and event.place.path in wanted
                and event.defined.statement not in invoked
            ]
            if not pending:
                return
            pending.sort(key=lambda event: getattr(event.defined, "name", "") != "__init__")
            for event in pending:
                function = event.defined
                assert isinstance(function, Function)
                if function.statement not in invoked:
                    invoked.add(function.statement)
                    self._enter(function, instances)

    def _enter(self, function: Function, instances: list[Instance]) -> None:
        """Run one function as if somebody called it, remembered like a statement."""
        run = self._run
        context = self._uncalled
        group = (function.statement,)
        key = function.statement.key
        last = context.runs.get(key)
        receiver = self._receiver(function, instances)
        if last is not None and last.group == group and last.ambient is receiver and run.state.is_current(last):
            run.state.take_over(last)
            return
        outer = run.state.begin(key, context, last)
        run.statement, run.context = function.statement, context
        try:
            callee: Function | Bound = function
            if receiver is not None:
                callee = Bound(function, InstanceValue(receiver))
            calls.invoke(run, callee, None)
        finally:
            context.runs[key] = run.state.end(outer, group, Flow.NEXT, receiver)
            run.statement = None

    def _receiver(self, function: Function, instances: list[Instance]) -> Instance | None:
        """An object for `self`: one that the program makes of that class, else one made up."""
        owner = function.owner
        kinds = {decorator.split(".")[-1] for decorator in function.decorators}
        if owner is None or kinds & {"staticmethod", "classmethod"}:
            return None
        for instance in instances:
            if instance.project_class is not None and owner in linearized(instance.project_class):
                return instance
        made = self._run.part(owner, "<instance>", binding_base(owner), owner)
        instances.append(made)
        return made
