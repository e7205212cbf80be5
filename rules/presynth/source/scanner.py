"""How far a logical line goes: one pass over its strings, brackets, comments and line ends, whatever is broken."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from presynth.source.resumption import KEYWORD, Look, Start, ends_an_operand, statement_start
from presynth.source.strings import LONG, SHORT, is_triple, string_end

_PLAIN = r"""[^()\[\]{}"'#\\\n]*"""
_EVENT = r"""([()\[\]{}\n"']|#[^\n]*|\\\n?|\Z)"""
# What text in a string may also look like.
_PROSE = (Look.ANNOTATION, Look.CLAUSE, Look.DOCSTRING)
_ASSIGNMENTS = (Look.ASSIGNMENT, Look.SPACED)
# What may stand behind an operand.
_CONTINUES = (Look.CLAUSE, Look.DECORATOR)
# Patterns are made for indentations up to this one.
_DEEPEST = 60
_PAIRS = {")": "(", "]": "[", "}": "{"}
_OPENING = frozenset(_PAIRS.values())
_QUOTES = frozenset("\"'")
_LINE_ENDS = frozenset(("\n", ""))


def _run_of(*items: str) -> str:
    """A regular expression for code without events, except those that are inside of `items`."""
    return f"{_PLAIN}(?:(?:{'|'.join(items)}){_PLAIN})*"


def _groups(content: str) -> str:
    return rf"\({content}\)|\[{content}\]|\{{{content}\}}"


_CAREFUL = re.compile(_PLAIN + _EVENT, re.DOTALL)


@lru_cache
def _outside(wary: bool) -> re.Pattern[str]:
    """For code that is not in brackets: those that close on their line are no events."""
    return re.compile(_run_of(*_quiet(wary)) + _EVENT, re.DOTALL)


@lru_cache
def _inside(wary: bool, indentation: int) -> re.Pattern[str]:
    """For code in brackets: line ends before lines that are indented more and begin with no keyword are no events."""
    line_end = rf"\n(?=[ \t]{{{indentation + 1}}})(?![ \t]*{KEYWORD})"
    return re.compile(_run_of(*_quiet(wary), line_end) + _EVENT, re.DOTALL)


def _quiet(wary: bool) -> tuple[str, ...]:
    strings = (SHORT,) if wary else (LONG, SHORT)
    return (*strings, _groups(_run_of(*strings)))


class Extent(NamedTuple):
    """A logical line: all offsets are into the text that was scanned.

    It ends at `end`, behind its last line end; its code, without a comment at its end, ends at `code_end`. `reach` is
    the first offset that had no influence. `broken` where a bracket or string is not closed or does not match,
    `endless` where it is a triple-quoted string. `comments` are the offsets where comments start and end.
    """

    end: int
    code_end: int
    reach: int
    broken: bool
    endless: bool
    comments: list[tuple[int, int]]


def scan(text: str, start: int, indentation: int, header: bool, wary: bool) -> Extent:
    """The logical line of `text` whose first character is at `start`, indented by `indentation` characters.

    `header` says that it begins with the keyword of a compound statement. Code that does not close a bracket or string
    ends where a line below looks like the next statement. `wary` is explained at `string_end`.
    """
    outside = _outside(wary)
    match = outside.match(text, start)
    if match and match[1] == "\n":
        # Most logical lines are one line.
        code_end = start + len(text[start : match.start(1)].rstrip())
        return Extent(match.end(), code_end, match.end(), False, False, [])
    inside = outside if header or indentation > _DEEPEST else _inside(wary, indentation)
    swift = _Scan(text, start, indentation, header, wary).run(outside, inside)
    if not swift.broken:
        return swift
    careful = _Scan(text, start, indentation, header, wary).run(_CAREFUL, _CAREFUL)
    return careful._replace(reach=max(swift.reach, careful.reach))


class _Scan:
    """One run over a logical line."""

    def __init__(self, text: str, start: int, indentation: int, header: bool, wary: bool) -> None:
        self.text = text
        self.indentation = indentation
        self.header = header
        self.wary = wary
        self.open: list[str] = []
        self.code_end = start
        self.start = start
        self.broken = False
        self.reach = 0
        self.comments: list[tuple[int, int]] = []
        # Where the code ends before the first line that may be the next statement.
        self.way_out: int | None = None

    def run(self, outside: re.Pattern[str], inside: re.Pattern[str]) -> Extent:
        """Goes from event to event, by the one pattern or, in brackets, the other."""
        text, brackets = self.text, self.open
        position = self.start
        while True:
            match = (inside if brackets else outside).match(text, position)
            assert match is not None  # the patterns end with a choice that no text escapes
            event, end = match.span(1)
            character = text[event:end]
            if character in _OPENING:
                brackets.append(character)
                self.code_end = end
            elif character in _PAIRS:
                self.close(character)
                self.code_end = end
            elif character in _QUOTES:
                extent = self.string(event)
                if extent is not None:
                    return extent
                end = self.code_end
            else:
                code = text[position:event].rstrip()
                if code:
                    self.code_end = position + len(code)
                if character in _LINE_ENDS:
                    extent = self.end_of_line(end, character == "")
                    if extent is not None:
                        return extent
                elif character[0] == "#":
                    self.comments.append((event, end))
            position = end

    def string(self, quote: int) -> Extent | None:
        """Goes behind the string at `quote`; returns the logical line where that string lacks its end and breaks it."""
        end, reach = string_end(self.text, quote, self.wary)
        self.reach = max(self.reach, reach)
        if end is None:
            self.broken = True
            if is_triple(self.text, quote):
                return self.leave_string(quote)
            end = self.text.find("\n", quote)
        self.code_end = end if end >= 0 else len(self.text)
        return None

    def close(self, character: str) -> None:
        """Closes a bracket and what is still open in it; a bracket that nothing opened is passed over."""
        brackets = self.open
        opener = _PAIRS[character]
        if brackets and brackets[-1] == opener:
            brackets.pop()
            return
        self.broken = True
        if opener in brackets:
            while brackets.pop() != opener:
                pass

    def end_of_line(self, below: int, last: bool) -> Extent | None:
        """The logical line if it ends with the physical line before offset `below`."""
        if not self.open:
            return self.extent(below, below + last)
        if last:
            self.broken = True
            return self.leave(below + 1)
        start = statement_start(self.text, below)
        if start is None or (start.look is Look.DOCSTRING and not self.header):
            return None
        outside = len(start.indentation) <= self.indentation
        certain = start.look is Look.KEYWORD
        adjacent = (outside or self.header) and self.needs_an_operator(start)
        body = self.header and (adjacent or self.text[self.code_end - 1] == ":")
        if not (certain or outside or body or (not self.header and start.look in _ASSIGNMENTS)):
            return None
        if self.way_out is None:
            self.way_out = self.code_end
        if certain or adjacent or (outside and self.belongs_outside(start)):
            self.broken = True
            end = self.text.find("\n", below)
            return self.leave(end + 1 if end >= 0 else len(self.text) + 1)
        return None

    def needs_an_operator(self, start: Start) -> bool:
        """Whether the code so far ends in an operand that what `start` begins cannot follow."""
        if start.look in _CONTINUES or (start.look is Look.DOCSTRING and self.text[self.code_end - 1] in _QUOTES):
            return False
        return ends_an_operand(self.text, self.code_end)

    def belongs_outside(self, start: Start) -> bool:
        """Whether the innermost bracket cannot hold what `start` begins."""
        return start.look is Look.ASSIGNMENT or (start.look in (Look.SPACED, Look.ARGUMENT) and self.open[-1] != "(")

    def leave(self, reach: int) -> Extent:
        """The logical line ends before the first line that may be the next statement."""
        code_end = self.code_end if self.way_out is None else self.way_out
        end = self.line_end(code_end)
        self.comments = [comment for comment in self.comments if comment[0] < end]
        self.code_end = code_end
        return self.extent(end, reach)

    def leave_string(self, quote: int) -> Extent:
        """The logical line ends before the first line below an open triple quote that looks like a statement."""
        text = self.text
        line = self.line_end(quote)
        while line < len(text):
            start = statement_start(text, line)
            if start is not None and len(start.indentation) <= self.indentation and start.look not in _PROSE:
                break
            line = self.line_end(line)
        self.code_end = quote + len(text[quote:line].rstrip())
        return self.extent(self.line_end(self.code_end), len(text) + 1, endless=True)

    def line_end(self, offset: int) -> int:
        """The offset behind the line end that follows `offset`."""
        return self.text.find("\n", offset) + 1 or len(self.text)

    def extent(self, end: int, reach: int, endless: bool = False) -> Extent:
        return Extent(end, self.code_end, max(reach, self.reach), self.broken, endless, self.comments)
