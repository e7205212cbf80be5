"""What an expression comes to in the rounds of the loops it stands in. A name holds only what it held last."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from typing import NamedTuple

from presynth.assist.comprehensions import Clause
from presynth.fixes.mentions import in_scope, mentions
from presynth.program.asking import Outcome
from presynth.program.state import Frame
from presynth.program.values import Sequence as Items
from presynth.program.values import Value
from presynth.source.parsing import no_warnings
from presynth.source.statement import Kind, Statement

_NAME = re.compile(r"(?<![\w.])[^\W\d]\w*")
_SCOPES = (Kind.FUNCTION, Kind.CLASS)


def names_in(expression: str) -> frozenset[str]:
    """The names of an expression, those behind dots aside; of one that does not parse, all words that may be some."""
    try:
        with no_warnings():
            node = ast.parse(f"({expression}\n)", mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset(_NAME.findall(expression))
    return frozenset(each.id for each in ast.walk(node) if isinstance(each, ast.Name))


def loops(blocks: Sequence[Statement]) -> list[Clause]:
    """The `for` statements among blocks that lie in each other, the outermost first, as a comprehension has them."""
    found: list[Clause] = []
    for block in blocks:
        if block.kind in _SCOPES:
            found.clear()
        elif block.kind is Kind.FOR and isinstance(block.node, ast.For):
            target, over = block.node.target, block.node.iter
            names = frozenset(each.id for each in ast.walk(target) if isinstance(each, ast.Name))
            found.append(Clause(names, f"for {ast.unparse(target)} in {ast.unparse(over)}"))
    return found


def for_each(expression: str, around: Sequence[Clause]) -> str | None:
    """The list of what an expression is in each round, where it has a name in it that changes with them."""
    bound = frozenset[str]().union(*(each.names for each in around))
    if not bound or bound.isdisjoint(names_in(expression)):
        return None
    return f"[{expression} {' '.join(each.text for each in around)}]"


def in_each(outcome: Outcome, expression: str, frame: Frame, around: Sequence[Clause]) -> tuple[Value, ...]:
    """What an expression comes to in a call: once, or in each of the rounds around it."""
    each = for_each(expression, around)
    if each is None:
        return (outcome.ask(expression, frame),)
    values = outcome.ask(each, frame)
    return values.items if isinstance(values, Items) else (values,)


class Setting(NamedTuple):
    """Where an expression stands: in what `blocks` of a `module`, on which line. `rounds` are accounted for."""

    blocks: Sequence[Statement]
    module: Sequence[Statement]
    line: int
    rounds: Sequence[Clause]


def is_settled(expression: str, setting: Setting) -> bool:
    """Whether the names in an expression hold there what they hold in the end: none is bound again, or in a loop."""
    blocks, module, line, rounds = setting
    changing = frozenset[str]().union(*(each.names for each in rounds))
    last = max((number for number, each in enumerate(blocks) if each.kind in _SCOPES), default=-1)
    scope = blocks[last].body if last >= 0 else module
    around = [each for each in blocks[last + 1 :] if each.kind in (Kind.FOR, Kind.WHILE)]
    for name in names_in(expression) - changing:
        if any(each.line > line and mentions(each, name).binds for each in in_scope(scope)):
            return False
        if any(mentions(each, name).binds for loop in around for each in in_scope([loop])):
            return False
    return True
