"""Syntax that newer Pythons know and the one that runs presynth may not."""

from __future__ import annotations

import re
import sys
from typing import NamedTuple


class _Feature(NamedTuple):
    name: str
    version: tuple[int, int]
    text: re.Pattern[str] | None = None
    message: re.Pattern[str] | None = None


_FEATURES = (
    _Feature("except*", (3, 11), re.compile(r"\s*except\s*\*")),
    _Feature(
        "a default of a type parameter", (3, 13), re.compile(r"\s*(?:type|(?:async\s+)?def|class)\s+\w+\s*\[[^\]]*=")
    ),
    _Feature("a type parameter list", (3, 12), re.compile(r"\s*(?:async\s+)?(?:def|class)\s+\w+\s*\[")),
    _Feature("the type statement", (3, 12), re.compile(r"\s*type\s+[^\W\d]\w*\s*(?:\[[^=]*\]\s*)?=")),
    _Feature("except with several types without parentheses", (3, 14), re.compile(r"\s*except\s*\*?[^():]*,[^():]*:")),
    _Feature("a template string", (3, 14), re.compile(r"(?<!\w)(?:[tT][rR]?|[rR][tT])[\"']")),
    _Feature("such an f-string", (3, 12), re.compile(r"(?<!\w)(?:[fF][rR]?|[rR][fF])[\"']"), re.compile(r"f-string")),
)
# These faults are what is wrong whatever else stands there.
_CERTAIN = re.compile(r"was never closed|unterminated triple|does not match|unmatched")


def needed_version(text: str, message: str) -> str | None:
    """What to say of the statement `text` that Python answers with `message`, if a newer Python may understand it."""
    if _CERTAIN.search(message):
        return None
    for feature in _FEATURES:
        if sys.version_info[:2] >= feature.version or (feature.message and not feature.message.search(message)):
            continue
        if feature.text is None or feature.text.search(text):
            running, needed = (".".join(map(str, version)) for version in (sys.version_info[:2], feature.version))
            return f"presynth runs on Python {running}, and {feature.name} needs Python {needed} or newer ({message})"
    return None
