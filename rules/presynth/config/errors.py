"""What is said about a configuration that cannot be used."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path


class ConfigurationError(Exception):
    """A configuration that cannot be used.

    `path` is the file, None for what came from the command line or the editor; `line` counts from 1, None where no
    line is to blame. `message` says what is wrong and what would be right.
    """

    def __init__(self, message: str, path: Path | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.message, self.path, self.line)

    def __str__(self) -> str:
        if self.path is None:
            return self.message
        return f"{self.path}:{self.line}: {self.message}" if self.line else f"{self.path}: {self.message}"


def nearest(word: str, valid: Iterable[str]) -> str | None:
    """The valid word that `word` was probably meant to be."""
    matches = get_close_matches(word.lower().replace("_", "-"), valid, n=1, cutoff=0.6)
    return matches[0] if matches else None
