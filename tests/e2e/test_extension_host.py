"""The extension from within: its own suite (`vscode-extension/test/host`), run by VS Code's extension host."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from catalog.archives import core, install, provider, text
from e2e.conftest import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from e2e.vscode import VSCode

HOST = ROOT / "vscode-extension" / "test" / "host"
SUITE = ROOT / "vscode-extension" / "build" / "test" / "host" / "suite.js"
STACK = """from cdktf_cdktf_provider_toy.box import Box


def boxes(stack):
    Box(stack, "first", line_one1="text", line_two="text")
"""


def _environment(folder: Path, arguments: Iterable[str]) -> None:
    """An environment with a provider whose `Box` takes these arguments beside its own."""
    name, module = "@cdktf/provider-toy", "cdktf_cdktf_provider_toy"
    content = provider(name, module)
    properties = content["types"][f"{name}.box.BoxConfig"]["properties"]
    properties.extend({"name": argument, **text(optional=True)} for argument in arguments)
    packages = folder / "lib" / "python3.11" / "site-packages"
    install(packages, "cdktf", core())
    install(packages, module, content)
    (folder / "pyvenv.cfg").touch()


@pytest.fixture
def workspace(tmp_path: Path, presynth: Path) -> Path:
    """What the suite expects: a folder with a fault in it, one that ignores it, and environments."""
    environments = tmp_path / "environments"
    _environment(environments / "old", [])
    _environment(environments / "new", ["lineTwo"])
    program = shutil.copytree(environments / "new", environments / "whole") / "bin" / "presynth"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{presynth}" "$@"\n')
    program.chmod(0o755)
    for name in ("project", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "main.py").write_text(STACK)
    (tmp_path / "project" / "notes.py").write_text("print('nothing of Terraform')\n")
    (tmp_path / "other" / ".vscode").mkdir()
    settings = {"presynth.ignore": ["unknown-argument"]}
    (tmp_path / "other" / ".vscode" / "settings.json").write_text(json.dumps(settings))
    file = tmp_path / "both.code-workspace"
    file.write_text(json.dumps({"folders": [{"path": "project"}, {"path": "other"}]}))
    return file


def test_the_extensions_own_suite(vscode: VSCode, browser: Browser, workspace: Path) -> None:
    if not SUITE.exists():
        pytest.skip("the suite is not built: `npm test` in vscode-extension does it")
    said = vscode.run_suite(browser, workspace, HOST / "python", SUITE)
    print(*said, sep="\n")
    assert said
    assert not [line for line in said if not line.startswith("ok: ")]
