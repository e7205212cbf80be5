"""What the last runs reported, for as long as nothing that counts has changed."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from pathlib import Path

from presynth import __version__
from presynth.engine import Workspace
from presynth.engine.workspace import Documents, Project
from presynth.source.decoding import LARGEST
from presynth.source.file import SourceFile

_MOST_FILES = 5000
_MOST_REPORTS = 64
_SKIPPED = {"node_modules", "site-packages", "cdktf.out", "imports", "__pycache__"}
# A virtual environment, generated bindings: not read as modules of the project.
_SIGNS = ("pyvenv.cfg", "_jsii")


class Reading(Documents):
    """Documents that know which files they were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def source(self, path: str) -> SourceFile | None:
        """See Documents."""
        self.asked.add(path)
        return super().source(path)


class Memory:
    """Reports in `folder`, each under a key that everything it rests on goes into. Whatever fails is no report."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> bytes | None:
        """What was put there; None where there is nothing."""
        file = self._folder / key
        try:
            data = file.read_bytes()
            os.utime(file)
        except OSError:
            return None
        return data

    def put(self, key: str, data: bytes) -> None:
        """Remember `data`; what was not looked at for longest is forgotten."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(dir=self._folder)
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(data)
            os.replace(name, self._folder / key)
            for _, old in sorted((it.stat().st_mtime, it.path) for it in os.scandir(self._folder))[:-_MOST_REPORTS]:
                os.unlink(old)


class Grounds:
    """What a report on `paths` rests on: presynth itself, the settings, and all Python files of the projects."""

    def __init__(self, workspace: Workspace, paths: Sequence[str]) -> None:
        self._files: set[str] = set(paths)
        projects = {project.folder: project for project in map(workspace.project, paths)}
        self._hash = hashlib.sha256()
        self._add(_own_state(), date.today().isoformat(), *paths)
        for folder in sorted({os.path.dirname(path) for path in paths}):
            self._add(folder, repr(workspace.configuration.for_folder(Path(folder))))
        for folder in sorted(projects):
            self._add(folder, *_facts(projects[folder]))
            self._files.update(_python_files(folder))
        for path in sorted(self._files):
            self._add(path, *_content(path))

    @property
    def key(self) -> str:
        """Another one whenever something has changed."""
        return self._hash.hexdigest()

    def cover(self, read: Iterable[str]) -> bool:
        """Whether the files that were read are among those that count."""
        return self._files.issuperset(read)

    def _add(self, *facts: str | bytes) -> None:
        for fact in facts:
            data = fact.encode("utf-8", "surrogatepass") if isinstance(fact, str) else fact
            self._hash.update(len(data).to_bytes(8, "big") + data)


def _facts(project: Project) -> Iterator[str | bytes]:
    """What a project is judged by, beside its Python files."""
    yield from (repr(project.terraform), repr(project.catalog.describe()), repr(project.files))
    yield from _content(os.path.join(project.folder, "cdktf.json"))


def _content(path: str) -> tuple[bytes, ...]:
    """What is in a file; nothing for what is no file, or more than presynth reads."""
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST:
            return ()
        return (Path(path).read_bytes(),)
    except (OSError, ValueError):
        return ()


def _python_files(folder: str) -> Iterator[str]:
    """The files in a project's folder that it may import."""
    count = 0
    for current, folders, files in os.walk(folder):
        folders[:] = [
            name
            for name in folders
            if name not in _SKIPPED
            and not name.startswith(".")
            and not any(os.path.exists(os.path.join(current, name, sign)) for sign in _SIGNS)
        ]
        for name in files:
            if name.endswith(".py"):
                count += 1
                if count > _MOST_FILES:
                    return
                yield os.path.join(current, name)


@lru_cache(maxsize=1)
def _own_state() -> str:
    """Another text for another presynth, be it one that is being worked on, or another Python."""
    root = Path(__file__).parents[1]
    stats = [(str(path), path.stat()) for path in sorted(root.rglob("*.*")) if path.suffix != ".pyc"]
    return repr((__version__, sys.version, [(path, stat.st_mtime_ns, stat.st_size) for path, stat in stats]))
