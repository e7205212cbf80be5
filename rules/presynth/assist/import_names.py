"""Modules and names in import statements."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth.assist.items import Item
from presynth.assist.members import module_members, submodules
from presynth.assist.point import Point
from presynth.checks.common.similar import folded

_FROM = re.compile(r"[ \t]*from\s+(?P<module>[\w.]*)\Z")
_NAMES = re.compile(r"[ \t]*from\s+(?P<module>[\w.]+)\s+import\s*\(?(?P<names>[\w\s,#\\]*)\Z")
_IMPORT = re.compile(r"[ \t]*import\s+(?:[\w.]+(?:\s+as\s+\w+)?\s*,\s*)*(?P<module>[\w.]*)\Z")
_ALIAS = re.compile(r"\bas\s+\w*\Z")


def import_items(point: Point, code: str) -> Iterator[Item] | None:
    """What an import may name; None where `code`, the statement up to the cursor, is no import."""
    names = _NAMES.match(code)
    if names is not None:
        if _ALIAS.search(names["names"]):
            return iter(())
        written = set(re.findall(r"\w+", names["names"][: len(names["names"]) - len(point.cursor.word)]))
        return _names(point, names["module"], written)
    module = _FROM.match(code) or _IMPORT.match(code)
    if module is not None:
        return _modules(point, module["module"])
    return iter(()) if _ALIAS.search(code) and code.lstrip().startswith(("from", "import")) else None


def _modules(point: Point, written: str) -> Iterator[Item]:
    """The modules that `written` may become: of the bindings, then of the project."""
    modules = point.program.modules
    name = written.lstrip(".")
    level = len(written) - len(name)
    above, _, word = name.rpartition(".")
    parent = modules.absolute(point.path, above, level)
    if parent is None:
        return
    if parent:
        typed = folded(word)
        for last in submodules(point, parent):
            key = folded(last)
            if typed in key:
                yield Item(last, "module", (0 if key.startswith(typed) else 1, len(last)))
    else:
        packages = {each.package.partition(".")[0] for each in point.catalog.assemblies}
        yield from (Item(each, "module", (0,)) for each in sorted(packages))
    yield from (Item(each, "module", (2,)) for each in modules.below(parent))


def _names(point: Point, module: str, written: set[str]) -> Iterator[Item]:
    """What a module offers, without what the statement imports already."""
    modules = point.program.modules
    name = module.lstrip(".")
    absolute = modules.absolute(point.path, name, len(module) - len(name))
    if absolute is None:
        return
    yield from (item for item in module_members(point, absolute) if item.label not in written)
    path = modules.find(absolute)
    if path is not None:
        defined = modules.defined_names(path)
        names = [*defined, *(name for name in point.outcome.held(modules.frame(path)) if name not in defined)]
        for number, each in enumerate(names):
            if each not in written:
                yield Item(each, "class", (0 if each in defined else 3, number))
        yield from (Item(each, "module", (1,)) for each in modules.below(absolute) if each not in written)
