"""Finding classes of bindings by the beginning of their name, Python's or Terraform's."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from presynth.assist.code import spelled
from presynth.assist.items import Item, Subject
from presynth.assist.point import Point
from presynth.catalog.catalog import Catalog
from presynth.catalog.names import snake_case
from presynth.checks.similar import folded

_SHORTEST = 2
"""A typed word that is shorter brings no classes."""
_SUBSTRING = 4
"""From this length on, a word is also looked for within names."""
_HIDDEN = ("OutputReference", "List", "Map", "Config", "Props")
"""Ends of the names of classes that nobody writes."""
_CORES = ("cdktf", "cdktn")
_ORDER = {"resource": 0, "provider": 0, "": 1, "data": 2, "ephemeral": 3}


class _Entry(NamedTuple):
    """A class. `key` is its folded name, `terraform_key` that of its Terraform type, "" where it has none."""

    key: str
    terraform_key: str
    name: str
    module: str
    qualname: str
    construct: str
    terraform_type: str


def warm(catalog: Catalog) -> None:
    """Make the list of all classes, so that the first completion need not."""
    _entries(catalog)


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
                    key = folded(name)
                    yield _Entry(key, folded(terraform_type), name, module_name, qualname, construct, terraform_type)


def class_items(point: Point, word: str) -> Iterator[Item]:
    """The classes that the typed word may become, constructs first."""
    if len(word) < _SHORTEST:
        return
    typed = folded(word)
    for entry in _entries(point.catalog):
        if entry.key.startswith(typed):
            yield _item(point, entry, 0, _spelled_like(word, entry))
        elif entry.construct and entry.terraform_key.startswith(typed):
            yield _item(point, entry, 0, entry.terraform_type if "_" in word else word)
        elif entry.construct and len(typed) >= _SUBSTRING and typed in f"{entry.construct}{entry.terraform_key}":
            yield _item(point, entry, 1, f"{word} {entry.name}")


def _spelled_like(word: str, entry: _Entry) -> str:
    """The name as Python has it, or in snake case where that is typed."""
    return snake_case(entry.name) if "_" in word else entry.name


def _item(point: Point, entry: _Entry, distance: int, filter_text: str) -> Item:
    text, imports = spelled(point, entry.module, entry.qualname)
    is_struct = not entry.construct and entry.module not in _CORES
    rank = (distance, 4 if is_struct else _ORDER[entry.construct], 0 if imports is None else 1, len(entry.name))
    return Item(
        entry.name,
        "struct" if is_struct else "class",
        rank,
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
