from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presynth.source.file import SourceFile
from presynth.source.statement import Statement

SOURCE = dedent('''\
    """About this."""

    import a


    class B(C):  # presynth: ignore[PS1]
        def d(self, e):
            f = g(
                1,
                h=[2, 3],
            )
            # presynth: ignore[wrong-type] -- as agreed
            if e: i = 1; j = f"{i}"
            elif e:
                k = """
    text
    """
            else:
                l(
            match e:
                case 1: pass
                case _:
                    pass

        @m
        def n(self):
            try:
                return o
            except P:
                pass


    case = B()
    case.n()
    ''')
PIECES = [
    *('"""', "'''", '"', "'", "(", ")", "[", "]", "{", "}", ":", ";", ",", "=", "#", "\\", "\n", "\n\n", "\t", "\f"),
    *("    ", "        ", " ", "é", "😀", "\0", "\r\n", "\r", "@q\n", "\\\n", 'f"{', "x", "y = 1\n", "else:", "try:"),
    *(
        "if r: s",
        "case",
        "match t:\n",
        "def u(:\n",
        "class V(\n",
        "async ",
        "# presynth: ignore[PS103] -- why",
        "lambda: ",
    ),
]


def by_text(file: SourceFile) -> dict[str, Statement]:
    return {statement.text.strip(): statement for statement in file.walk()}


def test_knows_its_size() -> None:
    for text, lines in (("", 0), ("\n", 1), ("x", 1), ("x\n", 1), ("x\ny", 2), ("x\r\ny\r", 2)):
        assert SourceFile.parse("a.py", text).line_count == lines


def test_text_has_newlines_only() -> None:
    file = SourceFile.parse("a.py", "x = '''\r\n'''\ry = 1\r\n")
    assert file.text == "x = '''\n'''\ny = 1\n"
    assert [statement.line for statement in file.statements] == [1, 3]


def test_finds_the_statement_at_a_line() -> None:
    file = SourceFile.parse("a.py", SOURCE)
    found = {line: file.statement_at(line) for line in range(file.line_count + 2)}
    texts = {line: statement.text.split("\n")[0].strip() for line, statement in found.items() if statement}
    assert texts[1] == '"""About this."""'
    assert [texts.get(line) for line in (0, 2, 4, 12, file.line_count + 1)] == [None] * 5
    assert {texts[line] for line in (8, 9, 10, 11)} == {"f = g("}
    assert texts[13].startswith("if e:")
    assert found[13] is not None
    assert found[13].body
    assert {texts[line] for line in (15, 16, 17)} == {'k = """'}
    assert {texts[line] for line in (25, 26)} == {"@m"}
    assert texts[file.line_count] == "case.n()"


def test_an_edit_leaves_other_statements_what_they_are() -> None:
    before = SourceFile.parse("a.py", SOURCE)
    old = by_text(before)
    after = SourceFile.parse("a.py", SOURCE.replace("h=[2, 3],", "h=[2, 3, 4],\n            w=5,"), before)
    new = by_text(after)
    changed = {text for text in new if new[text] is not old.get(text)}
    assert changed == {
        next(text for text in new if text.startswith("f = g(")),
        "def d(self, e):",
        next(text for text in new if text.startswith("class B")),
    }
    assert new["case.n()"].line == 35
    assert new["def d(self, e):"].node is old["def d(self, e):"].node


def test_statements_are_kept_wherever_they_move() -> None:
    lines = ["a = 1", "b = (\n    2\n)", "c = 3", "def d():\n    e = 4\n    return e", "f = 5"]
    before = SourceFile.parse("a.py", "\n".join(lines))
    old = by_text(before)
    after = SourceFile.parse("a.py", "# moved\n\n" + "\n\n".join(reversed(lines)), before)
    new = by_text(after)
    assert {text: new[text] is old[text] for text in old} == dict.fromkeys(old, True)
    assert [new[text].line for text in ("f = 5", "def d():", "return e", "c = 3", "a = 1")] == [3, 5, 7, 9, 15]


def test_two_of_the_same_text_stay_two() -> None:
    before = SourceFile.parse("a.py", "a()\nb()\n")
    after = SourceFile.parse("a.py", "a()\nb()\nc()\na()\nb()\n", before)
    assert after.statements[:2] == before.statements
    assert len(set(map(id, after.statements))) == 5
    assert [statement.line for statement in after.statements] == [1, 2, 3, 4, 5]


def test_a_string_that_was_open_leaves_nothing_behind() -> None:
    lines = ["a = 1", "a = 1", 'b = """', "a = 1", 'c = """', '"""', "a = 1"]
    closed = [*lines[:3], '"""', *lines[3:]]
    file = SourceFile.parse("a.py", "\n".join(closed))
    for text in (lines, closed, closed[1:], lines[1:], closed):
        file = SourceFile.parse("a.py", "\n".join(text), file)
        statements = list(file.walk())
        assert len(set(map(id, statements))) == len({id(statement.key) for statement in statements}) == len(statements)
        assert [statement.line for statement in statements] == [
            statement.line for statement in SourceFile.parse("a.py", "\n".join(text)).walk()
        ]


