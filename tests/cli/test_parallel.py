"""Several projects at the same time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from catalog.archives import core, install, provider
from cli.running import Run
from presynth.catalog import environment
from presynth.cli.parallel import processes, shares
from presynth.config.configuration import Configuration
from presynth.engine import Workspace


@pytest.fixture
def projects(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three projects, each with a finding, and one environment for all."""
    # What the fixture `project` patches does not reach other processes.
    monkeypatch.setattr("presynth.engine.workspace.find", environment.find)
    monkeypatch.setenv("VIRTUAL_ENV", str(project / ".venv"))
    site = project / ".venv/lib/python3.11/site-packages"
    install(site, "cdktf", core())
    install(site, "cdktf_toy", provider())
    for name in ("a", "b", "c"):
        (project / name).mkdir()
        (project / name / "cdktf.json").write_text("{}", encoding="utf-8")
        (project / name / "main.py").write_text(
            "import cdktf; print(cdktf)  # presynth: ignore[PS199]\n", encoding="utf-8"
        )
    return project


def test_what_imports_each_other_is_not_divided(projects: Path) -> None:
    (projects / "b" / "more.py").write_text("import main\n", encoding="utf-8")
    (projects / "b" / "alone.py").write_text("import cdktf\n", encoding="utf-8")
    paths = [str(path) for path in sorted(projects.rglob("*.py"))]
    workspace = Workspace(Configuration(projects), folder=projects)

    def named(most: int) -> list[list[str]]:
        parts = shares(workspace, paths, most)
        return sorted(sorted(str(Path(path).relative_to(projects)) for path in part) for part in parts)

    assert named(9) == [["a/main.py"], ["b/alone.py"], ["b/main.py", "b/more.py"], ["c/main.py"]]
    assert len(named(2)) == 2
    assert len(named(1)) == 1
    assert shares(workspace, paths[:1], 9) == [paths[:1]]


def test_a_process_more_is_for_more_to_do(tmp_path: Path) -> None:
    (tmp_path / "small.py").write_text("import cdktf\n", encoding="utf-8")
    assert processes(None, [str(tmp_path / "small.py"), str(tmp_path / "missing.py")]) == 1
    assert processes(3, [str(tmp_path / "small.py")]) == 3


@pytest.mark.parametrize("form", ["concise", "json"])
@pytest.mark.usefixtures("projects")
def test_the_report_is_the_same(run: Run, form: str) -> None:
    alone = run("check", "--output-format", form)
    together = run("check", "-j", "2", "--output-format", form)
    assert together == alone
    assert alone.out.count("PS900") == 3
    if form == "json":
        assert all(finding["fixes"] for finding in json.loads(together.out)["findings"])


def test_a_broken_configuration_is_told(run: Run, projects: Path) -> None:
    (projects / "b" / "presynth.toml").write_text("\nselct = []", encoding="utf-8")
    ran = run("check", "-j", "3")
    assert ran.status == 2
    assert "presynth.toml:2: unknown option `selct`" in ran.err
