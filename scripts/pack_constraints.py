"""Packs what was read from the AWS provider's source, for one or more versions, into one file.

    python scripts/pack_constraints.py OLDEST.json [NEWER.json …] [--target FILE]

Each JSON file holds `version`, `read` (the date), `enums`, `one_of_groups` and `resources`: dotted attribute paths with
what the provider checks there. Of the newer ones only the resources that differ from the oldest are kept.

`provider_supplement.json` adds what no reader of the source found: `resources` in the same form, entries going before
those of the tables, and the `patterns` that they name. `provider_secrets.json` lists attributes that are `sensitive`
and can only be read, which the tables leave out.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "rules"))

from presynth.catalog import records
from presynth.catalog.constraints import FILE, PROVIDER, TABLES, Constraint, Relation, RelationKind, ResourceConstraints

SUPPLEMENT = Path(__file__).with_name("provider_supplement.json")
SECRETS = Path(__file__).with_name("provider_secrets.json")
RELATIONS: dict[str, RelationKind] = {
    "conflicts_with": "conflicts",
    "exactly_one_of": "exactly-one",
    "at_least_one_of": "at-least-one",
    "required_with": "required-with",
}
WHOLE: dict[str, RelationKind] = {
    "Conflicting": "conflicts",
    "ExactlyOneOf": "exactly-one",
    "AtLeastOneOf": "at-least-one",
    "RequiredTogether": "required-with",
}
Json = dict[str, Any]


def resources(table: Json) -> dict[str, ResourceConstraints]:
    """All resources of one version."""
    found: dict[str, ResourceConstraints] = {}
    groups: Json = table["one_of_groups"]
    supplement = all_supplements()
    for name in {**table["resources"], **supplement["resources"], **groups}:
        attributes = supplemented(table["resources"].get(name, {}), supplement, name)
        found[name] = ResourceConstraints(
            {
                path: constraint(entry, table["enums"])
                for path, entry in attributes.items()
                if set(entry) - set(RELATIONS)
            },
            tuple(tidied({*stated(attributes), *stated_whole(groups.get(name, ()))})),
        )
    return found


def all_supplements() -> Json:
    """What is added to the tables."""
    supplement: Json = json.loads(SUPPLEMENT.read_text(encoding="utf-8"))
    secrets: Json = json.loads(SECRETS.read_text(encoding="utf-8"))
    for resource, paths in secrets["sensitive"].items():
        entries = supplement["resources"].setdefault(resource, {})
        for path in paths:
            entries[path] = {**entries.get(path, {}), "sensitive": True}
    return supplement


def supplemented(attributes: Json, supplement: Json, resource: str) -> Json:
    """The entries of a resource with those of the supplement, their patterns spelled out."""
    merged = dict(attributes)
    for path, entry in supplement["resources"].get(resource, {}).items():
        merged[path] = {**attributes.get(path, {}), **spelled_out(entry, supplement["patterns"])}
    return merged


def spelled_out(entry: Json, patterns: Json) -> Json:
    """An entry with the pattern that it names in the place of the name."""
    full = dict(entry)
    if "pattern" in entry:
        full["pattern"] = patterns[entry["pattern"]]
    if "any" in entry:
        full["any"] = [spelled_out(each, patterns) for each in entry["any"]]
    if "elem" in entry:
        full["elem"] = spelled_out(entry["elem"], patterns)
    return full


def constraint(entry: Json, enums: list[list[str]]) -> Constraint:
    """One entry, with the enumeration it refers to in the place of the reference."""
    plain = {key: value for key, value in entry.items() if key not in RELATIONS}
    if isinstance(plain.get("enum"), str):
        plain["enum"] = enums[int(plain["enum"].removeprefix("@"))]
    if "elem" in plain:
        plain["elem"] = constraint(plain["elem"], enums)
    if "any" in plain:
        plain["any"] = [constraint(each, enums) for each in plain["any"]]
    return msgspec.convert(plain, Constraint)


def stated(attributes: Json) -> Iterator[Relation]:
    """The relations that attributes declare, each in one form whichever of its members declares it."""
    for path, entry in attributes.items():
        for key, kind in RELATIONS.items():
            others: list[str] = [other for other in entry.get(key, ()) if other != path]
            if kind == "conflicts":
                yield from (Relation(kind, tuple(sorted((path, other)))) for other in others)
            elif others:
                yield Relation(kind, (path, *others) if kind == "required-with" else tuple(sorted((path, *others))))


def stated_whole(groups: Iterable[dict[str, list[str]]]) -> Iterator[Relation]:
    """The relations that a resource declares for itself."""
    for group in groups:
        for name, paths in group.items():
            kind = WHOLE[name]
            if kind == "conflicts":
                yield from (Relation(kind, tuple(sorted((a, b)))) for n, a in enumerate(paths) for b in paths[n + 1 :])
            elif kind == "required-with":
                yield from (Relation(kind, (a, *(b for b in paths if b != a))) for a in paths)
            else:
                yield Relation(kind, tuple(sorted(paths)))


def tidied(relations: set[Relation]) -> Iterator[Relation]:
    """In a fixed order, without conflicts that an `exactly-one` states as well."""
    exclusive = [set(each.paths) for each in relations if each.kind == "exactly-one"]
    for relation in sorted(relations, key=lambda each: (each.kind, each.paths)):
        if relation.kind != "conflicts" or not any(paths.issuperset(relation.paths) for paths in exclusive):
            yield relation


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", nargs="+", type=Path)
    parser.add_argument("--target", type=Path, default=FILE)
    options = parser.parse_args()
    tables: list[Json] = [json.loads(path.read_text(encoding="utf-8")) for path in options.tables]
    versions = tuple(table["version"] for table in tables)
    if versions != TABLES or any(table["provider"] != PROVIDER for table in tables):
        parser.error(f"constraints.TABLES says {TABLES} of {PROVIDER}, the files are of {versions}")
    base = resources(tables[0])
    packed: dict[str, object] = dict(base)
    for table in tables[1:]:
        newer = resources(table)
        for name in {**base, **newer}:
            if newer.get(name) != base.get(name):
                packed[f"{table['version']} {name}"] = newer.get(name, ResourceConstraints())
    supplement: Json = json.loads(SUPPLEMENT.read_text(encoding="utf-8"))
    sources = (*(f"{PROVIDER} {each}" for each in versions), *supplement["sources"])
    origin = records.Origin(max(table["read"] for table in tables), sources)
    records.write(options.target, origin, packed)
    print(options.target, options.target.stat().st_size, len(packed))


if __name__ == "__main__":
    main()
