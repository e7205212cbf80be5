"""Python's words in code that need not parse, up to a place in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from presynth.source.strings import is_triple, string_end

TokenKind = Literal["name", "number", "string", "operator", "comment"]

_BLANK = re.compile(r"(?:[ \t\f\n]|\\\n)*")
_WORD = re.compile(
    r"(?P<string>[rRbBuUfFtT]{0,2}(?=[\"']))|(?P<name>[^\W\d]\w*)|(?P<number>\d[\w.]*)|(?P<comment>#[^\n]*)"
    r"|(?P<operator>\*\*|:=|->|[=!<>]=|//|.)",
    re.DOTALL,
)
_FIELD_EDGE = re.compile(r"\{\{|\}\}|[{}]")


class Token(NamedTuple):
    """One word: it stands from `start` up to `end`. A `string` that is not closed ends with its line, or the text."""

    kind: TokenKind
    text: str
    start: int
    end: int
    closed: bool = True

    @property
    def content(self) -> int:
        """Where what a string says begins."""
        quote = _quote(self)
        return self.start + quote + (3 if is_triple(self.text, quote) else 1)

    @property
    def content_end(self) -> int:
        """Where what a string says ends."""
        return self.end - (self.content - self.start - _quote(self)) if self.closed else self.end

    @property
    def said(self) -> str:
        """What a string says, as it is written: without quotes and what stands before them."""
        return self.text[self.content - self.start : self.content_end - self.start]

    @property
    def is_formatted(self) -> bool:
        """Whether it is an f-string (or t-string)."""
        return self.kind == "string" and bool(set(self.text[: _quote(self)].lower()) & {"f", "t"})


def _quote(token: Token) -> int:
    return min(index for index in (token.text.find('"'), token.text.find("'")) if index >= 0)


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """The words of `text` that begin at `start` or behind it, and before `end`. A string may go beyond `end`."""
    position = start
    while True:
        blank = _BLANK.match(text, position)
        position = blank.end() if blank else position
        word = _WORD.match(text, position)
        if position >= end or word is None:
            return
        if word.lastgroup == "string":
            token = _string(text, word.start(), word.end())
        else:
            token = Token(_kind(word), word[0], word.start(), word.end())
        yield token
        position = token.end


def _kind(word: re.Match[str]) -> TokenKind:
    for kind in ("name", "number", "comment"):
        if word.lastgroup == kind:
            return kind
    return "operator"


def _string(text: str, start: int, quote: int) -> Token:
    end = string_end(text, quote, wary=False).end
    if end is not None:
        return Token("string", text[start:end], start, end)
    line_end = len(text) if is_triple(text, quote) else text.find("\n", quote)
    end = len(text) if line_end < 0 else line_end
    return Token("string", text[start:end], start, end, closed=False)


def field_at(text: str, string: Token, offset: int) -> int | None:
    """Where the replacement field of an f-string begins that `offset` is in; None where it is in the text."""
    opened: list[int] = []
    for edge in _FIELD_EDGE.finditer(text, string.content, offset):
        if edge[0] == "{{" and not opened:
            continue
        if edge[0][0] == "{":
            opened += [edge.end()] * len(edge[0])
        elif opened:
            del opened[-len(edge[0]) :]
    return opened[-1] if opened else None
