"""The command, run in the process of the tests, in a project of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.running import Ran, Run
from presynth_server.entry import main


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project, which is the working directory; no environment but the bundled schema."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "cdktf.json").write_text('{"app": "python main.py"}', encoding="utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("PRESYNTH_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr("presynth.engine.workspace.find", lambda *_: None)
    for name in ("NO_COLOR", "FORCE_COLOR", "PRESYNTH_TRACEBACK"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def run(project: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    def run_presynth(*arguments: str) -> Ran:
        capfd.readouterr()
        status = main(arguments)
        return Ran(status, *capfd.readouterr())

    return run_presynth
