from __future__ import annotations

import ast
from textwrap import dedent
from typing import Any, cast

import pytest

from presynth.source.file import SourceFile
from presynth.source.statement import Kind, Place, Position, Range, Statement


def parse(source: str) -> SourceFile:
    return SourceFile.parse("a.py", dedent(source))


def outline(statements: tuple[Statement, ...]) -> list[object]:
    """Texts, nested as the statements are."""
    return [
        [statement.text.strip(), outline(statement.body)] if statement.body else statement.text.strip()
        for statement in statements
    ]


def errors(file: SourceFile) -> list[tuple[int, str]]:
    return [(place.start.line, message) for place, message in file.errors]


def only(source: str) -> Statement:
    (statement,) = parse(source).statements
    return statement


def test_indentation_makes_the_tree() -> None:
    file = parse("""\
        import a

        class B(C):
            '''Says what.'''

            # A note.
            @decorated
            # Another.
            @again(
                1
            )
            def d(self,
                  e=1):
                if e:
                    return 1
                elif self: pass
                else:
                    x = 1; y = 2

            f = 3
        g()
        """)
    assert outline(file.statements) == [
        "import a",
        [
            "class B(C):",
            [
                "'''Says what.'''",
                [
                    "@decorated\n    # Another.\n    @again(\n        1\n    )\n    def d(self,\n          e=1):",
                    [
                        ["if e:", ["return 1"]],
                        ["elif self: pass", ["elif self: pass"]],
                        ["else:", ["x = 1; y = 2", "x = 1; y = 2"]],
                    ],
                ],
                "f = 3",
            ],
        ],
        "g()",
    ]
    assert [statement.line for statement in file.walk()] == [1, 3, 4, 7, 14, 15, 16, 16, 17, 18, 18, 20, 21]
    assert file.errors == ()


@pytest.mark.parametrize(
    ("source", "kind", "node"),
    [
        ("x = 1", Kind.SIMPLE, ast.Assign),
        ("def f(): pass", Kind.FUNCTION, ast.FunctionDef),
        ("async def f():\n pass", Kind.FUNCTION, ast.AsyncFunctionDef),
        ("class A:\n pass", Kind.CLASS, ast.ClassDef),
        ("if x:\n pass", Kind.IF, ast.If),
        ("for x in y:\n pass", Kind.FOR, ast.For),
        ("async for x in y:\n pass", Kind.FOR, ast.AsyncFor),
        ("while x:\n pass", Kind.WHILE, ast.While),
        ("with x:\n pass", Kind.WITH, ast.With),
        ("async with x:\n pass", Kind.WITH, ast.AsyncWith),
        ("match x:\n case _: pass", Kind.MATCH, ast.Match),
        ("match = 1", Kind.SIMPLE, ast.Assign),
        ("match(x)", Kind.SIMPLE, ast.Expr),
        ("case: int = 1", Kind.SIMPLE, ast.AnnAssign),
        ("match x", Kind.BROKEN, type(None)),
        ("def", Kind.FUNCTION, type(None)),
        ("x = = 1", Kind.BROKEN, type(None)),
    ],
)
@pytest.mark.parametrize("margin", ["", "    ", "\t"])
def test_kinds_and_nodes(source: str, kind: Kind, node: type, margin: str) -> None:
    indented = "".join(f"{margin}{line}\n" for line in source.split("\n"))
    file = parse(f"class A:\n{indented}" if margin else indented)
    statement = file.statements[0].body[0] if margin else file.statements[0]
    assert statement.kind is kind
    assert type(statement.node) is node
    assert statement.text == f"{margin}{source.partition(chr(10))[0]}"


def test_nodes_of_what_goes_on() -> None:
    file = parse("""\
        if a: pass
        elif b: x = 1
        else: y = 2
        try: pass
        except E as e: z = 3
        else:
            pass
        finally: w = 4
        match m:
            case [1, *rest] if rest: v = 5
        """)
    nodes = {
        statement.kind: cast(Any, statement.node) for statement in file.walk() if statement.kind is not Kind.SIMPLE
    }
    assert ast.unparse(nodes[Kind.ELIF].test) == "b"
    assert (ast.unparse(nodes[Kind.EXCEPT].type), nodes[Kind.EXCEPT].name) == ("E", "e")
    assert ast.unparse(nodes[Kind.CASE].guard) == "rest"
    assert isinstance(nodes[Kind.ELSE], ast.Pass)
    assert isinstance(nodes[Kind.FINALLY], ast.Pass)
    assert (nodes[Kind.TRY].handlers, nodes[Kind.TRY].finalbody) == ([], [])
    assert nodes[Kind.MATCH].cases == []
    inline = {
        (statement.kind, ast.unparse(cast(ast.AST, child.node))): child.line
        for statement in file.walk()
        for child in statement.body
    }
    assert inline[Kind.ELIF, "x = 1"] == 2
    assert inline[Kind.ELSE, "y = 2"] == 3
    assert inline[Kind.EXCEPT, "z = 3"] == 5
    assert inline[Kind.FINALLY, "w = 4"] == 8
    assert inline[Kind.CASE, "v = 5"] == 10


