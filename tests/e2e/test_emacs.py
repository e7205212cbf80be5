"""Emacs with eglot, set up as its page says."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from e2e.pages import configuration
from e2e.processes import run
from e2e.sample import FAULTY, FIX, FIXED, LINE


def test_a_finding_is_mended(environ: Mapping[str, str], tmp_path: Path) -> None:
    emacs = shutil.which("emacs")
    if emacs is None:
        pytest.skip("there is no Emacs: `scripts/dev.py test --apt` installs it, with eglot")
    file = tmp_path / "web.py"
    file.write_text(FAULTY, encoding="utf-8")
    (tmp_path / "cdktf.json").write_text("{}")
    (tmp_path / "init.el").write_text(configuration("emacs.md", "elisp"))
    driver = Path(__file__).with_name("eglot.el")
    own = {**environ, "HOME": str(tmp_path / "home")}
    output = run(
        [emacs, "--no-init-file", "--batch", "--load", tmp_path / "init.el", "--load", driver, file], own, tmp_path
    )
    assert f"line {LINE}:" in output
    assert 'marked: {"from_port": 443, "to_port": 443, "protocol": "tcp"}' in output
    assert FIX in output
    assert file.read_text(encoding="utf-8") == FIXED
