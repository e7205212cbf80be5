"""VS Code before presynth is there, where an old one is, and where the folder is not trusted."""

from __future__ import annotations

import json
import os
import sysconfig
import venv
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from e2e.conftest import Serve
from e2e.processes import started_by, until

if TYPE_CHECKING:
    from e2e.vscode import Editor

TRUSTED = {"security.workspace.trust.enabled": False}
INSTALL = "Install into the environment"


@pytest.fixture
def without(environ: Mapping[str, str]) -> Mapping[str, str]:
    """What an editor is started with where there is no presynth, nor any package index."""
    path = [each for each in environ["PATH"].split(os.pathsep) if not (Path(each) / "presynth").exists()]
    return {**environ, "PATH": os.pathsep.join(path), "PIP_NO_INDEX": "1"}


def _environment(folder: Path) -> Path:
    """An environment with pip and all that presynth needs, but without presynth."""
    venv.create(folder)
    (packages,) = folder.glob("lib/python*/site-packages")
    for each in Path(sysconfig.get_path("purelib")).iterdir():
        if "presynth" not in each.name:
            (packages / each.name).symlink_to(each)
    return folder


def _program(file: Path, script: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return file


def test_presynth_is_installed_from_the_extension(
    serve: Serve, without: Mapping[str, str], editor: Editor, payments: Path
) -> None:
    environment = _environment(payments / ".venv")
    with serve(without, **TRUSTED) as vscode:
        vscode.open(editor.page, payments, openFile=vscode.uri(payments / "stacks" / "database.py"))
        editor.notification("presynth is not installed in the selected Python environment").wait_for()
        assert editor.notification("presynth").count() == 1
        editor.picture("not-installed")
        editor.answer(INSTALL)
        editor.squiggles("warning").first.wait_for()
        assert started_by(vscode.process, str(environment / "bin" / "presynth"), "server")
        assert editor.notification("presynth").count() == 0


def test_an_old_presynth_is_told_and_replaced(
    serve: Serve, without: Mapping[str, str], editor: Editor, payments: Path
) -> None:
    _program(_environment(payments / ".venv") / "bin" / "presynth", "echo presynth 0.0.9")
    with serve(without, **TRUSTED) as vscode:
        vscode.open(editor.page, payments, openFile=vscode.uri(payments / "stacks" / "database.py"))
        editor.notification("version 0.0.9 is too old, 0.1.0 or newer is needed").wait_for()
        editor.answer(INSTALL)
        editor.squiggles("warning").first.wait_for()


def test_a_program_can_be_chosen(
    serve: Serve, without: Mapping[str, str], editor: Editor, payments: Path, presynth: Path
) -> None:
    with serve(without, **TRUSTED) as vscode:
        vscode.open(editor.page, payments, openFile=vscode.uri(payments / "stacks" / "database.py"))
        editor.notification("presynth is not installed").wait_for()
        editor.answer("Choose…")
        editor.type_path(presynth)
        editor.squiggles("warning").first.wait_for()


def test_nothing_of_a_folder_runs_before_it_is_trusted(
    serve: Serve, environ: Mapping[str, str], editor: Editor, payments: Path, presynth: Path
) -> None:
    ran = payments / "ran"
    own = _program(payments / ".venv" / "bin" / "presynth", f'touch {ran}; exec {presynth} "$@"')
    (payments / ".vscode").mkdir()
    (payments / ".vscode" / "settings.json").write_text(json.dumps({"presynth.path": str(own)}))
    with serve(environ, **{"security.workspace.trust.startupPrompt": "never"}) as vscode:
        vscode.open(editor.page, payments, openFile=vscode.uri(payments / "stacks" / "database.py"))
        editor.squiggles("warning").first.wait_for()
        assert editor.page.locator(".statusbar-item", has_text="Restricted Mode").count() == 1
        assert not ran.exists()
        editor.command("Workspaces: Manage Workspace Trust")
        editor.page.locator(".workspace-trust-editor .monaco-button", has_text="Trust").first.click()
        until("the folder's own presynth runs", ran.exists)
        editor.squiggles("warning").first.wait_for()
