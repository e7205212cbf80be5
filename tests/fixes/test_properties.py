"""Whatever the layout: the program changes as asked for, and nothing else does."""

from __future__ import annotations

import ast
import io
import tokenize
from collections import Counter
from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fixes.marked import PATH, catalog
from presynth.findings import Fix, Safety
from presynth.fixes.apply import apply
from presynth.fixes.edits import edits
from presynth.operations import (
    AddArgument,
    AddImport,
    AddItem,
    AddParameters,
    InsertStatement,
    Operation,
    RemoveArgument,
    RemoveImport,
    RemoveStatement,
    WrapImport,
)
from presynth.source.file import SourceFile
from presynth.source.statement import Place, Statement

# What may stand between two tokens inside of brackets; "@" is the margin of the statement.
_GAPS = st.sampled_from(
    ["", "", "", " ", "  ", "\n@    ", "\n@    ", "\n@  ", "\n\n@\t", "  # é, (\n@    ", "\n@    # ), ü\n@    "]
)
_VALUES = st.sampled_from(
    [
        "1",
        "'é,('",
        "(2)",
        "[1, 2]",
        "{'a': 1, 'b': (3, 4)}",
        "lambda x, y: x",
        "g(1, h=2)",
        "'''a\n  b,\n'''",
        "x if y else z",
        "f'{a}, {b}'",
        "[i for i, j in k]",
        "not a",
        "a.b[c, d]",
        "g(\n1,\n)",
        "'a' 'b'",
    ]
)
# What stands around the list: the margin, what is before it on its line, what behind.
_AROUND = st.sampled_from(
    [
        ("", "", "\n"),
        ("", "é = 'ü', ", "  # end\n"),
        ("", "a(); b = ", "; c()\n"),
        ("    ", "return ", "\n"),
        ("\t", "x = g(1, ", ")\n"),
        ("  ", "with ", ": pass\n"),
        ("    ", "if ", ":\n        pass\n    else:\n        pass\n"),
        ("", "@", "\nclass C: pass\n"),
    ]
)
_SETTINGS = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


@dataclass
class Listed:
    """A program with one list of items, and what stands before it and behind it."""

    before: str
    code: str
    behind: str

    @property
    def source(self) -> SourceFile:
        return SourceFile.parse(PATH, self.before + self.code + self.behind)


def _laid_out(draw: st.DrawFn, brackets: str, items: list[str], margin: str, comma: bool) -> str:
    text = brackets[0]
    for number, item in enumerate(items):
        last = number == len(items) - 1
        text += draw(_GAPS) + item + (draw(_GAPS) + "," if not last or comma else "")
    return (text + draw(_GAPS) + brackets[1]).replace("@", margin)


def _around(draw: st.DrawFn) -> tuple[str, str, str]:
    margin, start, end = draw(_AROUND)
    head = "# -*- coding: utf-8 -*-\nimport é\n\n" + ("def f():\n" if margin else "")
    return f"{head}{margin}{start}", margin, f"{end}\n# the end\n"


@st.composite
def calls(draw: st.DrawFn) -> Listed:
    """A call with positional arguments, keywords and `**`."""
    before, margin, behind = _around(draw)
    items = draw(st.lists(_VALUES, max_size=2))
    items += [f"k{number}={value}" for number, value in enumerate(draw(st.lists(_VALUES, max_size=4)))]
    items += draw(st.sampled_from([[], [], ["**kw"]]))
    comma = bool(items) and draw(st.booleans())
    return Listed(before, "call" + _laid_out(draw, "()", items, margin, comma), behind)


@st.composite
def displays(draw: st.DrawFn) -> Listed:
    """A list or a dict."""
    before, margin, behind = _around(draw)
    items = draw(st.lists(_VALUES, max_size=5))
    comma = bool(items) and draw(st.booleans())
    if draw(st.booleans()):
        return Listed(before, _laid_out(draw, "[]", items, margin, comma), behind)
    pairs = [f"{number}: {value}" for number, value in enumerate(items)]
    return Listed(before, _laid_out(draw, "{}", pairs, margin, comma), behind)


def _find(source: SourceFile, code: str) -> tuple[Statement, ast.expr]:
    """The expression whose text is `code`."""
    for statement in source.walk():
        for node in ast.walk(statement.node) if statement.node is not None else ():
            if isinstance(node, ast.Call | ast.List | ast.Dict) and Place.of(statement, node).text == code:
                return statement, node
    raise AssertionError(source.text)


def _changed(listed: Listed, source: SourceFile, *operations: Operation) -> str:
    """The new text of the list; all around it must be what it was."""
    text = apply(source.text, edits(Fix("", Safety.SAFE, operations), lambda _: source, catalog()))
    assert text.startswith(listed.before)
    assert text.endswith(listed.behind)
    ast.parse(text)
    return text[len(listed.before) : len(text) - len(listed.behind)]


def _comments(code: str) -> list[tuple[int, str]]:
    """The comments with their lines, from 1."""
    tokens = tokenize.generate_tokens(io.StringIO(f"({code})").readline)
    return [(token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT]


def _expression(code: str) -> ast.expr:
    return ast.parse(f"({code})", mode="eval").body


@_SETTINGS
@given(calls(), st.data())
def test_remove_arguments(listed: Listed, data: st.DataObject) -> None:
    source = listed.source
    statement, node = _find(source, listed.code)
    assert isinstance(node, ast.Call)
    parts: list[ast.expr | ast.keyword] = [*node.args, *node.keywords]
    if not parts:
        return
    removed = data.draw(st.sets(st.sampled_from(range(len(parts))), min_size=1))
    places = [
        Place.of_keyword(statement, part) if isinstance(part, ast.keyword) else Place.of(statement, part)
        for part in (parts[number] for number in removed)
    ]
    code = _changed(listed, source, *map(RemoveArgument, places))
    expected = _expression(listed.code)
    assert isinstance(expected, ast.Call)
    kept = [part for number, part in enumerate([*expected.args, *expected.keywords]) if number not in removed]
    expected.args = [part for part in kept if isinstance(part, ast.expr)]
    expected.keywords = [part for part in kept if isinstance(part, ast.keyword)]
    assert ast.dump(_expression(code)) == ast.dump(expected)
    # Only comments on the lines of what was removed may go.
    first = Place.of(statement, node).range.start.line
    spans = [Place.of(statement, parts[number]).range for number in removed]  # type: ignore[arg-type]
    lines = {line - first + 1 for start, end in spans for line in range(start.line, end.line + 1)}
    left = Counter(comment for _, comment in _comments(code))
    assert not Counter(comment for line, comment in _comments(listed.code) if line not in lines) - left


@_SETTINGS
@given(calls(), st.sampled_from(["1", "g(\n    1,\n)"]))
def test_add_an_argument(listed: Listed, value: str) -> None:
    source = listed.source
    statement, node = _find(source, listed.code)
    code = _changed(listed, source, AddArgument(Place.of(statement, node), "new", (value,)))
    expected = _expression(listed.code)
    assert isinstance(expected, ast.Call)
    open_ones = [keyword for keyword in expected.keywords if keyword.arg is None]
    named = [keyword for keyword in expected.keywords if keyword.arg is not None]
    expected.keywords = [*named, ast.keyword("new", _expression(value)), *open_ones]
    assert ast.dump(_expression(code)) == ast.dump(expected)
    assert [comment for _, comment in _comments(code)] == [comment for _, comment in _comments(listed.code)]


@_SETTINGS
@given(calls())
def test_add_and_remove_the_last(listed: Listed) -> None:
    source = listed.source
    statement, node = _find(source, listed.code)
    assert isinstance(node, ast.Call)
    named = [keyword for keyword in node.keywords if keyword.arg is not None]
    if not named:
        return
    operations = (
        RemoveArgument(Place.of_keyword(statement, named[-1])),
        AddArgument(Place.of(statement, node), "new", ("1",)),
    )
    expected = _expression(listed.code)
    assert isinstance(expected, ast.Call)
    expected.keywords[len(named) - 1] = ast.keyword("new", ast.Constant(1))
    assert ast.dump(_expression(_changed(listed, source, *operations))) == ast.dump(expected)


@_SETTINGS
@given(displays(), st.data())
def test_change_displays(listed: Listed, data: st.DataObject) -> None:
    source = listed.source
    statement, node = _find(source, listed.code)
    expected = _expression(listed.code)
    operations: list[Operation] = []
    if isinstance(node, ast.List) and isinstance(expected, ast.List):
        if node.elts and data.draw(st.booleans()):
            number = data.draw(st.sampled_from(range(len(node.elts))))
            operations.append(RemoveArgument(Place.of(statement, node.elts[number])))
            del expected.elts[number]
        else:
            operations.append(AddItem(Place.of(statement, node), ("new",)))
            expected.elts.append(ast.Name("new", ast.Load()))
    elif isinstance(node, ast.Dict) and isinstance(expected, ast.Dict) and node.keys:
        number = data.draw(st.sampled_from(range(len(node.keys))))
        key = node.keys[number]
        assert key is not None
        operations.append(RemoveArgument(Place.of(statement, key)))
        del expected.keys[number], expected.values[number]
    if operations:
        assert ast.dump(_expression(_changed(listed, source, *operations))) == ast.dump(expected)


@st.composite
def imports(draw: st.DrawFn) -> Listed:
    """A from-import, in parentheses, with backslashes or on one line."""
    margin = draw(st.sampled_from(["", "    ", "\t"]))
    head = "import é\n" + ("if é:\n" if margin else "") + margin
    names = [
        f"N{number}" + draw(st.sampled_from(["", "", " as A" + str(number)]))
        for number in range(draw(st.integers(1, 5)))
    ]
    if draw(st.booleans()):
        names.reverse()
    comma = draw(st.booleans())
    if draw(st.booleans()):
        code = "from p.m import " + _laid_out(draw, "()", names, margin, comma)
    else:
        code = "from p.m import " + ", ".join(draw(st.sampled_from(["", "\\\n  "])) + name for name in names)
    return Listed(head, code, draw(st.sampled_from(["\n", "  # c\n", "; x = 1\n"])) + "y = 2\n")


@_SETTINGS
@given(imports(), st.data())
def test_change_imports(listed: Listed, data: st.DataObject) -> None:
    source = listed.source
    statement = next(each for each in source.walk() if isinstance(each.node, ast.ImportFrom))
    assert isinstance(statement.node, ast.ImportFrom)
    aliases = statement.node.names
    removed = data.draw(st.sets(st.sampled_from(range(len(aliases))), max_size=len(aliases) - 1))
    operations: list[Operation] = [RemoveImport(Place.of(statement, aliases[number])) for number in removed]
    names = {(alias.name, alias.asname) for number, alias in enumerate(aliases) if number not in removed}
    if statement.indent == 0 and data.draw(st.booleans()):
        operations.append(AddImport(PATH, "p.m", "Z"))
        names.add(("Z", None))
    wrapped = data.draw(st.booleans())
    if wrapped:
        operations.append(WrapImport(statement))
    if not operations:
        return
    text = apply(source.text, edits(Fix("", Safety.SAFE, tuple(operations)), lambda _: source, catalog()))
    assert text.startswith(listed.before)
    assert text.endswith("y = 2\n")
    [changed] = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)]
    assert {(alias.name, alias.asname) for alias in changed.names} == names
    if wrapped:
        assert len(text.split("\n")) > len(names)
    elif not removed:
        assert text.count("#") == source.text.count("#")


