"""Small files of a project and its environment, which nobody can trust to be small, or files."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

LARGEST = 5_000_000
"""In bytes. No configuration, list of requirements or lock file comes near it."""


def content(path: Path) -> bytes:
    """What a file holds. Raises OSError where it cannot be read, is larger than it may be, or no regular file."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is not a regular file", str(path))
    if status.st_size > LARGEST:
        raise OSError(errno.EFBIG, f"it is larger than {LARGEST // 1_000_000} MB", str(path))
    return path.read_bytes()


def text(path: Path) -> str:
    """The same as text in UTF-8, without a byte order mark; what is none of it is replaced."""
    return content(path).decode("utf-8-sig", errors="replace")
