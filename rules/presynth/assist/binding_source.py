"""The Python source of bindings: searched as it lies there, never parsed."""

from __future__ import annotations

import mmap
import re
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Type
from presynth.source.statement import Position, Range

_LARGEST = 64_000_000
"""Bytes of a module that is searched."""
Span = tuple[int, int]


class Declared(NamedTuple):
    """A place in a file: one of the project, or `in_binding`."""

    path: str
    range: Range
    in_binding: bool = False


class Source:
    """The text of a module of a binding. Spans are of names, in bytes."""

    def __init__(self, data: mmap.mmap) -> None:
        self.data = data

    def find_class(self, qualname: str) -> Span | None:
        """The name behind `class`, level by level where it is nested in others."""
        found: re.Match[bytes] | None = None
        for level, name in enumerate(qualname.split(".")):
            margin = b" " * 4 * level
            pattern = re.compile(rb"^" + margin + rb"class (?P<name>" + name.encode() + rb")\b", re.MULTILINE)
            found = pattern.search(self.data, found.end() if found is not None else 0)
            if found is None:
                return None
        return None if found is None else found.span("name")

    def find_member(self, qualname: str, name: str, *, argument: bool) -> Span | None:
        """A method or attribute of a class, or an `argument` of its `__init__`: what is meant, else the other."""
        owner = self.find_class(qualname)
        if owner is None:
            return None
        margin = owner[0] - (self.data.rfind(b"\n", 0, owner[0]) + 1) - len(b"class ")
        end = self.find(rb"\n {0,%d}(?:class|def) " % margin, owner[1], len(self.data))
        escaped = re.escape(name.encode())
        patterns = [rb"\n +def (?P<name>%s)\(" % escaped, rb"\n +(?P<name>%s):" % escaped]
        for pattern in reversed(patterns) if argument else patterns:
            found = re.compile(pattern).search(self.data, owner[1], len(self.data) if end is None else end)
            if found is not None:
                return found.span("name")
        return None

    def find(self, pattern: bytes, start: int, end: int) -> int | None:
        """Where the pattern is found first."""
        found = re.compile(pattern).search(self.data, start, end)
        return None if found is None else found.start()

    def range(self, span: Span) -> Range:
        """The lines and columns of a span of ASCII."""
        line, at = 1, self.data.find(b"\n", 0, span[0])
        line_start = 0
        while at >= 0:
            line, line_start = line + 1, at + 1
            at = self.data.find(b"\n", at + 1, span[0])
        column = span[0] - line_start
        return Range(Position(line, column), Position(line, column + span[1] - span[0]))


@contextmanager
def opened(catalog: Catalog, module: str) -> Generator[Source | None]:
    """The source of a module of a binding; None where there is none that can be searched."""
    path = module_path(catalog, module)
    try:
        data = None if path is None else _mapped(path)
    except (OSError, ValueError):
        data = None
    try:
        yield None if data is None else Source(data)
    finally:
        if data is not None:
            data.close()


def _mapped(path: Path) -> mmap.mmap | None:
    if path.stat().st_size > _LARGEST:
        return None
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def declaration(catalog: Catalog, type_: Type, member: str = "", *, argument: bool = False) -> Declared | None:
    """Where a class is declared, or a method, an attribute or an `argument` of it; None where there is no source."""
    with opened(catalog, type_.module) as source:
        if source is None:
            return None
        span = source.find_member(type_.qualname, member, argument=argument) if member else None
        span = span or source.find_class(type_.qualname)
        path = module_path(catalog, type_.module)
        return None if span is None else Declared(str(path), source.range(span), in_binding=True)


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
