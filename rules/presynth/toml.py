"""TOML, whichever module of this Python reads it."""

from __future__ import annotations

import sys
from typing import cast

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


class TOMLError(ValueError):
    """Text that is no TOML; the message names the place."""


def loads(text: str) -> dict[str, object]:
    """The document as dicts, lists and values. Raises TOMLError."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TOMLError(str(error)) from None
    except RecursionError:
        raise TOMLError("nested too deeply") from None


def table(value: object) -> dict[str, object]:
    """`value` where it is a table, else an empty one."""
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}
