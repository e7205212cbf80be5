import io
import re

import pytest

from presynth.findings import Severity
from presynth.report import text_format
from presynth.report.model import FileError
from presynth.report.style import Style, wants_color
from presynth.source.statement import Position, Range
from report.samples import ASSEMBLY, DISPLAY, SAFE, TERRAFORM, UNSAFE, finding, place, related, report

PLAIN = Style()


def lines(text: str) -> list[str]:
    return text.split("\n")


def test_a_finding_shows_its_source_and_its_fixes() -> None:
    where = place("bucket = S3Bucket(\n    self, b='x',\n)", "'x'")
    given = finding(where, SAFE, UNSAFE, construct="aws_s3_bucket.b", related=(related("class A(B): ...", "B"),))
    assert lines(text_format.render(report(given), PLAIN)) == [
        "error[PS103] unknown-argument: no argument `b`",
        " --> stacks/app.py:2:13 in aws_s3_bucket.b",
        "  |",
        "2 |     self, b='x',",
        "  |             ^^^",
        " ::: stacks/base.py:1:9 the class is here",
        "  |",
        "1 | class A(B): ...",
        "  |         ^",
        "  = help: rename to `bucket` (--fix does it)",
        "  = help: remove it (unsafe)",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("fix", "line"),
    [
        (UNSAFE, "  = help: remove it (unsafe: --fix --unsafe-fixes does it)"),
        (DISPLAY, "  = help: buy a domain"),
    ],
)
def test_what_makes_a_fix(fix: object, line: str) -> None:
    given = finding(place("f(b)", "b"), fix)  # type: ignore[arg-type]
    assert line in lines(text_format.render(report(given), PLAIN))


def source(text: str, wanted: str) -> list[str]:
    """The lines with the source, without their gutter."""
    shown = lines(text_format.render(report(finding(place(text, wanted))), PLAIN))[3:-2]
    return [line.partition("|")[2].removeprefix(" ") for line in shown]


def test_underlines_stand_below_what_they_mean_on_a_terminal() -> None:
    assert source("f('日本', 'é😀', b)", "b") == ["f('日本', 'é😀', b)", " " * 17 + "^"]
    assert source("f('e\u0301', b)", "b") == ["f('e\u0301', b)", " " * 7 + "^"]
    assert source("if a:\n\tf(b)\n", "a") == ["if a:", "   ^"]
    assert source("f(\n\tb)", "b") == ["    b)", "    ^"]


def test_of_a_place_of_several_lines_the_first_and_the_last_are_shown() -> None:
    assert source("x = f(\n    a,\n    b,\n)", "f(\n    a,\n    b,\n)") == ["x = f(", "    ^^", "...", ")", "^"]
    assert source("x = f(\n  b)", "f(\n  b)") == ["x = f(", "    ^^", "  b)", "  ^^"]


def test_long_lines_are_cut_around_the_place() -> None:
    text = f"f('{'x' * 300}', bbb, '{'y' * 300}')"
    shown, underline = source(text, "bbb")
    assert len(shown) < 150
    assert shown.startswith("...x")
    assert shown.endswith("y...")
    assert shown[underline.index("^") :][:3] == "bbb"
    assert underline.count("^") == 3


def test_a_place_longer_than_a_line_may_be_is_cut_too() -> None:
    shown, underline = source(f"f({'b' * 300})", "b" * 300)
    assert len(underline) <= len(shown) < 150


def test_nothing_that_steers_the_terminal_gets_through() -> None:
    where = place("f('\x1b[31m', b)", "b")
    given = finding(where, message="\x1b]0;x\x07\u202e", construct="\x1b[2J")
    text = text_format.render(report(given), PLAIN) + text_format.concise(report(given), PLAIN)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e]", text)
    assert "f('\N{REPLACEMENT CHARACTER}[31m', b)" in text


def test_a_message_of_several_lines_stays_on_one() -> None:
    assert text_format.concise(report(finding(place("f(b)", "b"), message="one\ntwo")), PLAIN).count("\n") == 1


def test_files_that_could_not_be_judged_come_last() -> None:
    errors = (
        FileError("/project/a.py", Range(Position(2, 4), Position(2, 5)), "invalid syntax"),
        FileError("/project/b.py", None, "no such file"),
    )
    text = text_format.render(report(finding(place("f(b)", "b")), errors=errors), PLAIN)
    assert lines(text)[-7:] == [
        "error: invalid syntax",
        " --> a.py:2:5",
        "",
        "error: no such file",
        " --> b.py",
        "",
        "",
    ]


def test_concise() -> None:
    errors = (FileError("/project/a.py", None, "no such file"),)
    found = (finding(place("f(b)", "b"), SAFE), finding(place("f(b)", "b"), UNSAFE, severity=Severity.WARNING))
    assert lines(text_format.concise(report(*found, errors=errors), PLAIN)) == [
        "stacks/app.py:1:3: error[PS103] no argument `b` [fixable]",
        "stacks/app.py:1:3: warning[PS103] no argument `b`",
        "a.py: error no such file",
        "",
    ]


def test_summary_counts_findings_and_fixes() -> None:
    found = (
        finding(place("f(b)", "b"), SAFE),
        finding(place("f(b)", "b"), UNSAFE, DISPLAY),
        finding(place("f(b)", "b", "/project/c.py"), DISPLAY, severity=Severity.WARNING),
        finding(place("f(b)", "b"), severity=Severity.INFO),
    )
    assert lines(text_format.summary(report(*found, file_count=14, assemblies=(ASSEMBLY,), terraform=TERRAFORM))) == [
        "Found 2 errors, 1 warning and 1 remark in 2 of 14 files.",
        "1 can be fixed with --fix, 1 more with --fix --unsafe-fixes.",
        "Checked against @cdktf/provider-aws 21.22.1, Terraform 1.9.5 (.terraform-version).",
        "",
    ]


def test_summary_of_nothing() -> None:
    assert text_format.summary(report(file_count=1)) == "No problems found in 1 file.\n"


def test_statistics() -> None:
    found = [finding(place("f(b)", "b"), SAFE)] * 11 + [finding(place("f(b)", "b"), code="PS101")]
    assert text_format.statistics(report(*found), PLAIN) == (
        "11 PS103 unknown-argument (11 fixable)\n 1 PS101 unknown-argument\n"
    )


def test_colour_changes_nothing_but_colours() -> None:
    given = report(finding(place("f(b)", "b"), SAFE, related=(related("class A(B): ...", "B"),)))
    colored = text_format.render(given, Style(colored=True))
    assert "\x1b[1;31merror[PS103]\x1b[0m" in colored
    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == text_format.render(given, PLAIN)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("choice", "environ", "terminal", "colored"),
    [
        ("auto", {"TERM": "xterm"}, True, True),
        ("auto", {"TERM": "xterm"}, False, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"TERM": "xterm", "NO_COLOR": "1"}, True, False),
        ("auto", {"TERM": "xterm", "NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_when_to_colour(choice: str, environ: dict[str, str], terminal: bool, colored: bool) -> None:
    stream = Terminal() if terminal else io.StringIO()
    assert wants_color(choice, stream, environ) is colored  # type: ignore[arg-type]
