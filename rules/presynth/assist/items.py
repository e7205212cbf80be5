"""What is offered to complete."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from presynth.source.statement import Range

ItemKind = Literal[
    "keyword", "key", "class", "struct", "module", "enum", "constant", "property", "method", "reference", "function"
]
LIMIT = 100
"""More items than this are cut, and the list is said to be incomplete."""


class Subject(NamedTuple):
    """What documentation can be asked of: a class of a binding, or (`member`) an argument or attribute of it."""

    module: str
    qualname: str
    member: str = ""


@dataclass(frozen=True)
class Item:
    """One thing to insert.

    `rank` orders items, the lowest first. `text` is inserted, or `snippet` (placeholders as in `${1:name}`, `$0`) where
    the editor can. `filter_text` is what the typed word is compared with, where not the label. `origin` is the module
    of a class that was searched for by its name. `imports` is the module and class that must be imported for the item.
    """

    label: str
    kind: ItemKind
    rank: tuple[int, ...] = (0,)
    text: str = ""
    snippet: str | None = None
    filter_text: str = ""
    detail: str = ""
    origin: str = ""
    imports: tuple[str, str] | None = None
    about: Subject | None = None
    deprecated: bool = False

    @property
    def inserted(self) -> str:
        """What is inserted as plain text."""
        return self.text or self.label


@dataclass(frozen=True)
class Completions:
    """What is offered in the place of `range`, the best first. `incomplete`: more typing may bring others."""

    range: Range
    items: tuple[Item, ...] = field(default=())
    incomplete: bool = False
