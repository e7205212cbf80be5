"""How code is indented, and new code like it."""

from __future__ import annotations

import io
import tokenize

from presynth.source.file import SourceFile
from presynth.source.statement import Statement

_USUAL = "    "
"""What the code of rules is indented by."""
_STRING_PARTS = {
    number for number, name in tokenize.tok_name.items() if name == "STRING" or name.endswith("STRING_MIDDLE")
}


def margin(statement: Statement) -> str:
    """What the first line of `statement` begins with."""
    return statement.text[: len(statement.text) - len(statement.text.lstrip(" \t\f"))]


def unit(source: SourceFile) -> str:
    """What one more level is indented by: what the first block of the file does."""
    for statement in source.walk():
        if statement.body and statement.body[0].line > statement.line:
            outer, inner = margin(statement), margin(statement.body[0])
            if inner.startswith(outer) and len(inner) > len(outer):
                return inner[len(outer) :]
    return _USUAL


def indented(code: str, indentation: str, level: str, first: bool = True) -> str:
    r"""`code` with `indentation` before each line (`first`: also the first one), and its own levels as `level`.

    Lines are separated by "\n". Blank lines, and those that begin inside of a string, stay as they are.
    """
    inside = _inside_strings(code) if "\n" in code else set[int]()
    lines = code.split("\n")
    return "\n".join(
        line
        if not line.strip() or number in inside or (number == 0 and not first)
        else indentation + _with_level(line, level)
        for number, line in enumerate(lines)
    )


def _with_level(line: str, level: str) -> str:
    text = line.lstrip(" ")
    levels, rest = divmod(len(line) - len(text), len(_USUAL))
    return level * levels + " " * rest + text


def _inside_strings(code: str) -> set[int]:
    """The lines, from 0, that begin inside of a string."""
    inside: set[int] = set()
    try:
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            if token.type in _STRING_PARTS:
                inside.update(range(token.start[0], token.end[0]))
    except (tokenize.TokenError, SyntaxError):
        pass  # the end of code that is no whole statement
    return inside
