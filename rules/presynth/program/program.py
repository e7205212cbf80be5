"""A project's program, evaluated: its constructs, what they were given, and everything else that happens."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TypeVar

from presynth import interruption
from presynth.catalog.catalog import Catalog
from presynth.program import calls
from presynth.program.addresses import Addresses
from presynth.program.asking import Outcome
from presynth.program.changes import Change, Configured
from presynth.program.classes import binding_base, linearized
from presynth.program.events import Construction, Definition, Event, ExternalCall, Invocation, MethodCall, ProjectCall
from presynth.program.facts import Facts, Inquiry, Question, Watched, events_of
from presynth.program.interpreter import Interpreter
from presynth.program.modules import Modules
from presynth.program.parameters import parameters_of
from presynth.program.state import Context, Flow, Frame, Run, Slot, Trace, runs_in_order
from presynth.program.values import Bound, Constant, Function, Instance, InstanceValue
from presynth.source.file import SourceFile
from presynth.source.statement import Place

_TEST_FILE = re.compile(r"(^|/)(test_[^/]*|[^/]*_test|conftest)\.py$|(^|/)tests?/")
_EventType = TypeVar("_EventType", bound=Event)
_Subject = TypeVar("_Subject")
_Told = TypeVar("_Told")
_ON_CONSTRUCTS = ("construct", "constructs", "made", "stack")
_DEPTH_LIMIT = 50
_PASS_LIMIT = 6
"""How often functions that nobody calls may define further functions that nobody calls."""


@lru_cache(maxsize=1024)
def is_test(path: str) -> bool:
    """Whether a file is test code, which makes stacks on its own terms."""
    return _TEST_FILE.search(path.replace("\\", "/")) is not None


class Program:
    """What one evaluation found, for one who looks at it: `asked` says at what, and what there was to see.

    Ask for as little as answers the question (`made`, `called`, one key of a mapping): a rule is asked again when an
    answer that it got would be another.
    """

    def __init__(self, facts: Facts, modules: Modules) -> None:
        self.catalog: Catalog = facts.catalog
        self.modules = modules
        self._facts = facts
        # What it hands out asks without it: nothing here is held by what it holds, or only the collector could free it.
        self._inquiry = Inquiry(facts)
        self.asked = self._inquiry.asked
        self._ask = self._inquiry.ask

    def view(self) -> Program:
        """The same program, for somebody else to look at."""
        return Program(self._facts, self.modules)

    def still_answers(self, asked: Mapping[Question, object]) -> bool:
        """Whether everything that was asked of an earlier state of the program has the same answers now."""
        ask = self._facts.ask
        return all(ask(question) is answer for question, answer in asked.items())

    @property
    def asked_beside_constructs(self) -> dict[Question, object]:
        """What was asked about anything else than constructs."""
        return {
            question: answer
            for question, answer in self.asked.items()
            if question[0] not in _ON_CONSTRUCTS and question[1] is not Construction
        }

    def each(
        self, asker: object, subjects: Iterable[_Subject], look: Callable[[Program, _Subject], Iterable[_Told]]
    ) -> Iterator[_Told]:
        """What `look` says of each of the subjects: events, or what else stays the same object from edit to edit.

        It is not asked again of those that it had nothing to say of when this `asker` came last, were it told the same.
        """
        silent: dict[object, Mapping[Question, object]] = {}
        before = self._facts.silent.get(asker, silent)
        for subject in subjects:
            interruption.point()
            asked = before.get(subject)
            if asked is None or not self.still_answers(asked):
                view = self.view()
                told = tuple(look(view, subject))
                yield from told
                asked = view.asked
                if told:
                    self.asked.update(asked)
                    continue
            self.asked.update(asked)
            silent[subject] = asked
        self._facts.silent[asker] = silent

    @property
    def outline(self) -> object:
        """Another object whenever there are other constructs, or the same under other scopes and ids."""
        return self._ask(self._facts.outline, None)

    def configured(self, before: Mapping[Construction, Configured]) -> Iterator[Configured]:
        """Every construct with what reaches it; those of `before` that are as they were."""
        return self._facts.configured(before)

    @property
    def runs(self) -> tuple[Run, ...]:
        """All statements that ran, each with its events. They are others after each edit."""
        return self._ask(self._facts.runs, None)

    @property
    def trees(self) -> tuple[Run, ...]:
        """The outermost runs of what is no test."""
        return self._facts.trees

    @property
    def of_tests(self) -> tuple[Run, ...]:
        """All runs of test code, what it calls elsewhere left out."""
        return self._facts.of_tests

    def events(self, kind: type[_EventType]) -> Iterator[_EventType]:
        """All events of one kind, in the order in which they happen."""
        yield from self._ask(self._facts.events, kind)  # type: ignore[misc]  # filed under its own type

    def chosen(self, kind: type[_EventType], test: Callable[[_EventType, Catalog], bool]) -> tuple[_EventType, ...]:
        """The events of one kind that pass a test, in the order in which they happen.

        Each is tested once: the test must be a function of a module, and look at nothing but the event.
        """
        return self._ask(self._facts.chosen, (kind, test))  # type: ignore[return-value]  # all are of that kind

    def called(self, name: str) -> tuple[MethodCall, ...]:
        """The calls of methods of that name, in the order in which they happen."""
        return self._ask(self._facts.called, name)

    def external_call(self, place: Place) -> ExternalCall | None:
        """The call of something outside of the project that is the text at `place`."""
        return self._ask(self._facts.external_call, place)

    @property
    def kinds(self) -> frozenset[str]:
        """What `made` has something for: one question instead of many where a table has many types."""
        return self._ask(self._facts.kinds, None)

    def made(self, kind: str) -> tuple[Construction, ...]:
        """The constructs of a Terraform type (`aws_s3_bucket`), or of classes that inherit from `TerraformStack`."""
        return self._ask(self._facts.made, kind)

    def default_providers(self, stack: Instance) -> tuple[Construction, ...]:
        """The providers without an alias in a stack."""
        return self._ask(self._facts.default_providers, stack)

    def creation(self, instance: Instance) -> ProjectCall | None:
        """The call that made an object of one of the project's classes."""
        return self._ask(self._facts.creation, instance)

    @property
    def constructions(self) -> tuple[Construction, ...]:
        """Everything of a binding that is constructed, structs too."""
        return tuple(self.events(Construction))

    @cached_property
    def constructs(self) -> Mapping[Instance, Construction]:
        """The constructs, stacks and apps, each with how it was made."""
        return Watched(self._inquiry, self._facts.construct, self._facts.constructs)

    def scopes(self, instance: Instance) -> Iterator[Instance]:
        """A construct, its scope, that one's scope, …, as far as they are known."""
        current: Instance | None = instance
        for _ in range(_DEPTH_LIMIT):
            if current is None:
                return
            yield current
            event = self.constructs.get(current)
            scope = None if event is None else event.scope
            current = scope.instance if isinstance(scope, InstanceValue) else None

    @cached_property
    def changes(self) -> Mapping[Instance, tuple[Change, ...]]:
        """What reaches constructs after they were made: attributes, `put_…`, `reset_…`, `add_override`."""
        return Watched(self._inquiry, self._facts.changed, self._facts.changes)

    @property
    def changed(self) -> Iterator[Construction]:
        """The constructs that something changes after they were made."""
        made = (self.constructs.get(instance) for instance in self.changes)
        return (event for event in made if event is not None)

    @cached_property
    def addresses(self) -> Addresses:
        """Terraform addresses."""
        overridden: dict[Instance, str] = {}
        for event in self.called("override_logical_id"):
            if isinstance(event.receiver, InstanceValue):
                given = event.arguments.items[0].value if event.arguments.items else None
                if isinstance(given, Constant):
                    overridden[event.receiver.instance] = str(given.value)
        ask, stack = self._ask, self._facts.stack
        return Addresses(self.catalog, self.constructs, overridden, lambda instance: ask(stack, instance))

    @property
    def names(self) -> Mapping[Instance, tuple[Slot, ...]]:
        """Where each object is kept: local names (owner: a frame) and attributes (owner: an object)."""
        return Watched(self._inquiry, self._facts.named, self._facts.names)

    def spelled(self, instance: Instance, frame: Frame) -> str | None:
        """An expression for the object in a function, class or module: `queue`, `self.queue`; None if there is none.

        Whether it is bound before it is used there is for the caller to know. A name that held other objects too, one
        after the other, is none.
        """
        for owner, name in self.names.get(instance, ()):
            if self._ask(self._facts.holdings, (owner, name)) > 1:
                continue
            reachable: Frame | None = frame
            while reachable is not None:
                if owner is reachable:
                    return name
                receiver = reachable.receiver
                if isinstance(receiver, InstanceValue) and owner is receiver.instance:
                    return f"{receiver_name(reachable)}.{name}"
                reachable = reachable.parent
        return None

    def source(self, path: str) -> SourceFile | None:
        """The file at `path`, as it was evaluated."""
        return self._ask(self._facts.source, path)


