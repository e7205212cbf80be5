"""Colours for terminals, and text that is safe to print there."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Literal

from presynth.findings import Severity

ColorChoice = Literal["auto", "always", "never"]

_CODES = {"bold": "1", "red": "1;31", "yellow": "1;33", "blue": "1;34", "green": "1;32"}
_SEVERITY_COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_TAB = "    "


@dataclass(frozen=True)
class Style:
    """How text is marked: not at all, unless `colored`."""

    colored: bool = False

    def paint(self, text: str, color: str) -> str:
        """`text` in one of the colours; "plain" is none."""
        return f"\x1b[{_CODES[color]}m{text}\x1b[0m" if self.colored and color != "plain" else text

    def severity(self, severity: Severity, text: str) -> str:
        """`text` in the severity's colour."""
        return self.paint(text, _SEVERITY_COLORS[severity])


def wants_color(choice: ColorChoice, stream: IO[str], environ: Mapping[str, str] = os.environ) -> bool:
    """Whether to colour what is written to `stream`: as chosen, else NO_COLOR, FORCE_COLOR, else on a terminal."""
    if choice != "auto":
        return choice == "always"
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR"):
        return True
    if environ.get("TERM") == "dumb" or not stream.isatty():
        return False
    # Older consoles of Windows show the codes themselves.
    return sys.platform != "win32" or any(name in environ for name in ("WT_SESSION", "TERM", "ANSICON"))


def printable(text: str) -> str:
    """`text` without what would steer a terminal; a tab is four blanks."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text.replace("\t", _TAB))


def width(text: str) -> int:
    """How many columns of a terminal `text`, made printable, takes."""
    if text.isascii():
        return len(text) + text.count("\t") * (len(_TAB) - 1)
    return sum(map(_character_width, printable(text)))


def _character_width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Me", "Mn", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
