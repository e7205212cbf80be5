"""`presynth graph`."""

from __future__ import annotations

import argparse

from presynth.cli import session
from presynth.cli.errors import UsageError
from presynth.engine.graph import graph_of
from presynth.report.graph import dot, mermaid, svg

_RENDERERS = {"svg": svg.render, "mermaid": mermaid.render, "dot": dot.render}


def run(options: argparse.Namespace) -> int:
    """Draw the resources of a project and what waits for what. Raises UsageError and ConfigurationError."""
    path = session.absolute(options.path)
    if not path.exists():
        raise UsageError(f"{options.path} does not exist: name a file or folder of the project")
    workspace = session.workspace(session.configuration(options))
    project = workspace.project(str(path / "__init__.py" if path.is_dir() else path))
    graph = graph_of(project.program([] if path.is_dir() else [str(path)]), project.folder)
    if not graph.nodes:
        raise UsageError(f"no resource was found in {project.folder}: name a file or folder of a CDKTF project")
    print(_RENDERERS[options.format](graph), end="")
    return 0
