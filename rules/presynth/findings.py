"""What a rule says: a finding, its related places and its fixes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from presynth.operations import Operation
from presynth.source.statement import Place, Range


class Severity(str, Enum):
    """How bad: `error` breaks synth, init, plan or apply; `warning` will hurt; `info` is worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"


class Safety(str, Enum):
    """Whether a fix may be applied unasked (`safe`), only when asked for (`unsafe`), or only be shown (`display`)."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    DISPLAY = "display"


class TextEdit(NamedTuple):
    """Replace `range` of the file at `path` by `text` (line ends "\\n"; whoever writes restores the file's own)."""

    path: str
    range: Range
    text: str


class Related(NamedTuple):
    """A second place that explains the first."""

    place: Place
    message: str


@dataclass(frozen=True)
class Fix:
    """A repair, described by operations that `presynth.fixes` turns into text edits when somebody asks for them."""

    title: str
    safety: Safety
    operations: tuple[Operation, ...]


@dataclass(frozen=True)
class Finding:
    """One fault at one place.

    `code` and `name` are the rule's; `construct` is the Terraform address of what it is about (`about` the object
    itself, which the engine finds the address of); `data_date` (ISO) is set where the verdict rests on dated facts.
    """

    code: str
    name: str
    severity: Severity
    message: str
    place: Place
    construct: str | None = None
    fixes: tuple[Fix, ...] = ()
    related: tuple[Related, ...] = ()
    data_date: str | None = None
    tags: tuple[str, ...] = ()
    about: object = None
