"""Makes the indexes that ship with presynth from installed packages.

    python scripts/bundle_index.py SITE_PACKAGES [TARGET_FOLDER]

SITE_PACKAGES holds `constructs`, `cdktf` and `cdktf_cdktf_provider_aws` as pip installs them.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "rules"))

from presynth.catalog.build import build
from presynth.catalog.bundled import FOLDER, SUFFIX

PACKAGES = ("constructs", "cdktf", "cdktf_cdktf_provider_aws")
BLOCK = 1 << 17
"""Bytes: with twice as much the files shrink by another 7 %, and every first look-up takes twice as long."""


def bundle(site_packages: Path, target: Path) -> list[Path]:
    """Writes one index a package into `target`, and returns them. Raises AssemblyError, OSError, ValueError."""
    written: list[Path] = []
    for package in PACKAGES:
        (archive,) = (site_packages / package / "_jsii").glob("*.jsii.tgz")
        written.append(target / f"{package}{SUFFIX}")
        build(archive, written[-1], package, codec="lzma", block=BLOCK)
        written[-1].chmod(0o644)
    return written


if __name__ == "__main__":
    for path in bundle(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else FOLDER):
        print(path, path.stat().st_size)
