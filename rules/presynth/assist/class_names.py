"""Finding classes of bindings by the beginning of their name, Python's or Terraform's."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import nsmallest
from typing import NamedTuple

from presynth.assist.code import spelled
from presynth.assist.items import LIMIT, Item, Subject
from presynth.assist.point import Point
from presynth.catalog.catalog import Catalog
from presynth.catalog.names import snake_case
from presynth.catalog.remembering import once, remembered
from presynth.checks.common.similar import folded
from presynth.program.events import Import
from presynth.program.values import BindingModule

_SHORTEST = 2
"""A typed word that is shorter brings no classes."""
_SUBSTRING = 4
"""From this length on, a word is also looked for within names."""
_HIDDEN = ("OutputReference", "List", "Map", "Config", "Props")
"""Ends of the names of classes that nobody writes."""
_CORES = ("cdktf", "cdktn")
_ORDER = {"resource": 0, "provider": 0, "": 1, "data": 2, "ephemeral": 3}
_MODULE = 3
_STRUCT = 4
_MANY = 2
"""So many resources in each module, and more, where modules are those of services."""


class _Entry(NamedTuple):
    """A class; `key` is its folded name, `bare` that without the provider's in front of it."""

    key: str
    bare: str
    name: str
    module: str
    qualname: str
    construct: str
    terraform_type: str


def warm(catalog: Catalog) -> None:
    """Make the list of all classes, so that the first completion need not."""
    _keys(catalog)
    _terraform_keys(catalog)
    _providers(catalog)


@once
def _entries(catalog: Catalog) -> tuple[_Entry, ...]:
    constructs = {(module, qualname): (kind, name) for kind, name, module, qualname in catalog.constructs()}
    return tuple(_all(catalog, constructs))


def _all(catalog: Catalog, constructs: dict[tuple[str, str], tuple[str, str]]) -> Iterator[_Entry]:
    for assembly in catalog.assemblies:
        for module_name in catalog.module_names(assembly.package):
            module = catalog.module(module_name)
            for qualname in module.types if module is not None else ():
                construct, terraform_type = constructs.get((module_name, qualname), ("", ""))
                name = qualname.rpartition(".")[2]
                if construct or not name.endswith(_HIDDEN):
                    key = folded(name)
                    prefix = f"{'data' if construct == 'data' else ''}{terraform_type.partition('_')[0]}"
                    bare = key.removeprefix(prefix) if construct and construct != "provider" else key
                    yield _Entry(key, bare, name, module_name, qualname, construct, terraform_type)


def class_items(point: Point, word: str) -> Iterator[Item]:
    """The classes that the typed word may become, constructs first; no more than are shown."""
    if len(word) >= _SHORTEST:
        for *rank, number in nsmallest(LIMIT + 1, _matches(point, word)):
            entry = _entries(point.catalog)[number]
            yield _item(point, entry, tuple(rank), _compared(word, entry, rank[0]))
        yield from module_items(point, folded(word))


def modules_of(point: Point, name: str) -> list[str]:
    """The modules that have a class of that name, of packages in use first; none of a package that another doubles."""
    used, doubled = _used_and_doubled(point)
    found = [
        (not f"{entry.module}.".startswith(used), _order(entry.construct, entry.module), entry.module)
        for entry in _entries(point.catalog)
        if entry.qualname == name and not f"{entry.module}.".startswith(doubled)
    ]
    return [module for *_, module in sorted(found)]


def _matches(point: Point, word: str) -> Iterator[tuple[int, int, int, bool, int, int]]:
    """The entries that a word may become.

    How far, of which kind, whether only the provider's name fits, whether of a package that is not in use, how long
    and which one. A package that is not in use is left out if it offers no other providers than those that are.
    """
    typed = folded(word)
    entries, terraform = _entries(point.catalog), _terraform_keys(point.catalog)
    near = {number for number, key in enumerate(_keys(point.catalog)) if key.startswith(typed)}
    near.update(number for number, _, bare, own in terraform if bare.startswith(typed) or own.startswith(typed))
    # Nobody writes names of Terraform's in capitals.
    whole = (number for number, key, *_ in terraform if word.islower() and key.startswith(typed))
    by_prefix = {number for number in whole if number not in near}
    far = (number for number, _, bare, own in terraform if len(typed) >= _SUBSTRING and (typed in bare or typed in own))
    used, doubled = _used_and_doubled(point)
    for distance, numbers in ((0, near), (0, by_prefix), (1, far)):
        for number in numbers:
            entry = entries[number]
            module = f"{entry.module}."
            if module.startswith(doubled) or (distance and (number in near or number in by_prefix)):
                continue
            is_foreign = not module.startswith(used)
            order = _order(entry.construct, entry.module)
            yield distance, order, number in by_prefix, is_foreign, len(entry.name), number


