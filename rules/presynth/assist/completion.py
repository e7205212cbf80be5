"""Completion: what may be typed next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from presynth.assist.class_names import class_items
from presynth.assist.cursor import Cursor
from presynth.assist.import_names import import_items
from presynth.assist.items import LIMIT, Completions, Item
from presynth.assist.keywords import key_items, keyword_items
from presynth.assist.members import member_items
from presynth.assist.point import Point
from presynth.assist.references import name_items
from presynth.assist.string_values import string_items, written
from presynth.assist.values import value_items
from presynth.assist.wanted import Situation, situation

_NAMING = ("def", "class", "as", "for", "global", "nonlocal", "lambda")
"""Behind these stands a name that is new, or is bound elsewhere."""
_OPERATORS = frozenset(("and", "or", "not", "in", "is", "if", "else", "elif", "return", "yield", "await", "while"))


def completions(point: Point) -> Completions:
    """What an editor may offer at a point, the best first."""
    cursor = point.cursor
    start, end = cursor.word_start, cursor.word_end
    if cursor.string is not None:
        start, end = cursor.string.content, _string_end(point, cursor)
    offered, is_searched = _offered(point, cursor)
    typed = (written(point) if cursor.string is not None else cursor.word).lower()
    fitting = [item for item in _distinct(offered) if _may_become(item, typed)]
    fitting.sort(key=lambda item: (_distance(item, typed), item.rank, item.label))
    return Completions(point.range(start, end), tuple(fitting[:LIMIT]), len(fitting) > LIMIT or is_searched)


def _distinct(items: Iterable[Item]) -> Iterable[Item]:
    found: dict[tuple[str, str], Item] = {}
    for item in items:
        found.setdefault((item.label, item.origin), item)
    return found.values()


def _may_become(item: Item, typed: str) -> bool:
    """Whether what is typed can be the beginning of it (its letters in that order), as editors judge."""
    letters = iter((item.filter_text or item.label).lower())
    return all(letter in letters for letter in typed)


def _distance(item: Item, typed: str) -> int:
    """What begins with what is typed, its quotes and what is before its dots aside, comes before the rest."""
    name = (item.filter_text or item.label).lower().lstrip("[\"'")
    return 0 if name.startswith(typed) or f".{typed}" in name else 1


def _offered(point: Point, cursor: Cursor) -> tuple[Iterable[Item], bool]:
    """What may stand at the cursor; and whether it was searched for by the typed word, so that another finds others."""
    if cursor.in_comment:
        return (), False
    if cursor.string is not None:
        return string_items(point, situation(point)), False
    line_start = point.offset - len(point.line_before)
    start = min(cursor.before[0].start, line_start) if cursor.before else line_start
    imported = import_items(point, point.source.text[start : point.offset])
    if imported is not None:
        return imported, False
    if cursor.base is not None:
        return member_items(point, point.value(cursor.base)), False
    if _is_no_operand(point, cursor):
        return (), False
    found = situation(point)
    return _in_code(point, found), found.value is not None and bool(cursor.word)


def _in_code(point: Point, found: Situation) -> Iterator[Item]:
    """Names of arguments, values, and whatever the typed word may become."""
    if found.names and found.call is not None:
        yield from _at_level(keyword_items(point, found.call), 1)
    if found.names and found.struct is not None:
        yield from _at_level(key_items(point, found.struct), 1)
    if found.value is not None:
        yield from _at_level(value_items(point, found.value), 0 if found.value.is_told else 2)
        word = point.cursor.word
        if word:
            yield from _at_level(name_items(point, word), 2)
            yield from _at_level(class_items(point, word), 3)


def _is_no_operand(point: Point, cursor: Cursor) -> bool:
    """Whether a new name, or an operator, stands at the cursor."""
    last = cursor.before[-1] if cursor.before else None
    if last is None:
        return False
    if last.text in _NAMING or (last.kind == "number" and not cursor.word):
        return True
    is_operand = (
        last.kind in ("string", "number") or last.text in ")]}" or (last.kind == "name" and last.text not in _OPERATORS)
    )
    return is_operand and "\n" not in point.source.text[last.end : cursor.word_start]


def _string_end(point: Point, cursor: Cursor) -> int:
    """Where what is to be replaced of a text ends: with the text, or where it is not closed, with the word."""
    string = cursor.string
    assert string is not None
    end = point.offset
    text = point.source.text
    limit = string.content_end
    while end < limit and (text[end].isalnum() or text[end] in "_.-:/*"):
        end += 1
    return end


def _at_level(items: Iterable[Item], level: int) -> Iterator[Item]:
    return (replace(item, rank=(level, *item.rank)) for item in items)
