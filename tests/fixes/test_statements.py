"""Statements inserted, removed, bound to a name; suppression comments removed."""

from __future__ import annotations

import pytest

from fixes.marked import PATH, after, edits_for
from presynth.findings import Fix, Safety
from presynth.fixes import FixRefused
from presynth.fixes.apply import apply
from presynth.fixes.edits import edits
from presynth.operations import (
    AssignToName,
    InsertStatement,
    RemoveArgument,
    RemoveIgnore,
    RemoveImport,
    RemoveStatement,
    Replace,
)
from presynth.source.file import SourceFile
from presynth.source.statement import Place, Position, Range


@pytest.mark.parametrize(
    ("before", "behind", "above"),
    [
        ("a\n«b»\nc\n", "a\nb\nn(\n    1,\n)\nc\n", "a\nn(\n    1,\n)\nb\nc\n"),
        ("«a»", "a\nn(\n    1,\n)", "n(\n    1,\n)\na"),
        ("if a:\n  «b»\nc\n", "if a:\n  b\n  n(\n    1,\n  )\nc\n", "if a:\n  n(\n    1,\n  )\n  b\nc\n"),
        ("if a:\n\t«b»\nc\n", "if a:\n\tb\n\tn(\n\t\t1,\n\t)\nc\n", "if a:\n\tn(\n\t\t1,\n\t)\n\tb\nc\n"),
        ("«if a:»\n    b\nc\n", "if a:\n    b\nn(\n    1,\n)\nc\n", "n(\n    1,\n)\nif a:\n    b\nc\n"),
        (
            "«if a:»\n    b\nelif c:\n    d\nelse:\n    e\nf\n",
            "if a:\n    b\nelif c:\n    d\nelse:\n    e\nn(\n    1,\n)\nf\n",
            "n(\n    1,\n)\nif a:\n    b\nelif c:\n    d\nelse:\n    e\nf\n",
        ),
        (
            "x\n«@d\ndef f():»\n    if a:\n        b\nc\n",
            "x\n@d\ndef f():\n    if a:\n        b\nn(\n    1,\n)\nc\n",
            "x\nn(\n    1,\n)\n@d\ndef f():\n    if a:\n        b\nc\n",
        ),
        ("x\n# a\n# b\n«y»  # c\n", "x\n# a\n# b\ny  # c\nn(\n    1,\n)\n", "x\nn(\n    1,\n)\n# a\n# b\ny  # c\n"),
        ("#!python\n«y»\n", "#!python\ny\nn(\n    1,\n)\n", "#!python\nn(\n    1,\n)\ny\n"),
        (
            "x\n«f(\n    a,\n)»\n\ny\n",
            "x\nf(\n    a,\n)\nn(\n    1,\n)\n\ny\n",
            "x\nn(\n    1,\n)\nf(\n    a,\n)\n\ny\n",
        ),
        ("«def f(): pass»\nx\n", "def f(): pass\nn(\n    1,\n)\nx\n", "n(\n    1,\n)\ndef f(): pass\nx\n"),
    ],
)
def test_insert(before: str, behind: str, above: str) -> None:
    code = "n(\n    1,\n)"
    assert after(before, lambda places: [InsertStatement(places[0].statement, (code,))]) == behind
    assert after(before, lambda places: [InsertStatement(places[0].statement, (code + "\n",), after=False)]) == above


@pytest.mark.parametrize(
    ("before", "behind", "above"),
    [
        ("a; «b»; c  # x\n", "a; b; n; c  # x\n", "a; n; b; c  # x\n"),
        ("«a»; b\n", "a; n; b\n", "n\na; b\n"),
        ("a; «b»\n", "a; b\nn\n", "a; n; b\n"),
        ("if x: «a»\n", "if x: a; n\n", "if x: n; a\n"),
    ],
)
def test_insert_beside_others(before: str, behind: str, above: str) -> None:
    assert after(before, lambda places: [InsertStatement(places[0].statement, ("n",))]) == behind
    assert after(before, lambda places: [InsertStatement(places[0].statement, ("n",), after=False)]) == above


