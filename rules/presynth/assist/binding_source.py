"""Where the Python source of a binding declares something: found by searching its text, without parsing it."""

from __future__ import annotations

import mmap
import re
from pathlib import Path
from typing import NamedTuple

from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Type
from presynth.source.statement import Position, Range

_LARGEST = 64_000_000
"""Bytes of a module that is searched."""


class Declared(NamedTuple):
    """A place in a file: one of the project, or `in_binding`."""

    path: str
    range: Range
    in_binding: bool = False


def declaration(catalog: Catalog, type_: Type, member: str = "", *, argument: bool = False) -> Declared | None:
    """Where a class is declared, or a method, an attribute or an `argument` of it; None where there is no source."""
    path = module_path(catalog, type_.module)
    try:
        if path is None or path.stat().st_size > _LARGEST:
            return None
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            found = _class(data, type_.qualname)
            if found is not None and member:
                found = _member(data, found, member, argument=argument) or found
            return None if found is None else Declared(str(path), _range(data, found), in_binding=True)
    except (OSError, ValueError):
        return None


def module_path(catalog: Catalog, module: str) -> Path | None:
    """The file of a module of a binding that is installed, or was generated."""
    assembly = catalog.package(module)
    if assembly is None or assembly.source == "bundled":
        return None
    folder = Path(assembly.path).parent.parent
    target = folder.joinpath(*module[len(assembly.package) + 1 :].split(".")) if module != assembly.package else folder
    for candidate in (target / "__init__.py", target.with_suffix(".py")):
        if candidate.is_file():
            return candidate
    return None


def _class(data: mmap.mmap, qualname: str) -> re.Match[bytes] | None:
    """The name behind `class`, level by level where it is nested in others."""
    found: re.Match[bytes] | None = None
    for level, name in enumerate(qualname.split(".")):
        pattern = re.compile(rb"^" + b" " * 4 * level + rb"class (?P<name>" + name.encode() + rb")\b", re.MULTILINE)
        found = pattern.search(data, found.end() if found is not None else 0)
        if found is None:
            return None
    return found


def _member(data: mmap.mmap, owner: re.Match[bytes], name: str, *, argument: bool) -> re.Match[bytes] | None:
    """A method or attribute of the class, or a parameter of its `__init__`: whichever is meant, else the other."""
    line_start = data.rfind(b"\n", 0, owner.start("name")) + 1
    margin = owner.start("name") - line_start - len(b"class ")
    behind = re.compile(rb"^ {0,%d}(?:class|def) " % margin, re.MULTILINE).search(data, owner.end())
    end = behind.start() if behind is not None else len(data)
    escaped = re.escape(name.encode())
    patterns = [rb"^ +def (?P<name>%s)\(" % escaped, rb"^ +(?P<name>%s):" % escaped]
    for pattern in reversed(patterns) if argument else patterns:
        found = re.compile(pattern, re.MULTILINE).search(data, owner.end(), end)
        if found is not None:
            return found
    return None


def _range(data: mmap.mmap, found: re.Match[bytes]) -> Range:
    start, end = found.span("name")
    line = 1
    at = data.find(b"\n", 0, start)
    while at >= 0:
        line += 1
        at = data.find(b"\n", at + 1, start)
    column = start - (data.rfind(b"\n", 0, start) + 1)
    return Range(Position(line, column), Position(line, column + end - start))
