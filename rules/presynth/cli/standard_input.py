"""Standard input, judged as if it were a file."""

from __future__ import annotations

import sys
from pathlib import Path

from presynth.cli.errors import UsageError
from presynth.source.decoding import Decoded, SourceError, decode


def read_standard_input(path: Path) -> Decoded:
    """What standard input holds, to be taken for the file at `path`. Raises UsageError where it is no text."""
    try:
        return decode(sys.stdin.buffer.read(), str(path))
    except SourceError as error:
        raise UsageError(f"standard input cannot be read: {error.message}") from None


def print_text(decoded: Decoded, text: str) -> None:
    """Write `text` to standard output as `decoded` was written."""
    sys.stdout.flush()
    sys.stdout.buffer.write(decoded.encode(text))
    sys.stdout.buffer.flush()
