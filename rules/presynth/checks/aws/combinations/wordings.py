"""What a row knows and asks of long texts: templates, documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from presynth.checks.aws.combinations.conditions import Condition, steps
from presynth.checks.aws.combinations.consequences import Breach, Consequence
from presynth.checks.aws.values import text
from presynth.checks.common.blocks import Block, Field
from presynth.program.values import Constant, Text, Token


def _known_text(field: Field | None) -> str:
    """The text, without what is put into it."""
    value = None if field is None else field.value
    parts = value.parts if isinstance(value, Text) else (value.value,) if isinstance(value, Constant) else ()
    return "".join(part for part in parts if isinstance(part, str))


def key_of(name: str) -> str:
    """A pattern of a key in YAML or JSON."""
    return rf"(?m)^\s*{name}\s*:|[\"']{name}[\"']\s*:"


@dataclass(frozen=True)
class Says(Condition):
    """In what is known of a text, whatever is put into it, a pattern is found."""

    pattern: str

    def holds(self, block: Block, name: str) -> bool:
        return self._found(block, name) is not None

    def told(self, block: Block, name: str) -> str:
        found = self._found(block, name)
        return f"`{name}` has `{'' if found is None else found[0].strip()}` in it"

    def _found(self, block: Block, name: str) -> re.Match[str] | None:
        return re.search(self.pattern, _known_text(block.field(steps(name))))


class Tells(Consequence):
    """In a text a pattern is found; `wanted` says in words what is looked for.

    Nothing but what Terraform puts into the text may be unknown of it, and not at its beginning.
    """

    def __init__(self, name: str, pattern: str, wanted: str) -> None:
        self.names = (name,)
        self._pattern, self._wanted = pattern, wanted

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        field = block.field(steps(self.names[0]))
        known = "" if field is None or not self._is_known(field) else _known_text(field)
        if field is not None and known and not re.search(self._pattern, known):
            yield Breach(field.place, f"`{self.names[0]}` needs {self._wanted}")

    @staticmethod
    def _is_known(field: Field) -> bool:
        value = field.value
        if not isinstance(value, Text):
            return text(value) is not None
        tokens = all(isinstance(part, str | Token) for part in value.parts)
        return tokens and isinstance(value.parts[0], str)
