"""JSON documents in arguments: what they say as far as it is known, and where that is written."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from presynth.checks.aws.json_places import place_in_literal
from presynth.checks.common.blocks import Field
from presynth.checks.templates.syntax import HOLE
from presynth.program.json_text import json_text
from presynth.program.program import Program
from presynth.program.values import Constant, Mapping, Sequence, Text, Token, Value
from presynth.source.statement import Place

Path = tuple[str | int, ...]

_ENCODERS = ("Fn.jsonencode",)
_QUOTE = re.compile(r'(?<!\\)(?:\\\\)*"')
_FIRST_MARK = 0xE000
"""The first of the characters that stand behind `HOLE` for which hole it is."""
_MARKED = re.compile(f"{HOLE}[\ue000-\uf8ff]")
_TEMPLATE = re.compile(r"\$?\$\{[^}]*\}")


@dataclass(frozen=True)
class Document:
    """`content` is what JSON makes of it, with `HOLE` (and a mark for which of the `holes` it is) in or for what is not
    known; `value` is what the argument is."""

    content: Any
    value: Value
    field: Field
    program: Program
    holes: tuple[Value, ...]

    def hole(self, text: str) -> Value | None:
        """What fills the first hole of a text of this document."""
        mark = text.partition(HOLE)[2][:1]
        return (
            self.holes[ord(mark) - _FIRST_MARK] if mark and ord(mark) - _FIRST_MARK in range(len(self.holes)) else None
        )

    def place(self, *path: str | int) -> Place:
        """Where something in it is written: as near as that is known, at the farthest the whole argument."""
        value, found = self._written, self.field.place
        if value is None and self.value.origin is not None and path:
            return self._in_literal(self.value.origin, path) or found
        for step in path:
            if isinstance(value, Mapping) and isinstance(step, str):
                entry = value.entry(step)
                value, place = (None, None) if entry is None else (entry.value, entry.place)
            elif isinstance(value, Sequence) and isinstance(step, int) and step < len(value.items):
                places = value.places if len(value.places) == len(value.items) else ()
                value, place = value.items[step], places[step] if places else None
            else:
                break
            found = place or found
        return found

    @staticmethod
    def _in_literal(literal: Place, path: Path) -> Place | None:
        """What is at a path of JSON that is written as text, or what it is in."""
        nearer = (place_in_literal(literal, path[:length]) for length in range(len(path), 0, -1))
        return next((place for place in nearer if place is not None), None)

    @cached_property
    def _written(self) -> Value | None:
        """The dict that became the document."""
        if isinstance(self.value, Token):
            return self.value.inputs[0]
        if self.value.origin is None:
            return None
        call = self.program.external_call(self.value.origin)
        is_dumped = call is not None and call.name == "json.dumps" and call.arguments.items
        return call.arguments.items[0].value if call is not None and is_dumped else None


def document(program: Program, field: Field | None) -> Document | None:
    """The JSON document that an argument is set to; None where that is not known to be one."""
    value = None if field is None or not field.sure else field.value
    if field is None or value is None:
        return None
    text = value
    if isinstance(value, Token):
        if value.attribute not in _ENCODERS or len(value.inputs) != 1:
            return None
        text = json_text(value.inputs[0], {}, None)
    holes: list[Value] = []
    content = _parsed(text, holes)
    return None if content is None else Document(content, value, field, program, tuple(holes))


def without_marks(text: str) -> str:
    """A text of a document with nothing but `HOLE` for what is not known."""
    return _MARKED.sub(HOLE, text)


def text_of(value: Value) -> str:
    """The text that a value is, with `HOLE` for what is not known of it."""
    if isinstance(value, Constant):
        return _TEMPLATE.sub(HOLE, value.value) if isinstance(value.value, str) else str(value.value)
    if isinstance(value, Text):
        return _TEMPLATE.sub(HOLE, "".join(part if isinstance(part, str) else HOLE for part in value.parts))
    return HOLE


def _parsed(value: Value, holes: list[Value]) -> Any:
    parts = value.parts if isinstance(value, Text) else (value.value,) if isinstance(value, Constant) else ()
    text, quoted = "", False
    for part in parts:
        if isinstance(part, str):
            text += part
            quoted ^= len(_QUOTE.findall(part)) % 2 == 1
        elif isinstance(part, Value):
            mark = HOLE + chr(_FIRST_MARK + len(holes))
            holes.append(part)
            text += mark if quoted else f'"{mark}"'
    try:
        return _with_holes(json.loads(text, strict=False))
    except ValueError:
        return None


def _with_holes(content: Any) -> Any:
    """The document with what Terraform puts into its texts left open."""
    if isinstance(content, str):
        return _TEMPLATE.sub(HOLE, content)
    if isinstance(content, list):
        return [_with_holes(item) for item in content]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(content, dict):
        return {_with_holes(key): _with_holes(item) for key, item in content.items()}  # pyright: ignore[reportUnknownVariableType]
    return content
