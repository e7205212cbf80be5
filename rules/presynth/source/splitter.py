"""Text into logical lines, each with the blank and comment lines above it: together they are the text again."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from presynth import interruption
from presynth.source.logical_line import Comment, Indentation, LogicalLine
from presynth.source.resumption import ends_an_operand
from presynth.source.scanner import Extent, scan
from presynth.source.statement import Kind

MARK = "presynth:"
"""What a comment must hold to be kept."""

_TRIVIA = re.compile(r"(?:[ \t\f]*(?:#[^\n]*)?\n)*(?:[ \t\f]*(?:#[^\n]*)?\Z)?")
_COMMENT_LINE = re.compile(r"^[ \t\f]*(#[^\n]*)", re.MULTILINE)
_HEAD = re.compile(r"([ \t\f]*)(?:(@)|(?:async[ \t]+(?=(?:def|for|with)\b))?([^\W\d]\w*)?)")
_DECORATED = re.compile(r"([ \t\f]*)(?:@|(?:async[ \t]+)?(?:def|class)\b)")

_KINDS = {
    "def": Kind.FUNCTION,
    "class": Kind.CLASS,
    "if": Kind.IF,
    "elif": Kind.ELIF,
    "else": Kind.ELSE,
    "for": Kind.FOR,
    "while": Kind.WHILE,
    "with": Kind.WITH,
    "try": Kind.TRY,
    "except": Kind.EXCEPT,
    "finally": Kind.FINALLY,
}
_SOFT_KINDS = {"match": Kind.MATCH, "case": Kind.CASE}


class Split(NamedTuple):
    """A text, cut.

    `trusting` are its logical lines if each triple quote opens or closes a string as Python reads it. Where the last
    such string is not closed, nobody knows which one before lacks its end: `wary` are then the logical lines if each
    is judged by what stands around it, else None.
    """

    text: str
    trusting: list[LogicalLine]
    wary: list[LogicalLine] | None

    @property
    def lines(self) -> list[LogicalLine]:
        """All logical lines, in the text's order."""
        return self.trusting if self.wary is None else self.wary


class Change(NamedTuple):
    """From one list of logical lines to another: those that are new, and those that are gone."""

    fresh: list[LogicalLine]
    gone: list[LogicalLine]


def split(text: str, previous: Split | None = None) -> tuple[Split, Change]:
    """Cuts `text`, re-using the logical lines of `previous` above and below what changed since."""
    if previous is None:
        lines = _cut(text, False)
        wary = _cut(text, True) if _is_endless(lines) else None
        now = Split(text, lines, wary)
        return now, Change(now.lines, [])
    lines, change = _cut_again(text, previous.trusting, previous.text, False)
    if not _is_endless(lines):
        now = Split(text, lines, None)
    elif previous.wary is None:
        now = Split(text, lines, _cut(text, True))
    else:
        wary, change = _cut_again(text, previous.wary, previous.text, True)
        return Split(text, lines, wary), change
    return now, change if previous.wary is now.wary else Change(now.lines, previous.lines)


def _is_endless(lines: list[LogicalLine]) -> bool:
    return any(line.endless for line in lines)


def _cut(text: str, wary: bool) -> list[LogicalLine]:
    lines: list[LogicalLine] = []
    position = 0
    while position < len(text):
        interruption.point()
        lines.append(_logical_line(text, position, wary))
        position += lines[-1].size
    return lines


def _cut_again(text: str, lines: list[LogicalLine], old_text: str, wary: bool) -> tuple[list[LogicalLine], Change]:
    """The logical lines of `text`, with those of `lines`, which are of `old_text`, above and below what changed."""
    prefix = _common_prefix(old_text, text)
    suffix = _common_suffix(old_text, text, prefix)
    starts = [0, *accumulate(line.size for line in lines)]
    kept = _kept_before(lines, starts, prefix)
    position, shift = starts[kept], len(text) - len(old_text)
    fresh: list[LogicalLine] = []
    rest = len(lines)
    while position < len(text):
        interruption.point()
        if position >= len(text) - suffix:
            index = bisect_left(starts, position - shift, kept)
            if starts[index] == position - shift:
                rest = index
                break
        fresh.append(_logical_line(text, position, wary))
        position += fresh[-1].size
    return [*lines[:kept], *fresh, *lines[rest:]], Change(fresh, lines[kept:rest])


