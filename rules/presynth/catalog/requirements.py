"""Which versions of binding packages a project asks for, read from the files in which Python projects say so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import msgspec

from presynth import small_files, toml

_MOST_FOLDERS = 40
_NAME = r"cdkt[fn][\w.-]*"
_TERMS = r"((?:[<>=!~^]{1,3}\s*[\w.*+!-]+\s*,?\s*)*)"
_REQUIREMENT = re.compile(rf"""^\s*["']?({_NAME})\s*(?:\[[^\]\n]*\])?\s*\(?\s*{_TERMS}""")
_LOCKED = re.compile(rf'^name = "({_NAME})"\r?\nversion = "([^"\n]+)"', re.MULTILINE)
_QUOTED = re.compile(rf"""["']({_NAME}[^"'\n]*)["']""")


@dataclass(frozen=True)
class Pin:
    """`constraint` as it is written ("==21.22.1", "^21.0"), "" where any version will do; `file` is its file's name."""

    constraint: str
    file: str


Stated = Iterator[tuple[str, str]]


def pins(folder: Path) -> dict[str, Pin]:
    """By Python package (`cdktf_cdktf_provider_aws`): what the nearest file says, from `folder` up to the repository's.

    A lock says more than what it was made from, a constraint more than a bare name. Unreadable files say nothing.
    """
    found: dict[str, Pin] = {}
    for place in _upwards(folder):
        for pattern, read in _READERS:
            for path in sorted(place.glob(pattern)):
                for name, constraint in _stated(path, read):
                    package = re.sub(r"[-.]+", "_", name).lower()
                    if package not in found or (constraint and not found[package].constraint):
                        found[package] = Pin(constraint, path.name)
    return found


def _stated(path: Path, read: Callable[[str], Stated]) -> Stated:
    try:
        text = small_files.text(path)
        if "cdktf" in text or "cdktn" in text:
            yield from read(text)
    except (OSError, toml.TOMLError, msgspec.MsgspecError, RecursionError):
        return


def _upwards(folder: Path) -> Iterator[Path]:
    """`folder` and those above it, up to the one that holds the repository; only `folder` outside any repository."""
    folders = [folder, *folder.parents][:_MOST_FOLDERS]
    for count, place in enumerate(folders, 1):
        if (place / ".git").exists():
            return iter(folders[:count])
    return iter(folders[:1])


def _lines(text: str) -> Stated:
    """requirements.txt and setup.cfg: a requirement on a line."""
    for line in text.splitlines():
        yield from _requirement(line)


def _strings(text: str) -> Stated:
    """setup.py: a requirement in a string, wherever it is."""
    for quoted in _QUOTED.finditer(text):
        yield from _requirement(quoted[1])


def _requirement(text: str) -> Stated:
    found = _REQUIREMENT.match(text)
    if found is not None:
        yield found[1], found[2].strip().rstrip(",")


def _lock(text: str) -> Stated:
    """poetry.lock, uv.lock, pdm.lock."""
    for found in _LOCKED.finditer(text):
        yield found[1], f"=={found[2]}"


def _pipfile_lock(text: str) -> Stated:
    content = toml.table(msgspec.json.decode(text))
    for section in ("default", "develop"):
        yield from _tables(content.get(section))


def _pipfile(text: str) -> Stated:
    content = toml.loads(text)
    for section in ("packages", "dev-packages"):
        yield from _tables(content.get(section))


def _pyproject(text: str) -> Stated:
    content = toml.loads(text)
    project, poetry = toml.table(content.get("project")), toml.table(toml.table(content.get("tool")).get("poetry"))
    groups: list[object] = [
        project.get("dependencies"),
        *toml.table(project.get("optional-dependencies")).values(),
        *toml.table(content.get("dependency-groups")).values(),
    ]
    for group in groups:
        for entry in cast("list[object]", group) if isinstance(group, list) else ():
            if isinstance(entry, str):
                yield from _requirement(entry)
    yield from _tables(poetry.get("dependencies"))
    yield from _tables(poetry.get("dev-dependencies"))
    for each in toml.table(poetry.get("group")).values():
        yield from _tables(toml.table(each).get("dependencies"))


def _tables(section: object) -> Stated:
    """`name = "^21.0"`, `name = {version = "^21.0"}`."""
    for name, value in toml.table(section).items():
        version = value if isinstance(value, str) else toml.table(value).get("version")
        if re.match(_NAME, name) and isinstance(version, str):
            yield name, "" if version == "*" else version


_READERS: tuple[tuple[str, Callable[[str], Stated]], ...] = (
    *((name, _lock) for name in ("uv.lock", "poetry.lock", "pdm.lock")),
    ("Pipfile.lock", _pipfile_lock),
    ("requirements*.txt", _lines),
    ("requirements/*.txt", _lines),
    ("constraints*.txt", _lines),
    ("Pipfile", _pipfile),
    ("pyproject.toml", _pyproject),
    ("setup.cfg", _lines),
    ("setup.py", _strings),
)
