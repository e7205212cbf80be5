"""JSON documents in arguments: what they say as far as it is known, and where that is written."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from presynth.checks.blocks import Field
from presynth.checks.templates import HOLE
from presynth.program.events import ExternalCall
from presynth.program.program import Program
from presynth.program.values import Constant, Mapping, Sequence, Text, Token, Value
from presynth.source.statement import Place

Path = tuple[str | int, ...]

_ENCODERS = ("Fn.jsonencode",)
_TEMPLATE = re.compile(r"\$?\$\{[^}]*\}")


@dataclass(frozen=True)
class Document:
    """`content` is what JSON makes of it, with `HOLE` in or for what is not known; `value` is what the argument is."""

    content: Any
    value: Value
    field: Field
    program: Program

    def place(self, *path: str | int) -> Place:
        """Where something in it is written: as near as that is known, at the farthest the whole argument."""
        value, found = self._written, self.field.place
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

    @cached_property
    def _written(self) -> Value | None:
        """The dict that became the document."""
        if isinstance(self.value, Token):
            return self.value.inputs[0]
        if self.value.origin is None:
            return None
        for call in self.program.events(ExternalCall):
            if call.name == "json.dumps" and call.place == self.value.origin and call.arguments.items:
                return call.arguments.items[0].value
        return None


def document(program: Program, field: Field | None) -> Document | None:
    """The JSON document that an argument is set to; None where that is not known to be one."""
    value = None if field is None or not field.sure else field.value
    if field is None or value is None:
        return None
    if isinstance(value, Token):
        if value.attribute not in _ENCODERS or len(value.inputs) != 1:
            return None
        content = _plain(value.inputs[0])
    else:
        content = _parsed(value)
    return None if content is None else Document(content, value, field, program)


def text_of(value: Value) -> str:
    """The text that a value is, with `HOLE` for what is not known of it."""
    if isinstance(value, Constant):
        return _TEMPLATE.sub(HOLE, value.value) if isinstance(value.value, str) else str(value.value)
    if isinstance(value, Text):
        return _TEMPLATE.sub(HOLE, "".join(part if isinstance(part, str) else HOLE for part in value.parts))
    return HOLE


def _parsed(value: Value) -> Any:
    parts = value.parts if isinstance(value, Text) else (value.value,) if isinstance(value, Constant) else ()
    text, quoted = "", False
    for part in parts:
        if not isinstance(part, str):
            text += HOLE if quoted else f'"{HOLE}"'
            continue
        text += part
        quoted ^= len(re.findall(r'(?<!\\)(?:\\\\)*"', part)) % 2 == 1
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


def _plain(value: Value) -> Any:
    """What `jsonencode` is given, as JSON has it."""
    if isinstance(value, Constant) and not isinstance(value.value, str):
        return value.value
    if isinstance(value, Sequence) and not value.open:
        return [_plain(item) for item in value.items]
    if isinstance(value, Mapping) and not value.open:
        return {text_of(entry.key): _plain(entry.value) for entry in value.entries}
    return text_of(value)
