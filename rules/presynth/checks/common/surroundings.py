"""What stands around a place."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from presynth.source.statement import Place


def around(place: Place) -> Iterator[ast.AST]:
    """The nodes that `place` is in, from the inside out, up to its statement."""
    yield from reversed(list(_path(place.statement.node, place)))


def _path(node: ast.AST | None, place: Place) -> Iterator[ast.AST]:
    while node is not None:
        yield node
        node = next((child for child in _within(node) if _holds(child, place)), None)


def _within(node: ast.AST) -> Iterator[ast.AST]:
    """The children that have a place of their own; those of a child that has none instead of it.

    Before Python 3.12 the parts of an f-string have the place of the whole.
    """
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Constant):
            continue
        if isinstance(child, ast.expr | ast.stmt) and not isinstance(child, ast.FormattedValue):
            yield child
        else:
            yield from _within(child)


def _holds(node: ast.AST, place: Place) -> bool:
    if not isinstance(node, ast.expr | ast.stmt):
        return False
    own = Place.of(place.statement, node)
    starts = (own.line, own.byte) <= (place.line, place.byte)
    ends = (place.end_line, place.end_byte) <= (own.end_line, own.end_byte)
    return starts and ends and own != place
