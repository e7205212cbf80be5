"""Imports point one way: a module knows its own layer and those below it."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
LAYERS = (
    *("toml", "versions", "small_files", "interruption", "source", "catalog", "operations", "findings", "terraform"),
    *("config", "program", "checks", "fixes", "report", "assist", "engine", "cli", "__main__"),
)
"""The packages and modules of the analyser, the lowest first."""
EDITOR = ("pygls", "lsprotocol", "presynth_server")
SLOW = ("libcst", "jedi", "cdktf", "cdktn", "jsii")
ENTRY = "presynth_server.entry"
"""The one module that knows both the command and the server: the program."""


class Imported(NamedTuple):
    """An import: the module it stands in, the one it names, and where it does."""

    importer: str
    module: str
    line: int
    lazy: bool
    """Whether it runs only when a function is called, or only for the type checker."""


def imports_of(package: Path) -> list[Imported]:
    """All imports in the modules of a package."""
    found: list[Imported] = []
    for path in sorted(package.rglob("*.py")):
        name = ".".join(path.relative_to(package.parent).with_suffix("").parts).removesuffix(".__init__")
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found.extend(imports_in(tree, name, lazy=False))
    return found


def imports_in(node: ast.AST, importer: str, lazy: bool) -> Iterator[Imported]:
    """The imports below a node."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            for alias in child.names:
                yield Imported(importer, alias.name, child.lineno, lazy)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, f"{importer}:{child.lineno}: imports are absolute"
            for alias in child.names:
                # `from presynth import config` names the layer in what it imports.
                whole = f"{child.module}.{alias.name}" if child.module == "presynth" else child.module or ""
                yield Imported(importer, whole, child.lineno, lazy)
        else:
            waits = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) or (
                isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"
            )
            yield from imports_in(child, importer, lazy or waits)


ANALYSER = imports_of(ROOT / "rules" / "presynth")


def layer(module: str) -> int:
    """How high a module of the analyser is; the package itself, which holds the version, is below all."""
    parts = module.split(".")
    return -1 if len(parts) < 2 or parts[1] == "__version__" else LAYERS.index(parts[1])


def test_every_part_of_the_analyser_has_its_layer() -> None:
    parts = {path.stem for path in (ROOT / "rules" / "presynth").iterdir() if path.suffix == ".py" or path.is_dir()}
    assert parts - {"__init__", "__pycache__"} == set(LAYERS)


def test_imports_point_downward() -> None:
    upward = [
        f"{it.importer}:{it.line} imports {it.module}"
        for it in ANALYSER
        if it.module.split(".")[0] == "presynth" and layer(it.module) > layer(it.importer)
    ]
    assert upward == []


def test_the_analyser_knows_no_editor() -> None:
    assert [it for it in ANALYSER if it.module.split(".")[0] in EDITOR] == []


def test_only_fixes_know_libcst() -> None:
    assert {it.importer.split(".")[1] for it in ANALYSER if it.module.split(".")[0] == "libcst"} <= {"fixes"}
    assert not any(it.module.split(".")[0] == "jedi" for it in ANALYSER)


def test_a_check_loads_no_slow_package() -> None:
    program = (
        f"import sys, presynth.cli.check, {ENTRY}\n"
        "from presynth.checks.registry import all_rules\n"
        "all_rules()\n"
        f"print(*{{name.split('.')[0] for name in sys.modules}} & {{{', '.join(map(repr, (*SLOW, *EDITOR[:2])))}}})"
    )
    path = os.pathsep.join((str(ROOT / "rules"), str(ROOT / "server")))
    ran = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.split() == []


def test_the_server_leaves_the_command_line_alone() -> None:
    named = [it for it in imports_of(ROOT / "server" / "presynth_server") if it.module.startswith("presynth.cli")]
    assert {it.importer for it in named} == {ENTRY}


def test_what_the_other_tests_here_rest_on() -> None:
    tree = ast.parse("import presynth.cli\ndef f():\n    from pygls import x\nfrom presynth import toml, config\n")
    assert [(it.module, it.lazy) for it in imports_in(tree, "presynth.source.a", lazy=False)] == [
        ("presynth.cli", False),
        ("pygls", True),
        ("presynth.toml", False),
        ("presynth.config", False),
    ]
