"""Statements with statements in them: which of these run, and how often."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING

from presynth.program import assignment, expressions, patterns
from presynth.program.observed import observe
from presynth.program.state import Flow
from presynth.program.values import UNKNOWN, Sequence, Value, is_token
from presynth.source.statement import Kind, Statement

if TYPE_CHECKING:
    from presynth.program.interpreter import Interpreter

TURN_LIMIT = 64
"""A loop over more items than this is evaluated once, with an unknown item."""


def run_if(run: Interpreter, group: tuple[Statement, ...]) -> Flow:
    """An `if` with its `elif` and `else`: the branch that is known to be taken, or all that may be."""
    branches: list[Callable[[], Flow]] = []
    for statement in group:
        node = statement.node
        truth: bool | None = True if statement.kind is Kind.ELSE else None
        if isinstance(node, ast.If):
            run.statement = statement
            truth = expressions.truth(run, node.test)
        if truth is False:
            continue
        branches.append(_block_runner(run, statement))
        if truth is True:
            break
    else:
        return run.alternatives(group[0], branches, complete=False) if branches else Flow.NEXT
    if len(branches) == 1:
        return branches[0]()
    return run.alternatives(group[0], branches, complete=True)


def run_for(run: Interpreter, group: tuple[Statement, ...]) -> Flow:
    """A `for` with its `else`: a turn for each item that is known, and perhaps one more."""
    statement = group[0]
    node = statement.node
    assert isinstance(node, ast.For | ast.AsyncFor)
    iterable = expressions.iterate(run, node.iter)
    items = iterable.items if isinstance(iterable, Sequence) else ()
    known = isinstance(iterable, Sequence) and not iterable.open and len(items) <= TURN_LIMIT
    if len(items) > TURN_LIMIT:
        items = ()
    flow = Flow.NEXT
    for item in items:
        flow = _turn(run, statement, node.target, item)
        if flow in (Flow.BREAK, Flow.RETURN):
            break
    if not known and flow in (Flow.NEXT, Flow.CONTINUE):
        flow = unknown_turns(run, statement, lambda: _turn(run, statement, node.target, UNKNOWN))
    if flow is Flow.RETURN:
        return flow
    if len(group) > 1 and flow is not Flow.BREAK:
        return run.block(group[1].body)
    return Flow.NEXT


def _turn(run: Interpreter, statement: Statement, target: ast.expr, item: Value) -> Flow:
    """One turn of a loop: the same frame, but a context of its own."""
    context = run.child_context()
    saved, run.statement = run.context, statement
    assignment.assign(run, target, item)
    run.context = context
    try:
        return run.block(statement.body)
    finally:
        run.context = saved


def unknown_turns(run: Interpreter, statement: Statement, turn: Callable[[], Flow]) -> Flow:
    """A loop that turns nobody knows how often: none, or once with everything that it may change."""
    repeated, run.repeated = run.repeated, True
    try:
        flow = run.alternatives(statement, [turn], complete=False)
    finally:
        run.repeated = repeated
    return flow if flow is Flow.RETURN else Flow.NEXT


def run_while(run: Interpreter, group: tuple[Statement, ...]) -> Flow:
    """A `while`: turn by turn as long as the test is known to hold, then perhaps once more."""
    statement = group[0]
    assert isinstance(statement.node, ast.While)

    def turn() -> Flow:
        context = run.child_context()
        saved, run.context = run.context, context
        try:
            return run.block(statement.body)
        finally:
            run.context, run.statement = saved, statement

    endless = isinstance(statement.node.test, ast.Constant)
    for _ in range(TURN_LIMIT):
        test = expressions.truth(run, statement.node.test)
        if test and endless:
            break  # nobody knows which turn it is left in
        if test is False:
            return run.block(group[1].body) if len(group) > 1 else Flow.NEXT
        flow = turn() if test else unknown_turns(run, statement, turn)
        if flow in (Flow.BREAK, Flow.RETURN) or not test:
            return flow if flow is Flow.RETURN else Flow.NEXT
    return unknown_turns(run, statement, turn)


def run_with(run: Interpreter, statement: Statement) -> Flow:
    """A `with`: what it enters, then its body."""
    assert isinstance(statement.node, ast.With | ast.AsyncWith)
    outside = run.caught
    for item in statement.node.items:
        entered = run.evaluate(item.context_expr)
        run.caught |= _suppressed(item.context_expr)
        if item.optional_vars is not None:
            assignment.assign(run, item.optional_vars, expressions.entered(entered))
    try:
        return run.block(statement.body)
    finally:
        run.caught = outside


def run_try(run: Interpreter, group: tuple[Statement, ...]) -> Flow:
    """The body for certain, then what may happen: any of the handlers or the `else`, then `finally`."""
    outside = run.caught
    handlers = [statement for statement in group if statement.kind is Kind.EXCEPT]
    run.caught = outside.union(*(_caught(handler) for handler in handlers))
    try:
        flow = run.block(group[0].body)
    finally:
        run.caught = outside
    branches = [_block_runner(run, handler) for handler in handlers]
    for handler in handlers:
        if isinstance(handler.node, ast.ExceptHandler) and handler.node.name:
            run.state.write(run.frame, handler.node.name, UNKNOWN)
    if branches:
        outcome = run.alternatives(group[0], branches, complete=False)
        flow = min(flow, outcome) if flow is not Flow.NEXT else flow
    for statement in group[1:]:
        if (statement.kind is Kind.ELSE and flow is Flow.NEXT) or statement.kind is Kind.FINALLY:
            flow = max(flow, run.block(statement.body))
    return flow


def run_match(run: Interpreter, statement: Statement) -> Flow:
    """A `match`: the case that is known to be taken, or all that may be."""
    assert isinstance(statement.node, ast.Match)
    subject = run.evaluate(statement.node.subject)
    if is_token(subject) and patterns.compares(statement):
        place = run.place(statement.node.subject)
        observe(run, "match", place, subject, place)
    branches: list[Callable[[], Flow]] = []
    complete = False
    for case in statement.body:
        pattern = case.node
        if not isinstance(pattern, ast.match_case):
            continue
        run.statement = case
        bound: dict[str, Value] = {}
        truth = patterns.match(run, subject, pattern.pattern, bound)
        if truth is False:
            continue
        if pattern.guard is not None:
            truth = _guard(run, pattern.guard, bound) if truth else None
        if truth is False:
            continue
        branches.append(_case_runner(run, case, bound))
        if truth is True:
            complete = True
            break
    if complete and len(branches) == 1:
        return branches[0]()
    return run.alternatives(statement, branches, complete) if branches else Flow.NEXT


def _guard(run: Interpreter, guard: ast.expr, bound: dict[str, Value]) -> bool | None:
    """Whether the `if` of a case holds, with the names that its pattern binds."""
    for name, value in bound.items():
        assignment.bind(run, name, value)
    return expressions.truth(run, guard)


def _block_runner(run: Interpreter, statement: Statement) -> Callable[[], Flow]:
    return lambda: run.block(statement.body)


def _case_runner(run: Interpreter, case: Statement, bound: dict[str, Value]) -> Callable[[], Flow]:
    def take() -> Flow:
        for name, value in bound.items():
            assignment.bind(run, name, value)
        return run.block(case.body)

    return take


def _suppressed(context: ast.expr) -> frozenset[str]:
    """The names of the exceptions that `with suppress(…)` is for."""
    if not isinstance(context, ast.Call) or not ast.unparse(context.func).endswith("suppress"):
        return frozenset()
    return frozenset(name.id for name in context.args if isinstance(name, ast.Name))


def _caught(handler: Statement) -> frozenset[str]:
    """The names of the exceptions that an `except` is for."""
    node = handler.node
    if not isinstance(node, ast.ExceptHandler) or node.type is None:
        return frozenset({"BaseException"})
    return frozenset(name.id for name in ast.walk(node.type) if isinstance(name, ast.Name))
