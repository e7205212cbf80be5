"""Where an option was written, to say so when it is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from presynth.config.errors import ConfigurationError

_HEADER = re.compile(r"\s*\[\[?([^\]]+)\]\]?\s*(?:#.*)?$")
_KEY_PART = r"""[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*'"""
_KEY = re.compile(rf"\s*((?:{_KEY_PART})(?:\s*\.\s*(?:{_KEY_PART}))*)\s*=")


@dataclass(frozen=True)
class Origin:
    """The command line, the editor's settings or a file.

    For a file, `path` and `text` are its own and `table` is where in it presynth's options are.
    """

    kind: Literal["command line", "editor", "file", "default"]
    path: Path | None = None
    text: str = ""
    table: tuple[str, ...] = ()

    def spelled(self, key: str) -> str:
        """The option as its author writes it."""
        if self.kind == "command line":
            return f"--{key}"
        return f"presynth.{camel_case(key)}" if self.kind == "editor" else key

    def error(self, keys: tuple[str, ...], message: str, value: str | None = None) -> ConfigurationError:
        """A complaint about the option at `keys` (an option, or one of its table's keys), about `value` in its list."""
        return ConfigurationError(message, self.path, line_of(self.text, (*self.table, *keys), value))


def camel_case(key: str) -> str:
    """`extend-select` as the editor writes it: `extendSelect`."""
    first, *others = key.split("-")
    return first + "".join(word.capitalize() for word in others)


def kebab_case(key: str) -> str:
    """`extendSelect` as the file writes it: `extend-select`."""
    return re.sub(r"[A-Z]", lambda capital: "-" + capital.group().lower(), key)


def line_of(text: str, keys: tuple[str, ...], value: str | None = None) -> int | None:
    """The line (from 1) of TOML text where `keys` is set, or where `value` stands in what it is set to.

    Reads lines, not TOML: the text may be one that does not parse. None when nothing in it names the keys.
    """
    best: int | None = None
    best_length = 0
    table: tuple[str, ...] = ()
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        header = _HEADER.match(line)
        key = _KEY.match(line)
        if header:
            table = _split(header.group(1))
        path = (*table, *_split(key.group(1))) if key else table if header else ()
        if len(path) > best_length and path == keys[: len(path)]:
            best, best_length = number, len(path)
    if best is None or value is None:
        return best
    quoted = (f'"{value}"', f"'{value}'")
    return next((n for n, line in enumerate(lines[best - 1 :], best) if any(word in line for word in quoted)), best)


def _split(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(_KEY_PART, dotted))
