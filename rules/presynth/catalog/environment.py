"""The Python environment whose packages are the schema, found by looking at files: no interpreter is run."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from presynth import small_files
from presynth.catalog import project_tools
from presynth.catalog.cache import Source

_BESIDE_THE_FILE = (".venv", "venv", "env")
_SITE_PACKAGES = (
    "lib/python3*/site-packages",
    "lib64/python3*/site-packages",
    "lib/python3*/dist-packages",
    "local/lib/python3*/dist-packages",
    "Lib/site-packages",
)
_SYSTEMS: Mapping[str, tuple[str, ...]] = {
    "linux": ("usr/local", "usr"),
    "darwin": (
        "opt/homebrew",
        "usr/local",
        "Library/Frameworks/Python.framework/Versions/*",
        "Library/Developer/CommandLineTools/Library/Frameworks/Python3.framework/Versions/*",
    ),
    "win32": ("Program Files/Python3*", "Python3*"),
}
_INTEREST = re.compile(r"cdktf|cdktn|provider", re.IGNORECASE)


@dataclass(frozen=True)
class Machine:
    """What the search may look at, so that another system's layout can be laid out in a folder.

    `platform` is as `sys.platform`; `own` is the prefix of the environment presynth runs in; `root` holds the system.
    """

    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    platform: str = sys.platform
    home: Path = field(default_factory=Path.home)
    own: Path = field(default_factory=lambda: Path(sys.prefix))
    root: Path = field(default_factory=lambda: Path(Path.cwd().anchor))


@dataclass(frozen=True)
class Environment:
    """An environment with at least one binding. `origin` says how it was found: `VIRTUAL_ENV`, `.venv`, `Poetry`, …"""

    prefix: Path
    origin: str
    sources: tuple[Source, ...]


def find(
    start: Path, workspace: Path | None = None, setting: str | None = None, machine: Machine | None = None
) -> Environment | None:
    """The environment for the file or folder `start`: the first of `candidates` with a binding of providers."""
    machine = machine or Machine()
    seen: set[Path] = set()
    for origin, prefix in candidates(start, workspace, setting, machine):
        if prefix in seen:
            continue
        seen.add(prefix)
        found = sources(prefix)
        if _has_provider(found):
            return Environment(prefix, origin, found)
    return None


def has_bindings(path: Path) -> bool:
    """Whether `path`, an environment's folder or its interpreter, has a binding of providers."""
    return _has_provider(sources(prefix_of(path)))


def _has_provider(found: tuple[Source, ...]) -> bool:
    return any(_INTEREST.search(each.package) for each in found)


def candidates(
    start: Path, workspace: Path | None, setting: str | None, machine: Machine
) -> Iterator[tuple[str, Path]]:
    """Every place to look at, the most telling first: how it was found, and its prefix (which may not exist)."""
    if setting:
        yield "the `python` setting", prefix_of((workspace or start) / Path(setting).expanduser())
    for variable in ("VIRTUAL_ENV", "CONDA_PREFIX"):
        if machine.environ.get(variable):
            yield variable, Path(machine.environ[variable])
    folders = list(folders_above(start, workspace))
    for folder in folders:
        for name in _BESIDE_THE_FILE:
            yield name, folder / name
    for folder in folders:
        yield from project_tools.environments(folder, machine.environ, machine.platform, machine.home)
    yield "the environment presynth runs in", machine.own
    for pattern in _SYSTEMS.get(machine.platform, _SYSTEMS["linux"]):
        for prefix in sorted(machine.root.glob(pattern), reverse=True):
            yield "the system's Python", prefix
    for prefix in project_tools.user_prefixes(machine.environ, machine.platform, machine.home):
        yield "the user's site-packages", prefix


def folders_above(start: Path, workspace: Path | None) -> Iterator[Path]:
    """The folder of `start` and those above it up to the workspace; all of them where there is no workspace."""
    folder = start if start.is_dir() else start.parent
    if workspace is not None and folder != workspace and workspace not in folder.parents:
        yield folder
        yield workspace
        return
    for each in (folder, *folder.parents):
        yield each
        if each == workspace:
            return


def prefix_of(path: Path) -> Path:
    """The prefix that `path`, an environment's folder or its interpreter, belongs to.

    Links are not followed: an environment's interpreter is often a link to the one it was made with.
    """
    folder = path.parent if path.name.lower().startswith("python") and not path.is_dir() else path
    return folder.parent if folder.name.lower() in ("bin", "scripts") else folder


def sources(prefix: Path) -> tuple[Source, ...]:
    """The bindings installed below `prefix`, with what they build on."""
    found: dict[str, Source] = {}
    for folder in _import_folders(prefix):
        for name in _listed(folder):
            if name not in found and (name == "constructs" or _INTEREST.search(name)):
                archive = archive_in(folder / name)
                if archive is not None:
                    found[name] = Source(archive, name)
    return tuple(found.values())


def archive_in(package: Path) -> Path | None:
    """The assembly's archive in a Python package's folder, the newest where an upgrade left several."""
    folder = package / "_jsii"
    names = [name for name in _listed(folder) if name.endswith(".jsii.tgz")]
    return folder / max(names, key=lambda name: _numbers(name.rpartition("@")[2])) if names else None


def _import_folders(prefix: Path) -> Iterator[Path]:
    """The folders that the environment's interpreter would import from."""
    for folder in _site_packages(prefix):
        yield folder
        for name in _listed(folder):
            if name.endswith(".pth"):
                yield from _editable(folder, folder / name)
    home = _base_home(prefix)
    if home is not None:
        yield from _site_packages(prefix_of(home))


def _site_packages(prefix: Path) -> list[Path]:
    if prefix.name in ("site-packages", "dist-packages"):
        return [prefix]
    if prefix.parent.name == "__pypackages__":
        return [prefix / "lib"]
    found: list[Path] = []
    for pattern in _SITE_PACKAGES:
        # Newest Python first: a system has several.
        found += sorted(prefix.glob(pattern), key=lambda path: _numbers(path.parent.name), reverse=True)
    return found


def _base_home(prefix: Path) -> Path | None:
    """Where the interpreter lies that the environment was made with, if it imports from there too (pyvenv.cfg)."""
    try:
        lines = small_files.text(prefix / "pyvenv.cfg").splitlines()
    except OSError:
        return None
    entries = {key.strip().lower(): value.strip() for key, _, value in (line.partition("=") for line in lines)}
    shares = entries.get("include-system-site-packages", "").lower() == "true"
    return Path(entries["home"]) if shares and entries.get("home") else None


def _editable(site_packages: Path, path: Path) -> Iterator[Path]:
    """The folders that a .pth file adds. Lines with code (`import …`) are what Python would run, and we never do."""
    try:
        lines = small_files.text(path).splitlines()
    except OSError:
        return
    for line in lines:
        if line.strip() and not line.startswith(("#", "import ", "import\t")):
            yield site_packages / line.strip()


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", text))


def _listed(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []
