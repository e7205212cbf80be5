"""Broken code costs only itself: what is not touched keeps its text, its place in the tree and its line."""

from __future__ import annotations

import io
import tokenize
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presynth.source.file import SourceFile
from presynth.source.positions import Lines
from presynth.source.statement import Position, Statement

LIBRARY_FILES = ["contextlib.py", "statistics.py", "asyncio/tasks.py"]
TYPED = [
    'bucket = S3Bucket(\n    self,\n    "b",\n    bucket=f"{self.prefix}-b",\n    tags={"A": "b", "C": [1, (2)]},\n)\n',
    'policy = """{\n  "Version": "2012-10-17",\n  "Statement": []\n}"""\n',
    "for index, zone in enumerate(ZONES):\n    Subnet(self, f\"subnet-{index}-{zones['a']}\", zone=zone)\n",
    'if environment == "prod":\n    size = {"a": [1, 2], "b": (3,)}\nelif x:\n    size = None\nelse:\n    size = 1\n',
    "try:\n    x = load()\nexcept (A, B) as error:\n    x = None\nfinally:\n    done()\n",
    '@decorate(a, b="c")\ndef helper(self, a: int = 1) -> str:\n    """Says\n\n    what.\n    """\n    return a\n',
    'match environment:\n    case "prod" | "live":\n        size = 3\n    case [_, *rest] if rest:\n        size = 1\n',
]


def spine(file: SourceFile) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """Each statement's line and text, and what it is in."""

    def walk(statements: tuple[Statement, ...], above: tuple[str, ...]) -> Iterator[tuple[int, str, tuple[str, ...]]]:
        for statement in statements:
            yield statement.line, statement.text, above
            yield from walk(statement.body, (*above, statement.text))

    return walk(file.statements, ())


def significant(text: str) -> list[tokenize.TokenInfo]:
    """The tokens that are code, without line ends and indentation."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return [token for token in tokens if token.string.strip() and token.type != tokenize.COMMENT]


def lost(file: SourceFile, token: tokenize.TokenInfo) -> Counter[tuple[int, str]]:
    """The statements beside that of `token` that are missing, or elsewhere, when it is deleted from `file`."""
    places = Lines(file.text)
    start, end = (places.offset(Position(*place)) for place in (token.start, token.end))
    edited = file.text[:start] + file.text[end:]
    fewer = file.text.count("\n", start, end)
    expected = Counter(
        (line - fewer * (line > token.start[0]), own)
        for line, own, _ in spine(file)
        if not line <= token.start[0] <= line + own.count("\n")
    )
    return expected - Counter((line, own) for line, own, _ in spine(SourceFile.parse("a.py", edited)))


def test_a_token_that_is_deleted_from_a_stack_costs_its_statement(stack: str) -> None:
    file = SourceFile.parse("a.py", stack)
    for token in significant(stack)[::5]:
        assert not lost(file, token), token


@pytest.mark.parametrize("name", LIBRARY_FILES)
def test_a_token_that_is_deleted_from_a_file_costs_its_statement(library: Path, name: str) -> None:
    file = SourceFile.parse("a.py", (library / name).read_text())
    tokens = significant(file.text)
    for token in tokens[:: len(tokens) // 40]:
        assert not lost(file, token), token


@pytest.mark.parametrize("name", LIBRARY_FILES)
def test_any_beginning_of_a_file_is_a_file(library: Path, name: str) -> None:
    text = (library / name).read_text()
    whole = list(spine(SourceFile.parse("a.py", text)))
    for end in range(0, len(text), len(text) // 60):
        file = SourceFile.parse("a.py", text[:end])
        first_touched = next(
            (index for index, (line, own, _) in enumerate(whole) if line + own.count("\n") >= file.line_count), 0
        )
        seen = list(spine(file))
        assert seen[:first_touched] == whole[:first_touched]


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("margin", [0, 8])
def test_typing_leaves_the_rest_alone(stack: str, typed: str, margin: int) -> None:
    lines = stack.split("\n")
    blank = [number for number, line in enumerate(lines, 1) if not line and (not margin or number > 50)]
    at = blank[len(blank) // 2 if margin else -1]
    text = "".join(f"{' ' * margin}{line}\n" for line in typed.split("\n")[:-1])
    before = list(spine(SourceFile.parse("a.py", stack)))
    file = None
    for end in range(margin + 1, len(text) + 1):
        part = text[:end] if text[end - 1] == "\n" else text[:end] + "\n"
        file = SourceFile.parse("a.py", "\n".join([*lines[:at], part + "\n".join(lines[at:])]), file)
        more = part.count("\n")
        expected = Counter((line + more * (line > at), own, above) for line, own, above in before)
        assert not expected - Counter(spine(file)), part


@pytest.mark.parametrize("typed", ["x", "x = ", "f(", "f(1", "'", 'f"{', "x = = 1", "@", ")", "x.", "return", "else"])
def test_typing_at_the_margin_does_not_end_the_blocks_around(stack: str, typed: str) -> None:
    lines = stack.split("\n")
    at = next(number for number, line in enumerate(lines, 1) if not line and number > 60)
    file = SourceFile.parse("a.py", "\n".join([*lines[:at], typed, *lines[at:]]))
    expected = Counter((line + (line > at), own, above) for line, own, above in spine(SourceFile.parse("a.py", stack)))
    assert not expected - Counter(spine(file))
    assert {place.start.line for place, _ in file.errors} == {at + 1}


@settings(max_examples=200, deadline=None)
@given(st.text("abdefi nrtxéø😀\"'()[]{}:;,.=@#\\\n\t\f\0\r\ud83d", max_size=80))
def test_any_text_is_a_file(describe: Callable[[SourceFile], list[object]], text: str) -> None:
    file = SourceFile.parse("a.py", text)
    covered: list[str | None] = [*file.text.split("\n")]
    for statement in file.walk():
        for offset, line in enumerate(statement.lines):
            assert covered[statement.line - 1 + offset] in (line, None)
            covered[statement.line - 1 + offset] = None
    assert all(not line.strip(" \t\f") or line.lstrip(" \t\f").startswith("#") for line in covered if line is not None)
    assert (file.errors == ()) is all(statement.error is None for statement in file.walk())
    assert all(statement.error is not None for statement in file.walk() if statement.node is None)
    assert describe(SourceFile.parse("a.py", file.text)) == describe(file)
