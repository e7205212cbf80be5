"""What names hold when all has run, and what an expression that stands nowhere in the program would be."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import cached_property

from presynth.catalog.catalog import Catalog
from presynth.program.interpreter import STATEMENT_LIMIT, Interpreter
from presynth.program.state import Context, Frame
from presynth.program.values import UNKNOWN, Value
from presynth.source.parsing import no_warnings
from presynth.source.statement import Kind, Statement

_STEP_LIMIT = 500
"""Statements that functions called in an expression may run."""


class Outcome:
    """The names of a program as the last evaluation left them. Only that of the latest evaluation can be asked."""

    def __init__(self, run: Interpreter) -> None:
        self._run = run
        self._slots = run.state.slots

    @property
    def catalog(self) -> Catalog:
        return self._run.catalog

    @cached_property
    def frames(self) -> Mapping[Statement, tuple[Frame, ...]]:
        """The calls of each function, and the body of each class, by their `def` or `class`: the latest last."""
        frames: dict[Statement, dict[Frame, None]] = {}
        for owner, _ in self._slots:
            if isinstance(owner, Frame):
                place = owner.owner.place if owner.owner is not None else None
                statement = owner.function.statement if owner.function is not None else place and place.statement
                if statement is not None:
                    frames.setdefault(statement, {})[owner] = None
        return {statement: tuple(each) for statement, each in frames.items()}

    @cached_property
    def _held(self) -> Mapping[object, dict[str, Value]]:
        held: dict[object, dict[str, Value]] = {}
        for (owner, name), value in self._slots.items():
            if not name.startswith("<"):
                held.setdefault(owner, {})[name] = value
        return held

    def held(self, owner: object) -> Mapping[str, Value]:
        """The names of a frame, or the attributes of an object or class of the project, with what they hold."""
        return self._held.get(owner, {})

    def slot(self, owner: object, name: str) -> Value | None:
        """What one name of a frame, an object or a class holds."""
        return self._slots.get((owner, name))

    def ask(self, expression: str, frame: Frame) -> Value:
        """What an expression would be in a function, class or module; unknown if it does not parse."""
        try:
            with no_warnings():
                node = ast.parse(f"({expression}\n)", mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return UNKNOWN
        run = self._run
        state, outer, saved = run.state, run.state.trace, (run.frame, run.context, run.statement, run.steps)
        state.slots = self._slots
        state.begin(object(), Context(), None)
        state.branch()
        run.frame, run.context = frame, Context()
        run.statement = Statement(frame.path, f"({expression}\n)", Kind.SIMPLE, node, line=1)
        run.steps = STATEMENT_LIMIT - _STEP_LIMIT
        try:
            return run.evaluate(node)
        except RecursionError:
            return UNKNOWN
        finally:
            # Nothing that it did remains.
            state.unbranch()
            state.trace = outer
            run.frame, run.context, run.statement, run.steps = saved
