"""What a `case` of a match statement makes of a value."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from presynth.program import operators
from presynth.program.values import (
    UNKNOWN,
    Constant,
    Mapping,
    Sequence,
    Value,
)
from presynth.source.statement import Statement

if TYPE_CHECKING:
    from presynth.program.interpreter import Interpreter

Verdict = bool | None
_SCALARS = {"str": str, "int": int, "float": float, "bool": bool}


def match(run: Interpreter, value: Value, pattern: ast.pattern, bound: dict[str, Value]) -> Verdict:
    """Whether `value` has the form of `pattern`, None when that is not known; what it binds goes into `bound`."""
    match pattern:
        case ast.MatchAs(pattern=inner, name=name):
            verdict = True if inner is None else match(run, value, inner, bound)
            if name is not None:
                bound[name] = value
            return verdict
        case ast.MatchOr(patterns=patterns):
            verdicts = [match(run, value, inner, bound) for inner in patterns]
            return True if True in verdicts else None if None in verdicts else False
        case ast.MatchValue(value=expression):
            return operators.equal(value, run.evaluate(expression))
        case ast.MatchSingleton(value=constant):
            return value.value is constant if isinstance(value, Constant) and value.certain else None
        case ast.MatchMapping():
            return _mapping(run, value, pattern, bound)
        case ast.MatchSequence(patterns=patterns):
            return _sequence(run, value, patterns, bound)
        case ast.MatchClass():
            return _class(run, value, pattern, bound)
        case _:
            return None


def compares(statement: Statement) -> bool:
    """Whether a case of the match statement asks for a plain value."""
    patterns = [case.node.pattern for case in statement.body if isinstance(case.node, ast.match_case)]
    return any(isinstance(node, ast.MatchValue) for pattern in patterns for node in ast.walk(pattern))


def _mapping(run: Interpreter, value: Value, pattern: ast.MatchMapping, bound: dict[str, Value]) -> Verdict:
    if isinstance(value, Sequence | Constant):
        return False
    entries = value.entries if isinstance(value, Mapping) else ()
    verdicts: list[Verdict] = []
    taken: list[object] = []
    for key, inner in zip(pattern.keys, pattern.patterns, strict=True):
        known = run.evaluate(key)
        entry = value.entry(known.value) if isinstance(value, Mapping) and isinstance(known, Constant) else None
        taken.append(entry)
        verdicts.append(match(run, entry.value if entry else UNKNOWN, inner, bound))
        if entry is None:
            closed = isinstance(value, Mapping) and not value.open
            verdicts[-1] = False if closed else None
    if pattern.rest is not None:
        rest = tuple(entry for entry in entries if all(entry is not other for other in taken))
        bound[pattern.rest] = Mapping(rest, not isinstance(value, Mapping) or value.open)
    if not isinstance(value, Mapping):
        return None
    return _all(verdicts)


def _sequence(run: Interpreter, value: Value, patterns: list[ast.pattern], bound: dict[str, Value]) -> Verdict:
    if isinstance(value, Mapping | Constant):
        return False
    starred = any(isinstance(inner, ast.MatchStar) for inner in patterns)
    if not isinstance(value, Sequence) or value.open or starred:
        for inner in patterns:
            if isinstance(inner, ast.MatchStar):
                if inner.name is not None:
                    bound[inner.name] = UNKNOWN
            else:
                match(run, UNKNOWN, inner, bound)
        return None
    if len(value.items) != len(patterns):
        return False
    return _all([match(run, item, inner, bound) for item, inner in zip(value.items, patterns, strict=True)])


def _class(run: Interpreter, value: Value, pattern: ast.MatchClass, bound: dict[str, Value]) -> Verdict:
    """`str(name)`, `int()`: whether a constant is of that type; any other class is not looked into."""
    named = pattern.cls.id if isinstance(pattern.cls, ast.Name) else ""
    inner = [*pattern.patterns, *pattern.kwd_patterns]
    if named in _SCALARS and isinstance(value, Constant | Mapping | Sequence):
        if not isinstance(value, Constant):
            return False
        if not isinstance(value.value, _SCALARS[named]):
            return False
        return _all([match(run, value, each, bound) for each in inner])
    for each in inner:
        match(run, UNKNOWN, each, bound)
    return None


def _all(verdicts: list[Verdict]) -> Verdict:
    return False if False in verdicts else None if None in verdicts else True