def receiver_name(frame: Frame) -> str:
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
        self._facts: Facts | None = None

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
        tests = [path for path in ordered if is_test(path)]
        for path in ordered:
            if not is_test(path):
                self.modules.execute(run, path)
        self._run_uncalled([path for path in ordered if not is_test(path)])
        runs = tuple(state.trace.inner)
        state.trace.inner.clear()
        for path in tests:
            self.modules.execute(run, path)
        self._run_uncalled(tests)
        among_tests = runs_in_order(state.trace.inner)
        of_tests = tuple(each for each in among_tests if each.group[0].path in tests)
        self._uncalled.tidy(lambda: {each.group[0].key for each in (*runs_in_order(runs), *of_tests)})
        self._facts = Facts(self._catalog, self.modules, runs, of_tests, self._facts)
        return Program(self._facts, self.modules)

    @property
    def outcome(self) -> Outcome:
        """What names hold since the last evaluation."""
        return Outcome(self._run)

    def _run_uncalled(self, paths: Sequence[str]) -> None:
        """Run the functions in these files that no call was seen of, with what is known of their parameters."""
        wanted = set(paths)
        seen = 0
        definitions: list[Definition] = []
        invoked: set[object] = set()
        instances: list[Instance] = []
        inner = self._run.state.trace.inner
        for _ in range(_PASS_LIMIT):
            for each in inner[seen:]:
                definitions += events_of(each, Definition)
                invoked.update(event.function.statement for event in events_of(each, Invocation))
                results = (event.result for event in events_of(each, ProjectCall))
                instances += [result.instance for result in results if isinstance(result, InstanceValue)]
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
        except BaseException:
            run.state.trace = outer
            raise
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