@st.composite
def signatures(draw: st.DrawFn) -> Listed:
    """A def."""
    parameters = draw(
        st.sampled_from(
            [
                [],
                ["self"],
                ["self", "a=1"],
                ["a", "/"],
                ["a", "/", "b: 'x,('=(1)"],
                ["*a"],
                ["self", "*", "b"],
                ["**k"],
                ["self", "a: int", "*", "b=')'", "**k"],
                ["a: g(1, 2) = {1: 2}"],
            ]
        )
    )
    comma = bool(parameters) and draw(st.booleans())
    code = "def f" + _laid_out(draw, "()", parameters, "", comma)
    return Listed(
        "import é\n@é(1)\n", code, draw(st.sampled_from([":\n    pass\n", " -> 'é,(':  # )\n    pass\n", ": pass\n"]))
    )


@_SETTINGS
@given(signatures())
def test_add_parameters(listed: Listed) -> None:
    source = listed.source
    code = _changed(listed, source, AddParameters(source.statements[1], ("x: str", "y: int = 2")))
    old, new = (ast.parse(f"{each}: pass").body[0] for each in (listed.code, code))
    assert isinstance(old, ast.FunctionDef)
    assert isinstance(new, ast.FunctionDef)
    added = ast.parse("def f(*, x: str, y: int = 2): pass").body[0]
    assert isinstance(added, ast.FunctionDef)
    old.args.kwonlyargs += added.args.kwonlyargs
    old.args.kw_defaults += added.args.kw_defaults
    assert ast.dump(new) == ast.dump(old)


_BLOCKS = st.recursive(
    st.sampled_from(["a", "b = f(\n1,\n)", "c; d", "e; f; g", "x = '''\n y\n'''", "# only a comment\nh", "import i"]),
    lambda inner: st.builds(
        lambda head, body: head + "".join(f"\n{line}" for line in _indented("\n".join(body))),
        st.sampled_from(["if a:", "with a:", "def f():", "class C:", "@d\ndef g(\n    a,\n):"]),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=8,
)


def _indented(code: str) -> list[str]:
    """The lines of `code`, indented where they do not begin in a string."""
    return [line if line == "'''" or line == " y" else f"  {line}" for line in code.split("\n")]


@_SETTINGS
@given(st.lists(_BLOCKS, min_size=1, max_size=4), st.data())
def test_change_statements(blocks: list[str], data: st.DataObject) -> None:
    text = "\n".join(blocks) + data.draw(st.sampled_from(["", "\n"]))
    source = SourceFile.parse(PATH, text)
    assert not source.errors
    statements = list(source.walk())
    some = data.draw(st.lists(st.sampled_from(statements), min_size=1, max_size=3, unique=True))
    inserted = data.draw(st.booleans())
    operations: tuple[Operation, ...]
    if inserted:
        operations = tuple(InsertStatement(each, ("new",), data.draw(st.booleans())) for each in some)
    else:
        operations = tuple(map(RemoveStatement, some))
    changed = apply(text, edits(Fix("", Safety.SAFE, operations), lambda _: source, catalog()))
    after = [node for node in ast.walk(ast.parse(changed)) if isinstance(node, ast.stmt)]
    before = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.stmt)]
    if inserted:
        assert len(after) == len(before) + len(some)
    else:
        gone = {id(each) for one in some for each in _all(one)}
        passes = sum(isinstance(node, ast.Pass) for node in after)
        assert len(after) - passes == len(before) - len(gone)


def _all(statement: Statement) -> list[Statement]:
    return [statement, *(each for inner in statement.body for each in _all(inner))]
