"""Packs what is known of other providers than AWS's, from `other_providers.json`, into one file.

    python scripts/pack_other_constraints.py [--target FILE]

The JSON holds `read` (the date), `providers` (the version of each that was read), `patterns` and `resources`: dotted
attribute paths with what the provider checks there, in the form of `provider_supplement.json`.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from pack_constraints import RELATIONS, constraint, spelled_out, stated, tidied

from presynth.catalog import records
from presynth.catalog.constraints import OTHERS, ResourceConstraints

SOURCE = Path(__file__).with_name("other_providers.json")
Json = dict[str, Any]


def packed(table: Json) -> dict[str, ResourceConstraints]:
    """All resources, by Terraform type."""
    found: dict[str, ResourceConstraints] = {}
    for name, entries in table["resources"].items():
        attributes = {path: spelled_out(entry, table["patterns"]) for path, entry in entries.items()}
        found[name] = ResourceConstraints(
            {path: constraint(entry, []) for path, entry in attributes.items() if set(entry) - set(RELATIONS)},
            tuple(tidied(set(stated(attributes)))),
        )
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--target", type=Path, default=OTHERS)
    options = parser.parse_args()
    table: Json = json.loads(SOURCE.read_text(encoding="utf-8"))
    sources = tuple(f"{source} {version}" for source, version in table["providers"].items())
    records.write(options.target, records.Origin(table["read"], sources), packed(table))
    print(options.target, options.target.stat().st_size, len(table["resources"]))


if __name__ == "__main__":
    main()