def test_an_error_that_goes_is_gone() -> None:
    broken = SourceFile.parse("a.py", "x = 1\nelse:\n    y = 2\n")
    assert broken.errors
    mended = SourceFile.parse("a.py", "if x:\n    pass\nelse:\n    y = 2\n", broken)
    assert mended.errors == ()
    assert [statement.error for statement in mended.walk()] == [None] * 4
    assert by_text(mended)["y = 2"] is by_text(broken)["y = 2"]


def test_another_file_is_another_file() -> None:
    before = SourceFile.parse("a.py", "x = 1\n")
    after = SourceFile.parse("b.py", "x = 1\n", before)
    assert after.statements[0].path == "b.py"
    assert before.statements[0].path == "a.py"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("h=[2, 3],", "h=[2, 3"),
        ("f = g(", "f = renamed("),
        ("if e: i = 1; j", "if e: i = 2; j"),
        ("def d(self, e):", "def d(self, e, z):"),
        ("class B(C):", "class B(C"),
        ("except P:", "except (P, Q):"),
        ("case 1: pass", "case 2: pass"),
        ("l(\n", 'l("""\n'),
    ],
)
def test_what_is_edited_keeps_its_key(old: str, new: str) -> None:
    before = SourceFile.parse("a.py", SOURCE)
    keys = [statement.key for statement in before.walk()]
    after = SourceFile.parse("a.py", SOURCE.replace(old, new, 1), before)
    assert [statement.key for statement in after.walk()] == keys
    mended = SourceFile.parse("a.py", SOURCE, after)
    assert [statement.key for statement in mended.walk()] == keys


def test_what_is_new_has_a_key_of_its_own() -> None:
    before = SourceFile.parse("a.py", SOURCE)
    keys = [statement.key for statement in before.walk()]
    after = SourceFile.parse(
        "a.py", SOURCE.replace("        # presynth", "        new = 1\n        # presynth"), before
    )
    (new,) = [statement for statement in after.walk() if statement.text.strip() == "new = 1"]
    assert new.key not in keys
    assert [statement.key for statement in after.walk() if statement is not new] == keys


def test_no_two_statements_share_a_key() -> None:
    file = SourceFile.parse("a.py", SOURCE)
    for edited in (SOURCE.replace("f = g(", "f = h("), SOURCE * 2, SOURCE[: len(SOURCE) // 2], SOURCE[::-1], SOURCE):
        file = SourceFile.parse("a.py", edited, file)
        statements = list(file.walk())
        assert len({id(statement.key) for statement in statements}) == len(statements)


Edit = tuple[float, int, str]


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([SOURCE, SOURCE * 3, "", "x = 1"]),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), st.sampled_from(["", *PIECES])), min_size=1, max_size=12),
)
def test_parsing_after_edits_is_parsing(
    describe: Callable[[SourceFile], list[object]], text: str, edits: list[Edit]
) -> None:
    file = SourceFile.parse("a.py", text)
    for place, removed, inserted in edits:
        at = round(place * len(text))
        text = text[:at] + inserted + text[at + removed :]
        file = SourceFile.parse("a.py", text, file)
        again = describe(file)
        assert again == describe(SourceFile.parse("a.py", text))
        statements = list(file.walk())
        assert len(set(map(id, statements))) == len(statements)
        assert len({id(statement.key) for statement in statements}) == len(statements)


@settings(max_examples=60, deadline=None)
@given(st.permutations(range(6)), st.integers(0, 5), st.integers(0, 5))
def test_parsing_moved_lines_is_parsing(
    describe: Callable[[SourceFile], list[object]], order: list[int], copied: int, dropped: int
) -> None:
    blocks = [
        "a = 1\n",
        "if b:\n    c()\nelse:\n    d()\n",
        "e(\n    1)\n",
        "\n# note\n",
        "a = 1\n",
        "class F:\n    g = 1\n",
    ]
    before = SourceFile.parse("a.py", "".join(blocks))
    moved = [blocks[index] for index in order if index != dropped]
    text = "".join([*moved, blocks[copied]])
    assert describe(SourceFile.parse("a.py", text, before)) == describe(SourceFile.parse("a.py", text))


def test_a_header_stays_the_same_while_its_body_is_typed() -> None:
    before = SourceFile.parse("main.py", "import a\n\n\ndef f(x=1):\n    return x\n")
    header = before.statements[1].header
    after = SourceFile.parse("main.py", "import a\nimport b\n\n\ndef f(x=1):\n    return x + 1\n", before)
    assert after.statements[2] is not before.statements[1]
    assert after.statements[2].header is header
    assert header.line == 5
    assert after.holds(header)
    assert not after.holds(before.statements[1])


def test_another_header_is_another_one() -> None:
    before = SourceFile.parse("main.py", "def f(x=1):\n    return x\n")
    header = before.statements[0].header
    after = SourceFile.parse("main.py", "def f(x=2):\n    return x\n", before)
    assert after.statements[0].header is not header
    assert after.statements[0].header.key is after.statements[0].key


def test_a_statement_without_a_body_is_its_own_header() -> None:
    (simple, inline) = SourceFile.parse("main.py", "x = 1\nif x: y = 2\n").statements
    assert simple.header is simple
    assert inline.header is inline
