"""What one evaluation found, indexed. An answer that is as it was in the evaluation before is the same object again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeVar

from presynth.catalog.catalog import Catalog
from presynth.program.changes import Change, Configured, change_of
from presynth.program.events import AttributeAccess, Construction, Event, ExternalCall, MethodCall, ProjectCall
from presynth.program.modules import Modules
from presynth.program.state import Run, Slot, events_chosen, events_within, runs_in_order
from presynth.program.values import Constant, Instance, InstanceValue, ProjectClass, Value
from presynth.source.statement import Place

Question = tuple[str, Any]
"""The name of a method of `Facts`, and what it is asked about."""
Choice = tuple[type[Event], Callable[[Any, Catalog], bool]]
"""A kind of event, and a test of such events."""
_DEPTH_LIMIT = 50
"""How deep constructs lie in one another at most."""
_EventType = TypeVar("_EventType", bound=Event)
_Answer = TypeVar("_Answer")
_Value = TypeVar("_Value")
_About = TypeVar("_About")
_Told = TypeVar("_Told")


def events_of(run: Run, kind: type[_EventType]) -> tuple[_EventType, ...]:
    """The events of one kind in a run and the runs inside it."""
    return events_within(run).get(kind, ())  # type: ignore[return-value]  # filed under its own type


class Facts:
    """Answers questions about one evaluation: each question is a method with one argument (None where none is needed).

    `trees` are the outermost runs of what is no test, `of_tests` all runs of test code, without what is inside them.
    """

    def __init__(
        self,
        catalog: Catalog,
        modules: Modules,
        trees: tuple[Run, ...],
        of_tests: tuple[Run, ...],
        previous: Facts | None,
    ) -> None:
        self.catalog = catalog
        self.source = modules.source
        self.trees = trees
        self.of_tests = of_tests
        self._told: dict[Question, object] = {}
        self._stacks: dict[Instance, Instance | None] = {}
        self._answers: dict[Question, Any] = {}
        self._before: dict[Question, Any] = {} if previous is None else previous._answers
        self.silent: dict[object, Mapping[object, Mapping[Question, object]]] = (
            {} if previous is None else previous.silent
        )
        self._changes: dict[Event, tuple[Instance, Change] | None] = {}
        self._known_changes = {} if previous is None else previous._changes

    def ask(self, question: Question) -> object:
        """The answer to a question: the name of a method, and its argument."""
        told = self._told
        if question not in told:
            told[question] = getattr(self, question[0])(question[1])
        return told[question]

    def _answer(self, question: Question, find: Callable[[], _Answer]) -> _Answer:
        answers = self._answers
        if question not in answers:
            answer = find()
            before = self._before.get(question)
            answers[question] = before if _are_the_same(before, answer) else answer
        return answers[question]

    def runs(self, _: None) -> tuple[Run, ...]:
        """All runs."""
        return self._answer(("runs", None), lambda: (*runs_in_order(self.trees), *self.of_tests))

    def events(self, kind: type[Event]) -> tuple[Event, ...]:
        """The events of one kind."""
        return self._answer(("events", kind), lambda: tuple(self._events(kind)))

    def _events(self, kind: type[Event]) -> Iterator[Event]:
        for run in self.trees:
            yield from events_of(run, kind)
        for run in self.of_tests:
            yield from (event for event in run.events if type(event) is kind)

    def chosen(self, choice: Choice) -> tuple[Event, ...]:
        """The events of a kind that pass a test."""
        kind, test = choice

        def passes(event: Event) -> bool:
            return test(event, self.catalog)

        def find() -> Iterator[Event]:
            for run in self.trees:
                yield from events_chosen(run, kind, passes, choice)
            for run in self.of_tests:
                yield from (event for event in run.events if type(event) is kind and passes(event))

        return self._answer(("chosen", choice), lambda: tuple(find()))

    def called(self, name: str) -> tuple[MethodCall, ...]:
        """The calls of methods of that name."""
        return self._grouped("calls", self._calls).get(name, ())

    def _calls(self) -> Iterator[tuple[str, MethodCall]]:
        for event in self.events(MethodCall):
            assert isinstance(event, MethodCall)
            yield event.name, event

    def external_call(self, place: Place) -> ExternalCall | None:
        """The first call at a place of something outside of the project."""
        return next(iter(self._grouped("external calls", self._external_calls).get(place, ())), None)

    def _external_calls(self) -> Iterator[tuple[Place, ExternalCall]]:
        for event in self.events(ExternalCall):
            assert isinstance(event, ExternalCall)
            yield event.place, event

    def made(self, kind: str) -> tuple[Construction, ...]:
        """The constructs of a Terraform type, or of classes that inherit from one of that name."""
        groups = self._kinds.get(kind, ())
        if len(groups) < 2:
            return groups[0] if groups else ()

        def merge() -> tuple[Construction, ...]:
            chosen = {event for events in groups for event in events}
            return tuple(event for event in self.constructs(None).values() if event in chosen)

        return self._answer(("made", kind), merge)

    def kinds(self, _: None) -> frozenset[str]:
        """The Terraform types of all constructs, and the names of what their classes are and inherit from."""
        return self._answer(("kinds", None), lambda: frozenset(self._kinds))

    @cached_property
    def _kinds(self) -> dict[str, list[tuple[Construction, ...]]]:
        """The constructs of each class, by Terraform type and by all that the class is or inherits from."""
        kinds: dict[str, list[tuple[Construction, ...]]] = {}
        for events in self._grouped("types", self._types).values():
            type_ = events[0].type
            for name in {type_.terraform_type, *self.catalog.ancestors(type_)}:
                kinds.setdefault(name, []).append(events)
        return kinds

    def _types(self) -> Iterator[tuple[str, Construction]]:
        for event in self.constructs(None).values():
            yield event.type.fqn, event

    def _grouped(self, name: str, pairs: Callable[[], Iterable[tuple[Any, _Value]]]) -> dict[Any, tuple[_Value, ...]]:
        """Items by what they are filed under. Groups that are as they were are the same objects."""

        def group() -> dict[Any, tuple[_Value, ...]]:
            found: dict[Any, list[_Value]] = {}
            for key, item in pairs():
                found.setdefault(key, []).append(item)
            before = self._before.get((name, None), {})
            return {key: _kept(before.get(key), tuple(items)) for key, items in found.items()}

        return self._answer((name, None), group)

    def constructs(self, _: None) -> dict[Instance, Construction]:
        """The constructs, each with how it was made."""
        made = self.events(Construction)
        return self._answer(
            ("constructs", None),
            lambda: {e.instance: e for e in made if isinstance(e, Construction) and e.instance is not None},
        )

    def construct(self, instance: Instance) -> Construction | None:
        """How one construct was made."""
        return self._constructs.get(instance)

    @cached_property
    def _constructs(self) -> dict[Instance, Construction]:
        return self.constructs(None)

    def stack(self, instance: Instance) -> Instance | None:
        """The stack a construct is in; itself for a stack; None where that is not known."""
        known = self._stacks
        way: list[Instance] = []
        current: Instance | None = instance
        while current is not None and current not in known and len(way) < _DEPTH_LIMIT:
            if current.type is not None and self.catalog.is_a(current.type, "TerraformStack"):
                known[current] = current
                break
            way.append(current)
            event = self._constructs.get(current)
            scope = None if event is None else event.scope
            current = scope.instance if isinstance(scope, InstanceValue) else None
        found = None if current is None else known.get(current)
        known.update(dict.fromkeys(way, found))
        return found

    def default_providers(self, stack: Instance) -> tuple[Construction, ...]:
        """The providers without an alias in a stack."""
        return self._grouped("default providers", self._default_providers).get(stack, ())

    def _default_providers(self) -> Iterator[tuple[Instance, Construction]]:
        for event in self.made("TerraformProvider"):
            stack = None if event.instance is None else self.stack(event.instance)
            if stack is not None and event.arguments.get("alias") is None and not event.arguments.open:
                yield stack, event

    def creation(self, instance: Instance) -> ProjectCall | None:
        """The call that made an object of one of the project's classes."""
        return next(iter(self._grouped("creations", self._creations).get(instance, ())), None)

    def _creations(self) -> Iterator[tuple[Instance, ProjectCall]]:
        for event in self.events(ProjectCall):
            assert isinstance(event, ProjectCall)
            if isinstance(event.callee, ProjectClass) and isinstance(event.result, InstanceValue):
                yield event.result.instance, event

    def outline(self, _: None) -> object:
        """Which constructs there are and where they are placed: the same object while only arguments change."""

        def find() -> tuple[Construction, ...]:
            now = tuple(self.constructs(None).values())
            before: tuple[Construction, ...] = self._before.get(("outline", None), ())
            return before if _are_alike(before, now) else now

        return self._answer(("outline", None), find)

    def configured(self, before: Mapping[Construction, Configured]) -> Iterator[Configured]:
        """Every construct with what reaches it; those of `before` that are as they were."""
        changes = self.changes(None)
        for instance, event in self.constructs(None).items():
            known = before.get(event)
            changed = changes.get(instance, ())
            yield known if known is not None and known.changes is changed else Configured(event, instance, changed)

    def changes(self, _: None) -> dict[Instance, tuple[Change, ...]]:
        """All changes by construct, in the order in which they happen within each of the two kinds of event."""
        return self._grouped("changes", self._all_changes)

    def changed(self, instance: Instance) -> tuple[Change, ...] | None:
        """The changes of one construct."""
        return self._changed.get(instance)

    @cached_property
    def _changed(self) -> dict[Instance, tuple[Change, ...]]:
        return self.changes(None)

    def _all_changes(self) -> Iterator[tuple[Instance, Change]]:
        for event in (*self.events(MethodCall), *self._stores()):
            known = self._known_changes
            found = known[event] if event in known else change_of(self.catalog, event)
            self._changes[event] = found
            if found is not None:
                yield found

    def _stores(self) -> Iterator[Event]:
        return (e for e in self.events(AttributeAccess) if isinstance(e, AttributeAccess) and e.store)

    def names(self, _: None) -> dict[Instance, tuple[Slot, ...]]:
        """Where each object is kept."""
        return self._grouped("names", lambda: ((instance, slot) for slot, instance in self._held()))

    def named(self, instance: Instance) -> tuple[Slot, ...] | None:
        """Where one object is kept."""
        return self.names(None).get(instance)

    def holdings(self, slot: Slot) -> int:
        """How many objects a name has held."""
        held = self._grouped("holdings", self._held)
        return len(held[slot])

    def _held(self) -> dict[tuple[Slot, Instance], None]:
        held: dict[tuple[Slot, Instance], None] = {}
        for run in self.runs(None):
            for slot, value in run.writes.items():
                if isinstance(value, InstanceValue) and not slot[1].startswith("<"):
                    held[slot, value.instance] = None
        return held


