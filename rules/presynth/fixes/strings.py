"""Code inside of f-strings."""

from __future__ import annotations

import ast

from presynth.fixes.document import Document
from presynth.fixes.refusal import FixRefused
from presynth.source.statement import Place

_QUOTES = str.maketrans("\"'", "'\"")


def fitted(code: str, document: Document, place: Place) -> str:
    """`code` as it can stand at `place`: in an f-string, with other quotes than that has (before Python 3.12 it must).

    Raises FixRefused if it cannot stand there.
    """
    around = _quotes_around(document, place)
    if not around:
        return code
    if around[0] in code and around[0].translate(_QUOTES) not in code:
        code = code.translate(_QUOTES)
    if any(character in code for character in ("\\", "#", *around)):
        raise FixRefused("it cannot be written inside of an f-string")
    if "\n" in code and any(len(quotes) == 1 for quotes in around):
        raise FixRefused("it cannot be written inside of an f-string of one line")
    return code


def _quotes_around(document: Document, place: Place) -> list[str]:
    """The quotes of the f-strings that `place` is code of."""
    statement = document.own(place.statement)
    offset, _ = document.span(place)
    for node in ast.walk(statement.node) if statement.node is not None else ():
        if isinstance(node, ast.JoinedStr):
            start, end = document.node_span(statement, node)
            if start < offset < end:
                from presynth.fixes import concrete

                return concrete.quotes_around(document.text[start:end], start, offset)
    return []
