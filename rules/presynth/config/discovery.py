"""The files that are checked, when folders are named."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from presynth.config.configuration import Configuration
from presynth.config.gitignore import GitIgnore


def python_files(paths: Iterable[Path], configuration: Configuration) -> list[Path]:
    """The files among the absolute `paths` whatever they are called, and the `.py` files in the folders among them.

    In folders, what the configuration excludes or Git ignores is left out, and hidden folders, virtual environments
    and linked folders are not entered. Each file comes once, in the order of the paths, then by name. A path that does
    not exist counts as a file. Raises ConfigurationError.
    """
    found: dict[str, Path] = {}
    for path in paths:
        for file in _in_folder(path, configuration, GitIgnore.of(path)) if path.is_dir() else (path,):
            found.setdefault(os.path.realpath(file), file)
    return [*found.values()]


def _in_folder(folder: Path, configuration: Configuration, git: GitIgnore) -> Iterator[Path]:
    try:
        with os.scandir(folder) as scanned:
            entries = sorted(scanned, key=lambda entry: entry.name)
    except OSError:
        return
    settings = configuration.for_folder(folder)
    folders: list[Path] = []
    for entry in entries:
        is_folder = entry.is_dir(follow_symlinks=False)
        if not is_folder and not entry.name.endswith(".py"):
            continue
        path = folder / entry.name
        if settings.excludes_itself(path) or git.ignores(path, is_folder):
            continue
        if not is_folder:
            if entry.is_file():
                yield path
        elif not entry.name.startswith(".") and not (path / "pyvenv.cfg").is_file():
            folders.append(path)
    for path in folders:
        yield from _in_folder(path, configuration, git.below(path))
