"""Vim with ALE, set up as its page says."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from e2e.pages import configuration
from e2e.processes import run
from e2e.sample import FAULTY, FIX, FIXED, LINE

# ALE takes columns for bytes, so that fixes go wrong behind other characters; the page says so.
PLAIN, MENDED = FAULTY.replace("🔥", "web"), FIXED.replace("🔥", "web")
ALE = Path("/usr/share/vim/vimfiles/pack/dist-bundle/opt/ale")


def test_a_finding_is_mended(environ: Mapping[str, str], tmp_path: Path) -> None:
    vim = shutil.which("vim.basic") or shutil.which("vim")
    if vim is None or not ALE.exists():
        pytest.skip("there is no Vim with ALE: `scripts/dev.py test --apt` installs both")
    file = tmp_path / "web.py"
    file.write_text(PLAIN, encoding="utf-8")
    (tmp_path / "cdktf.json").write_text("{}")
    vimrc = tmp_path / "vimrc"
    first = "set nocompatible\nset packpath+=/usr/share/vim/vimfiles\npackadd ale\nfiletype plugin on\n"
    vimrc.write_text(first + configuration("vim.md", "vim"))
    driver = Path(__file__).with_name("ale.vim")
    own = {**environ, "HOME": str(tmp_path / "home")}
    output = run([vim, "-n", "-E", "-s", "-u", vimrc, "-S", driver, file], own, tmp_path)
    assert f"line {LINE}:" in output
    assert 'at: {"from_port": 443' in output
    assert FIX in output
    assert file.read_text(encoding="utf-8") == MENDED
