"""What is made of calls that do not parse."""

from __future__ import annotations

import ast
import time

import pytest

from presynth.source.file import SourceFile
from presynth.source.mending import mended, names_bound
from presynth.source.statement import Kind, Place, Statement


def _broken(code: str) -> Statement:
    source = SourceFile.parse("/project/main.py", f"{code}\nafter = 1\n")
    (statement,) = (each for each in source.walk() if each.kind is Kind.BROKEN)
    return statement


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("app.synth((", "app.synth()"),
        ("app.synth(", "app.synth()"),
        ("super().__init__(scope, id", "super().__init__(scope, id)"),
        ('Queue(self, "a"))', "Queue(self, 'a')"),
        ('Queue(self, "a", name=)', "Queue(self, 'a')"),
        ('Queue(self, "a", topic.)', "Queue(self, 'a')"),
        ('Queue(self, "a", name="b" tags={})', "Queue(self, 'a')"),
        ('Queue(self, "a", tags={"x": 1, "y": })', "Queue(self, 'a', tags={'x': 1})"),
        ('Queue(self, "a", rule=Rule(days=1, mode=', "Queue(self, 'a', rule=Rule(days=1))"),
        ("queue = Queue(self, f'{x', name=1)", "queue = Queue(self, name=1)"),
        ('return Queue(self, "a', "return Queue(self)"),
        ('queue: Queue = Queue(self, "a",, 2)', "queue: Queue = Queue(self, 'a')"),
        ("make(a, b c, d, e=1)", "make(a, e=1)"),
        ('Queue(\n    self,\n    "a",  # it (is\n    name=,\n', "Queue(self, 'a')"),
    ],
)
def test_what_can_be_read_of_a_call(code: str, expected: str) -> None:
    node = mended(_broken(code))
    assert node is not None
    assert ast.unparse(node).replace("(_)", "()") == expected
    indented = "if True:\n" + "\n".join(f"    {line}" for line in code.split("\n"))
    inside = mended(_broken(indented))
    assert inside is not None
    assert ast.unparse(inside) == ast.unparse(node)


def test_what_is_read_stands_where_it_stood() -> None:
    statement = _broken('x = Queue(\n    self, "é🪣",  # why\n    name=,\n    size=[1, 2)')
    node = mended(statement)
    assert isinstance(node, ast.Assign)
    found = [Place.of(statement, each).text for each in ast.walk(node) if isinstance(each, ast.Constant | ast.Name)]
    assert found == ["x", "Queue", "self", '"é🪣"', "1", "2"]


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("for a (b, c) in zip(x, y):", ["a", "b", "c"]),
        ("for a in in b:", ["a"]),
        ("with open(x as f, open(y) as g:", ["f", "g"]),
        ("if a b in c:", []),
        ("for a in b:", []),
    ],
)
def test_what_headers_bind(code: str, names: list[str]) -> None:
    source = SourceFile.parse("/project/main.py", f"{code}\n    pass\n")
    broken = [each for each in source.walk() if each.node is None]
    assert [name.id for each in broken for name in names_bound(each)] == names


@pytest.mark.parametrize("code", ["x = vpc.", "x = [1, 2", "x = (", "if x = 1:", "x +", "print 1", 'x = {"a": f(}'])
def test_what_is_no_call_is_nothing(code: str) -> None:
    source = SourceFile.parse("/project/main.py", f"{code}\nafter = 1\n")
    assert [mended(each) for each in source.walk() if each.node is None] in ([None], [])


def test_what_is_long_is_read_once() -> None:
    """Half a minute long this took for a list of rules in which a bracket was missing."""
    code = "group = Group(self, 'g', rules=[" + "Rule(1, 2, 3), " * 20_000 + "Rule(1 2)]"
    statement = _broken(code)
    began = time.process_time()
    mended(statement)
    assert time.process_time() - began < 5


def test_nothing_is_left_of_a_bracket_that_closes_nothing() -> None:
    assert mended(Statement("main.py", ")", Kind.BROKEN, None)) is None
