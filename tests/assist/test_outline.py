"""The outline of a file."""

from __future__ import annotations

import pytest

from assist.conftest import Desk
from presynth.assist.outline import Symbol, outline

STACKS = """from cdktf import App, TerraformOutput, TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket


class Logs(TerraformStack):
    def __init__(self, scope, id, *, names):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        size = TerraformVariable(self, "size", type="number")
        for name in names:
            S3Bucket(self, name, bucket=f"{name}-é")
        self.archive()

    def archive(self):
        bucket = S3Bucket(self, "archive")
        TerraformOutput(self, "arn", value=bucket.arn)


def main():
    app = App()
    Logs(app, "logs", names=["a", "b", "c", "d"])
    app.synth()


main()|
"""


def _told(symbols: tuple[Symbol, ...], depth: int = 0) -> list[str]:
    lines: list[str] = []
    for each in symbols:
        lines.append(f"{'  ' * depth}{each.kind} {each.name}: {each.detail}".rstrip(": "))
        lines += _told(each.children, depth + 1)
    return lines


def _outline(desk: Desk, code: str) -> tuple[Symbol, ...]:
    point = desk.point(code)
    return outline(point.program, point.source)


def test_stacks_and_constructs_stand_where_they_are_made(desk: Desk) -> None:
    assert _told(_outline(desk, STACKS)) == [
        "class Logs",
        "  method __init__",
        "    provider aws: AwsProvider",
        "    variable size: var.size",
        "    resource S3Bucket: aws_s3_bucket.a, aws_s3_bucket.b, aws_s3_bucket.c +1",
        "  method archive",
        "    resource archive: aws_s3_bucket.archive",
        "    output arn: output.arn",
        "function main",
        "  stack logs: Logs",
    ]


def test_ids_that_are_put_together_are_shown_as_they_are_written(desk: Desk) -> None:
    (stack, *_) = _outline(desk, STACKS.replace("S3Bucket(self, name,", 'S3Bucket(self, f"logs-{name}",'))
    assert [each.name for each in stack.children[0].children] == ["aws", "size", "logs-{name}"]


def test_a_symbol_covers_its_children_and_its_name(desk: Desk) -> None:
    def covered(symbol: Symbol) -> None:
        for inner in (symbol.name_range, *(child.range for child in symbol.children)):
            assert symbol.range.start <= inner.start <= inner.end <= symbol.range.end
        for child in symbol.children:
            covered(child)

    for root in _outline(desk, STACKS):
        covered(root)


@pytest.mark.parametrize("broken", ["def half(self, : int", "class Half(Terraform", "def half(", "async def half(x"])
def test_what_is_half_written_has_a_name_already(desk: Desk, broken: str) -> None:
    found = _outline(desk, f"import cdktf\n\n\n{broken}\n    pass|\n\n\ndef whole():\n    pass\n")
    assert [each.name.lower() for each in found] == ["half", "whole"]


def test_a_file_without_anything(desk: Desk) -> None:
    assert _outline(desk, "|") == ()
