"""The command as a whole."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.running import Run
from presynth import __version__
from presynth.cli import main

ROOT = Path(__file__).parents[2]


def spawn(*arguments: str, **environ: str) -> subprocess.Popen[bytes]:
    """`presynth` in a process of its own."""
    path = os.pathsep.join((str(ROOT / "rules"), str(ROOT / "server")))
    return subprocess.Popen(
        [sys.executable, "-m", "presynth", *arguments],
        env={**os.environ, "PYTHONPATH": path, **environ},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_version(run: Run) -> None:
    ran = run("--version")
    assert (ran.status, ran.out) == (0, f"presynth {__version__}\n")


def test_help_names_the_commands_and_what_the_status_means(run: Run) -> None:
    ran = run("--help")
    assert ran.status == 0
    for word in ("check", "rules", "rule", "schema", "explain", "server", "exit status: 0"):
        assert word in ran.out


@pytest.mark.parametrize("arguments", [(), ("chek",), ("check", "--fxi"), ("explain", "main.py"), ("rule",)])
def test_usage_errors(run: Run, arguments: tuple[str, ...]) -> None:
    ran = run(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert "usage: presynth" in ran.err


def test_internal_errors_are_one_message(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("presynth.cli.rules.all_rules", fail)
    ran = run("rules")
    assert ran.status == 2
    assert "internal error: RuntimeError: boom" in ran.err
    assert "PRESYNTH_TRACEBACK" in ran.err
    assert "Traceback" not in ran.err
    monkeypatch.setenv("PRESYNTH_TRACEBACK", "1")
    assert "Traceback" in run("rules").err


def test_an_interrupt_is_silent(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("presynth.cli.rules.all_rules", interrupt)
    ran = run("rules")
    assert (ran.status, ran.out, ran.err) == (130, "", "")


def test_the_server_has_a_command_line_of_its_own(run: Run) -> None:
    ran = run("server", "--help")
    assert ran.status == 0
    assert "usage: presynth server" in ran.out
    assert "--stdio" in ran.out


def test_the_analyser_alone_has_no_server(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["server"]) == 2
    assert "the language server is `presynth server`" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="pipes break otherwise on Windows")
def test_a_broken_pipe_is_silent() -> None:
    process = spawn("rules")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0
    process.stderr.close()


def test_a_terminal_that_lacks_characters(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = "import cdktf; print(cdktf, 'é😀')  # presynth: ignore[PS199]\n"
    (project / "main.py").write_text(program, encoding="utf-8")
    terminal = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", terminal)
    assert main(["check"]) == 1
    assert b"print(cdktf, '??')" in terminal.buffer.getvalue()  # type: ignore[attr-defined]
