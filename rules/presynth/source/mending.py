"""What a call that does not parse probably says, so that what it makes does not vanish while it is typed."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

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


def mended(statement: Statement) -> ast.stmt | None:
    """A call, its result assigned or returned perhaps, with what cannot be read left out; None where it is none.

    All that is in it stands where it stands in the statement, whose node it could be.
    """
    if statement.kind is not Kind.BROKEN:
        return None
    text: str | None = _closed(statement.text)
    for _ in range(_TRIES):
        if text is None:
            return None
        found = _parsed(text, statement)
        if not isinstance(found, int):
            return found
        text = _without(text, found)
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


def _without(text: str, offset: int) -> str | None:
    """Without the item of the innermost brackets at `offset`; None where there is none.

    Where it may be an argument by its place, without those behind it too: whose place is theirs is not known.
    """
    edges = _edges(text, offset)
    while edges:
        commas = edges.pop()
        first, last = commas[-1], _end(text, commas[-1] + 1)
        is_first = len(commas) == 1
        if text[first + 1 : last].strip() or not is_first:
            if text[commas[0]] == "(" and not _NAMED.search(text[commas[0] : last]):
                last = _end_of_placed(text, last)
            start = first + 1 if is_first else first
            end = last + 1 if is_first and text[last : last + 1] == "," else last
            return text[:start] + _blank(text[start:end]) + text[end:]
        offset = first
    return None


def _edges(text: str, offset: int) -> list[list[int]]:
    """Of each bracket that is open at `offset`, where it is, and the commas in it up to there."""
    edges: list[list[int]] = []
    for start, _, mark in _marks(text):
        if start >= offset:
            break
        if mark in _PAIRS:
            edges.append([start])
        elif mark == "," and edges:
            edges[-1].append(start)
        elif edges:
            edges.pop()
    return edges


def _end_of_placed(text: str, end: int) -> int:
    """Where the last of the arguments without a name ends, one of which ends at `end`."""
    while text[end : end + 1] == ",":
        following = _end(text, end + 1)
        if _NAMED.search(text[end:following]):
            break
        end = following
    return end


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _end(text: str, start: int) -> int:
    """Where the item ends that begins at `start`."""
    depth = 0
    for at, _, mark in _marks(text):
        if at < start:
            continue
        if mark in _PAIRS:
            depth += 1
        elif mark and mark != ",":
            depth -= 1
        if depth < 0 or (depth == 0 and mark == ","):
            return at
    return len(text)
