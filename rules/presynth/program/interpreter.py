"""Runs statements: which ones, in which order, under which conditions."""

from __future__ import annotations

import ast
import contextlib
from collections.abc import Callable, Container, Generator, Iterator
from collections.abc import Sequence as Items
from typing import TypeVar

from presynth import interruption
from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Type
from presynth.program import assignment, compound, definitions, expressions, imports
from presynth.program.events import Conditions, Event
from presynth.program.modules import Modules
from presynth.program.state import Context, Flow, Frame, Run, State
from presynth.program.values import UNKNOWN, Constant, Instance, ProjectClass, Value, join
from presynth.source.mending import mended, names_bound
from presynth.source.statement import Kind, Place, Statement

Made = TypeVar("Made")

STRETCH = 24
"""Blocks with more statements than this are taken over in parts of about so many, not one by one."""
STATEMENT_LIMIT = 200_000
"""After so many statements a run gives up: what has not been evaluated by then is unknown."""

_FOLLOWERS = {
    Kind.IF: {Kind.ELIF, Kind.ELSE},
    Kind.FOR: {Kind.ELSE},
    Kind.WHILE: {Kind.ELSE},
    Kind.TRY: {Kind.EXCEPT, Kind.ELSE, Kind.FINALLY},
}


class Interpreter:
    """Evaluates the modules of a project over one `State`, with a catalog of what the bindings declare."""

    def __init__(self, catalog: Catalog, modules: Modules) -> None:
        self.catalog = catalog
        self.modules = modules
        self.state = State()
        self.frame = Frame("", "<nothing>", None)
        self.context = Context()
        self.statement: Statement | None = None
        self.conditions: Conditions = ()
        self.repeated = False
        self.caught: frozenset[str] = frozenset()
        self.frames: list[Frame] = []
        self._parts: dict[tuple[object, str], Instance] = {}
        self.steps = 0

    # What expressions need

    def place(self, node: ast.AST) -> Place:
        """Where `node` of the statement under way is."""
        assert self.statement is not None
        return Place.of(self.statement, node)  # type: ignore[arg-type]

    def emit(self, event: Event) -> None:
        """Tell the rules."""
        self.state.trace.events.append(event)

    def evaluate(self, node: ast.expr | None) -> Value:
        """The value of an expression of the statement under way."""
        return UNKNOWN if node is None else expressions.evaluate(self, node)

    def made_here(
        self, kind: type[Made], make: Callable[[], Made], is_same: Callable[[Made], bool] = lambda _: True
    ) -> Made:
        """The object that this statement makes next: that of the last run if it `is_same`, or a new one."""
        trace = self.state.trace
        slot = (trace.key, trace.next())
        made = trace.context.objects.get(slot)
        if not isinstance(made, kind) or not is_same(made):
            made = trace.context.objects[slot] = make()
        return made

    def instance_here(self, project_class: ProjectClass | None, type_: Type | None, key: object = None) -> Instance:
        """The object that a call in this statement makes."""
        return self.made_here(
            Instance,
            lambda: Instance(key or object(), project_class, type_),
            lambda known: known.project_class is project_class and known.type is type_,
        )

    def child_context(self) -> Context:
        """A context for a call or a turn that the statement under way makes."""
        trace = self.state.trace
        return trace.context.child(trace.key, trace.next())

    def part(self, owner: object, name: str, type_: Type | None, project_class: ProjectClass | None = None) -> Instance:
        """The one object that `owner` has under `name`: the `node` of a construct, a member of an enumeration."""
        part = self._parts.get((owner, name))
        if part is None or part.type is not type_ or part.project_class is not project_class:
            part = self._parts[(owner, name)] = Instance(owner, project_class, type_, name)
        return part

    @contextlib.contextmanager
    def inside(self, frame: Frame, context: Context) -> Generator[None]:
        """Run statements in another frame: a function's, a class's, a module's."""
        saved = (self.frame, self.context, self.statement)
        self.frame, self.context = frame, context
        self.frames.append(frame)
        try:
            yield
        finally:
            self.frames.pop()
            self.frame, self.context, self.statement = saved

    def catches(self, *names: str) -> bool:
        """Whether one of these exceptions would be caught by a `try` around."""
        return not self.caught.isdisjoint({*names, "Exception", "BaseException"})

    # Blocks

    def block(self, statements: Items[Statement]) -> Flow:
        """Run statements until one of them leaves the block."""
        if len(statements) <= STRETCH:
            return self._in_order(statements)
        flow = Flow.NEXT
        index = 0
        while index < len(statements) and flow is Flow.NEXT:
            index, flow = self._stretch(statements, index)
        return flow

    def _in_order(self, statements: Items[Statement]) -> Flow:
        flow = Flow.NEXT
        index = 0
        while index < len(statements) and flow is Flow.NEXT:
            end = _end_of_group(statements, index)
            flow = self.remembered(tuple(statements[index:end]))
            index = end
        return flow

    def _stretch(self, statements: Items[Statement], start: int) -> tuple[int, Flow]:
        """Run a part of a long block, or take over its last run as a whole; returns where the next part begins.

        Parts begin at the statements where they began the last time: an edit is felt in one of them.
        """
        known = self.context.stretches
        key = statements[start].key
        ambient = (self.conditions, self.repeated, self.caught)
        last = known.get(key)
        if last is not None:
            end = start + len(last.group)
            if last.group == tuple(statements[start:end]) and last.ambient == ambient and self.state.is_current(last):
                self.state.take_over(last)
                return end, last.flow
        end = _end_of_stretch(statements, start, known)
        part = tuple(statements[start:end])
        outer = self.state.begin(key, self.context, None)
        try:
            flow = self._in_order(part)
        except BaseException:
            self.state.trace = outer
            raise
        known[key] = self.state.end(outer, part, flow, ambient)
        return end, flow

    def body(self, statements: Items[Statement]) -> Flow:
        """Run the body of a function, class or module: a block whose context is its own."""
        flow = self.block(statements)
        self.context.tidy(lambda: {statement.key for statement in _all_statements(statements)})
        return flow

    def remembered(self, group: tuple[Statement, ...]) -> Flow:
        """Run a statement, or take over its last run where nothing that it reads has changed."""
        key = group[0].key
        ambient = (self.conditions, self.repeated, self.caught)
        last = self.context.runs.get(key)
        if last is not None and last.group == group and last.ambient == ambient and self.state.is_current(last):
            self.state.take_over(last)
            return last.flow
        return self.run(group, key, ambient, last)

    def run(self, group: tuple[Statement, ...], key: object, ambient: object, last: Run | None) -> Flow:
        """Run a statement and remember how it went."""
        interruption.point()
        saved = self.statement
        self.statement = group[0]
        context = self.context
        outer = self.state.begin(key, context, last)
        flow = Flow.NEXT
        try:
            self.steps += 1
            if self.steps < STATEMENT_LIMIT:
                flow = self._execute(group)
        except RecursionError:
            pass  # nested too deeply to be looked at: unknown
        except BaseException:
            self.state.trace = outer  # what did not come to its end is not remembered
            raise
        context.runs[key] = self.state.end(outer, group, flow, ambient)
        self.statement = saved
        return flow

    def alternatives(self, statement: Statement, branches: Items[Callable[[], Flow]], complete: bool) -> Flow:
        """Run branches of which one is taken (or none, when not `complete`), and join what they do."""
        outcomes: list[tuple[dict[tuple[object, str], Value], Flow]] = []
        conditions = self.conditions
        for number, branch in enumerate(branches):
            self.conditions = (*conditions, (statement.key, number))
            self.state.branch()
            try:
                flow = branch()
            finally:
                written = self.state.unbranch()
                self.conditions = conditions
            outcomes.append((written, flow))
        if not complete:
            outcomes.append(({}, Flow.NEXT))
        going_on = [written for written, flow in outcomes if flow is not Flow.RETURN]
        for slot in dict.fromkeys(slot for written, _ in outcomes for slot in written):
            relevant = [written for written, _ in outcomes] if slot[1] == "<return>" else going_on
            before = self.state.read(*slot)
            values = [written.get(slot, before) for written in relevant]
            known = [value for value in values if value is not None]
            if known:
                self.state.write(*slot, _join_contents(known))
        return min((flow for _, flow in outcomes), default=Flow.NEXT)

    # Statements

    def _execute(self, group: tuple[Statement, ...]) -> Flow:
        statement = group[0]
        if statement.node is None and statement.kind not in (Kind.FUNCTION, Kind.CLASS, Kind.TRY):
            return self._broken(statement)
        match statement.kind:
            case Kind.SIMPLE:
                return self._simple(statement.node)
            case Kind.FUNCTION:
                definitions.define_function(self, statement)
            case Kind.CLASS:
                definitions.define_class(self, statement)
            case Kind.IF:
                return compound.run_if(self, group)
            case Kind.FOR:
                return compound.run_for(self, group)
            case Kind.WHILE:
                return compound.run_while(self, group)
            case Kind.WITH:
                return compound.run_with(self, statement)
            case Kind.TRY:
                return compound.run_try(self, group)
            case Kind.MATCH:
                return compound.run_match(self, statement)
            case _:
                pass  # a follower without the one it belongs to
        return Flow.NEXT

    def _broken(self, statement: Statement) -> Flow:
        """What does not parse costs only itself: the body of a header may run, once, or not; a call is made."""
        for name in names_bound(statement):
            assignment.assign(self, name, UNKNOWN)
        if statement.body:
            compound.unknown_turns(self, statement, lambda: self.block(statement.body))
        node = mended(statement)
        return Flow.NEXT if node is None else self._simple(node)

    def _simple(self, node: ast.AST | None) -> Flow:
        match node:
            case ast.Expr(value=value):
                self.evaluate(value)
            case ast.Assign(targets=targets, value=value):
                assigned = self.evaluate(value)
                for target in targets:
                    assignment.assign(self, target, assigned)
            case ast.AnnAssign(target=target, value=value) if value is not None:
                assignment.assign(self, target, self.evaluate(value))
            case ast.AugAssign():
                assignment.augment(self, node)
            case ast.Return(value=value):
                self._return(self.evaluate(value) if value is not None else Constant(None))
                return Flow.RETURN
            case ast.Import():
                imports.import_modules(self, node)
            case ast.ImportFrom():
                imports.import_names(self, node)
            case ast.Global(names=names):
                self.frame.globals |= frozenset(names)
            case ast.Delete(targets=targets):
                for target in targets:
                    assignment.delete(self, target)
            case ast.Raise(exc=exc):
                self.evaluate(exc)
                return Flow.RETURN
            case ast.Assert(test=test, msg=msg):
                self.evaluate(test)
                self.evaluate(msg)
            case ast.Break():
                return Flow.BREAK
            case ast.Continue():
                return Flow.CONTINUE
            case _:
                pass
        return Flow.NEXT

    def _return(self, value: Value) -> None:
        earlier = self.state.read(self.frame, "<return>")
        self.state.write(self.frame, "<return>", value if earlier is None else join([earlier, value]))


def _end_of_group(statements: Items[Statement], start: int) -> int:
    followers = _FOLLOWERS.get(statements[start].kind)
    end = start + 1
    if followers:
        while end < len(statements) and statements[end].kind in followers:
            end += 1
    return end


def _end_of_stretch(statements: Items[Statement], start: int, heads: Container[object]) -> int:
    """Where the next of the known `heads` is, unless that is very near; else a good place to cut."""
    cut = 0
    end = _end_of_group(statements, start)
    while end < len(statements):
        length = end - start
        if length >= 2 * STRETCH:
            return cut
        if length >= STRETCH // 4 and statements[end].key in heads:
            return end
        if length >= STRETCH and not cut:
            cut = end
        end = _end_of_group(statements, end)
    return end


def _all_statements(statements: Items[Statement]) -> Iterator[Statement]:
    """The statements that run in one context: those of a block and of the branches in it."""
    stack = list(statements)
    while stack:
        statement = stack.pop()
        yield statement
        if statement.kind not in (Kind.FUNCTION, Kind.CLASS):
            stack.extend(statement.body)


def _join_contents(values: list[Value]) -> Value:
    """Like `join`; contents of one list or dict that differ become what they share, open."""
    return assignment.merge(values) if len(values) > 1 else values[0]
