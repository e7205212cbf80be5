"""What import statements bind."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Literal

from presynth.program.events import Import
from presynth.program.values import (
    UNKNOWN,
    BindingClass,
    BindingModule,
    External,
    ModuleValue,
    Value,
)
from presynth.source.statement import Place

if TYPE_CHECKING:
    from presynth.program.interpreter import Interpreter

Found = Literal["yes", "no-module", "no-name", "unknown"]
Kind = Literal["binding", "project", "external"]


def import_modules(run: Interpreter, node: ast.Import) -> None:
    """`import a.b`, `import a.b as c`."""
    for alias in node.names:
        value, found, kind = resolve_module(run, alias.name)
        bound = alias.asname or alias.name.partition(".")[0]
        given = value if alias.asname else resolve_module(run, bound)[0]
        _emit(run, alias, (alias.name, None), bound, (found, kind, value), run.place(alias))
        run.state.write(run.frame, bound, given)


def import_names(run: Interpreter, node: ast.ImportFrom) -> None:
    """`from a.b import c`, `from . import d`, `from a import *`."""
    module = run.modules.absolute(run.frame.path, node.module or "", node.level)
    module_place = _module_place(run, node)
    if module is None:
        for alias in node.names:
            run.state.write(run.frame, alias.asname or alias.name, UNKNOWN)
        return
    holder, found, kind = resolve_module(run, module)
    beside = node.level == 0 and kind == "project" and run.modules.has_neighbour(run.frame.path, module)
    for alias in node.names:
        if alias.name == "*":
            _import_all(run, holder)
            _emit(run, alias, (module, "*"), "*", (found, kind, holder), module_place)
            continue
        value, verdict = UNKNOWN, found
        if found == "yes" or isinstance(holder, BindingModule):
            value, verdict = _member(run, holder, module, alias.name)
        if kind == "external":
            value = External(f"{module}.{alias.name}")
        if beside and verdict != "yes":
            verdict = "unknown"  # run as a script, the file means the module beside it
        bound = alias.asname or alias.name
        _emit(run, alias, (module, alias.name), bound, (verdict, kind, value), module_place)
        run.state.write(run.frame, bound, value)


def resolve_module(run: Interpreter, name: str) -> tuple[Value, Found, Kind]:
    """The module with this absolute name; one of the project is run, as importing it would."""
    if run.catalog.module(name) is not None or _holds_bindings(run, name):
        return BindingModule(name), "yes", "binding"
    if run.catalog.package(name) is not None:
        if not run.catalog.is_complete(name):
            return BindingModule(name), "unknown", "binding"  # one that the index in its place does not have
        return UNKNOWN, "unknown" if "._" in name else "no-module", "binding"
    path = run.modules.find(name)
    if path is not None:
        _run_packages(run, name)
        run.modules.execute(run, path)
        return ModuleValue(path, name), "yes", "project"
    if run.modules.is_project_name(name):
        return UNKNOWN, "no-module", "project"
    return External(name), "unknown", "external"


def _holds_bindings(run: Interpreter, name: str) -> bool:
    """Whether it is the folder of generated bindings: `imports`, which is no module of any of them."""
    return any(assembly.package.startswith(f"{name}.") for assembly in run.catalog.assemblies)


def _run_packages(run: Interpreter, name: str) -> None:
    """Importing `a.b.c` runs `a` and `a.b` first."""
    parts = name.split(".")
    for length in range(1, len(parts)):
        path = run.modules.find(".".join(parts[:length]))
        if path is not None:
            run.modules.execute(run, path)


def _member(run: Interpreter, holder: Value, module: str, name: str) -> tuple[Value, Found]:
    if isinstance(holder, ModuleValue):
        frame = run.modules.frame(holder.path)
        value = run.state.read(frame, name)
        if value is not None:
            return value, "yes"
        submodule = run.modules.find(f"{module}.{name}")
        if submodule is not None:
            run.modules.execute(run, submodule)
            return ModuleValue(submodule, f"{module}.{name}"), "yes"
        if run.modules.binds(run, holder.path, name) or not run.modules.is_project_name(f"{module}.{name}"):
            return UNKNOWN, "unknown"
        return UNKNOWN, "no-name"
    if isinstance(holder, BindingModule):
        type_ = run.catalog.find(module, name)
        if type_ is not None:
            return BindingClass(type_), "yes"
        submodule_value, found, kind = resolve_module(run, f"{module}.{name}")
        if found == "yes" or (found == "unknown" and name.islower()):
            return submodule_value, found
        known = kind == "binding" and run.catalog.module(module) is not None
        return UNKNOWN, "no-name" if known and not name.startswith("_") else "unknown"
    return UNKNOWN, "unknown"


def _offered(run: Interpreter, module: str) -> tuple[str, ...]:
    path = run.modules.find(module)
    return () if path is None else run.modules.defined_names(path)


def _import_all(run: Interpreter, holder: Value) -> None:
    if isinstance(holder, ModuleValue):
        frame = run.modules.frame(holder.path)
        for name in sorted(run.modules.bound_names(holder.path)):
            value = run.state.read(frame, name)
            if value is not None and not name.startswith("_"):
                run.state.write(run.frame, name, value)
    elif isinstance(holder, BindingModule):
        module = run.catalog.module(holder.name)
        if module is None:
            return
        for name, type_ in module.types.items():
            if "." not in name:
                run.state.write(run.frame, name, BindingClass(type_))


def _module_place(run: Interpreter, node: ast.ImportFrom) -> Place:
    """The dotted name behind `from`."""
    whole = run.place(node)
    text = whole.text
    written = "." * node.level + (node.module or "")
    start = text.find(written, 4)
    if start < 0 or "\n" in text[:start]:
        return whole
    byte = whole.byte + len(text[:start].encode())
    return Place(whole.statement, whole.line, byte, whole.line, byte + len(written.encode()))


def _emit(
    run: Interpreter,
    alias: ast.alias,
    name: tuple[str, str | None],
    bound: str,
    outcome: tuple[Found, Kind, Value],
    module_place: Place,
) -> None:
    found, kind, value = outcome
    place = run.place(alias)
    imported = alias.name.encode()
    run.emit(
        Import(
            place=Place(place.statement, place.line, place.byte, place.line, place.byte + len(imported)),
            conditions=run.conditions,
            module=name[0],
            name=name[1],
            bound=bound,
            found="unknown" if run.catches("ImportError", "ModuleNotFoundError") and found != "yes" else found,
            kind=kind,
            value=value,
            module_place=module_place,
            node=alias,
            offered=_offered(run, name[0]) if kind == "project" and found == "no-name" else (),
        )
    )
