"""Syntax that newer Pythons know and the one that runs presynth may not."""

from __future__ import annotations

import re
import sys
from typing import NamedTuple


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
    _Feature("a template string", (3, 14), r"(?<!\w)(?:[tT][rR]?|[rR][tT])[\"']"),
)
_NESTING = _Feature("such an f-string", (3, 12), r"(?<!\w)(?:[fF][rR]?|[rR][fF])[\"']")
# These faults are what is wrong whatever else stands there.
_CERTAIN = re.compile(r"was never closed|unterminated triple|does not match|unmatched")


def needed_version(text: str, message: str) -> str | None:
    """What to say of the statement `text` that Python answers with `message`, if a newer Python may understand it."""
    if _CERTAIN.search(message):
        return None
    for name, version, look in (*_FEATURES, _NESTING) if "f-string" in message else _FEATURES:
        if sys.version_info[:2] < version and re.search(look, text, re.MULTILINE):
            running, needed = (".".join(map(str, known)) for known in (sys.version_info[:2], version))
            return f"presynth runs on Python {running}, and {name} needs Python {needed} or newer ({message})"
    return None
