"""Packs one assembly into an index. A program of its own, so that its memory goes when it is done:

    python -m presynth.catalog.build TGZ TARGET PACKAGE

prints how far it is, a number up to 100 on a line. Where it cannot, it exits with `UNREADABLE` or `UNWRITABLE` and the
reason on stderr.
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

UNREADABLE = 3
UNWRITABLE = 4


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
    target.parent.mkdir(parents=True, exist_ok=True)
    # Made first: what cannot be written is known before the seconds of work, not after.
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            _pack(archive, file, package, progress, Writer(codec, block))
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _pack(archive: Path, file: BinaryIO, package: str, progress: Callable[[int], None], writer: Writer) -> None:
    raw = assembly.read(archive)
    declarations = Declarations(archive, raw, package)
    done, percent = 0, 0
    for module, fqns in declarations.by_module().items():
        writer.module(module, _types(declarations, fqns))
        done += len(fqns)
        if done * 100 // max(len(raw.types), 1) > percent:
            percent = done * 100 // len(raw.types)
            progress(percent)
    version = declarations.provider_version or assembly.provider_version(archive)
    writer.write(file, Facts(raw.name, raw.version, package, version), declarations.modules)


def _types(declarations: Declarations, fqns: dict[str, str]) -> Iterator[tuple[Type, str]]:
    for fqn in fqns.values():
        each = declarations.type(fqn)
        yield each, declarations.construct_kind(each.bases[0] if each.bases else "") or ""


def main(arguments: list[str]) -> int:
    archive, target, package = arguments
    # What is built is a tree without cycles: the collector would only walk it again and again.
    gc.disable()
    try:
        build(Path(archive), Path(target), package, lambda percent: print(percent, flush=True))
    except assembly.AssemblyError as error:
        print(error.reason, file=sys.stderr)
        return UNREADABLE
    except OSError as error:
        print(error, file=sys.stderr)
        return UNWRITABLE
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
