"""The constructs of a program by scope and id, and which of them clash."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from presynth.catalog.catalog import Catalog
from presynth.checks.common.text_literals import with_suffix
from presynth.checks.constructs.enclosing import ancestors, differing_parameter, loop_variable
from presynth.findings import Fix, Related, Safety
from presynth.operations import Replace
from presynth.program.events import Conditions, Construction, Event, Invocation, MethodCall
from presynth.program.program import Program, is_test
from presynth.program.state import Run, runs_in_order
from presynth.program.values import Constant, Instance, InstanceValue
from presynth.source.statement import Kind, Place, Statement

_REMOVED = re.compile(r"[^A-Za-z0-9_-]")
_SEPARATOR = re.compile(r"[/\n]")
_BACKEND_ID = "backend"


class Siblings:
    """The constructs of a program by scope and id."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._catalog: Catalog = program.catalog
        self._families: dict[tuple[Instance, str], list[Construction]] = {}
        for event in program.constructs.values():
            given = self._given_id(event)
            scope = _scope(event) if given is not None else None
            if given is not None and scope is not None:
                if "/" in given or "\n" in given:
                    given = _SEPARATOR.sub("--", given)
                self._families.setdefault((scope, given), []).append(event)

    def _given_id(self, event: Construction) -> str | None:
        value = event.id
        if value is None:
            return _BACKEND_ID if self._catalog.is_a(event.type, "TerraformBackend") else None
        return value.value if isinstance(value, Constant) and isinstance(value.value, str) else None

    def id_of(self, event: Construction) -> str:
        return self._given_id(event) or ""

    def clashes(self) -> Iterator[tuple[Construction, Construction]]:
        """Each construct whose id a sibling before it has, with that one."""
        for family in self._families.values():
            if len(family) > 1:
                yield from self._pairs(family)

    def replacements(self) -> Iterator[tuple[Construction, Construction]]:
        """Each construct right in a stack that comes out under the Terraform name of one before it."""
        if not any(_REMOVED.search(given) for _, given in self._families):
            return
        cleaned: dict[tuple[Instance, str, str], list[Construction]] = {}
        for (scope, given), family in self._families.items():
            event = family[0]
            if self._is_named_by_id(scope, event):
                cleaned.setdefault((scope, event.type.fqn, _REMOVED.sub("", given)), []).append(event)
        for family in cleaned.values():
            if len(family) > 1:
                yield from self._pairs(family)

    def _is_named_by_id(self, scope: Instance, event: Construction) -> bool:
        """Whether its Terraform name is its id, without what Terraform does not allow: nothing is hashed in."""
        if scope.type is None or not self._catalog.is_a(scope.type, "TerraformStack"):
            return False
        unnamed = any(self._catalog.is_a(event.type, base) for base in ("TerraformProvider", "TerraformBackend"))
        return not unnamed and self._catalog.is_a(event.type, "TerraformElement")

    def _pairs(self, family: list[Construction]) -> Iterator[tuple[Construction, Construction]]:
        for number, second in enumerate(family):
            first = next((event for event in family[:number] if self._both_are_made(event, second)), None)
            if first is not None:
                yield first, second

    def _both_are_made(self, first: Construction, second: Construction) -> bool:
        """Whether one cannot be without the other, as far as anybody can see.

        In a branch nobody can decide they have to stand together: another time it may be another one that is taken.
        """
        if first.conditions != second.conditions or self._roots.get(first) is not self._roots.get(second):
            return False
        if self._own_conditions(second) and (first.frame is not second.frame or first.place == second.place):
            return False
        source = self._program.source(second.place.path)
        if is_test(second.place.path) and source is not None and "aises(" in source.text:
            return False
        return not any(event.name == "try_remove_child" for event in self._program.events(MethodCall))

    def _scope_event(self, event: Construction) -> Construction | None:
        """How the scope was made."""
        scope = _scope(event)
        return None if scope is None else self._program.constructs.get(scope)

    def _own_conditions(self, event: Construction) -> Conditions:
        """The undecided branches it stands in and its scope does not."""
        scope = self._scope_event(event)
        outer = scope.conditions if scope is not None else ()
        return event.conditions[len(outer) :] if event.conditions[: len(outer)] == outer else event.conditions

    @cached_property
    def _roots(self) -> dict[Event, Run]:
        """The function that was run though nobody calls it, for what happened in one."""
        roots: dict[Event, Run] = {}
        for run in self._program.runs:
            function = run.group[0]
            if function.kind is Kind.FUNCTION and any(
                isinstance(event, Invocation) and event.function.statement is function for event in run.events
            ):
                roots.update((event, run) for inner in runs_in_order([run]) for event in inner.events)
        return roots

    def repeated(self) -> Iterator[Construction]:
        """Constructs with a constant id in a loop that turns nobody knows how often, in a scope outside of the loop."""
        for event in self._program.constructs.values():
            known = event.repeated and self._given_id(event) is not None
            scope = self._scope_event(event) if known else None
            if scope is not None and not scope.repeated and self._surely_repeated(event):
                yield event

    def _surely_repeated(self, event: Construction) -> bool:
        """Whether nothing but the loop, which nothing leaves early, decides on it."""
        source = self._program.source(event.place.path)
        own = self._own_conditions(event)
        if source is None or len(own) != 1:
            return False
        above = ancestors(source.statements, event.place.statement)
        loop = next((statement for statement in above if statement.key is own[0][0]), None)
        return loop is not None and loop.kind is Kind.FOR and not any(map(_leaves, _inside(loop)))

    # Places

    def id_place(self, event: Construction) -> Place:
        """Where the id is passed: to the class of the project, where it is one's own; else to the binding's."""
        name = _id_name(event, self._catalog)
        argument = event.arguments.get(name) if name is not None else None
        if argument is None:
            return event.callee_place
        call = self._program.creation(event.instance) if event.instance is not None else None
        if call is not None and isinstance(argument.value, Constant):
            for passed in call.arguments.items:
                if passed.value == argument.value and passed.place.statement is not argument.place.statement:
                    return passed.place
        return argument.place

    def related(self, first: Construction, second: Construction, place: Place) -> Iterator[Related]:
        where = self.id_place(first)
        if where != place:
            yield Related(where, f"the first `{self.id_of(first)}`")
        origin = second.id.origin if second.id is not None else None
        if origin is not None and origin != place:
            yield Related(origin, "the id is written here")

    # Fixes

    def fixes(self, first: Construction, second: Construction) -> Iterator[Fix]:
        """Another id: with what differs from turn to turn or call to call, else with a number."""
        place = self.id_place(second)
        if place == second.callee_place:
            return
        if self.id_place(first) != place:
            suffix = f"-{self._free_number(second)}"
        else:
            variable = differing_parameter(first.frame, second.frame, self._program) or loop_variable(
                place, self._program
            )
            if variable is None or variable == place.text:
                return
            suffix = f"-{{{variable}}}"
        code = with_suffix(place.text, suffix)
        yield Fix(f"Change the id to `{code}`", Safety.UNSAFE, (Replace(place, (code,)),))

    def _free_number(self, event: Construction) -> int:
        scope = _scope(event)
        taken = {given for family_scope, given in self._families if family_scope is scope}
        number = 2
        while f"{self.id_of(event)}-{number}" in taken:
            number += 1
        return number


def _scope(event: Construction) -> Instance | None:
    scope = event.scope if event.scope is not None else event.arguments.value("scope")
    return scope.instance if isinstance(scope, InstanceValue) else None


def _id_name(event: Construction, catalog: Catalog) -> str | None:
    positional = catalog.positional(event.type)
    return positional[1].name if len(positional) > 1 else None


def _inside(statement: Statement) -> Iterable[Statement]:
    for inner in statement.body:
        yield inner
        yield from _inside(inner)


def _leaves(statement: Statement) -> bool:
    return type(statement.node).__name__ in ("Break", "Return", "Raise", "Continue")
