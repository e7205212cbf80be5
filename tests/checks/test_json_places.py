"""What is at a path of JSON is found in the literal that it is written in."""

from __future__ import annotations

import pytest

from presynth.checks.aws.json_places import place_in_literal
from presynth.source.statement import Kind, Place, Statement

_PLAIN = """'''
{
  "a": {"b": [1, "two", {"c": true}]},
  "d": "e, {f}"
}
'''"""
_FORMATTED = 'f\'{{"a": {{"b": "{name}-x"}}, "c": [{first}, 2]}}\''


def _literal(code: str) -> Place:
    """A literal as the value of a statement."""
    statement = Statement("main.py", f"x = {code}", Kind.SIMPLE, None)
    *_, last = lines = statement.lines
    return Place(statement, 0, len("x = "), len(lines) - 1, len(last.encode()))


@pytest.mark.parametrize(
    ("code", "path", "text", "line"),
    [
        (_PLAIN, ("a", "b", 0), "1", 2),
        (_PLAIN, ("a", "b", 1), '"two"', 2),
        (_PLAIN, ("a", "b", 2, "c"), "true", 2),
        (_PLAIN, ("d",), '"e, {f}"', 3),
        (_FORMATTED, ("a", "b"), '"{name}-x"', 0),
        (_FORMATTED, ("c", 1), "2", 0),
    ],
)
def test_place(code: str, path: tuple[str | int, ...], text: str, line: int) -> None:
    place = place_in_literal(_literal(code), path)
    assert place is not None
    assert (place.text, place.line) == (text, line)


@pytest.mark.parametrize(
    ("code", "path"),
    [
        (_PLAIN, ("x",)),
        (_PLAIN, ("a", 0)),
        (_PLAIN, ("a", "b", 7)),
        (r"""'{\"a\": 1}'""", ("a",)),
        ("""'{' '"a": 1}'""", ("a",)),
        ("""'{"a": '""", ("a", "b")),
    ],
)
def test_no_place(code: str, path: tuple[str | int, ...]) -> None:
    assert place_in_literal(_literal(code), path) is None
