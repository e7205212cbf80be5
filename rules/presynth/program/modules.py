"""The modules of the project: where they are, what they bind, and running them when they are imported."""

from __future__ import annotations

import ast
import difflib
import os
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from presynth.program.state import Context, Frame
from presynth.program.values import Constant, External, ModuleValue, Value
from presynth.source.file import SourceFile
from presynth.source.statement import Statement

if TYPE_CHECKING:
    from presynth.program.interpreter import Interpreter

_IDENTIFIER = re.compile(r"[^\W\d]\w*")


class Modules:
    """Finds modules below `roots` (folders, in the order of `sys.path`) and reads them through `load`.

    `load` returns the source of a path as it is now (in an editor: as typed), None where there is none to be had.
    """

    def __init__(self, roots: Sequence[str], load: Callable[[str], SourceFile | None]) -> None:
        self._roots = tuple(roots)
        self._load = load
        self._frames: dict[str, Frame] = {}
        self._contexts: dict[str, Context] = {}
        self._found: dict[str, str | None] = {}
        self._sources: dict[str, tuple[SourceFile | None, Value]] = {}
        self._names: dict[str, dict[Statement, frozenset[str]]] = {}
        self._bound: dict[str, tuple[SourceFile, frozenset[str], Value]] = {}

    def refresh(self) -> dict[tuple[object, str], Value]:
        """Read again what has been read; returns the slots that tell statements which sources they rely on."""
        slots: dict[tuple[object, str], Value] = {}
        for path, (known, mark) in self._sources.items():
            source = self._load(path)
            if source is not known:
                mark = External(f"<source of {path}>")
                self._sources[path] = (source, mark)
            slots[(self.frame(path), "<source>")] = mark
        for path, (_, names, mark) in list(self._bound.items()):
            if self.bound_names(path) != names:
                mark = External(f"<names of {path}>")
            slots[(self.frame(path), "<names>")] = mark
            self._bound[path] = (*self._bound[path][:2], mark)
        return slots

    def frame(self, path: str) -> Frame:
        """The frame of a module's top level."""
        frame = self._frames.get(path)
        if frame is None:
            frame = self._frames[path] = Frame(path, "<module>", None)
        return frame

    def source(self, path: str) -> SourceFile | None:
        """The module's file; None for a folder without one, and for one that cannot be read."""
        known = self._sources.get(path)
        if known is None:
            source = None if os.path.isdir(path) else self._load(path)
            known = self._sources[path] = (source, External(f"<source of {path}>"))
        return known[0]

    def execute(self, run: Interpreter, path: str) -> None:
        """Run a module's top level, once a run."""
        frame = self.frame(path)
        if run.state.read(frame, "<executed>") is not None:
            return
        source = self.source(path)
        run.state.slots.setdefault((frame, "<source>"), self._sources[path][1])
        run.state.read(frame, "<source>")
        run.state.write(frame, "<executed>", Constant(True))
        if source is None:
            return
        context = self._contexts.setdefault(path, Context())
        saved = (run.conditions, run.repeated, run.caught)
        run.conditions, run.repeated, run.caught = (), False, frozenset()
        try:
            with run.inside(frame, context):
                run.body(source.statements)
        finally:
            run.conditions, run.repeated, run.caught = saved

    def find(self, name: str) -> str | None:
        """The file of the module with this absolute name, or the folder of a package without `__init__.py`."""
        if name not in self._found:
            self._found[name] = self._search(name)
        return self._found[name]

    def _search(self, name: str) -> str | None:
        parts = name.split(".")
        folder_only: str | None = None
        for root in self._roots:
            base = os.path.join(root, *parts)
            if any(_is_generated(os.path.join(root, *parts[: length + 1])) for length in range(len(parts))):
                return None
            package = os.path.join(base, "__init__.py")
            for candidate in (package, f"{base}.py"):
                if os.path.isfile(candidate):
                    return candidate
            if folder_only is None and os.path.isdir(base) and _has_python(base):
                folder_only = base
        return folder_only

    @property
    def paths(self) -> tuple[str, ...]:
        """The files of all modules that have been read."""
        return tuple(path for path, (source, _) in self._sources.items() if source is not None)

    def below(self, name: str) -> list[str]:
        """The last parts of the names of modules right below a package of the project; of "", the outermost ones."""
        folders = [os.path.join(root, *name.split(".")) if name else root for root in self._roots]
        found: dict[str, None] = {}
        for folder in folders:
            if not _is_generated(folder) and os.path.isdir(folder):
                for entry in sorted(os.listdir(folder)):
                    last = entry.removesuffix(".py")
                    is_module = entry.endswith(".py") or _has_python(os.path.join(folder, entry))
                    if last.isidentifier() and last != "__init__" and is_module:
                        found[last] = None
        return list(found)

    def is_project_name(self, name: str) -> bool:
        """Whether a module or name that was not found would have to be the project's: what it is in is.

        A folder without `__init__.py` may stand behind an installed package of its name: there only what resembles one
        of its modules counts.
        """
        parent, _, last = name.rpartition(".")
        found = self.find(parent) if parent else None
        if found is None or not os.path.isdir(found):
            return found is not None
        modules = [entry.removesuffix(".py") for entry in os.listdir(found)]
        return bool(difflib.get_close_matches(last, modules, 1, 0.75))

    def absolute(self, path: str, module: str, level: int) -> str | None:
        """The absolute name of `module` as imported with `level` dots by the file at `path`."""
        if level == 0:
            return module
        folder = os.path.dirname(path)
        for _ in range(level - 1):
            folder = os.path.dirname(folder)
        for root in self._roots:
            relative = os.path.relpath(folder, root)
            if relative == os.curdir:
                return module or None
            if not relative.startswith(os.pardir):
                package = relative.replace(os.sep, ".")
                return f"{package}.{module}" if module else package
        return None

    def submodule(self, path: str, module: str, name: str) -> Value | None:
        """The module `name` in the package `module`, whose file is `path`."""
        found = self.find(f"{module}.{name}")
        return None if found is None else ModuleValue(found, f"{module}.{name}")

    def binds(self, run: Interpreter, path: str, name: str) -> bool:
        """Whether the file may bind the name anywhere, in any way. The statement under way relies on the answer."""
        names = self.bound_names(path)
        if path in self._bound:
            run.state.slots.setdefault((self.frame(path), "<names>"), self._bound[path][2])
            run.state.read(self.frame(path), "<names>")
        return name in names or "*" in names

    def bound_names(self, path: str) -> frozenset[str]:
        """All names that the file binds in any scope; `*` among them where it binds names nobody can see."""
        source = self.source(path)
        if source is None:
            return frozenset()
        known = self._bound.get(path)
        if known is None or known[0] is not source:
            before = self._names.get(path, {})
            each = self._names[path] = {
                statement: before[statement] if statement in before else frozenset(_bound_by(statement))
                for statement in source.walk()
            }
            names = frozenset[str]().union(*each.values())
            known = self._bound[path] = (source, names, known[2] if known else External(f"<names of {path}>"))
        return known[1]

    def defined_names(self, path: str) -> tuple[str, ...]:
        """The functions, classes and plain names that the file defines at its top level."""
        source = self.source(path)
        names: list[str] = []
        for statement in source.statements if source is not None else ():
            match statement.node:
                case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                    names.append(name)
                case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                    names.append(name)
                case _:
                    pass
        return tuple(names)

    def has_neighbour(self, path: str, module: str) -> bool:
        """Whether a folder above the file at `path`, below the roots, has such a module, and `find` passes it by.

        A program that is started there means that one: a script the module beside it, the tests of an application those
        of its folder.
        """
        first = module.partition(".")[0]
        found = self.find(first)
        folder = os.path.dirname(path)
        while found is not None and folder not in self._roots and folder != os.path.dirname(folder):
            beside = os.path.join(folder, first)
            passed_by = not found.startswith((beside + os.sep, beside + ".py")) and found != beside
            if passed_by and (os.path.isfile(f"{beside}.py") or os.path.isdir(beside)):
                return True
            folder = os.path.dirname(folder)
        return False


