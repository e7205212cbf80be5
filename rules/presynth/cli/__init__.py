"""The `presynth` command."""

from presynth.cli.main import main

__all__ = ["main"]
