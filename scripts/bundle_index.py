"""Makes the indexes that ship with presynth from installed packages.

    python scripts/bundle_index.py SITE_PACKAGES…

Each is a folder that pip installs into; of a package in several of them, the first counts.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "rules"))

from presynth.catalog.build import build
from presynth.catalog.bundled import FOLDER, SUFFIX
from presynth.catalog.environment import archive_in

PACKAGES = (
    *("constructs", "cdktf", "cdktf_cdktf_provider_aws"),
    *("cdktn", "cdktn_provider_aws", "cdktn_aws"),
)
BLOCK = 1 << 17
"""Bytes: with twice as much the files shrink by another 7 %, and every first look-up takes twice as long."""


def bundle(site_packages: Sequence[Path], target: Path = FOLDER) -> Iterator[Path]:
    """Writes an index into `target` for each package that is there. Raises AssemblyError, OSError."""
    for package in PACKAGES:
        archive = next(filter(None, (archive_in(folder / package) for folder in site_packages)), None)
        if archive is not None:
            index = target / f"{package}{SUFFIX}"
            build(archive, index, package, codec="lzma", block=BLOCK)
            index.chmod(0o644)
            yield index


if __name__ == "__main__":
    for path in bundle([Path(argument) for argument in sys.argv[1:]]):
        print(path, path.stat().st_size)
