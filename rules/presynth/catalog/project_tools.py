"""Where Pipenv, Poetry, PDM, uv and Hatch keep a project's environment, and Python its user's packages.

None of them is run: each names an environment after a hash of the project's path, or writes its place into a file.
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from presynth import small_files


def environments(folder: Path, environ: Mapping[str, str], platform: str, home: Path) -> Iterator[tuple[str, Path]]:
    """The tool's name and the environment's prefix, for the project in `folder`; the prefix may not exist."""
    named = environ.get("UV_PROJECT_ENVIRONMENT")
    if named:
        yield "uv", folder / named
    if (folder / "Pipfile").is_file():
        yield from (("Pipenv", prefix) for prefix in _pipenv(folder, environ, platform, home))
    if (folder / "pyproject.toml").is_file():
        yield from (("Poetry", prefix) for prefix in _poetry(folder, environ, platform, home))
        yield from (("Hatch", prefix) for prefix in _hatch(folder, environ, platform, home))
    yield from (("PDM", prefix) for prefix in _pdm(folder))


def user_prefixes(environ: Mapping[str, str], platform: str, home: Path) -> Iterator[Path]:
    """Prefixes below which `pip install --user` puts packages, the newest Python first."""
    named = environ.get("PYTHONUSERBASE")
    if named:
        yield Path(named)
    if platform == "win32":
        roaming = Path(environ.get("APPDATA") or home / "AppData/Roaming")
        local = Path(environ.get("LOCALAPPDATA") or home / "AppData/Local")
        for pattern in (roaming / "Python", local / "Programs/Python"):
            for prefix in sorted(pattern.glob("Python3*"), reverse=True):
                yield prefix
                yield prefix / "site-packages"
        return
    if platform == "darwin":
        for prefix in sorted((home / "Library/Python").glob("3.*"), reverse=True):
            yield prefix / "lib/python/site-packages"
    yield home / ".local"


def _pipenv(folder: Path, environ: Mapping[str, str], platform: str, home: Path) -> Iterator[Path]:
    if environ.get("WORKON_HOME"):
        store = Path(environ["WORKON_HOME"])
    elif platform == "win32":
        store = home / ".virtualenvs"
    else:
        store = Path(environ.get("XDG_DATA_HOME") or home / ".local/share") / "virtualenvs"
    # A file .venv in the project names the environment, or says where it is.
    for named in (environ.get("PIPENV_CUSTOM_VENV_NAME"), _first_line(folder / ".venv")):
        if named:
            yield folder / named if "/" in named or "\\" in named else store / named
    mark = _hash(str(folder / "Pipfile"), 6)
    yield from sorted(store.glob(f"*-{mark}"))
    yield from sorted(store.glob(f"*-{mark}-*"))
    for note in sorted(store.glob("*/.project")):
        if _first_line(note) == str(folder):
            yield note.parent


def _poetry(folder: Path, environ: Mapping[str, str], platform: str, home: Path) -> Iterator[Path]:
    if environ.get("POETRY_VIRTUALENVS_PATH"):
        store = Path(environ["POETRY_VIRTUALENVS_PATH"])
    else:
        places = {
            "win32": ("LOCALAPPDATA", "AppData/Local", "pypoetry/Cache"),
            "darwin": ("", "Library/Caches", "pypoetry"),
        }
        cache = _tool_folder(places.get(platform, ("XDG_CACHE_HOME", ".cache", "pypoetry")), environ, home)
        store = Path(environ.get("POETRY_CACHE_DIR") or cache) / "virtualenvs"
    mark = _hash(os.path.normcase(os.path.realpath(folder)))
    yield from sorted(store.glob(f"*-{mark}-py*"), reverse=True)


def _hatch(folder: Path, environ: Mapping[str, str], platform: str, home: Path) -> Iterator[Path]:
    places = {
        "win32": ("LOCALAPPDATA", "AppData/Local", "hatch"),
        "darwin": ("", "Library/Application Support", "hatch"),
    }
    data = _tool_folder(places.get(platform, ("XDG_DATA_HOME", ".local/share", "hatch")), environ, home)
    store = Path(environ.get("HATCH_DATA_DIR") or data) / "env/virtual"
    yield from sorted(store.glob(f"*/{_hash(str(folder))}/*"))
    yield folder / ".hatch"
    yield from sorted((folder / ".hatch").glob("*"))


def _pdm(folder: Path) -> Iterator[Path]:
    interpreter = _first_line(folder / ".pdm-python")
    if interpreter:
        yield Path(interpreter).parent.parent
    yield from sorted((folder / "__pypackages__").glob("3.*"), reverse=True)


def _tool_folder(place: tuple[str, str, str], environ: Mapping[str, str], home: Path) -> Path:
    variable, below_home, tool = place
    return Path(environ.get(variable) or home / below_home) / tool


def _hash(text: str, digest_bytes: int = 32) -> str:
    digest = hashlib.sha256(text.encode("utf-8", "surrogateescape")).digest()[:digest_bytes]
    return base64.urlsafe_b64encode(digest).decode()[:8]


def _first_line(path: Path) -> str:
    try:
        return small_files.text(path).partition("\n")[0].strip()
    except OSError:
        return ""
