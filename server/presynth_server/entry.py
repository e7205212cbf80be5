"""The `presynth` program: the command, which never names the server, with the server as one of its commands."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from presynth.cli import main as command


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with `arguments` (those of the process by default); returns the exit status."""
    return command(arguments, serve=_serve)


def _serve(arguments: Sequence[str]) -> int:
    from presynth_server.__main__ import main as serve  # loads pygls: no other command waits for that

    return serve(arguments)


# Processes that a check starts import this module again.
if __name__ == "__main__":
    sys.exit(main())
