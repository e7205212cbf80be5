"""Write a file so that it is never half written."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path


def write(path: Path, data: bytes) -> None:
    """Put `data` in the place of the file's content, at once; links and permissions stay. Raises OSError."""
    target = Path(os.path.realpath(path))
    # Putting a new file in its place would need no permission to write this one.
    os.close(os.open(target, os.O_WRONLY))
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        shutil.copymode(target, name)
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise
