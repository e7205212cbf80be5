"""Packs one assembly into an index. A program of its own, so that its memory goes when it is done:

    python -m presynth.catalog.build TGZ TARGET PACKAGE

prints how far it is, a number up to 100 on a line, and exits with 1 and the reason on stderr where it cannot.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from presynth.catalog import assembly
from presynth.catalog.declarations import Declarations
from presynth.catalog.index import BLOCK, Codec, Facts, Writer
from presynth.catalog.types import Type


def build(
    archive: Path,
    target: Path,
    package: str,
    progress: Callable[[int], None] = lambda percent: None,
    codec: Codec = "zlib",
    block: int = BLOCK,
) -> None:
    """Packs the assembly of `archive`, imported as `package`, into the file `target`, all at once or not at all.

    `progress` is told the per cent done. Two builders of one target do not disturb each other: the last one wins.
    Raises AssemblyError, OSError.
    """
    raw = assembly.read(archive)
    declarations = Declarations(archive, raw, package)
    writer = Writer(codec, block)
    done, percent = 0, 0
    for module, fqns in declarations.by_module().items():
        writer.module(module, _types(declarations, fqns))
        done += len(fqns)
        if done * 100 // max(len(raw.types), 1) > percent:
            percent = done * 100 // len(raw.types)
            progress(percent)
    version = declarations.provider_version or assembly.provider_version(archive)
    facts = Facts(raw.name, raw.version, package, version)
    _replace(target, lambda file: writer.write(file, facts, declarations.modules))


def _types(declarations: Declarations, fqns: dict[str, str]) -> Iterator[tuple[Type, str]]:
    for fqn in fqns.values():
        each = declarations.type(fqn)
        yield each, declarations.construct_kind(each.bases[0] if each.bases else "") or ""


def _replace(target: Path, write: Callable[[BinaryIO], None]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            write(file)
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def main(arguments: list[str]) -> int:
    archive, target, package = arguments
    # What is built is a tree without cycles: the collector would only walk it again and again.
    gc.disable()
    try:
        build(Path(archive), Path(target), package, lambda percent: print(percent, flush=True))
    except (assembly.AssemblyError, OSError) as error:
        print(error.reason if isinstance(error, assembly.AssemblyError) else error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
