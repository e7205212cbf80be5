"""File patterns, as ruff reads them: `*` and `**` cross folders, `{a,b}` is a choice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path


@dataclass(frozen=True)
class Glob:
    """A pattern written in a configuration whose folder is `root`.

    It is meant for the names of files and folders at any depth, and for paths from `root`.
    """

    pattern: str
    root: Path

    def matches(self, path: Path) -> bool:
        """Whether the absolute `path` itself matches."""
        return self._matches(path)

    def covers(self, path: Path) -> bool:
        """Whether the absolute `path`, or a folder that holds it below `root`, matches."""
        holders = [parent for parent in path.parents if parent.is_relative_to(self.root) and parent != self.root]
        return self._matches(path) or any(map(self._matches, holders))

    def _matches(self, path: Path) -> bool:
        return bool(self._name.fullmatch(path.name) or self._path.fullmatch(path.as_posix()))

    @cached_property
    def _name(self) -> re.Pattern[str]:
        return re.compile(_translate(self.pattern))

    @cached_property
    def _path(self) -> re.Pattern[str]:
        pattern = self.pattern.removeprefix("./").rstrip("/")
        if Path(pattern).is_absolute():
            return re.compile(_translate(pattern))
        return re.compile(re.escape(self.root.as_posix().rstrip("/")) + "/" + _translate(pattern))


def _translate(pattern: str) -> str:
    """The regular expression for a pattern. Raises re.error when it is none."""
    parts: list[str] = []
    depth = 0
    position = 0
    while position < len(pattern):
        character = pattern[position]
        position += 1
        if character == "*":
            if pattern.startswith("*/", position):
                parts.append("(?:.*/)?")
                position += 2
            else:
                parts.append(".*")
        elif character == "?":
            parts.append(".")
        elif character == "[" and "]" in pattern[position + 1 :]:
            end = pattern.index("]", position + 1)
            inside = pattern[position:end].replace("\\", r"\\").replace("[", r"\[")
            parts.append("[" + ("^" + inside[1:] if inside.startswith("!") else inside) + "]")
            position = end + 1
        elif character == "{":
            depth += 1
            parts.append("(?:")
        elif character == "}" and depth:
            depth -= 1
            parts.append(")")
        elif character == "," and depth:
            parts.append("|")
        else:
            parts.append(re.escape(character))
    return "".join(parts)