def _packages(point: Point) -> set[str]:
    """The packages of bindings that the file imports from; of a new file, those that others do, or that are there."""
    found: dict[bool, set[str]] = {True: set(), False: set()}
    for event in point.program.events(Import):
        assembly = point.catalog.package(f"{event.module}.{event.name}" if event.name else event.module)
        if assembly is not None and assembly.package not in _CORES:
            found[event.place.path == point.path].add(assembly.package)
    there = {each.package for each in point.catalog.assemblies if each.source != "bundled"}
    return found[True] or found[False] or there - {*_CORES, "constructs"}


def _used_and_doubled(point: Point) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """How the names of modules begin: in packages in use, and in those that they double."""
    packages = _packages(point)
    doubled = _doubled(point.catalog, packages)
    return tuple(f"{package}." for package in packages), tuple(f"{package}." for package in doubled)


def _doubled(catalog: Catalog, used: set[str]) -> Iterator[str]:
    """The packages whose providers those in use offer too: nobody wants a resource of both."""
    providers = _providers(catalog)
    offered = frozenset[str]().union(*(providers.get(package, frozenset()) for package in used))
    return (package for package, own in providers.items() if package not in used and own and own <= offered)


@once
def _providers(catalog: Catalog) -> dict[str, frozenset[str]]:
    """The providers that each package has classes for."""
    found: dict[str, set[str]] = {}
    for kind, name, module, _ in catalog.constructs():
        assembly = catalog.package(module) if kind == "provider" else None
        if assembly is not None:
            found.setdefault(assembly.package, set()).add(name)
    return {package: frozenset(names) for package, names in found.items()}


@once
def _keys(catalog: Catalog) -> tuple[str, ...]:
    return tuple(entry.key for entry in _entries(catalog))


@once
def _terraform_keys(catalog: Catalog) -> tuple[tuple[int, str, str, str], ...]:
    """Of each construct its number, its folded Terraform type, that without the provider's name, and its own so."""
    return tuple(
        (number, folded(entry.terraform_type), folded(entry.terraform_type.partition("_")[2]), entry.bare)
        for number, entry in enumerate(_entries(catalog))
        if entry.construct and entry.terraform_type
    )


def _order(construct: str, module: str) -> int:
    """Constructs come before what cdktf offers, and that before structs."""
    return _ORDER[construct] if construct or module in _CORES else _STRUCT


def _compared(word: str, entry: _Entry, distance: int) -> str:
    """What editors compare the typed word with."""
    if distance:
        return f"{word} {entry.name}"
    if entry.key.startswith(folded(word)):
        return snake_case(entry.name) if "_" in word else entry.name
    if entry.bare.startswith(folded(word)):
        return word
    if "_" not in word:
        return word
    is_whole = folded(entry.terraform_type).startswith(folded(word))
    return entry.terraform_type if is_whole else entry.terraform_type.partition("_")[2]


def _item(point: Point, entry: _Entry, rank: tuple[int, ...], filter_text: str) -> Item:
    text, imports = spelled(point, entry.module, entry.qualname)
    *nearness, length = rank
    reach = 2 if imports is not None else 0 if text == entry.name else 1
    return Item(
        entry.name,
        "struct" if _order(entry.construct, entry.module) == _STRUCT else "class",
        (*nearness, reach, length),
        text,
        filter_text=filter_text,
        detail=_detail(entry),
        origin=entry.module,
        imports=imports,
        about=Subject(entry.module, entry.qualname),
    )


def _detail(entry: _Entry) -> str:
    prefix = {"data": "data ", "ephemeral": "ephemeral ", "provider": "provider "}.get(entry.construct, "")
    return f"{prefix}{entry.terraform_type}" if entry.terraform_type else ""


# Modules


def module_items(point: Point, typed: str) -> Iterator[Item]:
    """The modules that a folded word may become: of packages with many classes in each, and where modules are used."""
    for package in sorted(_packages(point)):
        by_service = _is_by_service(point.catalog, package)
        if not (by_service or _imports_modules(point, package)):
            continue
        for name in point.catalog.module_names(package):
            above, _, last = name.rpartition(".")
            if above != package or not folded(last).startswith(typed):
                continue
            text, imports = spelled(point, package, last)
            order = -1 if folded(last) == typed else 1
            rank = (0, order if by_service else _MODULE, imports is not None, False, len(last))
            filter_text = last if "_" in last else folded(last)
            yield Item(last, "module", rank, text, filter_text=filter_text, origin=package, imports=imports)


@remembered
def _is_by_service(catalog: Catalog, package: str) -> bool:
    """Whether a package has a module for each service, and not one for each resource."""
    resources = sum(1 for *_, module, _ in catalog.constructs() if module.startswith(f"{package}."))
    return resources > _MANY * len(catalog.module_names(package))


def _imports_modules(point: Point, package: str) -> bool:
    """Whether the file imports modules from a package, to write `module.Class`."""
    return any(
        event.place.path == point.path and event.module == package and isinstance(event.value, BindingModule)
        for event in point.program.events(Import)
        if event.name is not None
    )
