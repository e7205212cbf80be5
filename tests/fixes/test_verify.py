"""Fixes tried before they are offered."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from fixes.marked import PATH, catalog
from fixes.words import Repair, findings_in
from presynth.findings import Finding, TextEdit
from presynth.fixes import FixRefused
from presynth.fixes.apply import apply
from presynth.fixes.verify import verified
from presynth.operations import AddArgument, InsertStatement, RemoveArgument, Replace
from presynth.source.file import SourceFile
from presynth.source.statement import Place


def tried(code: str, repair: Repair, number: int = 0) -> tuple[TextEdit, ...]:
    """The verified edits for one of the bad words in the code."""
    sources = [SourceFile.parse(PATH, code)]
    findings = list(findings_in(sources[-1], repair))

    def judge(texts: Mapping[str, str]) -> list[Finding]:
        sources.append(SourceFile.parse(PATH, texts[PATH]))
        return list(findings_in(sources[-1], repair))

    finding = findings[number]
    return verified(finding.fixes[0], finding, findings, lambda _: sources[-1], catalog(), judge)


def by(text: str) -> Repair:
    return lambda place: [Replace(place, (text,))]


def test_a_good_fix() -> None:
    code = "a = bad\nb = bad\n"
    assert apply(code, tried(code, by("good"))) == "a = good\nb = bad\n"


@pytest.mark.parametrize(
    ("code", "new", "why"),
    [
        ("a = bad\n", "bad2", "help"),
        ("a = bad\n", "(", "valid Python"),
        ("a = bad\n", "[good, bad2]", "another error: `bad2` is bad"),
        ("a = bad\nb = bad\n", "bad", "nothing"),
    ],
)
def test_a_bad_fix(code: str, new: str, why: str) -> None:
    with pytest.raises(FixRefused, match=why):
        tried(code, by(new))


def test_a_new_warning_is_no_reason() -> None:
    code = "a = bad\n"
    assert apply(code, tried(code, by("[good, badish]"))) == "a = [good, badish]\n"


def test_an_error_that_was_hidden_is_no_reason() -> None:
    code = "a = bad\n"
    assert apply(code, tried(code, by("badlater"))) == "a = badlater\n"
    with pytest.raises(FixRefused, match="another error"):
        tried("a = badlater\n", by("[good, bad]"))


def test_a_file_that_did_not_parse_may_be_fixed() -> None:
    code = "a = (\nb = bad\n"
    assert apply(code, tried(code, by("good"))) == "a = (\nb = good\n"


def test_findings_that_move_are_not_new() -> None:
    code = "f(bad1=1, bad2=2, bad2=2)\nf(bad2, bad1)\n"
    assert apply(code, tried(code, lambda place: [RemoveArgument(place)])).startswith("f(bad2=2, bad2=2)\n")
    code = "a = bad1\nb = bad2; bad2\n"

    def lines_above(place: Place) -> list[Replace | InsertStatement]:
        return [Replace(place, ("good",)), InsertStatement(place.statement, ("x\ny",), after=False)]

    assert apply(code, tried(code, lines_above)) == "x\ny\na = good\nb = bad2; bad2\n"


def test_one_of_two_that_read_the_same() -> None:
    code = "f(bad, bad)\n"

    def keep(place: Place) -> list[AddArgument]:
        whole = Place(place.statement, 0, 0, 0, 11)
        return [AddArgument(whole, "x", ("1",))]

    with pytest.raises(FixRefused, match="help"):
        tried(code, keep, 1)
    assert apply(code, tried(code, by("good"), 1)) == "f(bad, good)\n"
