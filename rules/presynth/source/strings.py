"""Where a string literal ends, also one that only a newer Python understands or that is not closed."""

from __future__ import annotations

import re
from typing import NamedTuple

from presynth.source.resumption import Look, statement_start

SHORT = r"""(?:"(?!"")[^"\\\n]*(?:\\.[^"\\\n]*)*"|'(?!'')[^'\\\n]*(?:\\.[^'\\\n]*)*')"""
"""A whole string literal of one quote, behind its prefix, as a regular expression that needs `re.DOTALL`."""

LONG = (
    r'(?:"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""'
    r"|'''[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*''')"
)
"""The same of three quotes."""

_LITERAL = re.compile(f"{LONG}|{SHORT}", re.DOTALL)
_STRING = re.compile(f"(?<!\\w)([a-zA-Z]{{0,2}})({LONG}|{SHORT}|[\"'])", re.DOTALL)
_FORMATTED = re.compile(r"(?<!\w)(?:[fFtT][rR]?|[rR][fFtT])\Z")
_IN_TEXT = re.compile(r"\\N\{[^}\n]*\}|\\[^{}]|\{\{|\}\}|[{}\"'\n]", re.DOTALL)
_IN_RAW_TEXT = re.compile(r"\\[\"'\\]|\{\{|\}\}|[{}\"'\n]")
_IN_SPECIFICATION = re.compile(r"[{}\n]")
_IN_FIELD = re.compile(r"[()\[\]{}\"'\n:]|#[^\n]*")
# Python takes 150 strings in one another, and fields between them.
_DEEPEST = 300
# What may stand before the closing quotes of a text on their line; before opening ones, code does.
_OPENS_A_STRING = re.compile(r"(?:[=(\[{,]|\breturn)\s*[rRbBuUfFtT]{0,2}\Z")
_HEADER = re.compile(r"[ \t]*(?:(?:async\s+)?def|class)\s.*:\s*(?:#.*)?\Z|[ \t]*\).*:\s*\Z")


class End(NamedTuple):
    """`end` is the offset behind a string, or None if it is not closed; `reach` that behind what was looked at."""

    end: int | None
    reach: int


def string_end(text: str, quote: int, wary: bool) -> End:
    """Where the string whose first quote is at `quote` ends.

    Replacement fields of f-strings and t-strings may hold any string (PEP 701) if the whole then makes sense. `wary`
    is for a file whose last triple-quoted string is not closed: some string before may be the one that lacks its end,
    so quotes that look like opening ones close nothing.
    """
    plain = _LITERAL.match(text, quote)
    end = plain.end() if plain else None
    reach = end or 0
    if _is_formatted(text, quote):
        nested = _formatted_end(text, quote)
        end = end if nested.end is None else nested.end
        reach = max(reach, nested.reach)
    if wary and end is not None and is_triple(text, quote) and _closes_by_mistake(text, quote, end):
        end = None
    return End(end, reach)


def prefixes(text: str) -> set[str]:
    """What stands before the quotes of the strings in `text`, in lower case."""
    return {string[1].lower() for string in _STRING.finditer(text)}


def nests_quotes(text: str) -> bool:
    """Whether an f-string in `text` holds in a replacement field what ends it for Pythons that do not know PEP 701."""
    for string in _STRING.finditer(text):
        if _is_formatted(text, string.start(2)):
            end = _formatted_end(text, string.start(2)).end
            if end != string.end():
                return end is not None
    return False


def is_triple(text: str, quote: int) -> bool:
    """Whether the quotes at `quote` are three."""
    return text.startswith(('"""', "'''"), quote)


def _is_formatted(text: str, quote: int) -> bool:
    return _FORMATTED.search(text, max(0, quote - 3), quote) is not None


def _closes_by_mistake(text: str, quote: int, end: int) -> bool:
    start = text.rfind("\n", quote, end - 3) + 1
    if not start:
        return False
    before = text[start : end - 3]
    if before.strip(" \trRbBuUfFtT"):
        return _OPENS_A_STRING.search(before) is not None
    above = text[quote:start].rstrip()
    return _HEADER.match(above, above.rfind("\n") + 1) is not None


class _Frame:
    """A string or a replacement field that is open: `closer` ends it, `depth` counts the brackets in a field."""

    __slots__ = ("closer", "depth", "raw")

    def __init__(self, closer: str, raw: bool = False) -> None:
        self.closer = closer
        self.raw = raw
        self.depth = 0


def _formatted_end(text: str, quote: int) -> End:
    """The end of an f-string or t-string by the rules of PEP 701, if they lead to one."""
    frames = [_open(text, quote)]
    position = quote + len(frames[0].closer)
    while frames:
        frame = frames[-1]
        if frame.closer == "}":
            match, take = _IN_FIELD.search(text, position), _step_in_field
        elif frame.closer == ":":
            match, take = _IN_SPECIFICATION.search(text, position), _step_in_specification
        else:
            match, take = (_IN_RAW_TEXT if frame.raw else _IN_TEXT).search(text, position), _step_in_text
        if match is None:
            return End(None, len(text) + 1)
        step = take(text, match, frames)
        if step is None or len(frames) > _DEEPEST:
            line_end = text.find("\n", match.end()) + 1
            return End(None, len(text) + 1 if is_triple(text, match.start()) else line_end or len(text) + 1)
        position = step
    return End(position, position)


def _open(text: str, quote: int) -> _Frame:
    closer = text[quote : quote + 3] if is_triple(text, quote) else text[quote]
    return _Frame(closer, "r" in text[max(0, quote - 2) : quote].lower())


def _step_in_text(text: str, match: re.Match[str], frames: list[_Frame]) -> int | None:
    found, frame = match[0], frames[-1]
    if found == "\n":
        return match.end() if len(frame.closer) == 3 else None
    if found in "\"'":
        if not text.startswith(frame.closer, match.start()):
            return match.end()
        frames.pop()
        return match.start() + len(frame.closer)
    if found == "{":
        frames.append(_Frame("}"))
    return match.end()


def _step_in_field(text: str, match: re.Match[str], frames: list[_Frame]) -> int | None:
    found, frame = match[0], frames[-1]
    if found in "\"'":
        if _is_formatted(text, match.start()):
            frames.append(_open(text, match.start()))
            return match.start() + len(frames[-1].closer)
        literal = _LITERAL.match(text, match.start())
        return literal.end() if literal else None
    if found in "([{":
        frame.depth += 1
    elif found in ")]}":
        if frame.depth:
            frame.depth -= 1
        elif found == "}":
            frames.pop()
        else:
            return None
    elif found == ":" and not frame.depth:
        frame.closer = ":"
    elif found == "\n":
        below = statement_start(text, match.end())
        if below is not None and below.look is Look.KEYWORD:
            return None
    return match.end()


def _step_in_specification(text: str, match: re.Match[str], frames: list[_Frame]) -> int | None:
    if match[0] == "{":
        frames.append(_Frame("}"))
    elif match[0] == "}":
        frames.pop()
    elif all(len(frame.closer) != 3 for frame in frames):
        return None
    return match.end()
