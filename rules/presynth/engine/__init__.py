"""From paths to findings: projects, their schema, and the rules over them."""

from presynth.engine.workspace import Analysis, FileReport, Workspace

__all__ = ["Analysis", "FileReport", "Workspace"]
