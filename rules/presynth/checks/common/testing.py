"""What belongs to tests: they make stacks on their own terms, without provider, backend and tags."""

from __future__ import annotations

from presynth.program.events import Construction
from presynth.program.program import Program, is_test
from presynth.program.values import Instance, InstanceValue

_DEPTH_LIMIT = 50
_MAKE_APPS = ("app", "stub_version", "enable_future_flags", "fake_cdktf_json_path")
"""The methods of `Testing` that return an app."""


class Tests:
    """Tells what a program makes for tests: in test files, or in an app of `Testing`."""

    def __init__(self, program: Program) -> None:
        self._constructs = program.constructs
        self._apps: set[Instance] = {
            event.result.instance
            for name in _MAKE_APPS
            for event in program.called(name)
            if event.type.name == "Testing" and isinstance(event.result, InstanceValue)
        }

    def make(self, event: Construction) -> bool:
        """Whether a construct is made for a test."""
        construct: Construction | None = event
        for _ in range(_DEPTH_LIMIT):
            if construct is None:
                return False
            if is_test(construct.place.path):
                return True
            scope = construct.scope
            if not isinstance(scope, InstanceValue):
                return False
            if scope.instance in self._apps:
                return True
            construct = self._constructs.get(scope.instance)
        return False