class Inquiry:
    """Asks `facts`, and notes what was `asked` and what the answer was."""

    __slots__ = ("asked", "facts")

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.asked: dict[Question, object] = {}

    def ask(self, question: Callable[[_About], _Told], about: _About) -> _Told:
        """What a method of the facts says of what it is asked about."""
        asked = (question.__name__, about)
        answer = self.asked[asked] = self.facts.ask(asked)
        return answer  # type: ignore[return-value]  # what the question's own method returns


class Watched(Mapping[Instance, _Value]):
    """A mapping that is asked for one key (`one`), or for everything (`whole`)."""

    def __init__(
        self,
        inquiry: Inquiry,
        one: Callable[[Instance], _Value | None],
        whole: Callable[[None], Mapping[Instance, _Value]],
    ) -> None:
        self._ask = inquiry.ask
        self._of_one = one
        self._of_whole = whole

    def _one(self, key: Instance) -> _Value | None:
        return self._ask(self._of_one, key)

    def _everything(self) -> Mapping[Instance, _Value]:
        return self._ask(self._of_whole, None)

    def __getitem__(self, key: Instance) -> _Value:
        found = self._one(key)
        if found is None:
            raise KeyError(key)
        return found

    def get(self, key: Instance, default: Any = None) -> Any:
        found = self._one(key)
        return default if found is None else found

    def __contains__(self, key: object) -> bool:
        return isinstance(key, Instance) and self._one(key) is not None

    def __iter__(self) -> Iterator[Instance]:
        return iter(self._everything())

    def __len__(self) -> int:
        return len(self._everything())

    def items(self) -> Any:
        return self._everything().items()

    def values(self) -> Any:
        return self._everything().values()


def _are_alike(before: tuple[Construction, ...], now: tuple[Construction, ...]) -> bool:
    """Whether they are the same constructs in the same places, whatever else they are given."""
    if len(before) != len(now):
        return False
    return all(a is b or _outline(a) == _outline(b) for a, b in zip(before, now, strict=True))


def _outline(event: Construction) -> tuple[object, ...]:
    scope = event.scope if event.scope is not None else event.arguments.value("scope")
    placed = (event.place.statement.key, event.conditions, event.repeated, event.frame)
    return (event.instance, event.type.fqn, _told_by(scope), _told_by(event.id), *placed)


def _told_by(value: Value | None) -> object:
    """What a value is, wherever it was written."""
    if isinstance(value, InstanceValue):
        return value.instance
    return value.value if isinstance(value, Constant) else value


def _are_the_same(before: object, now: object) -> bool:
    if isinstance(now, dict):
        return before == now and list(before) == list(now)  # type: ignore[call-overload]
    return before == now


def _kept(before: _Answer | None, now: _Answer) -> _Answer:
    return before if before is not None and before == now else now
