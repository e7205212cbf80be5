"""The standard library's own files, beside what Python makes of them."""

from __future__ import annotations

import ast
import warnings
from collections import Counter
from copy import copy
from pathlib import Path

import pytest

from presynth.source.decoding import SourceError, read
from presynth.source.file import SourceFile
from presynth.source.statement import Kind, Statement

SAMPLE = 300
BODIES = ("body", "orelse", "handlers", "finalbody", "cases")


def sample(library: Path) -> list[Path]:
    """Files of all sizes and folders, the same each time."""
    files = sorted(path for path in library.rglob("*.py") if "site-packages" not in path.parts)
    return files[:: max(1, len(files) // SAMPLE)]


def whole(path: Path) -> tuple[str, ast.Module] | None:
    """A file's text and Python's tree, or None if it is one of those that are broken on purpose."""
    try:
        text = read(str(path)).text
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return text, ast.parse(text)
    except (SourceError, SyntaxError, ValueError):
        return None


def dump(node: ast.AST) -> str:
    """A node without the statements in it."""
    # A `try:` by itself does not say what its handlers are.
    bare = copy(node)
    for name in BODIES:
        if hasattr(bare, name):
            setattr(bare, name, [])
    return ast.dump(bare).replace("TryStar(", "Try(")


def place(node: ast.stmt, line: int) -> tuple[int, int, int | None, int | None]:
    """Where a node is, `line` lines further; without its end if that depends on the statements in it."""
    if any(hasattr(node, name) for name in BODIES):
        return node.lineno + line, node.col_offset, None, None
    assert node.end_lineno is not None
    return node.lineno + line, node.col_offset, node.end_lineno + line, node.end_col_offset


def expected(tree: ast.Module) -> Counter[object]:
    return Counter((place(node, 0), dump(node)) for node in ast.walk(tree) if isinstance(node, ast.stmt))


def found(file: SourceFile) -> Counter[object]:
    """The same of presynth's statements, whose `else` and `finally` Python has no node for."""
    return Counter(
        (place(statement.node, statement.line - 1 - statement.shift), dump(statement.node))
        for statement in file.walk()
        if isinstance(statement.node, ast.stmt) and statement.kind not in (Kind.ELSE, Kind.FINALLY)
    )


def uncovered(file: SourceFile) -> list[str]:
    """The lines that no statement has."""
    lines: list[str | None] = [*file.text.split("\n")]
    for statement in file.walk():
        for offset, line in enumerate(statement.lines):
            at = statement.line - 1 + offset
            assert lines[at] in (line, None)
            lines[at] = None
    return [line for line in lines if line is not None]


def ordered(statements: tuple[Statement, ...], after: int) -> int:
    """Holds that the statements of a tree follow one another; returns where the last one ends."""
    for statement in statements:
        # Those that share a logical line share its lines.
        assert statement.line >= after or statement.line + statement.height == after
        after = ordered(statement.body, statement.line + statement.height)
    return after


@pytest.mark.filterwarnings("ignore")
def test_statements_are_what_python_sees(library: Path) -> None:
    seen = 0
    for path in sample(library):
        known = whole(path)
        if known is None:
            continue
        text, tree = known
        file = SourceFile.parse(str(path), text)
        assert file.errors == (), path
        assert found(file) == expected(tree), path
        assert all(not line.strip() or line.lstrip(" \t\f").startswith("#") for line in uncovered(file)), path
        ordered(file.statements, 1)
        seen += 1
    assert seen >= SAMPLE * 0.9


def test_what_python_refuses_has_an_error(library: Path) -> None:
    broken = {"a = f(\n", "if x:\n", "else:\n    pass\n", "x = 'a\n", "  x\n", "def f(\n    return\n", "try: pass\n"}
    broken |= {path.read_text() for path in library.glob("test/tokenizedata/badsyntax_3131.py")}
    for text in broken:
        with pytest.raises(SyntaxError):
            ast.parse(text)
        assert SourceFile.parse("a.py", text).errors
