"""Other ways to write what is there."""

from __future__ import annotations

import textwrap

import pytest

from assist.conftest import Desk
from presynth.assist.point import Point
from presynth.assist.refactoring import refactorings
from presynth.fixes import FixRefused, apply, edits
from presynth.operations import AddArgument

_CALL = "from cdktf_cdktf_provider_aws.s3_bucket import {}\n\n\ndef make(self):\n"


def _rewritten(point: Point) -> dict[str, str]:
    """The text after each, by title."""
    found: dict[str, str] = {}
    for fix in refactorings(point):
        made = edits(fix, lambda path: point.source if path == point.path else None, point.catalog)
        found[fix.title] = apply(point.source.text, made)
    return found


def _written(desk: Desk, code: str, title: str, head: str = "S3Bucket") -> str | None:
    """The statements after one of them, without what stands before."""
    start = _CALL.format(head)
    found = _rewritten(desk.point(start + textwrap.indent(code, "    ") + "\n")).get(title)
    return None if found is None else textwrap.dedent(found.partition("def make(self):\n")[2]).rstrip("\n")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            'S3Bucket(self, "b", versioning={"ena|bled": True, "mfa_delete": False})',
            'S3Bucket(self, "b", versioning=S3BucketVersioning(enabled=True, mfa_delete=False))',
        ),
        (
            'S3Bucket(self, "b", versioning={|"enabled": True})',
            'S3Bucket(self, "b", versioning=S3BucketVersioning(enabled=True))',
        ),
        (
            'for on in (True, False):\n    S3Bucket(self, f"b{on}", versioning={"enabled": |on})',
            'for on in (True, False):\n    S3Bucket(self, f"b{on}", versioning=S3BucketVersioning(enabled=on))',
        ),
    ],
)
def test_a_dict_becomes_a_struct(desk: Desk, code: str, expected: str) -> None:
    assert _written(desk, code, "Write `S3BucketVersioning(…)`") == expected


def test_in_a_list_all_levels_become_structs(desk: Desk) -> None:
    code = 'S3Bucket(self, "b", lifecycle_rule=[{"enabled": True, "expiration": {"days": |1}}])'
    rule = "S3BucketLifecycleRule(enabled=True, expiration=S3BucketLifecycleRuleExpiration(days=1))"
    expected = f'S3Bucket(self, "b", lifecycle_rule=[{rule}])'
    assert _written(desk, code, "Write `S3BucketLifecycleRule(…)`") == expected


def test_the_nearest_dict_counts(desk: Desk) -> None:
    code = 'S3Bucket(self, "b", website={"index_document": "i"}, versioning={"enabled": |True})'
    assert _written(desk, code, "Write `S3BucketVersioning(…)`") == code.replace("|", "").replace(
        '{"enabled": True}', "S3BucketVersioning(enabled=True)"
    )


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            'S3Bucket(self, "b", versioning=S3Bucket|Versioning(enabled=True))',
            'S3Bucket(self, "b", versioning={"enabled": True})',
        ),
        (
            'S3Bucket(\n    self,\n    "b",\n    versioning=S3BucketVersioning(\n        enabled = True,  # é\n'
            "        **more,|\n    ),\n)",
            'S3Bucket(\n    self,\n    "b",\n    versioning={\n        "enabled": True,  # é\n'
            "        **more,\n    },\n)",
        ),
    ],
)
def test_a_struct_becomes_a_dict(desk: Desk, code: str, expected: str) -> None:
    assert _written(desk, code, "Write it as a dict", "S3Bucket, S3BucketVersioning") == expected


def test_in_a_list_a_dict_would_be_lost(desk: Desk) -> None:
    code = 'S3Bucket(self, "b", cors_rule=[S3BucketCorsRule(|allowed_methods=[], allowed_origins=[])])'
    assert _written(desk, code, "Write it as a dict", "S3Bucket, S3BucketCorsRule") is None


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            'S3Bucket(self, "b", cors_rule=[S3BucketCorsRule(|)])',
            'S3Bucket(self, "b", cors_rule=[S3BucketCorsRule(allowed_methods=[], allowed_origins=[])])',
        ),
        (
            'S3Bucket(self, "b", cors_rule=[S3BucketCorsRule(|allowed_methods=["GET"])])',
            'S3Bucket(self, "b", cors_rule=[S3BucketCorsRule(allowed_methods=["GET"], allowed_origins=[])])',
        ),
    ],
)
def test_required_arguments(desk: Desk, code: str, expected: str) -> None:
    assert _written(desk, code, "Insert the required arguments", "S3Bucket, S3BucketCorsRule") == expected


