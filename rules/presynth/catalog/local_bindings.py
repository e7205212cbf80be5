"""Bindings that `cdktf get` or `cdktn get` wrote into the project: `imports/<provider>/_jsii/*.jsii.tgz`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from presynth.catalog import cdktf_json
from presynth.catalog.cache import Source
from presynth.catalog.environment import archive_in

_DEEPEST = 4
"""Levels of folders: a module without a name of its own lies in `terraform_aws_modules/vpc/aws`."""


def sources(folders: Iterable[Path]) -> tuple[Source, ...]:
    """The bindings below these projects' generated folders (`imports`, if `cdktf.json` does not say another)."""
    found: dict[Path, Source] = {}
    for folder in folders:
        declared = cdktf_json.read(folder)
        if declared.package:
            for archive, package in _bindings(folder / declared.output, declared.package, _DEEPEST):
                found.setdefault(archive, Source(archive, package))
    return tuple(found.values())


def _bindings(folder: Path, package: str, levels: int) -> Iterator[tuple[Path, str]]:
    """The archives below `folder`, which is imported as `package`: none is inside another's package."""
    try:
        children = sorted(entry.name for entry in os.scandir(folder) if entry.is_dir())
    except OSError:
        return
    for name in children:
        archive = archive_in(folder / name)
        if archive is not None:
            yield archive, f"{package}.{name}"
        elif levels > 1:
            yield from _bindings(folder / name, f"{package}.{name}", levels - 1)
