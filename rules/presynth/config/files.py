"""Find and read configuration files."""

from __future__ import annotations

import re
from pathlib import Path

from presynth import small_files, toml
from presynth.config.errors import ConfigurationError
from presynth.config.layers import Layer, read_layer
from presynth.config.origin import Origin, line_of

_TABLE = ("tool", "presynth")


def find(folder: Path) -> Layer | None:
    """The options in the nearest configuration file in or above `folder`.

    `presynth.toml` wins over `pyproject.toml` in one folder; a `pyproject.toml` without `[tool.presynth]` is passed
    over. Raises ConfigurationError.
    """
    for place in (folder, *folder.parents):
        if (place / "presynth.toml").is_file():
            return read(place / "presynth.toml")
        project = place / "pyproject.toml"
        if project.is_file() and _mentions_presynth(project):
            layer = read(project)
            if layer.origin.table:
                return layer
    return None


def read(path: Path) -> Layer:
    """The options in one file: those in `[tool.presynth]` of a `pyproject.toml`, else all it holds.

    `origin.table` is empty for a `pyproject.toml` without that table. Raises ConfigurationError.
    """
    text = _text(path)
    try:
        document = toml.loads(text)
    except toml.TOMLError as error:
        raise ConfigurationError(f"this is not valid TOML: {error}", path, _error_line(text, str(error))) from None
    if path.name != "pyproject.toml":
        return read_layer(document, path.parent, Origin("file", path, text))
    tool = toml.table(document.get("tool"))
    if "presynth" not in tool:
        return Layer({}, path.parent, Origin("file", path, text))
    options = toml.table(tool["presynth"])
    if options is not tool["presynth"]:
        raise ConfigurationError("`tool.presynth` expects a table", path, line_of(text, _TABLE))
    return read_layer(options, path.parent, Origin("file", path, text, _TABLE))


def _mentions_presynth(project: Path) -> bool:
    """Whether it is worth parsing: a `pyproject.toml` that is broken elsewhere is not presynth's to judge."""
    try:
        return b"presynth" in small_files.content(project)
    except OSError:
        return False


def _text(path: Path) -> str:
    try:
        return small_files.content(path).decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise ConfigurationError(f"this file cannot be read: {error.strerror or error}", path) from None
    except UnicodeDecodeError:
        raise ConfigurationError("this file is not UTF-8, as TOML must be", path) from None


def _error_line(text: str, message: str) -> int:
    """The line that the TOML parser names in its message."""
    found = re.search(r"at line (\d+)", message)
    return int(found.group(1)) if found else text.count("\n") + 1
