"""The longest line that a project's other tools allow."""

from __future__ import annotations

import configparser
from collections.abc import Callable, Iterator
from pathlib import Path

from presynth import small_files, toml


def discover(folder: Path) -> int | None:
    """The limit set for ruff, black, pylint or flake8 in the nearest folder from `folder` up that sets one."""
    for place in (folder, *folder.parents):
        for reader, name, keys in _PLACES:
            file = place / name
            if file.is_file():
                limit = next(reader(file, keys), None)
                if limit is not None:
                    return limit
        if (place / ".git").exists():
            return None
    return None


def _toml(file: Path, keys: tuple[str, ...]) -> Iterator[int]:
    try:
        value: object = toml.loads(small_files.content(file).decode("utf-8-sig"))
    except (OSError, ValueError):
        return
    for key in keys:
        value = toml.table(value).get(key)
    if isinstance(value, int):
        yield value


def _ini(file: Path, keys: tuple[str, ...]) -> Iterator[int]:
    parser = configparser.RawConfigParser(strict=False)
    try:
        parser.read_string(small_files.content(file).decode("utf-8-sig"))
    except (OSError, ValueError, configparser.Error):
        return
    sections, option = keys[:-1], keys[-1]
    for section in parser.sections():
        if not sections or section.lower().startswith(sections):
            value = parser.get(section, option, fallback=parser.get(section, option.replace("-", "_"), fallback=""))
            if value.strip().isdecimal():
                yield int(value)


_Reader = Callable[[Path, tuple[str, ...]], Iterator[int]]
_PLACES: tuple[tuple[_Reader, str, tuple[str, ...]], ...] = (
    (_toml, ".ruff.toml", ("line-length",)),
    (_toml, "ruff.toml", ("line-length",)),
    (_toml, "pyproject.toml", ("tool", "ruff", "line-length")),
    (_toml, "pyproject.toml", ("tool", "black", "line-length")),
    (_ini, ".pylintrc", ("max-line-length",)),
    (_ini, "pylintrc", ("max-line-length",)),
    (_toml, "pyproject.toml", ("tool", "pylint", "format", "max-line-length")),
    (_toml, "pyproject.toml", ("tool", "pylint", "FORMAT", "max-line-length")),
    (_toml, "pyproject.toml", ("tool", "pylint", "main", "max-line-length")),
    (_toml, "pyproject.toml", ("tool", "pylint", "MAIN", "max-line-length")),
    (_toml, "pyproject.toml", ("tool", "pylint", "MASTER", "max-line-length")),
    (_ini, "setup.cfg", ("pylint", "max-line-length")),
    (_ini, ".flake8", ("flake8", "max-line-length")),
    (_ini, "setup.cfg", ("flake8", "max-line-length")),
    (_ini, "tox.ini", ("flake8", "max-line-length")),
)
