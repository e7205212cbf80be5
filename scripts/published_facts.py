"""What cfn-lint and botocore, as they are published, know of AWS: read from their files, never imported."""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "rules"))

from presynth.catalog.facts import Listed, RuntimeDates, Service

_ENGINES: dict[str, Service] = {
    "aws_rds_dbcluster": "rds-cluster",
    "aws_rds_dbinstance": "rds-instance",
    "aws_elasticache_cachecluster": "elasticache",
}
_CLASSES = {
    "docdb": "aws_docdb_dbinstance/dbinstanceclass_enum",
    "ec2": "aws_ec2_instance/instancetype_enum",
    "elasticache": "aws_elasticache_cachecluster/cachenodetype_enum",
    "elasticsearch": "aws_elasticsearch_domain/elasticsearchclusterconfig_instancetype_enum",
    "mq": "aws_amazonmq_broker/instancetype_enum",
    "neptune": "aws_neptune_dbinstance/dbinstanceclass_enum",
    "opensearch": "aws_opensearchservice_domain/clusterconfig_instancetype_enum",
    "rds": "aws_rds_dbinstance/dbinstanceclass_enum",
    "redshift": "aws_redshift_cluster/nodetype_enum",
}
_OWN_ENGINES = "custom-"
"""How engines begin whose versions are the user's own."""


@dataclass
class Facts:
    """Engine versions by service and engine (`rds-cluster aurora-mysql`), runtimes by name, zones by region, and for
    each service its instance classes with the regions that offer them."""

    engines: dict[str, Listed] = field(default_factory=dict[str, Listed])
    runtimes: dict[str, RuntimeDates] = field(default_factory=dict[str, RuntimeDates])
    zones: dict[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    classes: dict[str, dict[str, frozenset[str]]] = field(default_factory=dict[str, dict[str, frozenset[str]]])


def published(packages: Path) -> Facts:
    """What the packages in the folder `packages` know."""
    lint, extensions = packages / "cfnlint", packages / "cfnlint/data/schemas/extensions"
    return Facts(
        dict(_engines(extensions)),
        _runtimes(lint),
        _zones(lint, packages / "botocore"),
        {service: _classes(extensions / f"{name}.json") for service, name in _CLASSES.items()},
    )


def _engines(extensions: Path) -> Iterator[tuple[str, Listed]]:
    for kind, service in _ENGINES.items():
        listed = dict(_versions(extensions / kind / "engine_version.json"))
        closed_file = extensions / kind / "engine_version_deprecated.json"
        closed = dict(_versions(closed_file)) if closed_file.exists() else {}
        for engine, versions in listed.items():
            if not engine.startswith(_OWN_ENGINES):
                gone = closed.get(engine, [])
                offered = tuple(each for each in versions if each not in gone)
                # A beginning of others (`16`) stands for them, and is none itself.
                withdrawn = tuple(
                    each for each in gone if not any(other.startswith(f"{each}.") for other in (*versions, *gone))
                )
                yield f"{service} {engine}", Listed(offered, withdrawn)


def _versions(file: Path) -> Iterator[tuple[str, list[str]]]:
    """The versions under each engine of a conditional schema."""
    for each in _json(file)["allOf"]:
        # A version is allowed where it is what then must hold, and closed where it is one of the conditions.
        conditions: dict[str, Any] = each["if"]["properties"]
        consequences: dict[str, Any] = each["then"]["properties"] if each["then"] else {}
        versions: dict[str, Any] = {**conditions, **consequences}.get("EngineVersion", {})
        if "const" in conditions["Engine"] and "enum" in versions:
            yield conditions["Engine"]["const"], versions["enum"]


def _runtimes(lint: Path) -> dict[str, RuntimeDates]:
    return {
        name: RuntimeDates(dates["deprecated"], dates["create-block"], dates["successor"])
        for name, dates in _json(lint / "data/AdditionalSpecs/LmbdRuntimeLifecycle.json").items()
    }


def _zones(lint: Path, botocore: Path) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for partition in _json(botocore / "data/partitions.json")["partitions"]:
        found.update({name: frozenset[str]() for name in partition["regions"] if not name.endswith("-global")})
    for statement in ast.parse((lint / "helpers.py").read_text(encoding="utf-8")).body:
        target = statement.targets[0] if isinstance(statement, ast.Assign) else None
        if isinstance(target, ast.Name) and target.id == "AVAILABILITY_ZONES" and isinstance(statement, ast.Assign):
            zones: dict[str, list[str]] = ast.literal_eval(statement.value)
            found.update({region: frozenset(names) for region, names in zones.items()})
    return found


def _classes(file: Path) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for region, schema in _json(file).items():
        for name in _enumerated(schema):
            if "." in name:
                found.setdefault(name, set()).add(region)
    return {name: frozenset(regions) for name, regions in found.items()}


def _enumerated(schema: object) -> Iterator[str]:
    """All values in enumerations of instance classes, however deep."""
    if isinstance(schema, list):
        for each in schema:  # pyright: ignore[reportUnknownVariableType]
            yield from _enumerated(each)  # pyright: ignore[reportUnknownArgumentType]
    elif isinstance(schema, dict):
        described: dict[str, Any] = schema  # pyright: ignore[reportUnknownVariableType]
        for key, each in described.items():
            if key == "enum":
                yield from each
            else:
                yield from _enumerated(each)


def _json(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))