def _is_generated(folder: str) -> bool:
    """Whether it holds bindings, not the project's own code: those are answered for by the catalog, or not at all."""
    try:
        names = os.listdir(folder)
    except OSError:
        return False
    return "_jsii" in names or any(os.path.isdir(os.path.join(folder, name, "_jsii")) for name in names)


def _has_python(folder: str) -> bool:
    try:
        return any(entry.endswith(".py") or os.path.isdir(os.path.join(folder, entry)) for entry in os.listdir(folder))
    except OSError:
        return False


def _bound_by(statement: Statement) -> set[str]:
    """The names that one statement binds, without its body; all the words of one that does not parse."""
    if statement.node is None:
        return set(_IDENTIFIER.findall(statement.text))
    names: set[str] = set()
    for node in ast.walk(statement.node):
        match node:
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                names.add(name)
            case ast.alias(name="*"):
                names.add("*")
            case ast.alias(name=name, asname=asname):
                names.add(asname or name.partition(".")[0])
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                names.add("*" if name == "__getattr__" else name)
            case ast.arg(arg=name):
                names.add(name)
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                names.add(name)
            case ast.MatchMapping(rest=str(name)):
                names.add(name)
            case ast.Global(names=declared) | ast.Nonlocal(names=declared):
                names.update(declared)
            case ast.Call(func=ast.Name(id="globals" | "exec" | "locals" | "vars")):
                names.add("*")
            case _:
                pass
            # type parameters (`def f[T]`) have no class of their own before Python 3.12
        if type(node).__name__ in ("TypeVar", "ParamSpec", "TypeVarTuple"):
            names.add(str(getattr(node, "name", "")))
    return names
