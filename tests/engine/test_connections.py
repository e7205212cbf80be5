"""Which files have to do with one another."""

from __future__ import annotations

from pathlib import Path

import pytest

from presynth.config.configuration import Configuration
from presynth.engine import Workspace
from presynth.engine.connections import Connections
from presynth.engine.workspace import Documents

STACK = """\
from cdktf import App, TerraformOutput, TerraformStack

app = App()
TerraformOutput(TerraformStack(app, "jobs"), "answer", valeu="42")
app.synth()
"""


def _groups(folder: Path, files: dict[str, str]) -> set[frozenset[str]]:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    paths = [str(folder / name) for name in files]
    groups = Connections(str(folder), paths, Documents()).groups()
    return {frozenset(str(Path(path).relative_to(folder)) for path in group) for group in groups}


@pytest.mark.parametrize(
    "line",
    [
        "import shared",
        "import os, shared as names",
        "from shared import PREFIX",
        "from . import shared",
        "from .shared import PREFIX",
        "from stacks import (\n    # (unusual)\n    shared,\n)",
        "from \\\n    shared import PREFIX",
        "from stacks import os, \\\n    shared",
        "if True: import shared",
        "def f():\n    import shared",
    ],
)
def test_an_import_connects(tmp_path: Path, line: str) -> None:
    files = {"main.py": f"x = 1\n{line}\n", "shared.py": "PREFIX = ''\n", "alone.py": "shared = 1\n"}
    assert _groups(tmp_path, files) == {frozenset({"main.py", "shared.py"}), frozenset({"alone.py"})}


def test_what_imports_the_same_is_connected_and_so_are_the_files_of_a_package_with_it(tmp_path: Path) -> None:
    files = {
        "a.py": "import names\n",
        "b.py": "import names\n",
        "names.py": "",
        "data/__init__.py": "from .tables import Table\n",
        "data/tables.py": "",
        "c.py": "from data import Table\n",
        "d.py": "",
    }
    assert _groups(tmp_path, files) == {
        frozenset({"a.py", "b.py", "names.py"}),
        frozenset({"data/__init__.py", "data/tables.py", "c.py"}),
        frozenset({"d.py"}),
    }


def test_what_is_typed_connects(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.py").write_text(f"import cdktf\n\n\ndef {name}(): ...\n", encoding="utf-8")
    first, second = (str(tmp_path / f"{name}.py") for name in ("a", "b"))
    documents = Documents()
    connections = Connections(str(tmp_path), [first, second], documents)
    assert connections.of([first]) == {first}
    documents.put(second, "import a\n")
    assert connections.of([first]) == {first, second}
    documents.put(second, None)
    assert connections.of([first]) == {first}


def test_files_of_a_project_are_judged_alone_like_together(tmp_path: Path) -> None:
    (tmp_path / "cdktf.json").write_text("{}", encoding="utf-8")
    names = ["first.py", "second.py", "third.py"]
    for name in names:
        text = STACK if name != "second.py" else f"{STACK}import third\n"
        (tmp_path / name).write_text(text, encoding="utf-8")
    paths = [str(tmp_path / name) for name in names]

    def told(asked: list[str]) -> dict[str, list[tuple[str, str]]]:
        analysis = Workspace(Configuration(tmp_path), folder=tmp_path).check(asked)
        return {
            path: [(each.code, each.message) for each in report.findings] for path, report in analysis.reports.items()
        }

    together = told(paths)
    assert all(together.values())
    for path in paths:
        assert told([path]) == {path: together[path]}
