"""Syntax that newer Pythons know and the one that runs presynth may not."""

from __future__ import annotations

import re
import sys
from typing import NamedTuple

from presynth.source.strings import nests_quotes, prefixes


class _Feature(NamedTuple):
    """`text` is how it looks, as a regular expression."""

    name: str
    version: tuple[int, int]
    text: str


_FEATURES = (
    _Feature("'except*'", (3, 11), r"^\s*except\s*\*"),
    _Feature("a default of a type parameter", (3, 13), r"^\s*(?:type|(?:async\s+)?def|class)\s+\w+\s*\[[^\]]*="),
    _Feature("a list of type parameters", (3, 12), r"^\s*(?:async\s+)?(?:def|class)\s+\w+\s*\["),
    _Feature("a 'type' statement", (3, 12), r"^\s*type\s+[^\W\d]\w*\s*(?:\[[^=]*\]\s*)?="),
    _Feature("'except' of several types without parentheses", (3, 14), r"^\s*except\b[^():]*,[^():]*:"),
)
_FORMATTED = "a quote, comment, backslash or line end in a replacement field", (3, 12)
_TEMPLATE = "a template string", (3, 14)
# These faults are what is wrong whatever else stands there.
_CERTAIN = re.compile(r"was never closed|unterminated triple|does not match|unmatched")


def needed_version(text: str, message: str) -> str | None:
    """What to say of the statement `text` that Python answers with `message`, if a newer Python may understand it."""
    if "f-string expression part cannot include" in message or (
        sys.version_info < _FORMATTED[1] and nests_quotes(text)
    ):
        return _needs(*_FORMATTED, message)
    if _CERTAIN.search(message):
        return None
    for name, version, look in _FEATURES:
        if sys.version_info < version and re.search(look, text, re.MULTILINE):
            return _needs(name, version, message)
    if sys.version_info < _TEMPLATE[1] and not prefixes(text).isdisjoint(("t", "tr", "rt")):
        return _needs(*_TEMPLATE, message)
    return None


def _needs(name: str, version: tuple[int, int], message: str) -> str:
    running, needed = (".".join(map(str, known)) for known in (sys.version_info[:2], version))
    return f"presynth runs on Python {running}, and {name} needs Python {needed} or newer ({message})"