@pytest.mark.parametrize("code", ["n\nm", "if n: m", "n; m", "@n\ndef f(): pass"])
def test_insert_beside_others_refuses_what_needs_lines(code: str) -> None:
    with pytest.raises(FixRefused, match="line"):
        after("if x: «a»\n", lambda places: [InsertStatement(places[0].statement, (code,))])


def test_insert_two_keeps_their_order() -> None:
    def asked(places: list[Place]) -> list[InsertStatement]:
        return [InsertStatement(places[0].statement, (code,)) for code in ("m", "n")]

    assert after("«a»\nb\n", asked) == "a\nm\nn\nb\n"


def test_inserted_strings_stay_as_they_are() -> None:
    code = 'x = f("""\n1\n  {2}\n""",\n    "a"\n    "b")\n\ny'
    expected = 'if a:\n  b\n  x = f("""\n1\n  {2}\n""",\n    "a"\n    "b")\n\n  y\n'
    assert after("if a:\n  «b»\n", lambda places: [InsertStatement(places[0].statement, (code,))]) == expected


@pytest.mark.parametrize("before", ["if a:\n    b\n«else:»\n    c\n", "match a:\n    «case b:»\n        c\n"])
def test_insert_refuses_to_part_a_statement(before: str) -> None:
    with pytest.raises(FixRefused, match="before"):
        after(before, lambda places: [InsertStatement(places[0].statement, ("n",), after=False)])


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("a\n«b»  # c\nd\n", "a\nd\n"),
        ("a\n«b»", "a\n"),
        ("a\n«f(\n    1,\n)»\nd\n", "a\nd\n"),
        ("a\n# above\n«@x\ndef f():»\n    b\n\n    c\nd\n", "a\n# above\nd\n"),
        ("if a:\n    «b»\nc\n", "if a:\n    pass\nc\n"),
        ("def f():\n\t«with a:»\n\t\tb\nc\n", "def f():\n\tpass\nc\n"),
        ("def f():\n\t«with a:»\n\t\tb", "def f():\n\tpass"),
        ("def f(): «a»\n", "def f(): pass\n"),
        ("def f(): «a»; b\n", "def f(): b\n"),
        ("a; «b»; c\n", "a; c\n"),
        ("a; «b»;\n", "a;\n"),
        ("if a:\n    b\n«elif c:»\n    d\nelse:\n    e\n", "if a:\n    b\nelse:\n    e\n"),
        ("if a:\n    b\n«else:»\n    e\nf\n", "if a:\n    b\nf\n"),
        ("a\n«b = 1 +»\nc\n", "a\nc\n"),
    ],
)
def test_remove(before: str, expected: str) -> None:
    assert after(before, lambda places: [RemoveStatement(places[0].statement)]) == expected


@pytest.mark.parametrize(
    "before",
    [
        "«if a:»\n    b\nelse:\n    c\n",
        "«try:»\n    b\nexcept A:\n    c\n",
        "try:\n    b\n«except A:»\n    c\n",
        "«for a in b:»\n    c\nelse:\n    d\n",
        "match a:\n    «case b:»\n        c\n",
    ],
)
def test_remove_refuses_parts_of_a_statement(before: str) -> None:
    with pytest.raises(FixRefused):
        after(before, lambda places: [RemoveStatement(places[0].statement)])


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("if a:\n    «b»\n    «c»\nd\n", "if a:\n    pass\nd\n"),
        ("if a:\n    «b»; «c»; d\n", "if a:\n    d\n"),
        ("def f(): «a»; «b»\n", "def f(): pass\n"),
        ("«if a:»\n    «b»\nd\n", "d\n"),
        ("a; «b»; «c»\n", "a\n"),
        ("«a»; «b»; c\n", "c\n"),
    ],
)
def test_remove_several(before: str, expected: str) -> None:
    assert after(before, lambda places: [RemoveStatement(place.statement) for place in places]) == expected


