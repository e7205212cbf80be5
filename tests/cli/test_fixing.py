"""The fixer, with a judge that finds words: every `bad…` is a finding."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from presynth.cli.fixing import Fixer, Outcome, apply
from presynth.engine import Analysis, FileReport
from presynth.findings import Finding, Fix, Safety, Severity, TextEdit
from presynth.report.model import FileError
from presynth.source.file import SourceFile
from presynth.source.statement import Place, Position, Range

A, B = "/work/a.py", "/work/b.py"
Repair = Callable[[str, Range], "tuple[TextEdit, ...] | str"]
"""The edits for the word that stands there."""


class Words:
    """Has texts, and finds the words that begin with `bad`; those that begin with `badly` have an unsafe fix only."""

    def __init__(self, repair: Repair, **texts: str) -> None:
        self.texts = {f"/work/{name}.py": text for name, text in texts.items()}
        self.checks = 0
        self._repair = repair
        self._places: dict[str, Place] = {}

    def check(self, paths: Sequence[str]) -> Analysis:
        self.checks += 1
        return Analysis({path: self._report(path) for path in paths})

    def text(self, path: str) -> str:
        return self.texts[path]

    def put(self, path: str, text: str) -> None:
        self.texts[path] = text

    def edits(self, fix: Fix) -> tuple[TextEdit, ...] | str:
        place = self._places[fix.title]
        return self._repair(place.text, place.range)

    def _report(self, path: str) -> FileReport:
        source = SourceFile.parse(path, self.texts[path])
        errors = tuple(FileError(path, range_, message) for range_, message in source.errors)
        return FileReport(path, tuple(self._findings(source)), errors)

    def _findings(self, source: SourceFile) -> Iterator[Finding]:
        for statement in source.walk():
            for word in re.finditer(r"bad\w*", statement.text):
                line = statement.text.count("\n", 0, word.start())
                column = word.start() - (statement.text.rfind("\n", 0, word.start()) + 1)
                place = Place(statement, line, column, line, column + len(word[0]))
                title = f"{source.path}:{place.range}"
                self._places[title] = place
                safety = Safety.UNSAFE if word[0].startswith("badly") else Safety.SAFE
                fix = Fix(title, safety, ())
                yield Finding("PS103", "x", Severity.ERROR, f"`{word[0]}`", place, fixes=(fix,))


def fixed(judge: Words, *, paths: Sequence[str] = (A,), unsafe: bool = False) -> Outcome:
    return Fixer(judge, paths, judge.edits, unsafe).run()


def replace(by: str) -> Repair:
    return lambda word, range_: (TextEdit(A, range_, by),)


def at(line: int, column: int) -> Range:
    return Range(Position(line, column), Position(line, column))


def test_all_safe_fixes_are_made() -> None:
    judge = Words(replace("good"), a="bad1 = ['e', bad2]\nbadly = 2\n")
    outcome = fixed(judge)
    assert outcome.texts == {A: "good = ['e', good]\nbadly = 2\n"}
    assert outcome.before == {A: "bad1 = ['e', bad2]\nbadly = 2\n"}
    assert outcome.made == 2
    assert outcome.left == {"unsafe, use --unsafe-fixes": 1}
    assert [it.message for it in outcome.analysis.reports[A].findings] == ["`badly`"]


def test_unsafe_fixes_are_made_when_asked_for() -> None:
    outcome = fixed(Words(replace("good"), a="bad1 = 1\nbadly = 2\n"), unsafe=True)
    assert outcome.texts == {A: "good = 1\ngood = 2\n"}
    assert not outcome.left


def test_nothing_to_fix() -> None:
    judge = Words(replace("good"), a="good = 1\n")
    outcome = fixed(judge)
    assert (outcome.texts, outcome.made, outcome.left) == ({}, 0, {})


def test_what_one_pass_uncovers_the_next_one_fixes() -> None:
    def repair(word: str, range_: Range) -> tuple[TextEdit, ...]:
        return (TextEdit(A, range_, {"bad3": "bad2", "bad2": "bad1", "bad1": "good"}[word]),)

    outcome = fixed(Words(repair, a="bad3 = 1\n"))
    assert outcome.texts == {A: "good = 1\n"}
    assert outcome.made == 3


def test_overlapping_fixes_wait_for_the_next_pass() -> None:
    def repair(word: str, range_: Range) -> tuple[TextEdit, ...]:
        if word == "bad1":
            return (TextEdit(A, Range(range_.start, Position(1, 9)), "good,bad2"),)
        return (TextEdit(A, range_, "fine"),)

    outcome = fixed(Words(repair, a="bad1,bad2 = 1, 2\n"))
    assert outcome.texts == {A: "good,fine = 1, 2\n"}
    assert outcome.made == 2


def test_what_two_fixes_both_do_is_done_once() -> None:
    def repair(word: str, range_: Range) -> tuple[TextEdit, ...]:
        return TextEdit(A, at(1, 0), "import x\n"), TextEdit(A, range_, "good" + word[-1])

    outcome = fixed(Words(repair, a="bad1 = 1\nbad2 = 2\n"))
    assert outcome.texts == {A: "import x\ngood1 = 1\ngood2 = 2\n"}
    assert outcome.made == 2


def test_different_insertions_at_one_place_are_all_made() -> None:
    def repair(word: str, range_: Range) -> tuple[TextEdit, ...]:
        return TextEdit(A, at(1, 0), f"import x{word[-1]}\n"), TextEdit(A, range_, "good")

    assert fixed(Words(repair, a="bad1 = 1\nbad2 = 2\n")).texts == {A: "import x1\nimport x2\ngood = 1\ngood = 2\n"}


def test_a_fix_that_would_break_the_file_is_not_made_and_the_others_are() -> None:
    def repair(word: str, range_: Range) -> tuple[TextEdit, ...]:
        return (TextEdit(A, range_, "(" if word == "bad2" else "good"),)

    outcome = fixed(Words(repair, a="bad1 = 1\nbad2 = 2\nbad3 = 3\n"))
    assert outcome.texts == {A: "good = 1\nbad2 = 2\ngood = 3\n"}
    assert outcome.made == 2
    assert outcome.left == {"the file would not be valid Python any more": 1}


def test_a_fix_that_does_not_help_is_not_made() -> None:
    def repair(word: str, range_: Range) -> tuple[TextEdit, ...]:
        if word == "bad1":
            return (TextEdit(A, at(1, 0), "# comment\n"),)
        return (TextEdit(A, range_, "good"),)

    outcome = fixed(Words(repair, a="bad1 = 1\nbad2 = 2\n"))
    assert outcome.texts == {A: "bad1 = 1\ngood = 2\n"}
    assert outcome.left == {"it would not help": 1}


def test_a_file_that_is_broken_elsewhere_is_fixed_all_the_same() -> None:
    assert fixed(Words(replace("good"), a="bad1 = 1\nx = (\n")).texts == {A: "good = 1\nx = (\n"}


def test_fixes_that_cannot_be_made_say_why() -> None:
    def repair(word: str, range_: Range) -> tuple[TextEdit, ...] | str:
        answers = {"bad1": "no place for it", "bad2": (), "bad3": (TextEdit(A, range_, "good"),)}
        return answers[word]

    outcome = fixed(Words(repair, a="bad1 = 1\nbad2 = 2\nbad3 = 3\n"))
    assert outcome.texts == {A: "bad1 = 1\nbad2 = 2\ngood = 3\n"}
    assert outcome.left == {"no place for it": 1, "there is nothing to change": 1}


def test_a_fix_may_change_several_files_but_only_those_named() -> None:
    def repair(word: str, range_: Range) -> tuple[TextEdit, ...]:
        return TextEdit(A, range_, "good"), TextEdit(B, at(1, 0), "y = 1\n")

    outcome = fixed(Words(repair, a="bad1 = 1\n", b="x = 1\n"), paths=(A, B))
    assert outcome.texts == {A: "good = 1\n", B: "y = 1\nx = 1\n"}
    outcome = fixed(Words(repair, a="bad1 = 1\n", b="x = 1\n"), paths=(A,))
    assert outcome.texts == {}
    assert outcome.left == {"they change files outside the paths given": 1}


def test_generated_files_are_left_alone() -> None:
    judge = Words(replace("good"), a="# Code generated by cdktf. DO NOT EDIT.\nbad1 = 1\n")
    outcome = fixed(judge)
    assert outcome.texts == {}
    assert outcome.left == {"in generated or installed files": 1}


def test_it_comes_to_an_end() -> None:
    count = 0

    def repair(word: str, range_: Range) -> tuple[TextEdit, ...]:
        nonlocal count
        count += 1
        return (TextEdit(A, range_, f"bad{count}"),)

    judge = Words(repair, a="bad = 1\n")
    outcome = fixed(judge)
    assert outcome.made == 10
    assert outcome.left == {"10 passes were not enough": 1}


def test_a_file_that_is_as_before_in_the_end_has_not_changed() -> None:
    def repair(word: str, range_: Range) -> tuple[TextEdit, ...]:
        return (TextEdit(A, range_, {"bad1": "bad2", "bad2": "bad1"}[word]),)

    assert fixed(Words(repair, a="bad1 = 1\n")).texts == {}


def test_apply_counts_lines_from_1_and_columns_in_code_points() -> None:
    edits = [
        TextEdit(A, Range(Position(2, 1), Position(2, 2)), "X"),
        TextEdit(A, Range(Position(1, 1), Position(2, 0)), "-"),
        TextEdit(A, at(3, 0), "end"),
    ]
    assert apply("é😀\n😀b\n", edits) == "é-😀X\nend"
