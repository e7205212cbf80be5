"""Which bundled indexes stand in for packages that are not there, and how far they can be believed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from presynth import versions
from presynth.catalog import bundled, cdktf_json, requirements
from presynth.catalog.declared_modules import DeclaredModule
from presynth.catalog.index import Index
from presynth.catalog.relocated import Relocated

CORES = ("cdktf", "cdktn")
_FOUNDATIONS = {*CORES, "constructs"}


AnyIndex = Index | Relocated | DeclaredModule
"""What answers for a package."""


class Mention(NamedTuple):
    """An import in the project: `from module import name`; `import module` where `name` is ""."""

    module: str
    name: str

    def is_of(self, package: str) -> bool:
        """Whether it imports from that package."""
        return f"{self.module}.{self.name}.".startswith(f"{package}.")


@dataclass(frozen=True)
class StandIn:
    """`exact` and `complete` as in `types.Assembly`; `reason` says why it stands in."""

    index: AnyIndex
    exact: bool = True
    complete: bool = True
    reason: str = ""


def stand_ins(present: Collection[str], folders: Sequence[Path], mentions: Collection[Mention]) -> list[StandIn]:
    """For the projects in `folders`, which import what `mentions` says, beside the packages that are `present`.

    A core where its packages are used without it; a provider that is imported; of no provider, the default one.
    """
    mentioned = {mention.module.partition(".")[0] for mention in mentions}
    cores = _cores(mentioned) or _cores(present) or CORES[:1]
    local = [found for folder in folders for found in _local(folder, present, mentions, cores[0])]
    wanted = {"constructs", *cores, *mentioned}
    for core in cores:
        known = [name for name in {*present, *mentioned} - _FOUNDATIONS if name.startswith(core)]
        if not known and not local and not any("." in name for name in present):
            wanted.add(bundled.DEFAULT_PROVIDERS[core])
    names = [name for name in bundled.packages() if name in wanted and name not in present]
    return [*local, *_packages(names, folders)]


def packages_in(mentions: Collection[Mention], local: str) -> frozenset[str]:
    """The packages that are imported and might need a stand-in; `local` is the one that `cdktf.json` says is made."""
    roots = {mention.module.partition(".")[0] for mention in mentions}
    below = _imported(local, mentions) if local else ()
    return frozenset({*roots.intersection(bundled.packages()), *(f"{local}.{name}" for name in below)})


def _cores(packages: Collection[str]) -> list[str]:
    return [core for core in CORES if any(package.startswith(core) for package in packages)]


def _packages(names: Sequence[str], folders: Sequence[Path]) -> Iterator[StandIn]:
    pins = {package: pin for folder in reversed(folders) for package, pin in requirements.pins(folder).items()}
    for name in names:
        index, pin = bundled.index(name), pins.get(name)
        if index is None:
            continue
        if pin is None or allows(pin.constraint, index.facts.version):
            yield StandIn(index)
        else:
            yield StandIn(index, False, False, f"{pin.file} asks for {pin.constraint}")


def _local(folder: Path, present: Collection[str], mentions: Collection[Mention], core: str) -> Iterator[StandIn]:
    """For the providers that `cdktf.json` names, or imports show, whose generated bindings are not there."""
    project = cdktf_json.read(folder)
    if not project.package:
        return
    missing = f"{project.output} has not been generated"
    providers = {provider.module: provider for provider in project.providers}
    for name in _imported(project.package, mentions).difference(each.partition(".")[0] for each in project.modules):
        providers.setdefault(name, cdktf_json.Provider(name, f"hashicorp/{name}"))
    for provider in providers.values():
        package = f"{project.package}.{provider.module}"
        index = _newest(provider)
        if index is None or package in present:
            continue
        flat, by_service = _style(package, index, mentions)
        reason = ""
        if not allows(provider.version, index.facts.provider_version):
            reason = f"{cdktf_json.NAME} asks for {provider.version}"
        elif flat or by_service:
            reason = "the project's imports are those of an older generator"
        relocated = Relocated(index, package, provider.module, core, flat=flat)
        yield StandIn(relocated, not reason, False, reason or missing)
    for module in project.modules:
        package = f"{project.package}.{module}"
        if package not in present and any(mention.is_of(package) for mention in mentions):
            yield StandIn(DeclaredModule(folder / cdktf_json.NAME, package, module, core), False, False, missing)


def _newest(provider: cdktf_json.Provider) -> Index | None:
    """Of the bundled indexes of a provider, the newest that it may be, as generators fetch it; else the newest."""
    indexes = [index for index in map(bundled.index, bundled.PROVIDERS.get(provider.source, ())) if index is not None]
    allowed = (index for index in indexes if allows(provider.version, index.facts.provider_version))
    return next(allowed, indexes[0] if indexes else None)


def _imported(package: str, mentions: Collection[Mention]) -> set[str]:
    """The modules right below `package` that are imported."""
    dotted = {f"{mention.module}.{mention.name}" for mention in mentions if mention.module == package}
    dotted |= {mention.module for mention in mentions}
    return {name.split(".")[package.count(".") + 1] for name in dotted if name.startswith(f"{package}.")} - {"*"}


def _style(package: str, index: Index, mentions: Collection[Mention]) -> tuple[bool, bool]:
    """Whether all classes are imported from the package itself, or from modules that stand for a service (`aws.vpc`).

    Generators did that before each resource had a module of its own.
    """
    flat = by_service = False
    for module, name in mentions:
        below = module.removeprefix(f"{package}.") if module.startswith(f"{package}.") else ""
        if module == package:
            flat = flat or (name[:1].isupper() and not name.endswith("Provider"))
            below = name if name.islower() else ""
        if below and f"{index.facts.package}.{below}" not in index.modules:
            by_service = True
    return flat, by_service


def allows(constraint: str, version: str) -> bool:
    """Whether a constraint (none: "") allows a version; not where either cannot be understood."""
    bounds, release = versions.bounds(constraint), versions.release(version)
    return not constraint or (bounds is not None and release is not None and bounds.allow(release))
