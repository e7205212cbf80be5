"""Text as it is written: what of it is literal, and what is put in."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Callable, Iterator

Pieces = list[str | ast.expr]
"""Literal text and the expressions between, in order."""

_BRACES = re.compile(r"\{\{|\}\}|\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")
_PLAIN_LITERAL = re.compile(r"""[fFrRuU]{0,2}(["'])(?:(?!\1)[^\\\n])*\1""")
_SEPARATORS = "-_/."


def pieces(node: ast.expr) -> Pieces:
    """What a string is put together from: an f-string, `+`, `%`, `.format(…)`, `.join([…])`; else the node itself."""
    match node:
        case ast.Constant(value=str() as text):
            return [text]
        case ast.JoinedStr(values=values):
            return _merged(values)
        case ast.FormattedValue(value=value):
            return [value]
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return [*pieces(left), *pieces(right)]
        case ast.BinOp(left=ast.Constant(value=str() as text), op=ast.Mod(), right=right):
            given = right.elts if isinstance(right, ast.Tuple) else [right]
            return _interleaved(text.split("%s"), given, node)
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str() as text), attr="format")):
            return _formatted(text, node)
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str() as text), attr="join"), args=[joined]):
            if isinstance(joined, ast.List | ast.Tuple):
                return _merged([item for each in joined.elts for item in (ast.Constant(text), each)][1:])
            return [node]
        case _:
            return [node]


def literals(node: ast.expr) -> Iterator[ast.Constant | ast.JoinedStr]:
    """The string literals that `pieces` takes the text from, but for those in a `.join([…])`."""
    match node:
        case ast.Constant(value=str()) | ast.JoinedStr():
            yield node
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            yield from literals(left)
            yield from literals(right)
        case ast.BinOp(left=ast.Constant(value=str()) as text, op=ast.Mod()):
            yield text
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str()) as text, attr="format")):
            yield text
        case _:
            return


def without_words(source: str, word: re.Pattern[str], unwanted: Callable[[str], bool]) -> str | None:
    """A string literal without some words, and without the separator that each leaves behind.

    None where the source is more than one plain literal.
    """
    if _PLAIN_LITERAL.fullmatch(source) is None:
        return None
    start = source.index(source[-1]) + 1
    masked = _BRACES.sub(lambda match: "\0" * len(match.group()), source)
    for found in reversed([*word.finditer(masked, start, len(source) - 1)]):
        if not unwanted(found.group()):
            continue
        first, last = found.span()
        if source[last] in _SEPARATORS:
            last += 1
        elif source[first - 1] in _SEPARATORS:
            first -= 1
        source = source[:first] + source[last:]
    return source


def _merged(nodes: list[ast.expr]) -> Pieces:
    return [piece for node in nodes for piece in pieces(node)]


def _interleaved(texts: list[str], given: list[ast.expr], node: ast.expr) -> Pieces:
    if len(texts) != len(given) + 1:
        return [node]
    found: Pieces = [texts[0]]
    for value, text in zip(given, texts[1:], strict=True):
        found += [*pieces(value), text]
    return found


def _formatted(text: str, node: ast.Call) -> Pieces:
    named = {keyword.arg: keyword.value for keyword in node.keywords}
    found: Pieces = []
    number = 0
    try:
        for literal, field, _, _ in string.Formatter().parse(text):
            found.append(literal)
            if field is None:
                continue
            key = field or str(number)
            number += not field
            found += pieces(node.args[int(key)] if key.isdigit() else named[key])
    except (ValueError, LookupError):
        return [node]
    return found