def test_remove_a_statement_and_an_import_that_are_a_whole_body() -> None:
    def asked(places: list[Place]) -> list[RemoveStatement | RemoveImport]:
        return [RemoveStatement(places[1].statement), RemoveImport(places[0])]

    assert after("if a:\n    import «b»\n    «c»\nd\n", asked) == "if a:\n    pass\nd\n"


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("«f()»\n", "n = f()\n"),
        ("if a:\n\t«f(\n\t\tb,\n\t)»  # c\n", "if a:\n\tn = f(\n\t\tb,\n\t)  # c\n"),
        ("é(); «f()»; g()\n", "é(); n = f(); g()\n"),
        ("if a: «f()»\n", "if a: n = f()\n"),
        ("«(f())»\n", "n = (f())\n"),
    ],
)
def test_assign(before: str, expected: str) -> None:
    assert after(before, lambda places: [AssignToName(places[0].statement, "n")]) == expected


@pytest.mark.parametrize("before", ["«x = f()»\n", "«if a:»\n    b\n", "«return»\n"])
def test_assign_refuses(before: str) -> None:
    with pytest.raises(FixRefused):
        after(before, lambda places: [AssignToName(places[0].statement, "n")])


def test_assign_and_change_inside() -> None:
    def asked(places: list[Place]) -> list[AssignToName | RemoveArgument | Replace]:
        return [AssignToName(places[0].statement, "n"), Replace(places[0], ("g",)), RemoveArgument(places[1])]

    assert after("«f»(a, «b»=1)\n", asked) == "n = g(a)\n"


@pytest.mark.parametrize(
    ("before", "code", "expected"),
    [
        ('x = f"é{«a»} b"\n', 'f(",")', "x = f\"é{f(',')} b\"\n"),
        ("x = f'{«a»}'\n", "f(',')", "x = f'{f(\",\")}'\n"),
        ("x = f'{«a»}'\n", 'f(",")', "x = f'{f(\",\")}'\n"),
        ("x = \"a\" f'{«a»}'\n", "f(',')", 'x = "a" f\'{f(",")}\'\n'),
        ('x = (f"{a}"  # "\n  f\'{«a»}\')\n', "f(',')", 'x = (f"{a}"  # "\n  f\'{f(",")}\')\n'),
        ('x = f"""{«a»}"""\n', 'f(",",\n1)', 'x = f"""{f(",",\n1)}"""\n'),
        ('x = {"a": «a»}\n', 'f(",")', 'x = {"a": f(",")}\n'),
        ('x = f"«prod»-{a}"\n', "it's # 1", 'x = f"it\'s # 1-{a}"\n'),
        ('x = «f"a{b}"»\n', 'f"{b}"', 'x = f"{b}"\n'),
        ('x = f"{a}" + «a»\n', 'f(",")', 'x = f"{a}" + f(",")\n'),
    ],
)
def test_replace_in_a_string(before: str, code: str, expected: str) -> None:
    assert after(before, lambda places: [Replace(places[0], (code,))]) == expected


@pytest.mark.parametrize(
    ("before", "code"),
    [
        ('x = f"{«a»}"\n', "f(\n1)"),
        ('x = f"{«a»}"\n', "f('\"')"),
        ('x = f"{«a»}"\n', r"f('\n')"),
        ("x = f\"{f'{«a»}'}\"\n", "f(',')"),
    ],
)
def test_replace_refuses_what_a_string_cannot_hold(before: str, code: str) -> None:
    with pytest.raises(FixRefused, match="f-string"):
        after(before, lambda places: [Replace(places[0], (code,))])


def test_replace_nothing_is_refused() -> None:
    with pytest.raises(FixRefused, match="nothing"):
        after("«f»()\n", lambda places: [Replace(places[0], ("f",))])


