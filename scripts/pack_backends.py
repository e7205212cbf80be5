"""Packs which arguments each backend takes, by version of Terraform and OpenTofu, into one file.

    python scripts/pack_backends.py BACKENDS.json DATE [TARGET]

The JSON maps "terraform" and "opentofu" to minor versions ("1.10"), those to `tag` (the release that was read) and to
backends by the name of their folder in the source, those to arguments; `nested` holds the arguments of a block, and
`deprecated` says that one is. DATE (ISO) is when the newest releases were read.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "rules"))

from presynth.catalog import records
from presynth.terraform.backends import BACKENDS, COVERED, FILE, Covered, Known, Span
from presynth.terraform.version import Product

PRODUCTS: tuple[Product, ...] = ("terraform", "opentofu")
FOLDERS = {"azure": "azurerm"}
"""Backends whose folder in the source is not called as they are."""
REPOSITORIES = {
    "terraform": "hashicorp/terraform (BUSL-1.1, MPL-2.0 before 1.6)",
    "opentofu": "opentofu/opentofu (MPL-2.0)",
}


def number(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def paths(arguments: dict[str, Any], start: str = "") -> Iterator[str]:
    """The arguments and, behind a dot, those of blocks."""
    for name, described in arguments.items():
        yield start + name
        yield from paths(described.get("nested", {}), f"{start}{name}.")


def deprecated(arguments: dict[str, Any], start: str = "") -> Iterator[str]:
    """Those of `paths` that are said to be deprecated."""
    for name, described in arguments.items():
        if described.get("deprecated"):
            yield start + name
        yield from deprecated(described.get("nested", {}), f"{start}{name}.")


def spans(present: list[bool], warned: list[bool], versions: list[str]) -> Span:
    """When something is known that is there, and deprecated, in these versions. Raises ValueError if it came back."""
    first = present.index(True)
    last = len(present) - 1 - present[::-1].index(True)
    if not all(present[first : last + 1]):
        raise ValueError("gone and back again: a span cannot say that")
    since = versions[first] if first else ""
    until = versions[last + 1] if last + 1 < len(versions) else ""
    return Span(since, until, versions[warned.index(True)] if any(warned) else "")


def packed(releases: dict[str, dict[str, Any]], product: Product, found: dict[str, dict[str, Known]]) -> Covered:
    """Adds what one product knows to `found`: backends, arguments ("" is the backend itself), when they are known."""
    versions = sorted(releases, key=number)
    folders = {folder for release in releases.values() for folder in release} - {"tag"}
    for folder in sorted(folders):
        per_version = [
            {"", *paths(releases[version][folder])} if folder in releases[version] else set[str]()
            for version in versions
        ]
        warned = [set(deprecated(releases[version].get(folder, {}))) for version in versions]
        backend = found.setdefault(FOLDERS.get(folder, folder), {})
        for path in sorted(set[str]().union(*per_version)):
            backend.setdefault(path, {})[product] = spans(
                [path in known for known in per_version], [path in said for said in warned], versions
            )
    major, minor = number(versions[-1])
    return Covered(versions[0], f"{major}.{minor + 1}")


def main(source: Path, date: str, target: Path = FILE) -> None:
    data: dict[str, dict[str, dict[str, Any]]] = json.loads(source.read_text(encoding="utf-8"))
    found: dict[str, dict[str, Known]] = {}
    covered = {product: packed(data[product], product, found) for product in PRODUCTS}
    sources = tuple(
        f"{REPOSITORIES[product]} {release['tag']}"
        for product in PRODUCTS
        for _, release in sorted(data[product].items(), key=lambda item: number(item[0]))
    )
    records.write(target, records.Origin(date, sources), {COVERED: covered, BACKENDS: found})
    print(target, target.stat().st_size)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], *map(Path, sys.argv[3:4]))
