"""Processes that a test starts: each in a group of its own, which is ended as a whole."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

PATIENCE = float(os.environ.get("PRESYNTH_PATIENCE", "120"))
"""Seconds after which a test gives up waiting."""

T = TypeVar("T")


def until(what: str, condition: Callable[[], T | None], patience: float = PATIENCE) -> T:
    """Wait until a condition holds; returns what it returned."""
    deadline = time.monotonic() + patience
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {patience:.0f} seconds in vain: {what}")
        time.sleep(0.05)


@contextmanager
def running(command: list[str | Path], log: Path, environ: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A process with its output in a file."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, env=environ, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
        )
    try:
        yield process
    finally:
        end(process)


def run(command: list[str | Path], environ: Mapping[str, str], folder: Path) -> str:
    """Run a program to its end, which must be a good one; returns its output."""
    process = subprocess.Popen(
        command,
        env=environ,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        output = process.communicate(timeout=PATIENCE)[0].decode(errors="replace")
    except subprocess.TimeoutExpired as late:
        raise AssertionError(f"{command[0]} does not end; it said: {(late.output or b'').decode()}") from None
    finally:
        end(process)
    assert process.returncode == 0, output
    return output


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it has started."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
            process.wait(5)
        except ProcessLookupError:
            break
        except subprocess.TimeoutExpired:
            continue
    process.wait(5)
    if process.stdout is not None:
        process.stdout.close()


def started_by(ancestor: int, *words: str) -> list[int]:
    """The processes below `ancestor` whose command line has all these words, by their ids."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            status = (folder / "stat").read_text()
        except OSError:
            continue
        parents[int(folder.name)] = int(status.rpartition(")")[2].split()[1])
    found: list[int] = []
    for process in parents:
        above = process
        while above in parents and above != ancestor:
            above = parents[above]
        if above == ancestor and all(word in _command_line(process) for word in words):
            found.append(process)
    return found


def _command_line(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""
