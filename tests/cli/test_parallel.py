"""Several projects at the same time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from catalog.archives import core, install, provider
from cli.running import Run
from presynth.catalog import environment
from presynth.cli.parallel import shares


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


def test_projects_are_not_divided(projects: Path) -> None:
    (projects / "b" / "more.py").write_text("", encoding="utf-8")
    paths = [str(path) for path in sorted(projects.rglob("*.py"))]
    names = [[str(Path(path).relative_to(projects)) for path in part] for part in shares(paths, 2)]
    assert sorted(names) == [["a/main.py", "c/main.py"], ["b/main.py", "b/more.py"]]
    assert len(shares(paths, 9)) == 3
    assert shares(paths[:1], 9) == [paths[:1]]


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
