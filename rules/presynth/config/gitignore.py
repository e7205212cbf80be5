"""What Git ignores, so far as `.gitignore` files say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from presynth import small_files


@dataclass(frozen=True)
class _Line:
    """One pattern; `path` is meant for what is left of a path behind the file's folder."""

    path: re.Pattern[str]
    ignores: bool
    folders_only: bool


class GitIgnore:
    """The `.gitignore` files of one folder and of those above it, up to the root of its repository."""

    def __init__(self, folder: Path, above: GitIgnore | None) -> None:
        self._folder = folder
        self._lines = _read(folder / ".gitignore")
        self._above = above

    @classmethod
    def of(cls, folder: Path) -> GitIgnore:
        """The files that count in the absolute `folder`; only its own outside a repository."""
        inside = [folder]
        while not (inside[-1] / ".git").exists():
            if inside[-1].parent == inside[-1]:
                inside = [folder]
                break
            inside.append(inside[-1].parent)
        found: GitIgnore | None = None
        for place in reversed(inside):
            found = cls(place, found)
        return found or cls(folder, None)

    def below(self, folder: Path) -> GitIgnore:
        """The files that count in a folder inside this one."""
        return GitIgnore(folder, self)

    def ignores(self, path: Path, is_folder: bool) -> bool:
        """Whether the file or folder at `path`, in a folder that is not ignored, is: the last line to name it says."""
        relative = path.relative_to(self._folder).as_posix()
        for line in reversed(self._lines):
            if (is_folder or not line.folders_only) and line.path.fullmatch(relative):
                return line.ignores
        return self._above is not None and self._above.ignores(path, is_folder)


def _read(file: Path) -> tuple[_Line, ...]:
    try:
        text = small_files.text(file)
    except OSError:
        return ()
    return tuple(line for written in text.splitlines() if (line := _line(written)))


@lru_cache(maxsize=256)
def _line(written: str) -> _Line | None:
    """A line's pattern; None for an empty line, a comment and what is no pattern."""
    pattern = re.sub(r"(?<!\\)\s+$", "", written)
    if not pattern or pattern.startswith("#"):
        return None
    ignores = not pattern.startswith("!")
    pattern = pattern.removeprefix("!")
    folders_only = pattern.endswith("/")
    pattern = pattern.rstrip("/")
    anchored = "/" in pattern
    try:
        return _Line(
            re.compile(("" if anchored else "(?:.*/)?") + _translate(pattern.lstrip("/"))), ignores, folders_only
        )
    except re.error:
        return None


_PART = re.compile(r"\*\*/|/\*\*$|\*+|\?|\[(?:!|\^)?\]?[^\]]*\]|\\?.", re.DOTALL)


def _translate(pattern: str) -> str:
    parts: list[str] = []
    for part in _PART.findall(pattern):
        if part == "**/":
            parts.append("(?:.*/)?")
        elif part == "/**":
            parts.append("/.*")
        elif part.startswith("*"):
            parts.append("[^/]*")
        elif part == "?":
            parts.append("[^/]")
        elif part.startswith("[") and len(part) > 1:
            inside = part[1:-1].replace("\\", r"\\")
            parts.append("[" + ("^" + inside[1:] if inside.startswith(("!", "^")) else inside) + "]")
        else:
            parts.append(re.escape(part[-1]))
    return "".join(parts)
