"""Words for environments in the text of a name, and the parameter that says which one it is."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection

from presynth.checks.policy.written_text import Pieces

WORD = re.compile(r"[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*|\d+")
"""A word in a name, however names are put together."""
_DOMAIN = re.compile(r"\.[a-z]{2,}\.?$")
_UNCHANGED = ("lower", "upper", "strip", "title", "capitalize", "replace", "removeprefix", "removesuffix")
"""Methods whose result still says which environment it is."""
_INNER = ("value", "string_value", "name")


def redundant(written: Pieces, words: Collection[str], parameters: Collection[str]) -> list[str]:
    """The environment words in a text that also holds the environment's parameter."""
    is_domain = isinstance(written[-1], str) and _DOMAIN.search(written[-1]) is not None
    labels: list[tuple[list[str], bool]] = [([], False)]
    for piece in written:
        if isinstance(piece, ast.expr):
            texts, own = labels[-1]
            labels[-1] = (texts, own or _is_environment(piece, parameters))
            continue
        first, *others = piece.split(".") if is_domain else [piece]
        labels[-1][0].append(first)
        labels += [([other], False) for other in others]
    found = [word for texts, own in labels if own for text in texts for word in WORD.findall(text)]
    return list(dict.fromkeys(word for word in found if word.lower() in words))


def _is_environment(node: ast.expr, parameters: Collection[str]) -> bool:
    """Whether an expression is the parameter, a variable, an attribute or an entry of that name, or the like."""
    match node:
        case ast.Name(id=name):
            return name in parameters
        case ast.Attribute(value=value, attr=name):
            return name in parameters or (name in _INNER and _is_environment(value, parameters))
        case ast.Subscript(slice=ast.Constant(value=str() as key)):
            return key.lower() in parameters
        case ast.Subscript(value=value, slice=ast.Slice()):
            return _is_environment(value, parameters)
        case ast.Call(func=ast.Name(id="str"), args=[value]):
            return _is_environment(value, parameters)
        case ast.Call(func=ast.Attribute(value=value, attr=method)) if method in _UNCHANGED:
            return _is_environment(value, parameters)
        case ast.Call(func=ast.Attribute(attr="get" | "getenv"), args=[ast.Constant(value=str() as key), *_]):
            return key.lower() in parameters
        case ast.BoolOp(values=[first, *_]):
            return _is_environment(first, parameters)
        case _:
            return False
