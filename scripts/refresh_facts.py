"""Packs what AWS offers anew, from the newest cfn-lint and botocore on PyPI, and shows what has changed.

    python scripts/refresh_facts.py [--check]

The two are unpacked into a temporary folder, and only read. `--check` writes nothing. What is no longer listed stays
among the facts, as withdrawn.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "rules"))

from published_facts import Facts, published

from presynth.catalog import facts, records
from presynth.catalog.facts import FILE, Listed, RuntimeDates

PACKAGES = {"cfn-lint": "MIT-0", "botocore": "Apache-2.0"}
NOTE = "engine versions of RDS: those of us-east-1, the only region they are published for"

Words = Mapping[str, frozenset[str]]
"""What is known of each thing, in words that can be compared."""


def shipped(file: Path) -> Facts:
    """The facts as they ship."""
    packed = records.Records(file)
    found = Facts()
    for name in packed.names:
        kind, _, about = name.partition(" ")
        raw = packed.get(name)
        assert raw is not None
        if kind == "runtime":
            found.runtimes[about] = msgspec.msgpack.decode(raw, type=RuntimeDates)
        elif kind == "zones":
            found.zones[about] = frozenset(msgspec.msgpack.decode(raw, type=tuple[str, ...]))
        elif kind == "instance-classes":
            found.classes[about] = dict(facts.instance_classes(about))
        else:
            found.engines[name] = msgspec.msgpack.decode(raw, type=Listed)
    return found


def merged(old: Facts, new: Facts, today: str) -> Facts:
    """What is true now, and of what was true once that it no longer is."""
    found = Facts()
    for name in sorted({*old.engines, *new.engines}):
        before, now = old.engines.get(name, Listed(())), new.engines.get(name, Listed(()))
        gone = {*before.offered, *before.withdrawn, *now.withdrawn} - {*now.offered}
        found.engines[name] = Listed(now.offered, tuple(sorted(gone)))
    for name, runtime in old.runtimes.items():
        ended = runtime.deprecated or today
        found.runtimes[name] = msgspec.structs.replace(runtime, deprecated=ended)
    found.runtimes.update(new.runtimes)
    for region in {*old.zones, *new.zones}:
        found.zones[region] = old.zones.get(region, frozenset()) | new.zones.get(region, frozenset())
    for service in {*old.classes, *new.classes}:
        now_offered = new.classes.get(service, {})
        names = {*old.classes.get(service, {}), *now_offered}
        found.classes[service] = {name: now_offered.get(name, frozenset()) for name in names}
    return found


def packed(found: Facts) -> dict[str, object]:
    """The records."""
    regions = sorted(found.zones)
    known: dict[str, object] = {**found.engines}
    known.update({f"runtime {name}": dates for name, dates in found.runtimes.items()})
    known.update({f"zones {region}": sorted(zones) for region, zones in found.zones.items()})
    for service, classes in found.classes.items():
        known[f"instance-classes {service}"] = {
            name: sorted(map(regions.index, offering)) for name, offering in sorted(classes.items())
        }
    return known


def in_words(found: Facts) -> dict[str, Words]:
    """Each kind of facts, as words."""
    told: dict[str, Words] = {
        name: {
            **dict.fromkeys(listed.withdrawn, frozenset({"withdrawn"})),
            **dict.fromkeys(listed.offered, frozenset({"offered"})),
        }
        for name, listed in found.engines.items()
    }
    told["runtimes of Lambda"] = {name: frozenset(_told(dates)) for name, dates in found.runtimes.items()}
    told["zones"] = found.zones
    told.update({f"instance classes of {service}": classes for service, classes in found.classes.items()})
    return told


def _told(dates: RuntimeDates) -> Iterator[str]:
    for key, value in msgspec.structs.asdict(dates).items():
        if value:
            yield f"{key.replace('_', ' ')} {value}"


def difference(old: Facts, new: Facts) -> Iterator[str]:
    """What has changed, a line for each thing below the kind it is of: `+` came, `-` went, `~` is told otherwise."""
    before, after = in_words(old), in_words(new)
    for kind in sorted({*before, *after}):
        lines = list(_changes(before.get(kind, {}), after.get(kind, {})))
        if lines:
            yield kind
            yield from lines


def _changes(before: Words, after: Words) -> Iterator[str]:
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        if old is None or new is None:
            sign, words = ("+", new) if old is None else ("-", old)
            yield f"  {sign} {name}: {', '.join(sorted(words or ())) or 'no more is known'}"
        else:
            went = [f"-{word}" for word in sorted(old - new)]
            yield f"  ~ {name}: {' '.join((*went, *(f'+{word}' for word in sorted(new - old))))}"


def main(check: bool, target: Path = FILE) -> None:
    today = date.today().isoformat()
    with tempfile.TemporaryDirectory(prefix="presynth-facts-") as folder:
        subprocess.run(
            (sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", folder, *PACKAGES), check=True
        )
        versions = {path.name.split("-")[0]: path.name.split("-")[1] for path in Path(folder).glob("*.dist-info")}
        old, new = shipped(target), published(Path(folder))
    found = merged(old, new, today)
    lines = list(difference(old, found))
    print("\n".join(lines) if lines else f"nothing has changed since {records.Records(target).origin.date}")
    if not check:
        named = {name: versions[name.replace("-", "_")].removesuffix(".dist") for name in PACKAGES}
        sources = (*(f"{name} {version} ({PACKAGES[name]})" for name, version in named.items()), NOTE)
        records.write(target, records.Origin(today, sources), packed(found))
        print(target.name, target.stat().st_size, "bytes")


if __name__ == "__main__":
    main("--check" in sys.argv[1:])
