"""Packs dated facts of AWS (engine versions, runtimes of Lambda, availability zones) into one file.

    python scripts/pack_facts.py AWS_FACTS.json [TARGET]

The JSON holds `meta` (`generated`: the date, and what it was made from), `rds_engine_versions`,
`elasticache_engine_versions`, `lambda_runtimes` (with dates) and `regions` (their zones, by partition).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "rules"))

from presynth.catalog import records
from presynth.catalog.facts import FILE, Listed, RuntimeDates, Service

RDS: dict[str, Service] = {"aws_rds_dbcluster": "rds-cluster", "aws_rds_dbinstance": "rds-instance"}


def engine_versions(facts: dict[str, Any]) -> dict[str, object]:
    """A record for each service and engine. Versions of custom engines are the user's own: left out."""
    found: dict[str, object] = {}
    for kind, service in RDS.items():
        for engine, listed in facts["rds_engine_versions"][kind].items():
            if not engine.startswith("custom-"):
                found[f"{service} {engine}"] = Listed(tuple(listed["available"]), tuple(listed["deprecated"]))
    for engine, offered in facts["elasticache_engine_versions"].items():
        found[f"elasticache {engine}"] = Listed(tuple(offered))
    return found


def runtimes(facts: dict[str, Any]) -> dict[str, object]:
    """A record for each runtime of Lambda."""
    return {
        f"runtime {name}": RuntimeDates(dates["deprecated"], dates["create-block"], dates["successor"])
        for name, dates in facts["lambda_runtimes"].items()
    }


def zones(facts: dict[str, Any]) -> dict[str, object]:
    """A record for each region."""
    return {f"zones {region}": found for regions in facts["regions"].values() for region, found in regions.items()}


def main(source: Path, target: Path = FILE) -> None:
    facts: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    meta: dict[str, str] = facts["meta"]
    sources = (f"cfn-lint {meta['cfn_lint']}", f"botocore {meta['botocore']}", meta["note"])
    packed = {**engine_versions(facts), **runtimes(facts), **zones(facts)}
    records.write(target, records.Origin(meta["generated"], sources), packed)
    print(target, target.stat().st_size)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
