from __future__ import annotations

from textwrap import dedent

import pytest

from presynth.source.file import SourceFile
from presynth.source.statement import Kind


def texts(source: str) -> list[str]:
    """The outermost statements' texts."""
    return [statement.text for statement in SourceFile.parse("a.py", dedent(source)).statements]


@pytest.mark.parametrize(
    "statement",
    [
        "x = f(\n1,\n2)",
        "x = f(\n# (\n1)",
        "x = '(' + \"[\" + r'\\\\' + b'{'",
        "x = 'a\\\n(b'",
        'x = """\n(\ndef f():\n"""',
        "x = '''a\\'''(\n'''",
        'x = """a\\""""',
        "x = 1 + \\\n    2",
        "x = f'{a[\"(\"]}' f'}}{{'",
        "x = rf'\\{a}'",
        "x = f'{a:{b}}' f'{a!r:>{b}}'",
        'x = f"""\n{a}\n("""',
        "x = [a for a in b\nif a\nfor c in d]",
        "x = f(a,\nc(2),\nb = 1, d=[\n3])",
        "x = {a:\n1,\nb: 2}",
        "x = f(lambda:\na)",
        "x = (a\nif b else c\n@ d)",
        "x = ''''''",
        'x = """" """',
    ],
)
def test_a_logical_line_ends_where_python_says(statement: str) -> None:
    compile(statement, "a.py", "exec")
    assert texts(f"before = 1\n{statement}\nafter = 1\n") == ["before = 1", statement, "after = 1"]


@pytest.mark.parametrize(
    "statement",
    [
        'x = f"{a["b"]}"',
        'x = f(f"{d["#("]}", 1)',
        'x = f"{f"{f"{1}"}"}"',
        'x = f"{"\\n".join(a)}("',
        'x = (f"{\n    a[\n        "b"\n    ]:>{w}\n}")',
    ],
)
def test_fstrings_of_newer_pythons_end_where_they_say(statement: str) -> None:
    assert texts(f"before = 1\n{statement}\nafter = 1\n") == ["before = 1", statement, "after = 1"]


@pytest.mark.parametrize(
    "broken",
    [
        "x = f(",
        "x = f(1, [2, {3: 4}",
        "x = f(1,",
        "x = {'a': 1,",
        "x = f(a)]",
        "x = 'abc",
        "x = f'{a",
        'x = f"{a["b"}"',
        "x = f(1, 'abc)",
        "x = f(1)) +",
        "x = f(\n    a=1\n    b=2\n)",
        "x = f([1, 2)",
        "self.x = (",
    ],
)
@pytest.mark.parametrize(
    "after",
    [
        ["y = g(1)", "z = 2"],
        ["self.y = [\n    1\n]"],
        ["g(1, a=2)", "h()"],
        ["y += 1"],
        ["import os", "y = 2"],
        ["@decorator\ndef g():\n    pass"],
        ["if a:\n    b = 1"],
        ["for a in g('x', b):\n    pass"],
        ["class A:\n    b = 1"],
        ["# note\n\ny: int = 1", "z = 2"],
        ["match a:\n    case 1:\n        pass"],
    ],
)
def test_what_is_not_closed_costs_only_itself(broken: str, after: list[str]) -> None:
    whole = SourceFile.parse("a.py", "\n".join(["before = 1", *after, ""]))
    file = SourceFile.parse("a.py", "\n".join(["before = 1", broken, *after, ""]))
    height = broken.count("\n") + 1
    rest = [statement for statement in file.walk() if statement.text != broken]
    assert [(statement.line, statement.text) for statement in rest] == [
        (statement.line + height * (statement.line > 1), statement.text) for statement in whole.walk()
    ]
    assert [statement.kind for statement in file.walk() if statement.text == broken] == [Kind.BROKEN]
    assert [place.start.line for place, _ in file.errors if place.start.line < 2] == []
    assert len(file.errors) == 1


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("def f(a, b", Kind.FUNCTION),
        ("def f(a, b:", Kind.FUNCTION),
        ("class A(B:", Kind.CLASS),
        ("if f(x:", Kind.IF),
        ("for a in f(b", Kind.FOR),
        ("with open('x' as f:", Kind.WITH),
        ("while (a", Kind.WHILE),
    ],
)
@pytest.mark.parametrize("first", ['"""Says what."""', "x = 1", "self.x = 1", "return 1", "g(1)", "if a:"])
def test_a_header_that_is_not_closed_keeps_its_body(header: str, kind: Kind, first: str) -> None:
    source = f"{header}\n    {first}\n        pass\n    y = 2\nz = 3\n".replace("        pass\n", "", first != "if a:")
    file = SourceFile.parse("a.py", source)
    broken, after = file.statements
    assert (broken.text, broken.kind, broken.node) == (header, kind, None)
    assert [statement.text.strip() for statement in broken.body] == [first, "y = 2"]
    assert after.text == "z = 3"
    assert len(file.errors) == 1


def test_an_open_docstring_does_not_turn_the_rest_inside_out() -> None:
    source = dedent('''\
        def f():
            """Does this.

            x = 1


        def g():
            """Does that.

            With care.
            """
            return """
            h
            """
        ''')
    file = SourceFile.parse("a.py", source)
    assert [(statement.line, statement.text.strip().partition("\n")[0]) for statement in file.walk()] == [
        (1, "def f():"),
        (2, '"""Does this.'),
        (4, "x = 1"),
        (7, "def g():"),
        (8, '"""Does that.'),
        (12, 'return """'),
    ]
    assert [place.start.line for place, _ in file.errors] == [2]


def test_an_open_text_ends_before_the_next_one() -> None:
    source = 'policy = """\n{}\nother = """\n{}\n"""\nlast = 1\n'
    assert texts(source) == ['policy = """\n{}', 'other = """\n{}\n"""', "last = 1"]


def test_text_that_looks_like_code_stays_text() -> None:
    source = 'code = """\ndef f():\n"""\nother = """\nx = """\nlast = 1\n'
    assert texts(source) == ['code = """\ndef f():\n"""', 'other = """\nx = """', "last = 1"]


@pytest.mark.parametrize("separator", ["\f", "\x0b", "\x1c", "\x85", "\u2028"])
def test_only_newlines_end_lines(separator: str) -> None:
    source = f"x = 'a{separator}b'\ny = 1\n"
    assert texts(source) == [f"x = 'a{separator}b'", "y = 1"]
    assert [statement.line for statement in SourceFile.parse("a.py", source).statements] == [1, 2]


def test_depth_and_length_are_no_limit() -> None:
    deep = "x = " + "(" * 2000 + ")" * 2000
    file = SourceFile.parse("a.py", f"a = 1\n{deep}\nb = 2\n" + "c = f(1,\n  2)\n" * 25_000)
    assert file.line_count == 50_003
    assert [statement.text for statement in file.statements[:3]] == ["a = 1", deep, "b = 2"]
    assert len(file.statements) == 25_003
    assert len(file.errors) == 1
