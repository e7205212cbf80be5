"""Ids of constructs: where they are named, and what becomes of it when they change."""

from __future__ import annotations

import pytest

from assist.conftest import Desk
from presynth.assist.definition import definitions
from presynth.assist.hover import hover
from presynth.assist.occurrences import occurrences
from presynth.assist.rename import RenameRefused, consequence, rename

_CODE = """class Pair(Construct):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        self.one = S3Bucket(self, "one")

pair = Pair(self, "pair")
bucket = S3Bucket(self, "bucket")
same = self.node.find_child("bucket")
other = pair.node.try_find_child("one")
bucket.add_override("depends_on", ["aws_vpc.main", "aws_s3_bucket.pair_one_AEE281C7"])
text = f"${{aws_s3_bucket.bucket.arn}}/* aws_s3_bucket.buckets"
# aws_s3_bucket.bucket
for name in ("a", "b"):
    S3Bucket(self, f"x-{name}")
"""


def at(code: str, place: str) -> str:
    """The code with the cursor at the `|` of a place."""
    assert code.count(place.replace("|", "")) == 1
    return code.replace(place.replace("|", ""), place)


def renamed(desk: Desk, place: str, name: str) -> set[str]:
    """The lines that are others behind a rename, without their indentation."""
    point = desk.in_stack(at(_CODE, place))
    lines = [list(line) for line in point.source.text.split("\n")]
    for edit in sorted(rename(point, name), key=lambda edit: edit.range.start, reverse=True):
        (line, start), (_, end) = edit.range
        lines[line - 1][start:end] = edit.text
    return {"".join(line).strip() for line in lines} - set(map(str.strip, point.source.text.split("\n")))


@pytest.mark.parametrize("place", ['S3Bucket(self, "buck|et")', 'find_child("|bucket")'])
def test_an_id_and_all_that_names_it(desk: Desk, place: str) -> None:
    assert renamed(desk, place, "logs") == {
        'bucket = S3Bucket(self, "logs")',
        'same = self.node.find_child("logs")',
        'text = f"${{aws_s3_bucket.logs.arn}}/* aws_s3_bucket.buckets"',
    }


def test_addresses_of_what_is_inside(desk: Desk) -> None:
    assert renamed(desk, 'Pair(self, "pa|ir")', "duo") == {
        'pair = Pair(self, "duo")',
        'bucket.add_override("depends_on", ["aws_vpc.main", "aws_s3_bucket.duo_one_673352C0"])',
    }
    assert 'other = pair.node.try_find_child("1")' in renamed(desk, 'S3Bucket(self, "o|ne")', "1")


def test_references_and_where_they_lead(desk: Desk) -> None:
    point = desk.in_stack(at(_CODE, 'S3Bucket(self, "buck|et")'))
    found = occurrences(point)
    assert found is not None
    assert [each.word for each in found.found] == ["bucket", "bucket", "aws_s3_bucket.bucket"]
    made = next(each.range.start for each in found.found if each.declares)
    for place in ('find_child("buc|ket")', "{{aws_s3_buck|et.bucket.arn"):
        (leads,) = definitions(desk.in_stack(at(_CODE, place)))
        assert leads.range.start == made._replace(column=made.column - 1)


@pytest.mark.parametrize(
    ("place", "name", "reason"),
    [
        ('S3Bucket(self, "buck|et")', "pair", "already"),
        ('S3Bucket(self, "buck|et")', "two words", "is no id"),
        ('S3Bucket(self, "buck|et")', "", "is no id"),
        ('f"x|-{name}"', "y", "nothing is known"),
    ],
)
def test_what_is_refused(desk: Desk, place: str, name: str, reason: str) -> None:
    with pytest.raises(RenameRefused, match=reason):
        rename(desk.in_stack(at(_CODE, place)), name)


def test_an_address_that_two_stacks_have_is_nobodys(desk: Desk) -> None:
    code = """from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.vpc import Vpc
app = App()
one, two = TerraformStack(app, "one"), TerraformStack(app, "two")
Vpc(one, "ma|in")
Vpc(two, "main").add_override("depends_on", ["aws_vpc.main"])
"""
    with pytest.raises(RenameRefused, match="of which stack"):
        rename(desk.point(code), "first")


def test_an_id_that_is_put_together(desk: Desk) -> None:
    code = 'S3Bucket(self, f"data-{1}")\nself.node.find_child("da|ta-1")'
    with pytest.raises(RenameRefused, match="put together"):
        rename(desk.in_stack(code), "logs")


def test_an_address_that_was_given_by_hand(desk: Desk) -> None:
    code = 'own = S3Bucket(self, "o|wn")\nown.override_logical_id("given")\ntext = "${aws_s3_bucket.given.arn}"'
    assert [edit.text for edit in rename(desk.in_stack(code), "mine")] == ["mine"]
    assert consequence(desk.in_stack(code), "mine") == ""


def test_what_terraform_makes_of_it(desk: Desk) -> None:
    said = consequence(desk.in_stack(at(_CODE, 'S3Bucket(self, "buck|et")')), "logs")
    assert said.startswith("aws_s3_bucket.bucket becomes aws_s3_bucket.logs: Terraform replaces it")
    assert consequence(desk.in_stack("buc|ket = 1"), "logs") == ""
    output = 'from cdktf import TerraformOutput\nTerraformOutput(self, "o|ut", value=1)'
    assert consequence(desk.in_stack(output), "other") == ""


def test_the_id_of_a_construct_of_the_project(desk: Desk) -> None:
    found = hover(desk.in_stack(at(_CODE, 'Pair(self, "pa|ir")')))
    assert found is not None
    assert found.text.startswith("The id of what makes `aws_s3_bucket.pair_one_AEE281C7`.")
