"""Where packed indexes lie, and how one comes to be: built by a child process, kept for as long as its archive is."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec
import platformdirs

from presynth.catalog.build import UNWRITABLE
from presynth.catalog.index import FORMAT, DamagedIndexError, Index

Progress = Callable[[int], None]

_ROOTS = (str(Path(__file__).resolve().parents[2]), str(Path(msgspec.__file__).resolve().parents[1]))
_TIME_LIMIT = 600
"""Seconds after which a build is given up; AWS takes 4 to 10."""

# The child runs isolated (-I): neither the working directory nor PYTHONPATH can put a module in its way. What it needs
# is therefore named here, and put last, behind the standard library.
_CHILD = "import sys; sys.path.extend({roots!r}); from presynth.catalog.build import main; sys.exit(main(sys.argv[1:]))"


class BuildError(Exception):
    """The index could not be built; the text says why."""


class _UnwritableError(BuildError):
    """It could be built, but not here."""


@dataclass(frozen=True)
class Source:
    """An archive an index can be built of; `package` is the Python package its types are imported from."""

    archive: Path
    package: str

    @property
    def file_name(self) -> str:
        """The index file's name: another one for another content of the archive. Raises OSError.

        A gzip file ends with the check sum and the length of what it holds, so that its size and last eight bytes tell
        archives apart without reading them; unlike the time of change they are the same in every environment.
        """
        with self.archive.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - 8))
            mark = file.read(8)
        release = self.archive.name.removesuffix(".jsii.tgz")
        key = hashlib.sha256(f"{self.package}\0{release}\0{size}\0".encode() + mark).hexdigest()[:16]
        readable = re.sub(r"[^\w.@-]", "_", f"{self.package}-{release}")[:80]
        return f"{readable}-{key}.v{FORMAT}.index"


def default_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """The user's cache folder, or what PRESYNTH_CACHE_DIR names."""
    named = environ.get("PRESYNTH_CACHE_DIR")
    return Path(named) if named else Path(platformdirs.user_cache_dir("presynth", appauthor=False))


class Cache:
    """Packed indexes in `folder`; in one of the user's own in the temporary folder where that cannot be written."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = default_folder() if folder is None else folder

    def open(self, source: Source) -> Index | None:
        """The index of `source` if it has been built and is whole. Raises OSError where the archive is unreadable."""
        name = source.file_name
        for folder in self._folders():
            try:
                return Index(folder / name)
            except (OSError, DamagedIndexError):
                continue
        return None

    def build(self, source: Source, progress: Progress = lambda percent: None) -> Index:
        """The index of `source`, built by a child process if need be; `progress` is told the per cent done.

        Raises BuildError.
        """
        try:
            ready = self.open(source)
            name = source.file_name
        except OSError as error:
            raise BuildError(f"{source.archive} cannot be read: {error.strerror or error}") from error
        if ready is not None:
            return ready
        reason = ""
        for folder in self._folders():
            try:
                _run(source, folder / name, progress)
                return Index(folder / name)
            except (_UnwritableError, OSError, DamagedIndexError) as error:
                reason = reason or str(error)
        raise BuildError(reason)

    def _folders(self) -> tuple[Path, ...]:
        spare = _temporary_folder()
        return (self.folder,) if spare is None else (self.folder, spare)


def _temporary_folder() -> Path | None:
    """A folder of this user alone: an index that somebody else put in a shared place must not be believed."""
    identity = getattr(os, "getuid", lambda: 0)()
    folder = Path(tempfile.gettempdir()) / f"presynth-{identity}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        status = folder.lstat()
    except OSError:
        return None
    if folder.is_symlink() or (os.name == "posix" and (status.st_uid != identity or status.st_mode & 0o077)):
        return None
    return folder


def _run(source: Source, target: Path, progress: Progress) -> None:
    command = [sys.executable, "-I", "-c", _CHILD.format(roots=_ROOTS), str(source.archive), str(target)]
    try:
        with (
            tempfile.TemporaryFile() as errors,
            subprocess.Popen(
                [*command, source.package],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            ) as child,
        ):
            watch = threading.Timer(_TIME_LIMIT, child.kill)
            watch.start()
            try:
                for line in child.stdout or ():
                    progress(int(line))
            finally:
                watch.cancel()
            if child.wait():
                errors.seek(0)
                said = errors.read().decode(errors="replace").strip()
                reason = said.rpartition("\n")[2] or f"the builder ended with status {child.returncode}"
                raise _UnwritableError(reason) if child.returncode == UNWRITABLE else BuildError(reason)
    except OSError as error:
        raise BuildError(f"the builder could not be run: {error}") from error
