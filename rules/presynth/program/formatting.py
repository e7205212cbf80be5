"""Values put into text: what rules are told of it."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from collections.abc import Sequence as Items
from typing import TYPE_CHECKING, NamedTuple

from presynth.program import containers
from presynth.program.events import Operation
from presynth.program.values import Constant, Function, InstanceValue, Sequence, Text, Token, Value, is_token
from presynth.source.statement import Place

if TYPE_CHECKING:
    from presynth.program.interpreter import Interpreter

_CONVERSION = re.compile(r"%(?:(?P<literal>%)|(?P<spec>[#0\- +]*[\d*]*(?:\.[\d*]+)?[a-zA-Z]))")


class Inserted(NamedTuple):
    """A value that is put into text: the expression's place, how it is formatted ("" plainly), the part it becomes."""

    value: Value
    place: Place
    specification: str
    number: int


def tell(run: Interpreter, place: Place, parts: Items[str | Value], inserted: Items[Inserted]) -> None:
    """Tell the rules of what is formatted and is, or holds, a token or an object; `parts` are the text's."""
    for value, where, specification, number in inserted:
        if isinstance(value, InstanceValue | Function) or is_token(value) or containers.holds_token(value):
            before = _text(parts[number - 1], last=True) if number else ""
            behind = _text(parts[number + 1], last=False) if number + 1 < len(parts) else ""
            run.emit(
                Operation(
                    place=place,
                    conditions=run.conditions,
                    operator="format",
                    operand=value,
                    operand_place=where,
                    name=specification,
                    detail=Sequence("tuple", (Constant(before), Constant(behind))),
                )
            )


def _text(part: str | Value, *, last: bool) -> str:
    """The characters at the end (or the beginning) of a part; of a number token, those that cdktf writes for it."""
    if isinstance(part, Text) and part.parts:
        part = part.parts[-1 if last else 0]
    if isinstance(part, Constant):
        part = str(part.value)
    if isinstance(part, Token) and part.type.kind == "number":
        return "0" if last else "-"
    return part if isinstance(part, str) else ""


def specification(field: ast.FormattedValue) -> str:
    """How a field of an f-string is formatted: "" plainly, else `!r`, `:.0f`."""
    conversion = "" if field.conversion in (-1, ord("s")) else f"!{chr(field.conversion)}"
    if field.format_spec is None:
        return conversion
    return f"{conversion}:{ast.unparse(field.format_spec)[2:-1]}"


def percent_parts(pattern: str) -> list[tuple[str, str]]:
    """A pattern for `%` as pairs of literal text and the conversion behind it ("" behind the last)."""
    parts: list[tuple[str, str]] = []
    literal, start = "", 0
    for found in _CONVERSION.finditer(pattern):
        literal += pattern[start : found.start()]
        start = found.end()
        if found["literal"]:
            literal += "%"
        else:
            parts.append((literal, found["spec"]))
            literal = ""
    return [*parts, (literal + pattern[start:], "")]


def fields(pattern: str) -> Iterator[tuple[str, str | None, str]]:
    """A pattern for `format` as triples of literal text, the field behind it and how it is formatted.

    Raises ValueError where it is no such pattern.
    """
    for literal, field, spec, conversion in string.Formatter().parse(pattern):
        shown = f"!{conversion}" if conversion and conversion != "s" else ""
        yield literal, field, f"{shown}:{spec}" if spec else shown
