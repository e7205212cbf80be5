"""Finding classes of bindings by the beginning of their name, Python's or Terraform's."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from heapq import nsmallest
from typing import NamedTuple

from presynth.assist.code import spelled
from presynth.assist.items import LIMIT, Item, Subject
from presynth.assist.point import Point
from presynth.catalog.catalog import Catalog
from presynth.catalog.names import snake_case
from presynth.checks.common.similar import folded
from presynth.program.events import Import

_SHORTEST = 2
"""A typed word that is shorter brings no classes."""
_SUBSTRING = 4
"""From this length on, a word is also looked for within names."""
_HIDDEN = ("OutputReference", "List", "Map", "Config", "Props")
"""Ends of the names of classes that nobody writes."""
_CORES = ("cdktf", "cdktn")
_ORDER = {"resource": 0, "provider": 0, "": 1, "data": 2, "ephemeral": 3}
_STRUCT = 4


class _Entry(NamedTuple):
    """A class; `key` is its folded name."""

    key: str
    name: str
    module: str
    qualname: str
    construct: str
    terraform_type: str


def warm(catalog: Catalog) -> None:
    """Make the list of all classes, so that the first completion need not."""
    _keys(catalog)
    _terraform_keys(catalog)


@lru_cache(maxsize=4)
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
                    yield _Entry(folded(name), name, module_name, qualname, construct, terraform_type)


def class_items(point: Point, word: str) -> Iterator[Item]:
    """The classes that the typed word may become, constructs first; no more than are shown."""
    if len(word) >= _SHORTEST:
        for *rank, number in nsmallest(LIMIT + 1, _matches(point, folded(word))):
            entry = _entries(point.catalog)[number]
            yield _item(point, entry, tuple(rank), _compared(word, entry, rank[0]))


def _matches(point: Point, typed: str) -> Iterator[tuple[int, int, bool, int, int]]:
    """The entries that a folded word may become.

    How far, of which kind, whether of a package that is not in use, how long and which one.
    """
    entries, terraform = _entries(point.catalog), _terraform_keys(point.catalog)
    near = {number for number, key in enumerate(_keys(point.catalog)) if key.startswith(typed)}
    near.update(number for number, key, bare in terraform if key.startswith(typed) or bare.startswith(typed))
    far = (number for number, key, _ in terraform if len(typed) >= _SUBSTRING and typed in key)
    used = tuple(f"{package}." for package in _packages(point))
    for distance, numbers in ((0, near), (1, far)):
        for number in numbers:
            entry = entries[number]
            if distance == 0 or number not in near:
                is_foreign = not f"{entry.module}.".startswith(used)
                yield distance, _order(entry.construct, entry.module), is_foreign, len(entry.name), number


def _packages(point: Point) -> set[str]:
    """The packages of bindings that the file imports from; of a new file, those that the project does."""
    found: dict[bool, set[str]] = {True: set(), False: set()}
    for event in point.program.events(Import):
        assembly = point.catalog.package(f"{event.module}.{event.name}" if event.name else event.module)
        if assembly is not None and assembly.package not in _CORES:
            found[event.place.path == point.path].add(assembly.package)
    return found[True] or found[False]


@lru_cache(maxsize=4)
def _keys(catalog: Catalog) -> tuple[str, ...]:
    return tuple(entry.key for entry in _entries(catalog))


@lru_cache(maxsize=4)
def _terraform_keys(catalog: Catalog) -> tuple[tuple[int, str, str], ...]:
    """Of each construct its number, and its folded Terraform type: whole, and without the provider's name."""
    return tuple(
        (number, folded(entry.terraform_type), folded(entry.terraform_type.partition("_")[2]))
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
    if "_" not in word:
        return word
    is_whole = folded(entry.terraform_type).startswith(folded(word))
    return entry.terraform_type if is_whole else entry.terraform_type.partition("_")[2]


def _item(point: Point, entry: _Entry, rank: tuple[int, ...], filter_text: str) -> Item:
    text, imports = spelled(point, entry.module, entry.qualname)
    *nearness, length = rank
    return Item(
        entry.name,
        "struct" if _order(entry.construct, entry.module) == _STRUCT else "class",
        (*nearness, 0 if imports is None else 1, length),
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
