"""The stacks of a program, and what lies in them."""

from __future__ import annotations

import sys
from functools import cached_property

from presynth.checks.common.testing import Tests
from presynth.program.events import Construction, ExternalCall
from presynth.program.program import Program
from presynth.program.values import Instance, ProjectClass, instances_in

_CALLS_BACK = ("functools", "importlib", "concurrent", "asyncio", "threading")
"""Modules of the standard library that call what they are given."""


class Stacks:
    """The stacks of a program, and what lies in them."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._by_kind: dict[str, dict[Instance, list[Construction]]] = {}

    @cached_property
    def groups(self) -> tuple[tuple[Construction, ...], ...]:
        """The stacks that are not made for tests: those of a class of the project together, others one by one."""
        groups: dict[ProjectClass | Instance, list[Construction]] = {}
        for event in self.program.made("TerraformStack"):
            if event.instance is not None and not self._tests.make(event):
                groups.setdefault(event.instance.project_class or event.instance, []).append(event)
        return tuple(tuple(group) for group in groups.values())

    @cached_property
    def _tests(self) -> Tests:
        return Tests(self.program)

    @cached_property
    def apps(self) -> dict[Instance, Construction]:
        """The apps that are not made for tests."""
        made = self.program.made("App")
        return {each.instance: each for each in made if each.instance is not None and not self._tests.make(each)}

    def app_of(self, instance: Instance) -> Instance | None:
        """The app that a construct is in; None where it is in none that is made here."""
        *_, last = self.program.scopes(instance)
        return last if last in self.apps else None

    def inside(self, stack: Instance, *kinds: str) -> list[Construction]:
        """What of these classes (`TerraformProvider`) lies in a stack, at any depth, in the order of its making."""
        return [event for kind in kinds for event in self._members(kind).get(stack, ())]

    def _members(self, kind: str) -> dict[Instance, list[Construction]]:
        if kind not in self._by_kind:
            found = self._by_kind[kind] = {}
            for event in self.program.made(kind):
                stack = None if event.instance is None else self.program.addresses.stack(event.instance)
                if stack is not None:
                    found.setdefault(stack, []).append(event)
        return self._by_kind[kind]

    @cached_property
    def given_away(self) -> frozenset[Instance]:
        """The constructs that functions outside of the project, or unknown ones, are given: they may build on them."""
        return frozenset(
            instance
            for call in self.program.events(ExternalCall)
            if not _is_harmless(call.name)
            for argument in call.arguments.items
            for instance in instances_in(argument.value)
        )

    def is_all_seen(self, stack: Instance) -> bool:
        """Whether no code that nobody can see is given the stack, something in it, or a whole app."""
        given = self.given_away
        return not any(each in self.apps or self.program.addresses.stack(each) is stack for each in given)


def label(event: Construction) -> str:
    """What a construct is called in a message: `Jobs`, the project's class, or that of the binding."""
    project_class = event.instance.project_class if event.instance is not None else None
    return f"`{event.type.name if project_class is None else project_class.name}`"


def _is_harmless(name: str) -> bool:
    """Whether it only looks at what it is given: most of what comes with Python."""
    root, dot, _ = name.partition(".")
    return bool(name) and root not in _CALLS_BACK and (root in sys.stdlib_module_names or bool(root and not dot))
