"""Packs which versions of the AWS provider the releases of public modules ask for, out of clones of their repositories.

    python scripts/pack_module_releases.py CLONE… [--read DATE] [--target FILE]

Each clone is one of https://github.com/terraform-aws-modules, with its tags. Of each module, and of each below its
`modules`, it keeps runs of releases that ask for the same.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "rules"))

from presynth.catalog import records
from presynth.terraform.module_releases import FILE, Run

_MAJORS = 4
"""How many major versions before the newest are kept."""
_RELEASE = re.compile(r"v?(\d+)\.(\d+)\.(\d+)")
_FILE = re.compile(r"(?:modules/[\w-]+/)?versions\.tf")
_WANTED = (re.compile(r'\baws\s*=\s*\{[^}]*?version\s*=\s*"([^"]+)"'), re.compile(r'\baws\s*=\s*"([^"]+)"'))


def git(clone: Path, *arguments: str) -> str:
    command = ["git", "-C", str(clone), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def releases(clone: Path) -> Iterator[tuple[tuple[int, ...], str]]:
    """The releases and their tags, the oldest first."""
    tags = [(found, tag) for tag in git(clone, "tag").split() if (found := _RELEASE.fullmatch(tag))]
    known = sorted((tuple(map(int, found.groups())), tag) for found, tag in tags)
    yield from (each for each in known if each[0][0] >= known[-1][0][0] - _MAJORS)


def runs(clone: Path) -> dict[str, list[Run]]:
    """By folder ("" for the module itself)."""
    found: dict[str, list[Run]] = {}
    for numbers, tag in releases(clone):
        release = ".".join(map(str, numbers))
        for name in filter(_FILE.fullmatch, git(clone, "ls-tree", "-r", "--name-only", tag).split()):
            text = git(clone, "show", f"{tag}:{name}")
            wanted = next((match[1] for pattern in _WANTED if (match := pattern.search(text))), None)
            before = found.setdefault(name.removesuffix("versions.tf").rstrip("/"), [])
            if wanted is not None and before and before[-1].wanted == wanted:
                before[-1] = Run(before[-1].first, release, wanted)
            elif wanted is not None:
                before.append(Run(release, release, wanted))
    return {folder: each for folder, each in found.items() if each}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clones", nargs="+", type=Path)
    parser.add_argument("--read", default=date.today().isoformat())
    parser.add_argument("--target", type=Path, default=FILE)
    options = parser.parse_args()
    packed: dict[str, object] = {}
    newest: list[str] = []
    for clone in options.clones:
        remote = re.search(r"terraform-aws-modules[/+]terraform-aws-([\w-]+)", str(clone.resolve()))
        if remote is None:
            parser.error(f"{clone} is no clone of a module")
        source = f"terraform-aws-modules/{remote[1]}/aws"
        for folder, each in runs(clone).items():
            packed[f"{source}//{folder}" if folder else source] = each
        newest.append(f"{source} {'.'.join(map(str, [*releases(clone)][-1][0]))}")
    options.target.parent.mkdir(parents=True, exist_ok=True)
    records.write(options.target, records.Origin(options.read, tuple(newest)), packed)
    print(options.target, options.target.stat().st_size, len(packed))


if __name__ == "__main__":
    main()
