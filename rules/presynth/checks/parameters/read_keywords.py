"""Which keywords a function looks for in its `**kwargs`."""

from __future__ import annotations

import ast
from functools import lru_cache

from presynth.program.values import Function
from presynth.source.statement import Statement


def read_keywords(function: Function) -> frozenset[str] | None:
    """The keywords it reads by name; None where it takes none beyond its parameters, or does anything else with them.

    Passing `**kwargs` on is something else: whoever gets them may read them.
    """
    parameters: ast.arguments = function.node.args
    if parameters.kwarg is None or isinstance(function.node, ast.Lambda):
        return None
    return _read(function.statement, parameters.kwarg.arg)


@lru_cache(maxsize=128)
def _read(statement: Statement, name: str) -> frozenset[str] | None:
    keywords: set[str] = set()
    reads = uses = 0
    for inner in _statements(statement):
        for node in ast.walk(inner.node or ast.Pass()):
            if isinstance(node, ast.Name) and node.id == name:
                uses += 1
            keyword = _keyword_read(node, name)
            if keyword is not None:
                keywords.add(keyword)
                reads += 1
    return frozenset(keywords) if reads and reads == uses else None


def _statements(statement: Statement) -> list[Statement]:
    found: list[Statement] = []
    for inner in statement.body:
        found += [inner, *_statements(inner)]
    return found


def _keyword_read(node: ast.AST, name: str) -> str | None:
    """`kwargs.get("key", …)`, `kwargs.pop("key")`, `kwargs["key"]`, `"key" in kwargs`."""
    match node:
        case ast.Call(
            func=ast.Attribute(value=ast.Name(id=base), attr=method), args=[ast.Constant(value=str(key)), *_]
        ):
            return key if base == name and method in ("get", "pop") else None
        case ast.Subscript(value=ast.Name(id=base), slice=ast.Constant(value=str(key))):
            return key if base == name else None
        case ast.Compare(left=ast.Constant(value=str(key)), comparators=[ast.Name(id=base)]):
            return key if base == name else None
        case _:
            return None
