from __future__ import annotations

from textwrap import dedent

import pytest

from presynth.source.file import SourceFile
from presynth.source.statement import Position, Range
from presynth.source.suppression import Ignore, Suppressions


def find(source: str) -> Suppressions:
    return SourceFile.parse("a.py", dedent(source)).suppressions


def lines(start: int, end: int | None = None) -> Range:
    return Range(Position(start, 4), Position(start if end is None else end, 9))


def only(source: str) -> Ignore:
    found = find(source)
    assert found.malformed == ()
    (ignore,) = found.ignores
    return ignore


def test_knows_where_everything_is() -> None:
    ignore = only("é = f()  # noqa  # presynth: ignore[PS103,  wrong-type ] -- see #12, as agreed  # type: ignore\n")
    assert ignore.range == Range(Position(1, 17), Position(1, 78))
    assert [(name.text, name.range.start.column, name.range.end.column) for name in ignore.names] == [
        ("PS103", 36, 41),
        ("wrong-type", 44, 54),
    ]
    assert ignore.reason == "see #12, as agreed"
    assert (ignore.whole_file, ignore.below) == (False, None)


@pytest.mark.parametrize(
    ("ignored", "code", "name", "hidden"),
    [
        ("PS103", "PS103", "unknown-argument", True),
        ("PS1", "PS103", "unknown-argument", True),
        ("PS", "PS103", "unknown-argument", True),
        ("unknown-argument", "PS103", "unknown-argument", True),
        ("PS101, PS103", "PS103", "unknown-argument", True),
        ("PS10", "PS201", "unknown-backend-argument", False),
        ("unknown", "PS103", "unknown-argument", False),
        ("P", "PS103", "unknown-argument", False),
        ("PS1033", "PS103", "unknown-argument", False),
    ],
)
def test_codes_names_and_prefixes(ignored: str, code: str, name: str, hidden: bool) -> None:
    found = find(f"x = f()  # presynth: ignore[{ignored}]\n")
    assert (found.matching(code, name, lines(1), 1) is not None) is hidden


def test_says_which_of_its_names_hide() -> None:
    ignore = only("x = f()  # presynth: ignore[PS1, wrong-type, PS2, PS107]\n")
    assert [name.text for name in ignore.hiding("PS107", "wrong-type")] == ["PS1", "wrong-type", "PS107"]


def test_a_comment_covers_its_line() -> None:
    found = find("""\
        f(
            a=1,
            b=2,  # presynth: ignore[PS103]
            # presynth: ignore[PS107]
            c=3,
        )
        """)
    assert found.matching("PS103", "", lines(3), 1)
    assert found.matching("PS103", "", lines(2, 4), 1)
    assert not found.matching("PS103", "", lines(2), 1)
    assert found.matching("PS107", "", lines(4, 5), 1)
    assert not found.matching("PS107", "", lines(5), 1)


def test_on_the_first_line_it_covers_the_statement() -> None:
    found = find("""\
        f(  # presynth: ignore[PS103]
            a=1,
        )
        g(
            b=2,
        )
        """)
    assert found.matching("PS103", "", lines(2), 1)
    assert not found.matching("PS103", "", lines(5), 4)


def test_alone_it_covers_the_statement_below() -> None:
    found = find("""\
        # presynth: ignore[PS103]
        # Another note.
            # presynth: ignore[PS107] -- why
        f(
            a=1,
        )
        g()
        class A:
            # presynth: ignore[PS2]
            @decorated
            def b(self):
                h()
        """)
    for code in ("PS103", "PS107"):
        assert found.matching(code, "", lines(5), 4)
        assert not found.matching(code, "", lines(7), 7)
    assert found.matching("PS203", "", lines(11), 10)
    assert not found.matching("PS203", "", lines(12), 12)


@pytest.mark.parametrize("source", ["# presynth: ignore[PS103]\n\nf()\n", "f()\n# presynth: ignore[PS103]\n"])
def test_alone_above_nothing_it_covers_nothing(source: str) -> None:
    found = find(source)
    assert found.ignores[0].below is None
    assert not any(found.matching("PS103", "", lines(line), line) for line in (3, 4))


def test_a_file_is_ignored_at_its_start() -> None:
    found = find("""\
        #!/usr/bin/env python
        # presynth: ignore-file[PS1, missing-backend] -- generated

        x = f()
        y = g()  # presynth: ignore[PS103]
        """)
    assert found.malformed == ()
    file, line = found.ignores
    assert file.whole_file
    assert found.matching("PS107", "wrong-type", lines(4), 4) is file
    assert found.matching("PS103", "unknown-argument", lines(5), 5) is line
    assert found.matching("PS202", "missing-backend", lines(5), 5) is file
    assert found.matching("PS201", "unknown-backend-argument", lines(4), 4) is None


@pytest.mark.parametrize(
    ("source", "message", "column"),
    [
        ("x = 1  # presynth: ignore\n", "say which rules", 7),
        ("x = 1  # presynth: ignore PS103 -- why\n", "say which rules", 7),
        ("x = 1  # presynth: ignore[]\n", "say which rules", 7),
        ("x = 1  # presynth: ignore[ , ]\n", "say which rules", 7),
        ("x = 1  # presynth: ignore[PS103\n", "say which rules", 7),
        ("x = 1  # presynth: ingore[PS103]\n", "'ingore' is no instruction", 7),
        ("x = 1  # noqa # presynth:\n", "'' is no instruction", 14),
        ("x = 1\n# presynth: ignore-file[PS1]\ny = 2\n", "before the first statement", 0),
        ("x = 1  # presynth: ignore-file[PS1]\n", "before the first statement", 7),
        ("f(\n# presynth: ignore-file[PS1]\n)\n", "before the first statement", 0),
    ],
)
def test_what_cannot_be_understood_is_told(source: str, message: str, column: int) -> None:
    found = find(source)
    assert found.ignores == ()
    (malformed,) = found.malformed
    assert message in malformed.message
    assert malformed.range.start.column == column


@pytest.mark.parametrize(
    "source",
    [
        "x = '# presynth: ignore[PS103]'\n",
        "x = '''\n# presynth: ignore[PS103]\n'''\n",
        "x = f('''\n''' '''\n# presynth: ignore-file[PS103]\n''')\n",
        "x = f'{a}# presynth: ignore[PS103]'\n",
        "x = 1  # see presynth: ignore[PS103]\n",
    ],
)
def test_only_comments_count(source: str) -> None:
    assert find(source) == Suppressions()


def test_comments_of_broken_code_count() -> None:
    found = find("""\
        x = f(1  # presynth: ignore[PS103]
        y = g(  # presynth: ignore[PS107]
            2,
        )
        z = 3
        """)
    assert [ignore.range.start.line for ignore in found.ignores] == [1, 2]


def test_comments_move_with_their_lines() -> None:
    before = SourceFile.parse("a.py", "x = 1\ny = f()  # presynth: ignore[PS103]\n")
    after = SourceFile.parse("a.py", "x = 1\n\n\ny = f()  # presynth: ignore[PS103]\n", before)
    assert [ignore.range.start for ignore in after.suppressions.ignores] == [Position(4, 9)]


def test_a_comment_between_decorators_counts_once() -> None:
    ignore = only("""\
        @a
        # presynth: ignore[PS103]
        @b
        def c(): pass
        """)
    assert ignore.range.start == Position(2, 0)