def _kept_before(lines: list[LogicalLine], starts: list[int], prefix: int) -> int:
    """How many logical lines depend on the first `prefix` characters alone."""
    for index, line in enumerate(lines):
        if starts[index] + line.reach > prefix:
            return index
    return len(lines)


def _common_prefix(one: str, other: str) -> int:
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one.startswith(other[low:middle], low):
            low = middle
        else:
            high = middle - 1
    return low


def _common_suffix(one: str, other: str, prefix: int) -> int:
    low, high = 0, min(len(one), len(other)) - prefix
    while low < high:
        middle = (low + high + 1) // 2
        if one.endswith(other[len(other) - middle : len(other) - low], 0, len(one) - low):
            low = middle
        else:
            high = middle - 1
    return low


def _logical_line(text: str, start: int, wary: bool) -> LogicalLine:
    """The logical line of `text` whose blank and comment lines above begin at offset `start`."""
    first = _skip_trivia(text, start)
    comments = _comments_between(text, start, first) if start < first else []
    if first == len(text):
        above, size = text.count("\n", start), first - start
        found = _place_comments(text, first, comments)
        return LogicalLine("", Indentation(0, 0), Kind.SIMPLE, False, False, 0, above, 0, size, size + 1, False, found)
    extent, indentation, word, reach = _extent(text, first, wary, comments)
    end = extent.end - 1 if text[extent.end - 1] == "\n" else extent.end
    own = text[first:end]
    colon = own.endswith(":", 0, extent.code_end - first)
    return LogicalLine(
        text=own,
        indentation=_measure(indentation),
        kind=_KINDS.get(word) or (colon and _SOFT_KINDS.get(word)) or Kind.SIMPLE,
        case=word == "case",
        colon=colon,
        code_end=extent.code_end - first,
        above=text.count("\n", start, first) if start < first else 0,
        height=own.count("\n") + 1,
        size=extent.end - start,
        reach=reach - start,
        endless=extent.endless,
        comments=_place_comments(text, first, comments) if comments else (),
    )


def _extent(text: str, first: int, wary: bool, comments: list[tuple[int, int]]) -> tuple[Extent, str, str, int]:
    """How far the logical line at `first` goes, its indentation, its keyword, and how far it was looked at.

    Adds the comments in it that hold `MARK` to `comments`.
    """
    reach = 0
    while True:
        head = _HEAD.match(text, first)
        assert head is not None  # it matches nothing at least
        word: str = head[3] or ""
        extent = scan(text, first, len(head[1]), word in _KINDS or word in _SOFT_KINDS, wary)
        comments += [span for span in extent.comments if text.find(MARK, *span) >= 0]
        reach = max(reach, extent.reach)
        if not head[2] or extent.broken or not ends_an_operand(text, extent.code_end):
            return extent, head[1], word, reach
        following = _skip_trivia(text, extent.end)
        decorated = _DECORATED.match(text, following)
        reach = max(reach, (text.find("\n", following) + 1) or len(text) + 1)
        if decorated is None or decorated[1] != head[1]:
            return extent, head[1], word, reach
        comments += _comments_between(text, extent.end, following)
        first = following


def _skip_trivia(text: str, start: int) -> int:
    trivia = _TRIVIA.match(text, start)
    assert trivia is not None  # it matches nothing at least
    return trivia.end()


def _comments_between(text: str, start: int, end: int) -> list[tuple[int, int]]:
    if text.find(MARK, start, end) < 0:
        return []
    spans = [match.span(1) for match in _COMMENT_LINE.finditer(text, start, end)]
    return [span for span in spans if text.find(MARK, *span) >= 0]


def _place_comments(text: str, first: int, spans: list[tuple[int, int]]) -> tuple[Comment, ...]:
    return tuple(
        Comment(
            text.count("\n", first, start) if start >= first else -text.count("\n", start, first),
            start - (text.rfind("\n", 0, start) + 1),
            text[start:end],
        )
        for start, end in spans
    )


@lru_cache
def _measure(indentation: str) -> Indentation:
    if "\t" not in indentation and "\f" not in indentation:
        return Indentation(len(indentation), len(indentation))
    counted = indentation.rpartition("\f")[2]
    return Indentation(len(counted.expandtabs(8)), len(counted))