def test_required_arguments_get_what_they_mean(desk: Desk) -> None:
    (made,) = refactorings(desk.in_stack('Subnet(self, "a", tags={|})'))
    assert [each.code for each in made.operations if isinstance(each, AddArgument)] == [("self.vpc.id",)]
    code = "import cdktf\nstage = 'dev'\ndef make(scope, stage, size): ...\nmake(None|)\n"
    assert 'make(None, stage=stage, size="TODO")' in _rewritten(desk.point(code))["Insert the required arguments"]


def test_required_arguments_of_the_projects_own(desk: Desk) -> None:
    code = """import cdktf


class Logs:
    def __init__(self, scope, *, stage, size=1): ...


Logs(None|)
"""
    found = _rewritten(desk.point(code))
    assert 'Logs(None, stage="TODO")' in found["Insert the required arguments"]


@pytest.mark.parametrize(
    "code",
    [
        'S3Bucket(self, "b"|)',
        'S3Bucket(self, "b", tags={"a": |"b"})',
        "S3BucketCorsRule(**more|)",
        "S3Bucket(self, |",
        "|",
        "x = [1, |2]",
    ],
)
def test_nothing_to_offer(desk: Desk, code: str) -> None:
    start = _CALL.format("S3Bucket, S3BucketCorsRule")
    try:
        assert _rewritten(desk.point(start + textwrap.indent(code, "    ") + "\n")) == {}
    except FixRefused as refusal:
        raise AssertionError(code) from refusal


_TOPIC = """from cdktf import App
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic


def make(self, condition):
"""


def _waits(desk: Desk, code: str) -> dict[str, str]:
    """What can be waited for at the place, with the statements after it."""
    found = _rewritten(desk.point(_TOPIC + textwrap.indent(code, "    ") + "\n"))
    waits = {title: text for title, text in found.items() if title.startswith("Wait for")}
    return {title: textwrap.dedent(text.partition("condition):\n")[2]).rstrip("\n") for title, text in waits.items()}


def test_waiting_for_what_is_made_before(desk: Desk) -> None:
    code = 'one = SnsTopic(self, "one")\nSnsTopic(self, "two")\nSnsTopic(self, "three|")\nfour = SnsTopic(self, "four")'
    found = _waits(desk, code)
    assert list(found) == ["Wait for `two_topic`", "Wait for `one`"], "the nearest first; nothing that comes later"
    assert 'SnsTopic(self, "three", depends_on=[one])' in found["Wait for `one`"]
    assert 'two_topic = SnsTopic(self, "two")' in found["Wait for `two_topic`"]
    assert 'SnsTopic(self, "three", depends_on=[two_topic])' in found["Wait for `two_topic`"]


def test_waiting_for_one_more(desk: Desk) -> None:
    code = 'one = SnsTopic(self, "one")\ntwo = SnsTopic(self, "two")\nSnsTopic(self, |"three", depends_on=[one])'
    found = _waits(desk, code)
    assert list(found) == ["Wait for `two`"]
    assert 'SnsTopic(self, "three", depends_on=[one, two])' in found["Wait for `two`"]


@pytest.mark.parametrize(
    "code",
    [
        'one = SnsTopic(self, "one")\nSnsTopic(self, "two|", display_name=one.arn)',
        'if condition:\n    one = SnsTopic(self, "one")\nSnsTopic(self, "two|")',
        'one = SnsTopic(self, "one")\nApp(|)',
        'one = SnsTopic(self, "one")\nSnsTopic(self, "two|", depends_on=unknown())',
        'one = SnsTopic(self, "one")\nSnsTopic(self, "two", tags={"a|": "b"})',
    ],
)
def test_nothing_to_wait_for(desk: Desk, code: str) -> None:
    assert _waits(desk, code) == {}
