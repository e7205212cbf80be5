"""What an option's value may be: how it is read, and how the JSON schema says it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from presynth.config.errors import nearest
from presynth.config.globs import Glob
from presynth.findings import Severity
from presynth.terraform.version import TerraformVersion

T = TypeVar("T")


class WrongValueError(Exception):
    """A value that an option cannot have; `keys` lead to it inside the option, `value` is the list's entry."""

    def __init__(self, message: str, keys: tuple[str, ...] = (), value: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.keys = keys
        self.value = value


@dataclass(frozen=True)
class Kind(Generic[T]):
    """`read` takes a value as TOML or JSON has it and the folder that paths start at; it raises WrongValueError."""

    read: Callable[[object, Path], T]
    schema: Mapping[str, Any]


def _described(value: object) -> str:
    """A value in an error message, with its type in TOML's words."""
    if isinstance(value, bool):
        return f"the boolean {str(value).lower()}"
    for kind, word in ((str, "string"), (int, "integer"), (float, "number"), (list, "list"), (dict, "table")):
        if isinstance(value, kind):
            return f"the {word} {value!r}" if kind in (str, int, float) else f"a {word}"
    return repr(value)


def _text(value: object) -> str:
    if isinstance(value, str) and value.strip():
        return value
    if isinstance(value, str):
        raise WrongValueError("expects a text that is not empty")
    hint = f': write "{value}"' if isinstance(value, (int, float)) and not isinstance(value, bool) else ""
    raise WrongValueError(f"expects a string, not {_described(value)}{hint}")


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, (list, tuple)):
        hint = f": write [{value!r}]".replace("'", '"') if isinstance(value, str) else ""
        raise WrongValueError(f"expects a list of strings, not {_described(value)}{hint}")
    return tuple(_text(entry) for entry in cast("list[object]", value))


def _table(value: object, read: Callable[[object], T]) -> Mapping[str, T]:
    if not isinstance(value, dict):
        raise WrongValueError(f"expects a table, not {_described(value)}")
    entries: dict[str, T] = {}
    for key, entry in cast("dict[str, object]", value).items():
        try:
            entries[key] = read(entry)
        except WrongValueError as error:
            raise WrongValueError(error.message, (key, *error.keys), error.value) from None
    return entries


def _glob(pattern: str, root: Path) -> Glob:
    glob = Glob(pattern, root)
    try:
        glob.matches(root)
    except re.error as error:
        raise WrongValueError(f"`{pattern}` is no file pattern: {error}", value=pattern) from None
    return glob


def _path(value: object, root: Path) -> Path:
    return Path(os.path.abspath(root / Path(_text(value)).expanduser()))


def _version(value: object, _: Path) -> str:
    text = _text(value)
    if TerraformVersion.parse("terraform", text, "") is None:
        raise WrongValueError(f'expects a version ("1.9.5") or a constraint ("~> 1.9.0"), not "{text}"')
    return text


def _words(value: object, _: Path) -> tuple[str, ...]:
    return _texts(value)


def _globs(value: object, root: Path) -> tuple[Glob, ...]:
    return tuple(_glob(pattern, root) for pattern in _texts(value))


def _severity(value: object) -> Severity:
    text = _text(value)
    levels = [level.value for level in Severity]
    if text in levels:
        return Severity(text)
    guess = nearest(text, levels)
    hint = f"; did you mean `{guess}`?" if guess else ""
    raise WrongValueError(f"expects one of {', '.join(levels)}, not `{text}`{hint}", value=text)


def _severities(value: object, _: Path) -> Mapping[str, Severity]:
    return _table(value, _severity)


def _ignores(value: object, root: Path) -> tuple[tuple[Glob, tuple[str, ...]], ...]:
    return tuple((_glob(pattern, root), selectors) for pattern, selectors in _table(value, _texts).items())


def _versions(value: object, _: Path) -> Mapping[str, tuple[str, ...]]:
    return _table(value, _texts)


def _length(value: object, _: Path) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 1000:
        raise WrongValueError(f"expects a number from 1 to 1000, not {_described(value)}")
    return value


def _date(value: object, _: Path) -> str:
    """TOML has dates of its own, JSON text."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    text = _text(value)
    try:
        parsed = date.fromisoformat(text)
    except ValueError:
        parsed = None
    # Newer Pythons take other ways of writing one too.
    if parsed is None or parsed.isoformat() != text:
        raise WrongValueError(f'expects a date ("2026-11-29"), not "{text}"')
    return text


def _flag(value: object, _: Path) -> bool:
    if not isinstance(value, bool):
        raise WrongValueError(f"expects true or false, not {_described(value)}")
    return value


_STRING = {"type": "string", "minLength": 1}
_STRINGS = {"type": "array", "items": _STRING}

PATH = Kind(_path, _STRING)
VERSION = Kind(_version, _STRING)
WORDS = Kind(_words, _STRINGS)
SELECTORS = Kind(_words, {"type": "array", "items": {"$ref": "#/definitions/selector"}})
GLOBS = Kind(_globs, _STRINGS)
SEVERITIES = Kind(
    _severities,
    {
        "type": "object",
        "propertyNames": {"$ref": "#/definitions/selector"},
        "additionalProperties": {"enum": [level.value for level in Severity]},
    },
)
IGNORES = Kind(
    _ignores,
    {"type": "object", "additionalProperties": {"type": "array", "items": {"$ref": "#/definitions/selector"}}},
)
VERSIONS = Kind(_versions, {"type": "object", "additionalProperties": _STRINGS})
LENGTH = Kind(_length, {"type": "integer", "minimum": 1, "maximum": 1000})
DATE = Kind(_date, {"type": "string", "format": "date"})
FLAG = Kind(_flag, {"type": "boolean"})
