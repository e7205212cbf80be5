"""What a call that does not parse probably says, so that what it makes does not vanish while it is typed."""

from __future__ import annotations

import ast
import re
from bisect import bisect_left
from collections.abc import Iterator

from presynth import interruption
from presynth.source.parsing import no_warnings
from presynth.source.statement import Kind, Statement
from presynth.source.strings import string_end

_WORD = re.compile(r"""(?P<quote>["'])|(?P<comment>\#[^\n]*)|(?P<mark>[()\[\]{},])""")
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_NAMED = re.compile(r"[(,]\s*(?:\w+\s*=(?!=)|\*\*)")
_TARGETS = re.compile(r"\bfor\b([^=]*?)\bin\b|\bas\b\s+([^,:]+)")
_IDENTIFIER = re.compile(r"(?<![\w.])[^\W\d]\w*\b(?!\s*\.)")
_UNKNOWN = "_"
_TRIES = 12
"""So many parts are left out before it is given up."""
_MOST_TEXT = 100_000
"""So many characters are read once more, if it is long: nobody else has a turn while Python parses."""


def mended(statement: Statement) -> ast.stmt | None:
    """A call, its result assigned or returned perhaps, with what cannot be read left out; None where it is none.

    All that is in it stands where it stands in the statement, whose node it could be.
    """
    if statement.kind is not Kind.BROKEN:
        return None
    draft = _Draft(_closed(statement.text))
    for _ in range(min(_TRIES, 1 + _MOST_TEXT // (len(draft.text) + 1))):
        interruption.point()
        found = _parsed(draft.text, statement)
        if not isinstance(found, int):
            return found
        if not draft.leave_out(found):
            return None
    return None


def names_bound(statement: Statement) -> Iterator[ast.Name]:
    """The names that the header of a `for` or `with` binds, which does not parse, as far as they can be read."""
    if statement.kind not in (Kind.FOR, Kind.WITH):
        return
    for targets in _TARGETS.finditer(statement.text):
        for name in _IDENTIFIER.findall(targets[1] or targets[2] or ""):
            line = 1 + statement.shift
            yield ast.Name(name, ast.Store(), lineno=line, col_offset=0, end_lineno=line, end_col_offset=0)


def _parsed(text: str, statement: Statement) -> ast.stmt | int | None:
    """The statement; None for one that is no call; where it does not parse, the offset at which that is noticed."""
    before = "if 1:\n" * statement.shift
    try:
        with no_warnings():
            body = ast.parse(f"{before}{text}\n").body
    except SyntaxError as error:
        line, column = (error.lineno or 1) - statement.shift, (error.offset or 1) - 1
        starts = [0, *(match.end() for match in re.finditer("\n", text))]
        return min(starts[max(0, min(line, len(starts)) - 1)] + column, len(text))
    except (ValueError, RecursionError, MemoryError):
        return None
    if body and isinstance(body[0], ast.If) and statement.shift:
        body = body[0].body
    for node in body[:1]:
        if isinstance(node, ast.Expr | ast.Assign | ast.AnnAssign | ast.Return) and isinstance(node.value, ast.Call):
            _forget_tuples(node.value)
            return node
    return None


def _forget_tuples(call: ast.Call) -> None:
    """A tuple among the arguments is more likely a bracket too many: nobody knows what it is."""
    for number, argument in enumerate(call.args):
        if isinstance(argument, ast.Tuple):
            call.args[number] = ast.copy_location(ast.Name(_UNKNOWN, ast.Load()), argument)


def _closed(text: str) -> str:
    """With every bracket closed, and without comments and texts that are not."""
    made = list(text)
    opened: list[str] = []
    for start, end, mark in _marks(text):
        if mark in _PAIRS:
            opened.append(_PAIRS[mark])
        elif mark == "":
            made[start:end] = _blank(text[start:end])
        elif mark != ",":
            if opened and opened[-1] == mark:
                opened.pop()
            else:
                made[start] = " "
    return "".join(made).rstrip("\n\\ ") + "".join(reversed(opened))


def _marks(text: str) -> Iterator[tuple[int, int, str]]:
    """The brackets and commas outside of strings; with "", what is to be left out."""
    position = 0
    while (word := _WORD.search(text, position)) is not None:
        start, position = word.start(), word.end()
        if word["mark"]:
            yield start, position, word["mark"]
        elif word["comment"]:
            yield start, position, ""
        else:
            end = string_end(text, start, wary=False).end
            line_end = text.find("\n", start)
            position = end if end is not None else len(text) if line_end < 0 else line_end
            if end is None:
                yield start, position, ""


class _Draft:
    """A text whose brackets are closed, of which items are left out; with the places of its brackets and commas."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._marks = [(start, mark) for start, _, mark in _marks(text) if mark]

    def leave_out(self, offset: int) -> bool:
        """Leave out the item of the innermost brackets at `offset`; False where there is none.

        Where it may be an argument by its place, those behind it too: whose place is theirs is not known.
        """
        text = self.text
        edges = self._edges(offset)
        while edges:
            commas = edges.pop()
            first, last = commas[-1], self._end(commas[-1] + 1)
            is_first = len(commas) == 1
            if text[first + 1 : last].strip() or not is_first:
                if text[commas[0]] == "(" and not _NAMED.search(text, commas[0], last):
                    last = self._end_of_placed(last)
                start = first + 1 if is_first else first
                end = last + 1 if is_first and text[last : last + 1] == "," else last
                self.text = text[:start] + _blank(text[start:end]) + text[end:]
                self._marks = [each for each in self._marks if not start <= each[0] < end]
                return True
            offset = first
        return False

    def _edges(self, offset: int) -> list[list[int]]:
        """Of each bracket that is open at `offset`, where it is, and the commas in it up to there."""
        edges: list[list[int]] = []
        for start, mark in self._marks:
            if start >= offset:
                break
            if mark in _PAIRS:
                edges.append([start])
            elif mark == "," and edges:
                edges[-1].append(start)
            elif edges:
                edges.pop()
        return edges

    def _end_of_placed(self, end: int) -> int:
        """Where the last of the arguments without a name ends, one of which ends at `end`."""
        while self.text[end : end + 1] == ",":
            following = self._end(end + 1)
            if _NAMED.search(self.text, end, following):
                break
            end = following
        return end

    def _end(self, start: int) -> int:
        """Where the item ends that begins at `start`."""
        depth = 0
        for number in range(bisect_left(self._marks, (start, "")), len(self._marks)):
            at, mark = self._marks[number]
            if mark in _PAIRS:
                depth += 1
            elif mark != ",":
                depth -= 1
            if depth < 0 or (depth == 0 and mark == ","):
                return at
        return len(self.text)


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