def test_edits_are_small() -> None:
    _, made = edits_for(
        "é = «ü» + «f(a, «b»=1)»\n", lambda places: [Replace(places[0], ("x",)), RemoveArgument(places[2])]
    )
    assert [(edit.range, edit.text) for edit in made] == [
        (Range(Position(1, 4), Position(1, 5)), "x"),
        (Range(Position(1, 11), Position(1, 16)), ""),
    ]


def without(before: str, *names: str) -> str:
    """Without the comment that is marked, or without names in it."""
    lines = before.split("\n")
    number = next(number for number, line in enumerate(lines) if "«" in line)
    start, end = lines[number].index("«"), lines[number].index("»") - 1
    source = SourceFile.parse(PATH, before.replace("«", "").replace("»", ""))
    spans = [Range(Position(number + 1, start), Position(number + 1, end))]
    if names:
        spans = [name.range for ignore in source.suppressions.ignores for name in ignore.names if name.text in names]
    operations = tuple(RemoveIgnore(PATH, start.line, start.column, end.column) for start, end in spans)
    made = edits(Fix("", Safety.SAFE, operations), lambda _: source, None)  # type: ignore[arg-type]
    return apply(source.text, made)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("x = 1  «# presynth: ignore[PS101]»\ny\n", "x = 1\ny\n"),
        ("x = 1  «# presynth: ignore[PS101] -- since é»\n", "x = 1\n"),
        ("x = 1  «# presynth: ignore[PS101]»", "x = 1"),
        ("x\n«# presynth: ignore[PS101]»\ny\n", "x\ny\n"),
        ("if x:\n    «# presynth: ignore[PS101]»\n    y\n", "if x:\n    y\n"),
        ("x = 1  # noqa  «# presynth: ignore[PS101]»\n", "x = 1  # noqa\n"),
        ("x = 1  «# presynth: ignore[PS101]»  # noqa\n", "x = 1  # noqa\n"),
        ("f(\n    a,  «# presynth: ignore[PS101]»\n    b,\n)\n", "f(\n    a,\n    b,\n)\n"),
        ("f(\n    «# presynth: ignore[PS101]»\n    b,\n)\n", "f(\n    b,\n)\n"),
        ("«# presynth: ignore-file[PS1]»\n\nx\n", "\nx\n"),
        ("x = 1  «# presynth: ignored»\n", "x = 1\n"),
    ],
)
def test_remove_a_comment(before: str, expected: str) -> None:
    assert without(before) == expected


@pytest.mark.parametrize(
    ("before", "names", "expected"),
    [
        ("x  «# presynth: ignore[PS101, PS102]» -- é\n", ["PS101"], "x  # presynth: ignore[PS102] -- é\n"),
        ("x  «# presynth: ignore[PS101, PS102]»\n", ["PS102"], "x  # presynth: ignore[PS101]\n"),
        ("x  «# presynth: ignore[PS101,PS102 , PS103]»\n", ["PS102"], "x  # presynth: ignore[PS101 , PS103]\n"),
        ("x  «# presynth: ignore[PS101, PS102, PS103]»\n", ["PS101", "PS103"], "x  # presynth: ignore[PS102]\n"),
        ("x  «# presynth: ignore[PS101, PS102]»\n", ["PS101", "PS102"], "x\n"),
        ("x  «# presynth: ignore[PS101]»\n", ["PS101"], "x\n"),
    ],
)
def test_remove_a_name_from_a_comment(before: str, names: list[str], expected: str) -> None:
    assert without(before, *names) == expected


def test_remove_a_comment_that_is_gone() -> None:
    source = SourceFile.parse(PATH, "x = 1\n")
    fix = Fix("", Safety.SAFE, (RemoveIgnore(PATH, 1, 0, 5),))
    with pytest.raises(FixRefused, match="not there"):
        edits(fix, lambda _: source, None)  # type: ignore[arg-type]
