"""Bindings that `cdktf get` or `cdktn get` wrote into the project: `imports/<provider>/_jsii/*.jsii.tgz`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from presynth.catalog import cdktf_json
from presynth.catalog.cache import Source
from presynth.catalog.environment import archive_in


def sources(folders: Iterable[Path]) -> tuple[Source, ...]:
    """The bindings below these projects' generated folders (`imports`, if `cdktf.json` does not say another)."""
    found: dict[Path, Source] = {}
    for folder in folders:
        declared = cdktf_json.read(folder)
        if not declared.package:
            continue
        try:
            children = sorted((folder / declared.output).iterdir())
        except OSError:
            continue
        for child in children:
            archive = archive_in(child)
            if archive is not None:
                found.setdefault(archive, Source(archive, f"{declared.package}.{child.name}"))
    return tuple(found.values())
