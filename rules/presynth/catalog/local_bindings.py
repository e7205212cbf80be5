"""Bindings that `cdktf get` or `cdktn get` wrote into the project: `imports/<provider>/_jsii/*.jsii.tgz`."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from presynth.catalog.cache import Source
from presynth.catalog.environment import archive_in

_DEFAULT_OUTPUT = "imports"


class _Configuration(Struct):
    app: str = ""
    codeMakerOutput: str = ""  # noqa: N815 - the key's own spelling


def sources(folders: Iterable[Path]) -> tuple[Source, ...]:
    """The bindings in and below these folders' generated ones.

    A folder with a `cdktf.json` has them where that says; one without, in `imports`.
    """
    found: dict[Path, Source] = {}
    for folder in folders:
        for generated, package in _generated(folder):
            try:
                children = sorted(generated.iterdir())
            except OSError:
                continue
            for child in children:
                archive = archive_in(child)
                if archive is not None:
                    found.setdefault(archive, Source(archive, f"{package}.{child.name}"))
    return tuple(found.values())


def _generated(folder: Path) -> Iterator[tuple[Path, str]]:
    """A folder of generated bindings, and the package it is to the project's modules."""
    try:
        configuration = msgspec.json.decode((folder / "cdktf.json").read_bytes(), type=_Configuration)
    except (OSError, msgspec.MsgspecError):
        configuration = _Configuration()
    output = Path(configuration.codeMakerOutput or _DEFAULT_OUTPUT)
    if output.is_absolute() or ".." in output.parts:
        return
    parts = output.parts
    app = _app_folder(configuration.app)
    if app and parts[: len(app)] == app:
        # Modules are imported from the script's folder.
        parts = parts[len(app) :]
    if parts:
        yield folder / output, ".".join(parts)


def _app_folder(command: str) -> tuple[str, ...]:
    """The folder of the script in `pipenv run python src/main.py`."""
    try:
        words = shlex.split(command)
    except ValueError:
        return ()
    return next((Path(word).parent.parts for word in words if word.endswith(".py")), ())
