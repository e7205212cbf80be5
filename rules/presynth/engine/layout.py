"""Where a project begins, which of its files matter, and where its modules are imported from."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from presynth.catalog import cdktf_json
from presynth.catalog.stand_ins import Mention

_MARKERS = ("cdktf.json", "pyproject.toml", "presynth.toml", "setup.py", "setup.cfg", "Pipfile", ".git")
_RELEVANT = re.compile(rb"^[ \t]*(?:from|import)[ \t]+(?:cdktf|cdktn|constructs\b|imports\b)", re.MULTILINE)
_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+(\w[\w.]*)[ \t]+import[ \t]*(\([^)]*\)|[^\n#]+)|import[ \t]+([^\n#]+))", re.MULTILINE
)
_NAME = re.compile(r"(\w+|\*)(?:\s+as\s+\w+)?")
_MODULE = re.compile(r"([\w.]+)(?:\s+as\s+\w+)?")
_ENTRY = re.compile(rb"\bApp\s*\(")
FILE_LIMIT = 2000
"""A project with more Python files than this is looked at no further."""
_SIZE_LIMIT = 20_000_000
_SKIPPED = {"node_modules", "cdktf.out", "__pycache__", "site-packages", "venv", "env", "imports", "build", "dist"}


def project_folder(path: str, workspace: str | None = None) -> str:
    """The folder of a file's project: the nearest with a `cdktf.json`, else one that looks like it."""
    folder = os.path.dirname(path)
    candidates: list[str] = []
    current = folder
    while True:
        if os.path.isfile(os.path.join(current, "cdktf.json")):
            return current
        if any(os.path.exists(os.path.join(current, marker)) for marker in _MARKERS[1:]):
            candidates.append(current)
            if os.path.exists(os.path.join(current, ".git")):
                break
        parent = os.path.dirname(current)
        if parent == current:
            break
        current = parent
    if not candidates and workspace is not None and path.startswith(os.path.join(workspace, "")):
        return workspace
    return candidates[0] if candidates else folder


def is_relevant(data: bytes) -> bool:
    """Whether a file has anything to do with CDKTF, by a look at its text."""
    return _RELEVANT.search(data) is not None


def project_files(folder: str, skip: Callable[[Path], bool]) -> list[str]:
    """The Python files of the project that mention CDKTF, without those of projects inside it."""
    found: list[str] = []
    for path in python_files(folder, skip):
        try:
            status = os.stat(path)
            if not stat.S_ISREG(status.st_mode) or status.st_size > _SIZE_LIMIT:
                continue
            with open(path, "rb") as file:
                data = file.read()
        except OSError:
            continue
        if is_relevant(data):
            found.append(path)
    return found


def python_files(folder: str, skip: Callable[[Path], bool]) -> Iterator[str]:
    """The Python files of the project, without those of projects inside it."""
    count = 0
    for current, folders, files in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if name not in _SKIPPED
            and not name.startswith(".")
            and not os.path.exists(os.path.join(current, name, "pyvenv.cfg"))
            and not os.path.exists(os.path.join(current, name, "_jsii"))
            and not os.path.isfile(os.path.join(current, name, "cdktf.json"))
            and not skip(Path(current, name))
        )
        for name in sorted(files):
            if name.endswith(".py"):
                count += 1
                if count > FILE_LIMIT:
                    return
                yield os.path.join(current, name)


def module_roots(folder: str, files: Iterable[str]) -> tuple[str, ...]:
    """The folders that absolute imports start from: the app script's, the project's, `src`, and those of scripts."""
    roots = [_app_folder(folder), folder, os.path.join(folder, "src")]
    for path in files:
        try:
            with open(path, "rb") as file:
                if _ENTRY.search(file.read()):
                    roots.append(os.path.dirname(path))
        except OSError:
            continue
    return tuple(dict.fromkeys(root for root in roots if os.path.isdir(root)))


def _app_folder(folder: str) -> str:
    """The folder of the script that `cdktf.json` runs."""
    return os.path.dirname(os.path.normpath(os.path.join(folder, cdktf_json.read(Path(folder)).script or "main.py")))


def mentions(texts: Iterable[str]) -> Iterator[Mention]:
    """What files import, by a look at their texts."""
    for text in texts:
        for module, names, plain in _IMPORT.findall(text):
            yield from (Mention(module, name) for name in _NAME.findall(names))
            yield from (Mention(name, "") for name in _MODULE.findall(plain))
