"""Names that a comprehension around the cursor binds, whether or not it is finished."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from presynth.assist.cursor import Cursor
from presynth.assist.tokens import Token, tokens

_ENDING = frozenset(("for", "if", "async", "else"))


class Clause(NamedTuple):
    """One `for … in …`: the names it binds, and its text."""

    names: frozenset[str]
    text: str


def clauses(text: str, cursor: Cursor, end: int) -> list[Clause]:
    """The `for` clauses of the comprehensions that the cursor is in, the outermost first; the code ends at `end`."""
    found: list[Clause] = []
    here: Cursor | None = cursor
    while here is not None:
        behind = here.string.end if here.string is not None else max(here.word_end, here.offset)
        levels = _levels(text, behind, end if here.string is None else max(end, behind), len(here.brackets))
        for bracket, later in zip(reversed(here.brackets), levels, strict=True):
            if bracket.definition:
                return found
            before = bracket.pieces[-1]
            # The last word of an outer one opens the next, whose end is not among those behind.
            before = before if bracket is here.innermost else before[:-1]
            under = [_word(text, here)] if bracket is here.innermost and here.word_end > here.word_start else []
            found[:0] = _clauses(text, [*before, *under, *later], here)
        here = here.around
    return found


def _word(text: str, cursor: Cursor) -> Token:
    """The word that the cursor is on."""
    return Token("name", text[cursor.word_start : cursor.word_end], cursor.word_start, cursor.word_end)


def _levels(text: str, start: int, end: int, depth: int) -> list[list[Token]]:
    """The words behind the cursor in each of the `depth` open brackets, the innermost first, up to the next comma."""
    levels: list[list[Token]] = [[] for _ in range(depth)]
    level = inner = 0
    is_over = False
    for word in tokens(text, start, end):
        if level == depth:
            break
        if word.kind == "operator" and word.text in ")]}":
            if inner == 0:
                level, is_over = level + 1, False
                continue
            inner -= 1
        is_over = is_over or (word.text == "," and inner == 0 and not _is_target(levels[level]))
        if not is_over:
            levels[level].append(word)
        if word.kind == "operator" and word.text in "([{":
            inner += 1
    return levels


def _is_target(words: Sequence[Token]) -> bool:
    """Whether what a `for` binds comes next: there a comma separates names."""
    for word in reversed(words):
        if word.kind == "name" and word.text in ("for", "in"):
            return word.text == "for"
    return False


def _clauses(text: str, words: Sequence[Token], cursor: Cursor) -> Iterator[Clause]:
    """The `for` clauses among the words of one bracket that are finished before the cursor, or behind it."""
    depth = 0
    starts: list[int] = []
    edges: list[int] = []
    for number, word in enumerate(words):
        if word.kind == "operator":
            depth += (word.text in "([{") - (word.text in ")]}")
        elif depth == 0 and word.kind == "name" and word.text in _ENDING:
            edges.append(number)
            if word.text == "for":
                starts.append(number)
    for start in starts:
        stop = next((edge for edge in edges if edge > start), len(words))
        middle = next((n for n in range(start, stop) if words[n].text == "in"), stop)
        if middle + 1 >= stop or words[middle].start <= cursor.offset <= words[stop - 1].end:
            continue
        target = words[start + 1 : middle]
        names = frozenset(each.text for each in target if each.kind == "name")
        yield Clause(names, text[words[start].start : words[stop - 1].end])
