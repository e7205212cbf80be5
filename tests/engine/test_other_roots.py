"""A module that stands in the way of another of its name is not believed to be the one that is meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from presynth.config.configuration import Configuration
from presynth.engine import Workspace


def _said(folder: Path, path: str, text: str) -> list[str]:
    file = folder / path
    file.write_text(text, encoding="utf-8")
    report = Workspace(Configuration(folder, isolated=True), folder=folder).check([str(file)]).reports[str(file)]
    return [finding.message for finding in report.findings if finding.code == "PS101"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """An application `app/app` that is run in `app`, and an infrastructure that has another `app`."""
    for name in ("app/manage.py", "app/app/__init__.py", "app/app/calc.py", "app/app/inner/__init__.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / "infra").mkdir()
    (tmp_path / "infra" / "main.py").write_text("from cdktf import App\nApp().synth()\n", encoding="utf-8")
    (tmp_path / "infra" / "app.py").write_text("def run() -> None: ...\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("place", ["app/app/tests.py", "app/app/inner/tests.py", "app/run.py"])
def test_the_module_of_a_folder_above(project: Path, place: str) -> None:
    assert _said(project, place, "from app import calc\nfrom app import other\n") == []


def test_what_nothing_stands_in_the_way_of(project: Path) -> None:
    assert _said(project, "infra/other.py", "from app import calc\n") == ["`app` has no `calc`"]


@pytest.mark.parametrize("use", ["import boto3\nboto3.client('s3')\n", "from boto3 import client\n"])
def test_a_folder_of_scripts_called_as_an_installed_package(project: Path, use: str) -> None:
    (project / "boto3").mkdir()
    (project / "boto3" / "fill_table.py").write_text("", encoding="utf-8")
    assert _said(project, "main.py", use) == []
    assert _said(project, "main.py", "from boto3 import fil_table\n") == ["`boto3` has no `fil_table`"]
