"""What the model makes of functions of the standard library."""

from __future__ import annotations

import pytest

from presynth.program.library import compute
from presynth.program.values import UNKNOWN, Constant, Entry, Mapping, Sequence, Text, Value


def _text(*parts: str | Value) -> Text:
    return Text(parts)


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("os.path.basename", [Constant("a/b.zip")], Constant("b.zip")),
        ("math.ceil", [Constant(1.2)], Constant(2)),
        ("textwrap.dedent", [Constant("  a\n  b\n")], Constant("a\nb\n")),
        ("textwrap.dedent", [_text("  a ", UNKNOWN, "\n    b\n")], _text("a ", UNKNOWN, "\n  b\n")),
        ("json.loads", [Constant('{"a": [1]}')], Mapping((Entry(Constant("a"), Sequence("list", (Constant(1),))),))),
        ("sum", [Sequence("list", (Constant(1), Constant(2, False)))], Constant(3, False)),
        ("sum", [Sequence("list", (Constant(1), UNKNOWN))], UNKNOWN),
        ("os.path.basename", [UNKNOWN], UNKNOWN),
        ("os.listdir", [Constant(".")], None),
    ],
)
def test_compute(name: str, values: list[Value], expected: Value | None) -> None:
    assert compute(name, values) == expected
