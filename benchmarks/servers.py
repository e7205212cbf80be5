"""The servers that are measured: how each is started and told where the packages are."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent
REQUIREMENTS = Path(__file__).parent / "requirements.txt"
PEERS = ROOT / ".peers"
"""The environment that the peers are installed in when they are first needed."""


@dataclass(frozen=True)
class Server:
    """A language server: its command, what it wants to be told, what of its work is comparable (`about`)."""

    name: str
    command: tuple[str, ...]
    about: str
    options: object = None
    settings: Mapping[str, object] = field(default_factory=dict[str, object])
    environment: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def variables(self) -> dict[str, str]:
        """The variables of its process: those of this one, without what points to an environment.

        Python may keep what it has compiled, as an installer has it do.
        """
        dropped = ("VIRTUAL_ENV", "CONDA_PREFIX", "PYTHONDONTWRITEBYTECODE")
        kept = {name: value for name, value in os.environ.items() if name not in dropped}
        return {**kept, **self.environment}


def presynth(*arguments: str) -> tuple[str, ...]:
    """The command that runs presynth as it is in this checkout."""
    return (sys.executable, "-m", "presynth_server.entry", *arguments)


PRESYNTH_PATH = {"PYTHONPATH": os.pathsep.join((str(ROOT / "rules"), str(ROOT / "server")))}


def peer(name: str) -> str:
    """The path of a peer's command; installs all peers if they are not there."""
    commands = PEERS / "bin"
    if not (commands / name).exists():
        venv.create(PEERS, with_pip=True)
        subprocess.run([commands / "python", "-m", "pip", "install", "--quiet", "-r", REQUIREMENTS], check=True)
    return str(commands / name)


def servers(packages: Path) -> tuple[Server, ...]:
    """All servers, each set to find the packages of the environment `packages`."""
    python = str(packages / "bin" / "python")
    analysis = {"diagnosticMode": "openFilesOnly"}
    pyright = {"python": {"pythonPath": python, "analysis": analysis}, "basedpyright.analysis": analysis}
    jedi = {"workspace": {"environmentPath": python}, "diagnostics": {"didChange": True, "didOpen": True}}
    return (
        Server("presynth", presynth("server"), "values, constructs, rules", environment=PRESYNTH_PATH),
        Server("ty", (peer("ty"), "server"), "types"),
        Server("basedpyright", (peer("basedpyright-langserver"), "--stdio"), "types", settings=pyright),
        Server("ruff", (peer("ruff"), "server"), "style"),
        Server("jedi-language-server", (peer("jedi-language-server"),), "syntax errors only", options=jedi),
    )
