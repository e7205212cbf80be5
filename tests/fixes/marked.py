"""Fixes written down in tests: code with the places that operations are about between « and »."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Type
from presynth.findings import Fix, Safety, TextEdit
from presynth.fixes.apply import apply
from presynth.fixes.edits import edits
from presynth.operations import Operation
from presynth.source.file import SourceFile
from presynth.source.statement import Place, Position, Statement

PATH = "/project/main.py"
AWS = "cdktf_cdktf_provider_aws"
Asked = Callable[[list[Place]], Sequence[Operation]]
"""The operations, for the places that are marked."""


@lru_cache(maxsize=1)
def catalog() -> Catalog:
    """The bundled schema."""
    return Catalog.load()


def aws(module: str, name: str) -> Type:
    """A class of the AWS provider."""
    found = catalog().find(f"{AWS}.{module}", name)
    assert found is not None
    return found


def parsed(code: str, path: str = PATH) -> tuple[SourceFile, list[Place]]:
    """The code without its marks, and the marked places, in the order of their starts."""
    spans: list[tuple[int, int]] = []
    started: list[tuple[int, int]] = []
    text = ""
    for character in code:
        if character == "«":
            started.append((len(spans), len(text)))
            spans.append((len(text), len(text)))
        elif character == "»":
            number, start = started.pop()
            spans[number] = start, len(text)
        else:
            text += character
    source = SourceFile.parse(path, text)
    return source, [_place(source, start, end) for start, end in spans]


def _place(source: SourceFile, start: int, end: int) -> Place:
    before, inside = source.text[:start], source.text[:end]
    line, end_line = before.count("\n") + 1, inside.count("\n") + 1
    column, end_column = start - (before.rfind("\n") + 1), end - (inside.rfind("\n") + 1)
    lines = source.text.split("\n")
    statement = _statement(source, Position(line, column))
    return Place(
        statement,
        line - statement.line,
        len(lines[line - 1][:column].encode()),
        end_line - statement.line,
        len(lines[end_line - 1][:end_column].encode()),
    )


def _statement(source: SourceFile, position: Position) -> Statement:
    """The innermost statement that is there; of those that share a line, the last that starts before."""
    found: Statement | None = None
    for statement in source.walk():
        if statement.line <= position.line < statement.line + statement.height:
            node = statement.node
            at_start = not isinstance(node, ast.stmt) or Place.of(statement, node).range.start <= position
            if found is None or at_start:
                found = statement
    assert found is not None
    return found


def edits_for(code: str, asked: Asked, path: str = PATH) -> tuple[str, tuple[TextEdit, ...]]:
    """The text without marks, and the edits to it."""
    source, places = parsed(code, path)
    fix = Fix("fix it", Safety.SAFE, tuple(asked(places)))
    return source.text, edits(fix, lambda wanted: source if wanted == path else None, catalog())


def after(code: str, asked: Asked, path: str = PATH) -> str:
    """The text after the operations. Nothing may break, and edits must not touch each other."""
    text, made = edits_for(code, asked, path)
    for one, other in pairwise(made):
        assert one.range.end < other.range.start
    changed = apply(text, made)
    assert len(SourceFile.parse(path, changed).errors) <= len(SourceFile.parse(path, text).errors), changed
    return changed
