"""Neovim, set up as its page says."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from e2e.conftest import ROOT
from e2e.pages import configuration
from e2e.processes import run
from e2e.sample import FAULTY, FIX, FIXED, LINE

HERE = Path(__file__).parent


@pytest.fixture
def neovim(presynth: Path) -> Path:
    """The program, as the extra `e2e` brings it."""
    program = Path(sys.executable).with_name("nvim")
    if not program.exists():
        pytest.skip("the extra `e2e` is not installed: there is no Neovim")
    return program


def _mended(neovim: Path, environ: Mapping[str, str], home: Path, playing: str = "choose") -> dict[str, Any]:
    """What is seen while the fault is mended in a file of a project below `home`."""
    project = home / "project"
    (project / "stacks").mkdir(parents=True)
    (project / "cdktf.json").write_text("{}")
    file = project / "stacks" / "web.py"
    file.write_text(FAULTY, encoding="utf-8")
    own = {
        **environ,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_STATE_HOME": str(home / "state"),
    }
    commands = ("-c", f"lua playing = '{playing}'", "-c", f"luafile {HERE / 'neovim.lua'}")
    output = run([neovim, "--headless", "-n", file, *commands], own, home)
    seen = json.loads(output.strip().splitlines()[-1])
    assert "failure" not in seen, seen["failure"]
    assert file.read_text(encoding="utf-8") == FIXED
    assert "name=" in seen["completions"]
    return seen


def _configure(home: Path, text: str) -> None:
    folder = home / ".config" / "nvim"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "init.lua").write_text(text)


def _configure_as_today(home: Path, more: str = "") -> None:
    _configure(home, configuration("neovim.md", "lua", "Neovim 0.11 and newer") + more)
    copied = home / ".config" / "nvim" / "lsp" / "presynth.lua"
    copied.parent.mkdir()
    shutil.copy(ROOT / "lsp" / "presynth.lua", copied)


def test_the_way_of_today(neovim: Path, environ: Mapping[str, str], tmp_path: Path) -> None:
    _configure_as_today(tmp_path)
    seen = _mended(neovim, environ, tmp_path)
    assert seen["root"] == str(tmp_path / "project")
    # It asks for bytes, and the emoji has four of them.
    assert seen["encoding"] == "utf-8"
    column = FAULTY.splitlines()[LINE - 1].encode().index(b"{")
    assert seen["finding"] == {"line": LINE, "column": column, "code": "PS106", "source": "presynth"}
    assert seen["offered"][0].startswith(FIX)


def test_the_older_way(neovim: Path, environ: Mapping[str, str], tmp_path: Path) -> None:
    _configure(tmp_path, configuration("neovim.md", "lua", "Neovim 0.8 to 0.10"))
    seen = _mended(neovim, environ, tmp_path)
    assert seen["root"] == str(tmp_path / "project")
    assert seen["offered"][0].startswith(FIX)


def test_saving_fixes(neovim: Path, environ: Mapping[str, str], tmp_path: Path) -> None:
    _configure_as_today(tmp_path, configuration("neovim.md", "lua", "Fixing on save"))
    _mended(neovim, environ, tmp_path, "save")
