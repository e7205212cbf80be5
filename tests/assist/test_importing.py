"""Imports for names that nobody knows."""

from __future__ import annotations

import pytest

from assist.conftest import Desk
from presynth.assist.importing import importing


def titles(desk: Desk, code: str) -> list[str]:
    """What can be imported at a place in a statement of a stack."""
    return [fix.title for fix in importing(desk.in_stack(code))]


@pytest.mark.parametrize("code", ['Sqs|Queue(self, "a")', "x: SqsQueue|", "SqsQueue|(self, "])
def test_a_class_of_the_package_in_use(desk: Desk, code: str) -> None:
    assert titles(desk, code) == ["Import `SqsQueue` from `cdktf_cdktf_provider_aws.sqs_queue`"]


def test_a_struct_of_a_resource(desk: Desk) -> None:
    assert titles(desk, "S3BucketCors|Rule()") == [
        "Import `S3BucketCorsRule` from `cdktf_cdktf_provider_aws.s3_bucket`"
    ]


@pytest.mark.parametrize(
    "code",
    [
        'S3|Bucket(self, "a")',
        'x = "Sqs|Queue"',
        "# Sqs|Queue",
        "x.Sqs|Queue",
        "f(Sqs|Queue=1)",
        "class Sqs|Queue: ...",
        "SqsQueue = 1\nx = Sqs|Queue",
        "x = lambda SqsQueue: Sqs|Queue",
        "unknown|",
    ],
)
def test_nothing_to_import(desk: Desk, code: str) -> None:
    assert titles(desk, code) == []
