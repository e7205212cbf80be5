"""Inlay hints: what the code does not show of itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assist.conftest import Desk
from presynth.assist.hints import Hint, hints
from presynth.assist.point import Point
from presynth.config.settings import Settings
from presynth.source.statement import Position, Range

EVERYTHING = Settings(Path())
NOTHING = replace(EVERYTHING, hint_addresses=False, hint_names=False, hint_regions=False)


def _hints(point: Point, settings: Settings = EVERYTHING, where: Range | None = None) -> list[Hint]:
    everywhere = Range(Position(1, 0), point.lines.end)
    return hints(point.program, point.outcome, point.source, where or everywhere, settings)


def _behind(point: Point, settings: Settings = EVERYTHING) -> dict[str, str]:
    """What stands before each hint in the line, and the hint."""
    lines = point.source.text.split("\n")
    found = _hints(point, settings)
    return {lines[each.position.line - 1][: each.position.column].strip(): each.text for each in found}


def test_the_address_stands_behind_the_id(desk: Desk) -> None:
    found = _behind(desk.in_stack('S3Bucket(\n    self,\n    "logs",\n    bucket="b",\n)|'))
    assert found['"logs"'] == "aws_s3_bucket.logs"


def test_f_strings_tell_what_they_come_to(desk: Desk) -> None:
    code = 'stage = "prod"\nS3Bucket(self, "logs", bucket=f"logs-{stage}-é")\nplain = f"logs"|'
    found = _behind(desk.in_stack(code))
    assert found['S3Bucket(self, "logs", bucket=f"logs-{stage}-é"'] == "'logs-prod-é'"
    assert 'plain = f"logs"' not in found


def test_f_strings_with_attributes_name_them(desk: Desk) -> None:
    found = _behind(desk.in_stack('note = f"in {self.vpc.id}"|'))
    assert found['note = f"in {self.vpc.id}"'] == "f'in {aws_vpc.main.id}'"


@pytest.mark.parametrize("code", ['note = f"{unknown}-x"|', 'notes = [f"{n}" for n in "ab"]|', 'note = f"{scope}"|'])
def test_what_is_not_known_is_not_told(desk: Desk, code: str) -> None:
    assert [each for each in _hints(desk.in_stack(code)) if each.kind == "name"] == []


def test_each_call_of_a_function_has_its_own(desk: Desk) -> None:
    code = """from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket


class Logs(TerraformStack):
    def __init__(self, scope, stage):
        super().__init__(scope, f"logs-{stage}")
        S3Bucket(self, f"b-{stage}", bucket=f"bucket-{stage}")


app = App()
for stage in ("dev", "qa", "prod"):
    Logs(app, stage)|
"""
    found = _behind(desk.point(code))
    assert found['super().__init__(scope, f"logs-{stage}"'] == "'logs-dev' or 'logs-qa' +1"
    addresses = [each.text for each in _hints(desk.point(code)) if each.kind == "address"]
    assert addresses == ["aws_s3_bucket.b-dev or aws_s3_bucket.b-qa +1"]


def test_the_region_of_a_provider_that_is_given(desk: Desk) -> None:
    code = """other = AwsProvider(self, "other", region="us-east-1", alias="us")
S3Bucket(self, "logs", provider=other)
S3Bucket(self, "near")|"""
    found = _behind(desk.in_stack(code))
    assert found['S3Bucket(self, "logs", provider=other'] == "us-east-1"
    assert [each.text for each in _hints(desk.in_stack(code)) if each.kind == "region"] == ["us-east-1"]


def test_each_kind_can_be_switched_off(desk: Desk) -> None:
    code = """us = AwsProvider(self, "us", region="us-east-1", alias="us")
S3Bucket(self, "logs", bucket=f"{'a'}-b", provider=us)|"""
    point = desk.in_stack(code)
    assert {each.kind for each in _hints(point)} == {"address", "name", "region"}
    assert _hints(point, NOTHING) == []
    for kind, field in (("address", "hint_addresses"), ("name", "hint_names"), ("region", "hint_regions")):
        assert {each.kind for each in _hints(point, replace(NOTHING, **{field: True}))} == {kind}


def test_only_what_is_in_sight(desk: Desk) -> None:
    point = desk.in_stack('S3Bucket(self, "logs", bucket=f"{self.vpc.id}")|')
    for first in range(1, len(point.lines.lines) + 1):
        where = Range(Position(first, 0), Position(first, 0))
        whole = [each for each in _hints(point) if each.position.line == first]
        assert _hints(point, where=where) == whole
