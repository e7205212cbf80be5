"""What is measured of one server, and of the command."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Mapping
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import Any

from client import Client, ServerError
from generate_stack import generate
from servers import PRESYNTH_PATH, Server, peer, presynth
from typing_user import Edit, Lines, brackets, constant, pasted, typed

PAUSE = 0.03
"""Seconds between an answer and the next edit, in which servers do what they put off."""
SMALL, LARGE = 54, 724
"""Constructs in files of 300 and of 3,500 lines."""
_FILES, _CONSTRUCTS_A_FILE = 100, 89
_MOST_SECONDS = 10.0
"""How long a slow server may take for edits of one kind, or for what it is asked of one kind; then it has fewer."""
_PATIENCE = 180.0
"""Seconds after which nobody waits for diagnostics any more."""
_MEMORY_SECONDS = 150.0
"""How long a server may take for its share of the many edits."""


def share(times: Iterable[float], part: float) -> float:
    """The value below which that part of the times is."""
    ordered = sorted(times)
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)]


class Session:
    """One server with one generated stack open."""

    def __init__(self, server: Server, folder: Path, constructs: int) -> None:
        path = folder / "main.py"
        self.text = generate(constructs)
        path.write_text(self.text)
        self.uri = path.as_uri()
        self._versions = count(2)
        started = perf_counter()
        self.client = Client(
            server.command,
            folder,
            environment=server.variables,
            options=server.options,
            settings=server.settings,
        )
        document = {"uri": self.uri, "languageId": "python", "version": 1, "text": self.text}
        sent = self.client.notify("textDocument/didOpen", {"textDocument": document})
        self.start = self.client.diagnostics(self.uri, sent, 1, _PATIENCE).at - started

    def edit(self, edit: Edit | Lines) -> float:
        """Make an edit; returns the seconds until its diagnostics were there."""
        version = next(self._versions)
        document = {"uri": self.uri, "version": version}
        sent = self.client.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [edit.change]})
        return self.client.diagnostics(self.uri, sent, version, _PATIENCE).at - sent

    def edits(self, edits: Iterable[Edit | Lines]) -> list[float]:
        """Make edits with a pause before each; returns how many seconds each took."""
        times: list[float] = []
        for number, edit in enumerate(edits):
            if number % 8 == 0 and sum(times) > _MOST_SECONDS:
                break  # here the text is as it was
            sleep(PAUSE)
            times.append(self.edit(edit))
        return times

    def completion(self) -> list[float]:
        """How long keywords of a call take to be completed: the first time, then again."""
        lines = self.text.split("\n")
        line = next(n for n, text in enumerate(lines) if "runtime=" in text and n > len(lines) // 2)
        self.edit(Edit(line, 0, 0, "            me\n"))
        return self._asked("completion", line, len("            me"))

    def hover(self) -> list[float]:
        """How long it takes to tell of a class: the first time, then again."""
        lines = self.text.split("\n")
        line = next(n for n, text in enumerate(lines) if "= LambdaFunction(" in text and n > len(lines) // 2)
        return self._asked("hover", line, lines[line].index("LambdaFunction") + 3)

    def _asked(self, what: str, line: int, character: int) -> list[float]:
        parameters = {"textDocument": {"uri": self.uri}, "position": {"line": line, "character": character}}
        times: list[float] = []
        while len(times) < 11 and (len(times) < 2 or sum(times) < _MOST_SECONDS):
            times.append(self.client.request(f"textDocument/{what}", parameters, 120)[1])
            sleep(PAUSE)
        return times


def of_server(server: Server, folder: Path, edits: int, many: int) -> dict[str, Any]:
    """All numbers of one server: seconds and MB; what it cannot do is not there."""
    measured: dict[str, Any] = {}
    for size, constructs in (("300", SMALL), ("3500", LARGE)):
        session = Session(server, folder, constructs)
        measured[f"start {size}"] = session.start
        session.edits(typed(session.text, 8))
        kinds = {"typed": typed, "brackets": brackets, "pasted": pasted, "constant": constant}
        for kind, made in kinds.items():
            measured[f"{kind} {size}"] = session.edits(made(session.text, edits))
        for what in ("hover", "completion"):
            if session.client.capabilities.get(f"{what}Provider"):
                measured[f"{what} {size}"] = getattr(session, what)()
        session.client.close()
    measured |= _memory(server, folder, many)
    return measured


def _memory(server: Server, folder: Path, many: int) -> dict[str, Any]:
    """Memory with a stack open, and after many edits or as many as there is time for."""
    session = Session(server, folder, LARGE)
    before = session.client.memory()
    made, start = 0, perf_counter()
    for edit in typed(session.text, many):
        session.edit(edit)
        made += 1
        if perf_counter() - start > _MEMORY_SECONDS:
            break
    after = session.client.memory()
    session.client.close()
    return {"memory": before, "memory after": after, "memory edits": made}


def attempt(server: Server, folder: Path, edits: int, many: int) -> dict[str, Any]:
    """Like `of_server`; says what went wrong where something does."""
    try:
        return of_server(server, folder, edits, many)
    except ServerError as error:
        return {"error": str(error)}


def of_commands(folder: Path, packages: Path, rounds: int = 3) -> dict[str, float]:
    """Seconds that `presynth check` takes for many files, with and without its memory, and `ty check`."""
    project = folder / "many"
    project.mkdir()
    shutil.copy(folder / "cdktf.json", project)
    for number in range(_FILES):
        (project / f"stack_{number:03}.py").write_text(generate(_CONSTRUCTS_A_FILE))
    ty = Server("ty", (), "")
    own = Server("presynth", (), "", environment=PRESYNTH_PATH)
    check_own = presynth("check", "--python", str(packages), ".")
    check_ty = (peer("ty"), "check", "--python", str(packages), "--output-format", "concise", ".")
    _timed(check_own, project, own.variables)
    found: dict[str, list[float]] = {}
    for number in range(rounds):
        # The schema's index stays; what was found in another state of the project does not count.
        (project / "stack_000.py").write_text(generate(_CONSTRUCTS_A_FILE) + f"# {number}\n")
        found.setdefault("cold", []).append(_timed(check_own, project, own.variables))
        found.setdefault("remembered", []).append(_timed(check_own, project, own.variables))
        found.setdefault("ty", []).append(_timed(check_ty, project, ty.variables))
    shutil.rmtree(project)
    return {name: median(times) for name, times in found.items()}


def _timed(command: tuple[str, ...], folder: Path, variables: Mapping[str, str]) -> float:
    start = perf_counter()
    subprocess.run(
        command, cwd=folder, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    return perf_counter() - start
