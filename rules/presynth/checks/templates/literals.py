"""Escaping templates where the text is written: in the string literals of an expression."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from presynth.checks.templates.syntax import HOLE, Template, templates
from presynth.source.statement import Place
from presynth.source.strings import is_triple, string_end


def to_escape(place: Place, is_foreign: Callable[[Template], bool]) -> Iterator[Place]:
    """Where, in the string literals of the expression at `place`, templates begin that are foreign: at `$` or `%`."""
    code = place.text
    for start, end in string_literals(code):
        text, offsets = cooked(code, start, end)
        for template in templates(text):
            if is_foreign(template):
                yield part_of(place, offsets[template.start], offsets[template.start] + 1)


def part_of(place: Place, start: int, end: int, code: str | None = None) -> Place:
    """A part of the `code` at `place`, by offsets of characters; who asks for many has it already."""
    code = place.text if code is None else code
    (row, byte), (last_row, last_byte) = _position(place, code, start), _position(place, code, end)
    return Place(place.statement, row, byte, last_row, last_byte)


def _position(place: Place, code: str, offset: int) -> tuple[int, int]:
    """The line and byte of a character of the code at `place`."""
    row = place.line + code.count("\n", 0, offset)
    line = code[code.rfind("\n", 0, offset) + 1 : offset]
    return row, len(line.encode()) + (place.byte if row == place.line else 0)


def string_literals(code: str) -> Iterator[tuple[int, int]]:
    """Where string literals begin, at their first quote, and end."""
    position = 0
    while position < len(code):
        if code[position] == "#":
            position = code.find("\n", position)
            if position < 0:
                return
        elif code[position] in "\"'":
            end = string_end(code, position, wary=False).end
            if end is None:
                return
            yield position, end
            position = end
            continue
        position += 1


def cooked(code: str, start: int, end: int) -> tuple[str, list[int]]:
    """What a literal stands for, as far as templates go, and for each character the offset it is written at."""
    width = 3 if is_triple(code, start) else 1
    prefix = code[max(0, start - 2) : start].lower()
    formatted = "f" in prefix[len(prefix.rstrip("rfbu")) :]
    characters: list[str] = []
    offsets: list[int] = []
    position = start + width
    while position < end - width:
        character, length = code[position], 1
        if formatted and code[position : position + 2] in ("{{", "}}"):
            length = 2
        elif formatted and character == "{":
            character, length = HOLE, _field(code, position, end)
        characters.append(character)
        offsets.append(position)
        position += length
    return "".join(characters), offsets


def _field(code: str, start: int, end: int) -> int:
    """How long the replacement field is that begins at `start`."""
    depth = 0
    for position in range(start, end):
        if code[position] in "{[(":
            depth += 1
        elif code[position] in "}])":
            depth -= 1
            if depth == 0:
                return position + 1 - start
    return end - start
