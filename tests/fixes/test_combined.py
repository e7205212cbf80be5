"""Several fixes at once, and edits made."""

from __future__ import annotations

import pytest

from fixes.marked import AWS, PATH, Asked, aws, catalog, parsed
from presynth.findings import Fix, Safety, TextEdit
from presynth.fixes.apply import apply
from presynth.fixes.edits import Combined, combined, paths_of
from presynth.operations import (
    AddArgument,
    AddImport,
    AddItem,
    InsertStatement,
    RemoveArgument,
    RemoveImport,
    RenameImport,
    Replace,
    WrapImport,
)
from presynth.source.statement import Place, Position, Range


def together(code: str, *asked: Asked) -> tuple[str, Combined]:
    """The text after the fixes, and what was made of them."""
    source, places = parsed(code)
    fixes = [Fix("", Safety.SAFE, tuple(each(places))) for each in asked]
    found = combined(fixes, lambda _: source, lambda _: catalog())
    return apply(source.text, found.edits), found


def replaced(number: int, *code: object) -> Asked:
    return lambda places: [Replace(places[number], code)]  # type: ignore[arg-type]


def test_imports_of_all_fixes_go_together() -> None:
    rule, cors = aws("s3_bucket", "S3BucketLifecycleRule"), aws("s3_bucket", "S3BucketCorsRule")
    before = f"from {AWS}.s3_bucket import S3Bucket\nf(«a», «b», «c»)\n"
    text, found = together(before, replaced(0, rule), replaced(1, cors), replaced(2, rule))
    assert text == (
        f"from {AWS}.s3_bucket import S3Bucket, S3BucketCorsRule, S3BucketLifecycleRule\n"
        "f(S3BucketLifecycleRule, S3BucketCorsRule, S3BucketLifecycleRule)\n"
    )
    assert found.made == (0, 1, 2)


def test_arguments_of_all_fixes_go_together() -> None:
    text, found = together(
        "«f(«a»=1, b=2)»\n",
        lambda places: [RemoveArgument(places[1])],
        lambda places: [AddArgument(places[0], "c", ("3",))],
        lambda places: [AddArgument(places[0], "d", ("4",))],
    )
    assert text == "f(b=2, c=3, d=4)\n"
    assert found.made == (0, 1, 2)


def test_of_fixes_that_overlap_the_later_waits() -> None:
    text, found = together("f(«g(«a»)», «b»)\n", replaced(0, "x"), replaced(1, "y"), replaced(2, "z"))
    assert text == "f(x, z)\n"
    assert (found.made, found.waiting) == ((0, 2), {1})


def test_a_fix_that_is_refused_leaves_nothing_behind() -> None:
    def refused(places: list[Place]) -> list[Replace | RenameImport]:
        return [Replace(places[0], ("x",)), RenameImport(places[1], "y")]

    text, found = together("f(«a», «b»)\n", refused, replaced(1, "z"))
    assert text == "f(a, z)\n"
    assert found.made == (1,)
    assert found.refused == {0: "that is no import"}


def test_the_same_insertion_is_made_once() -> None:
    def insert(places: list[Place]) -> list[InsertStatement]:
        return [InsertStatement(places[0].statement, ("b",))]

    text, found = together("«a»\n", insert, insert)
    assert text == "a\nb\n"
    assert (found.made, found.waiting) == ((0,), {1})


def test_the_same_import_is_made_once_for_all() -> None:
    text, found = together("import a\n", *[lambda _: [AddImport(PATH, "m", "N")]] * 3)
    assert text == "import a\nfrom m import N\n"
    assert found.made == (0, 1, 2)


def test_what_a_fix_relies_on_is_not_removed() -> None:
    rule = aws("s3_bucket", "S3BucketLifecycleRule")
    before = f"from {AWS}.s3_bucket import «S3BucketLifecycleRule», «A»\nf(«a»)\n"
    text, found = together(
        before,
        lambda places: [RemoveImport(places[0])],
        lambda places: [RemoveImport(places[1])],
        replaced(2, rule),
    )
    assert text == f"from {AWS}.s3_bucket import S3BucketLifecycleRule\nf(S3BucketLifecycleRule)\n"
    assert (found.made, found.waiting) == ((1, 2), {0})


def test_an_import_is_wrapped_with_what_is_added() -> None:
    text, _ = together(
        "«from m import «A», B»\nx\n",
        lambda places: [WrapImport(places[0].statement)],
        lambda _: [AddImport(PATH, "m", "C")],
        lambda places: [RemoveImport(places[1])],
    )
    assert text == "from m import (\n    B,\n    C,\n)\nx\n"


def test_a_list_that_is_replaced_gets_no_item() -> None:
    text, found = together("f(«[a]», b)\n", replaced(0, "[c]"), lambda places: [AddItem(places[0], ("d",))])
    assert text == "f([c], b)\n"
    assert found.waiting == {1}


def test_paths_of_a_fix() -> None:
    _, [place] = parsed("f(«a»)\n")
    assert paths_of(Fix("", Safety.SAFE, (Replace(place, ()), AddImport("/b.py", "m", "N")))) == {PATH, "/b.py"}


def edit(line: int, start: int, end: int, text: str, path: str = PATH) -> TextEdit:
    return TextEdit(path, Range(Position(line, start), Position(line, end)), text)


def test_apply() -> None:
    edits = [edit(2, 0, 1, "x"), edit(1, 1, 1, "ü"), edit(1, 1, 1, "ö"), edit(1, 2, 3, "")]
    assert apply("éab\nc", edits) == "éüöa\nx"
    assert apply("", []) == ""
    assert apply("a\nb\n", [TextEdit(PATH, Range(Position(1, 1), Position(2, 0)), " ")]) == "a b\n"


def test_apply_refuses_what_overlaps() -> None:
    with pytest.raises(ValueError, match="line 1"):
        apply("abc\n", [edit(1, 0, 2, ""), edit(1, 1, 3, "")])
