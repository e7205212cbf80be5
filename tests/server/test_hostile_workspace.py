"""A workspace that wants to be run, or to be too much: nothing of it runs, and time and memory have their bounds."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

CHILD = Path(__file__).with_name("hostile_child.py")
ROOT = Path(__file__).parents[2]
STACK = """from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
import conftest, evil, big

stack = TerraformStack(App(), "s")
S3Bucket(stack, "b")
S3Bucket(stack, "b")
"""
MARK = "import pathlib\npathlib.Path({!r}).write_text('run')\n"
GIGABYTE = 1 << 30
PATIENCE = 60
MOST_MEGABYTES = 400

pytestmark = pytest.mark.skipif(os.name != "posix", reason="sparse files, links and pipes are made as POSIX has them")


def _sparse(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    os.truncate(path, GIGABYTE)


def _environment(folder: Path, mark: Path) -> None:
    """A virtual environment that would tell if any of it were run, with an archive that unpacks to no end."""
    site = folder / "lib/python3.11/site-packages"
    package = site / "cdktf_cdktf_provider_aws" / "_jsii"
    package.mkdir(parents=True)
    zeros = gzip.compress(bytes(1 << 26), 1)
    (package / "provider-aws@21.0.0.jsii.tgz").write_bytes(zeros * 40)
    (folder / "pyvenv.cfg").write_text("home = /nowhere\nversion = 3.11.1\n", encoding="utf-8")
    (folder / "bin").mkdir()
    for name in ("python", "python3"):
        (folder / "bin" / name).write_text(f"#!/bin/sh\necho run > {mark}\n", encoding="utf-8")
        (folder / "bin" / name).chmod(0o755)
    (site / "sitecustomize.py").write_text(MARK.format(str(mark)), encoding="utf-8")
    (site / "evil.pth").write_text(f"import os; os.system('echo run > {mark}')\n", encoding="utf-8")
    _sparse(site / "large.pth")


def _workspace(folder: Path, mark: Path) -> None:
    folder.mkdir()
    (folder / "main.py").write_text(STACK, encoding="utf-8")
    (folder / "cdktf.json").write_text('{"app": "python main.py; echo run > x", "output": "/"}', encoding="utf-8")
    for name in ("conftest.py", "setup.py", "evil.py", "sitecustomize.py", "usercustomize.py"):
        (folder / name).write_text(MARK.format(str(mark)), encoding="utf-8")
    _environment(folder / ".venv", mark)
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "self").symlink_to("self")
    os.mkfifo(folder / "pipe.py")
    for name in (
        "big.py",
        "big.tf",
        ".gitignore",
        "requirements.txt",
        "poetry.lock",
        "uv.lock",
        "Pipfile",
        "setup.cfg",
    ):
        _sparse(folder / name)
    for name in (".terraform-version", ".tool-versions", "mise.toml", ".flake8", "Pipfile.lock", "tox.ini"):
        _sparse(folder / name)
    _project(folder / "sparse", _sparse)
    _project(folder / "deep", lambda path: path.write_text(("x = " if path.suffix else "") + "[" * 200_000))
    _project(folder / "piped", os.mkfifo)
    _project(folder / "binary", lambda path: path.write_bytes(os.urandom(2000)))


def _project(folder: Path, make: Callable[[Path], object]) -> None:
    folder.mkdir()
    (folder / "main.py").write_text(STACK, encoding="utf-8")
    for name in ("cdktf.json", "pyproject.toml"):
        make(folder / name)


def test_nothing_runs_and_nothing_is_too_much(tmp_path: Path) -> None:
    mark, workspace = tmp_path / "mark", tmp_path / "workspace"
    _workspace(workspace, mark)
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "rules"), str(ROOT / "server")]),
        "PRESYNTH_CACHE_DIR": str(tmp_path / "cache"),
    }
    began = time.monotonic()
    command = [sys.executable, str(CHILD), str(workspace)]
    run = subprocess.run(
        command, cwd=workspace, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert not mark.exists()
    assert told["executed"] == []
    assert told["started"], "the index of the environment's packages is tried to be built"
    for event, program, *arguments in told["started"]:
        # Indexes are built by the interpreter that presynth runs in, in isolation, and by no other.
        assert (event, program, arguments[:2]) == ("subprocess.Popen", sys.executable, ["-I", "-c"])
        assert "presynth.catalog" in arguments[2]
    assert len(told["found"]) == 5
    assert all("PS109" in codes for codes in told["found"].values()), told["found"]
    assert told["megabytes"] < MOST_MEGABYTES
    assert told["megabytes_of_children"] < MOST_MEGABYTES
    assert time.monotonic() - began < PATIENCE