@pytest.mark.parametrize(
    "source",
    [
        "x = f('é', b)",
        "if a:\n    x = f('é', b)",
        "if a: x = f('é', b)",
        "y = (1,\n 2); x = f('é', b)",
        "@d\n\n# A note.\ndef g(c=f('é', b)): pass",
        "if 1: pass\nelif f('é', b): pass",
        "try: pass\nexcept f('é', b): pass",
        "match a:\n    case _ if f('é', b):\n        pass",
        "try:\n    pass\nfinally:\n    if 1:\n        pass\n    else: f('é', b)",
    ],
)
def test_places_are_where_the_text_is(source: str) -> None:
    for moved in range(2):
        file = SourceFile.parse("a.py", "\n" * moved + source + "\n")
        seen: list[Place] = []
        for statement in file.walk():
            assert statement.node is not None
            for node in ast.walk(statement.node):
                if isinstance(node, ast.Name) and node.id == "b":
                    seen.append(Place.of(statement, node))
        (place,) = seen
        lines = file.text.split("\n")
        line = next(number for number, text in enumerate(lines, 1) if "b)" in text)
        column = lines[line - 1].index("b)")
        assert place.text == "b"
        assert place.range == Range(Position(line, column), Position(line, column + 1))


@pytest.mark.parametrize(
    "source",
    ["class A(\n    B\n):  # note\n    pass", "if a:\n    pass", "try:\n    pass\nfinally:\n    pass", "def f(): pass"],
)
def test_no_node_is_outside_of_its_text(source: str) -> None:
    for statement in parse(source).walk():
        assert statement.node is not None
        for node in ast.walk(statement.node):
            if isinstance(node, ast.stmt):
                assert "#" not in Place.of(statement, node).text


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        ("x = 1\nelse:\n    pass\ny = 2\n", 2, "'else' without"),
        ("elif x:\n    pass\n", 1, "'elif' without"),
        ("for a in b:\n    pass\nelif x:\n    pass\n", 3, "'elif' without"),
        ("if a:\n    pass\nelse:\n    pass\nelse:\n    pass\n", 5, "'else' without"),
        ("if a:\n    pass\nexcept E:\n    pass\n", 3, "'except' without"),
        ("try:\n    pass\nelse:\n    pass\nfinally:\n    pass\n", 1, "expected 'except' or 'finally'"),
        ("try:\n    pass\nx = 1\n", 1, "expected 'except' or 'finally'"),
        ("try: pass\n", 1, "expected 'except' or 'finally'"),
        ("match x:\n    y = 1\n    case 2:\n        pass\n", 2, "only 'case'"),
        ("if x:\n    case 2:\n        pass\n", 2, "'case' outside"),
        ("case 2:\n    pass\n", 1, "a case stands indented"),
        ("if x:\ny = 1\n", 1, "expected an indented block below 'if'"),
        ("class A:\n    def f(self):\n    def g(self):\n        pass\n", 2, "expected an indented block"),
        ("x = 1\n    y = 2\n    z = 3\nw = 4\n", 2, "unexpected indent"),
        ("  x = 1\n  y = 2\n", 1, "unexpected indent"),
        ("if a:\n        x = 1\n    y = 2\n    z = 3\n", 3, "unindent does not match"),
        ("if a:\n    if b:\n        x = 1\ny = 2\n        z = 3\n", 4, "indented less than"),
        ("if a:\n\tx = 1\n        y = 2\n", 3, "inconsistent use of tabs"),
        ("if a:\n        if b:\n\t\tx = 1\n", 3, "inconsistent use of tabs"),
        ("x = 1 +\n", 1, "invalid syntax"),
        ("x = '\0'\n", 1, "null"),
        ("@d\nx = 1\n", 1, "invalid syntax"),
    ],
)
def test_what_is_out_of_place_is_wrong_by_itself(source: str, line: int, message: str) -> None:
    file = SourceFile.parse("a.py", source)
    found = [(at, text) for at, text in errors(file) if "'else' without" not in text or message in text]
    assert [at for at, _ in found] == [line]
    assert message in found[0][1]


def test_a_line_that_is_indented_too_little_does_not_end_its_block() -> None:
    file = parse("""\
        class A:
            def f(self):
                x = 1
        y = = 1
                z = 2

            def g(self):
                pass
        """)
    assert outline(file.statements) == [
        ["class A:", [["def f(self):", ["x = 1", "y = = 1", "z = 2"]], ["def g(self):", ["pass"]]]]
    ]
    assert [line for line, _ in errors(file)] == [4]


def test_what_does_not_parse_keeps_what_is_below_it() -> None:
    file = parse("""\
        whiel x:
            y = 1
        else:
            z = 2
        class A(B)
            c = 3
        """)
    assert outline(file.statements) == [["whiel x:", ["y = 1"]], ["else:", ["z = 2"]], ["class A(B)", ["c = 3"]]]
    assert [line for line, _ in errors(file)] == [1, 5]
    assert [statement.kind for statement in file.statements] == [Kind.BROKEN, Kind.ELSE, Kind.CLASS]


def test_a_statement_out_of_place_keeps_its_node() -> None:
    _, stray = parse("x = 1\n    y = 2\n").statements
    assert isinstance(stray.node, ast.Assign)
    assert stray.error is not None


def test_the_place_of_an_error_is_the_word_there() -> None:
    (error,) = parse("if a:\n    x = yield = 1\n").errors
    assert error[0].start.line == error[0].end.line == 2
    assert 4 <= error[0].start.column < error[0].end.column <= 17


def test_deep_nesting_is_no_problem() -> None:
    file = SourceFile.parse("a.py", "".join(" " * depth + "if x:\n" for depth in range(1500)) + " " * 1500 + "pass\n")
    assert file.errors == ()
    assert sum(1 for _ in file.walk()) == 1501


def test_warnings_are_nobodys_business() -> None:
    assert parse("x = '\\d'\ny = 1 is 1\n").errors == ()
