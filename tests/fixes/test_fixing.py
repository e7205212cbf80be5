"""All fixes of files, made to a fixed point, and written."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path

import pytest

from fixes.marked import AWS, aws
from fixes.words import Documents, Repair, Words
from presynth.findings import Fix, Safety
from presynth.fixes import apply_fix
from presynth.fixes.apply import apply
from presynth.fixes.fixing import MOST_PASSES, UNSAFE, Fixer, Outcome, Unwritten
from presynth.fixes.generated import is_generated
from presynth.operations import AddImport, InsertStatement, Operation, RemoveArgument, Replace
from presynth.source.decoding import read
from presynth.source.file import SourceFile
from presynth.source.statement import Place, Statement

A, B = "/project/a.py", "/project/b.py"


def words(repair: Repair, **texts: str) -> Words:
    return Words(Documents({f"/project/{name}.py": text for name, text in texts.items()}), repair)


def fixed(judge: Words, *, paths: Sequence[str] = (A,), unsafe: bool = False) -> Outcome:
    return Fixer(judge, paths, unsafe=unsafe).run()


def reasons(outcome: Outcome) -> list[tuple[str, str]]:
    return [(left.finding.place.text, left.reason) for left in outcome.left]


def good(place: Place) -> list[Operation]:
    return [Replace(place, ("good",))]


def test_all_safe_fixes_are_made() -> None:
    judge = words(good, a="bad1 = 'e'; bad2 = 1\nbadly = 2\nbadder = 3\n")
    outcome = fixed(judge)
    assert outcome.texts == {A: "good = 'e'; good = 1\nbadly = 2\nbadder = 3\n"}
    assert outcome.before == {A: "bad1 = 'e'; bad2 = 1\nbadly = 2\nbadder = 3\n"}
    assert outcome.made == 2
    assert reasons(outcome) == [("badly", UNSAFE)]
    assert judge.documents.texts == outcome.texts


def test_unsafe_fixes_are_made_when_asked_for() -> None:
    outcome = fixed(words(good, a="bad1 = 1\nbadly = 2\n"), unsafe=True)
    assert outcome.texts == {A: "good = 1\ngood = 2\n"}
    assert not outcome.left


def test_nothing_to_fix() -> None:
    outcome = fixed(words(good, a="good = 1\n"))
    assert (outcome.texts, outcome.made, outcome.left) == ({}, 0, ())


def test_many_are_made_in_one_pass() -> None:
    judge = words(good, a="".join(f"x{number} = bad\n" for number in range(50)))
    assert fixed(judge).made == 50
    assert judge.checks == 2


def test_imports_do_not_keep_fixes_apart() -> None:
    rule, cors = aws("s3_bucket", "S3BucketLifecycleRule"), aws("s3_bucket", "S3BucketCorsRule")

    def struct(place: Place) -> list[Operation]:
        return [Replace(place, (rule if place.text == "bad1" else cors, "()"))]

    judge = words(struct, a=f"from {AWS}.s3_bucket import S3Bucket\nf(bad1, bad2, bad1)\n")
    assert (
        fixed(judge)
        .texts[A]
        .startswith(
            f"from {AWS}.s3_bucket import S3Bucket, S3BucketCorsRule, S3BucketLifecycleRule\n"
            f"f(S3BucketLifecycleRule(), "
        )
    )
    assert judge.checks == 2


def test_what_one_pass_uncovers_the_next_one_fixes() -> None:
    def step(place: Place) -> list[Operation]:
        return [Replace(place, ({"bad3": "x.bad2", "bad2": "x.bad1", "bad1": "good"}[place.text],))]

    outcome = fixed(words(step, a="y = bad3\n"))
    # At another place, so that it is no error that was there before.
    assert outcome.texts == {}
    assert reasons(outcome) == [("bad3", "it would lead to another error: `bad2` is bad")]

    def warn(place: Place) -> list[Operation]:
        return [Replace(place, ({"bad3": "x.badish2", "badish2": "x.badish1", "badish1": "good"}[place.text],))]

    outcome = fixed(words(warn, a="y = bad3\n"))
    assert outcome.texts == {A: "y = x.x.good\n"}
    assert outcome.made == 3


def test_overlapping_fixes_wait_for_the_next_pass() -> None:
    def wide(place: Place) -> list[Operation]:
        if place.text == "bad1":
            return [Replace(place._replace(end_byte=place.end_byte + 5), ("good,bad2",))]
        return [Replace(place, ("fine",))]

    outcome = fixed(words(wide, a="bad1,bad2 = 1, 2\n"))
    assert outcome.texts == {A: "good,fine = 1, 2\n"}
    assert outcome.made == 2


def test_a_fix_that_would_break_the_file_is_not_made_and_the_others_are() -> None:
    def broken(place: Place) -> list[Operation]:
        return [Replace(place, ("(" if place.text == "bad2" else "good",))]

    outcome = fixed(words(broken, a="bad1 = 1\nbad2 = 2\nbad3 = 3\n"))
    assert outcome.texts == {A: "good = 1\nbad2 = 2\ngood = 3\n"}
    assert outcome.made == 2
    assert reasons(outcome) == [("bad2", "the file would not be valid Python any more")]


def test_a_fix_that_does_not_help_is_not_made() -> None:
    def comment(place: Place) -> list[Operation]:
        if place.text == "bad1":
            return [InsertStatement(place.statement, ("x",), after=False)]
        return good(place)

    outcome = fixed(words(comment, a="a = bad1\nb = bad2\n"))
    assert outcome.texts == {A: "a = bad1\nb = good\n"}
    assert reasons(outcome) == [("bad1", "it would not help")]


def test_a_fix_that_cannot_be_made_says_why() -> None:
    outcome = fixed(words(lambda place: [RemoveArgument(place)], a="a = bad\n"))
    assert reasons(outcome) == [("bad", "no argument, entry or item is there")]


def test_a_fix_that_never_ends_is_stopped() -> None:
    def again(place: Place) -> list[Operation]:
        return [Replace(place, (f"x.badish{len(place.statement.text)}",))]

    outcome = fixed(words(again, a="a = badish\n"))
    assert outcome.made == MOST_PASSES
    assert [why for _, why in reasons(outcome)] == ["10 passes were not enough"]


def test_a_file_with_a_syntax_error_is_fixed_around_it() -> None:
    assert fixed(words(good, a="x = (\ny = bad\n")).texts == {A: "x = (\ny = good\n"}


def test_a_change_that_comes_back_is_none() -> None:
    def back(place: Place) -> list[Operation]:
        return [Replace(place, ("badish2" if place.text == "badish1" else "badish1",))]

    assert fixed(words(back, a="x = badish1\n")).texts == {}


def of_b(statements: Sequence[Statement], place: Place) -> list[Operation]:
    return [Replace(place, ("good",)), InsertStatement(statements[0], ("y = 1",))]


def test_other_files_are_changed_only_when_they_are_named() -> None:
    judge = words(lambda place: of_b(judge.documents.source(B).statements, place), a="bad = 1\n", b="x = 1\n")  # type: ignore[union-attr]
    outcome = fixed(judge)
    assert outcome.texts == {}
    assert reasons(outcome) == [("bad", "it would change files outside the paths given")]
    assert fixed(judge, paths=[A, B]).texts == {A: "good = 1\n", B: "x = 1\ny = 1\n"}


def test_generated_files_are_not_changed() -> None:
    judge = words(good, a="# This file was generated by a tool\nbad = 1\n")
    assert reasons(fixed(judge)) == [("bad", "in generated or installed files")]
    assert judge.documents.texts[A].endswith("bad = 1\n")


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("/project/main.py", "import jsii\nx = 'generated by'\n", False),
        ("/project/imports.py", "", False),
        ("/project/imports/aws/__init__.py", "", True),
        ("/project/lib/aws/vpc/__init__.py", "'''\n'''\nfrom .._jsii import *\n", True),
        ("/v/lib/python3.11/site-packages/x.py", "", True),
        ("/project/cdktf.out/x.py", "", True),
        ("/project/x.py", "# @generated\n", True),
        ("/project/x.py", "#!/usr/bin/env python\n# DO NOT EDIT\n", True),
        ("/project/x.py", "x = 1\n" * 2000 + "# generated by hand\n", False),
    ],
)
def test_generated(path: str, text: str, expected: bool) -> None:
    assert is_generated(path, text) is expected


def test_edits_of_one_file() -> None:
    text = "x = 1\nbad = 'ü'\ny = 2\nz = bad"
    judge = words(good, a=text, b="bad = 1\n")
    edits = Fixer.of_one_file(judge, A)
    assert [edit.range.start.line for edit in edits] == [2, 4]
    assert apply(text, edits) == "x = 1\ngood = 'ü'\ny = 2\nz = good"
    assert judge.documents.texts[B] == "bad = 1\n"


def on_disk(path: Path, data: bytes) -> Outcome:
    """The outcome for a file with that content."""
    path.write_bytes(data)
    return fixed(Words(Documents({str(path): read(str(path)).text}), good), paths=[str(path)])


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (b"x = 1\r\nbad = 1\r\n", b"x = 1\r\ngood = 1\r\n"),
        (b"x = 1\rbad = 1", b"x = 1\rgood = 1"),
        (b"x = 1\r\ny = 2\nbad = 1\r\n", b"x = 1\r\ny = 2\ngood = 1\r\n"),
        (b"\xef\xbb\xbfbad = 1\n", b"\xef\xbb\xbfgood = 1\n"),
        (b"# coding: latin-1\nbad = '\xfc'\n", b"# coding: latin-1\ngood = '\xfc'\n"),
    ],
)
def test_files_are_written_as_they_were(tmp_path: Path, before: bytes, expected: bytes) -> None:
    path = tmp_path / "a.py"
    assert list(on_disk(path, before).write()) == []
    assert path.read_bytes() == expected
    assert os.listdir(tmp_path) == ["a.py"]


def test_mode_and_links_stay(tmp_path: Path) -> None:
    path, link = tmp_path / "a.py", tmp_path / "b.py"
    path.write_bytes(b"bad = 1\n")
    path.chmod(0o754)
    link.symlink_to(path)
    assert list(on_disk(link, b"bad = 1\n").write()) == []
    assert link.is_symlink()
    assert path.read_bytes() == b"good = 1\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o754


def test_a_file_that_has_changed_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    outcome = on_disk(path, b"bad = 1\n")
    path.write_bytes(b"bad = 2\n")
    assert list(outcome.write()) == [Unwritten(str(path), "it has changed in the meantime")]
    assert path.read_bytes() == b"bad = 2\n"
    path.unlink()
    assert [unwritten.path for unwritten in outcome.write()] == [str(path)]


def test_what_the_encoding_lacks_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    outcome = on_disk(path, b"# coding: latin-1\nbad = 1\n")
    outcome.texts = {name: text.replace("good", "\u20ac") for name, text in outcome.texts.items()}
    [unwritten] = outcome.write()
    assert "encoding" in unwritten.reason
    assert path.read_bytes() == b"# coding: latin-1\nbad = 1\n"


def test_a_failed_write_leaves_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.py"
    outcome = on_disk(path, b"bad = 1\n")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    assert list(outcome.write()) == [Unwritten(str(path), "no space left on device")]
    assert path.read_bytes() == b"bad = 1\n"
    assert os.listdir(tmp_path) == ["a.py"]


def test_apply_a_fix_to_files(tmp_path: Path) -> None:
    one, other = tmp_path / "one.py", tmp_path / "other.py"
    one.write_bytes(b"import os\r\nf(a)\r\n")
    other.write_bytes(b"x\n")
    [_, call] = SourceFile.parse(str(one), read(str(one)).text).statements
    fix = Fix("", Safety.SAFE, (Replace(Place(call, 0, 2, 0, 3), ("é",)), AddImport(str(other), "m", "N")))
    assert apply_fix(fix, [str(one), str(other)]) == {
        str(one): "import os\nf(é)\n",
        str(other): "from m import N\n\nx\n",
    }
