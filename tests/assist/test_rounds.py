"""Names that go round in comprehensions and loops."""

from __future__ import annotations

import pytest

from assist.conftest import Desk
from presynth.assist.completion import completions
from presynth.assist.hints import hints
from presynth.assist.hover import hover
from presynth.config.settings import Settings
from presynth.source.statement import Position, Range

_VPCS = "vpcs = [self.vpc, self.vpc]\n"


def offered(desk: Desk, code: str) -> list[str]:
    """What is offered in a statement of a stack with a list of networks."""
    return [item.label for item in completions(desk.in_stack(_VPCS + code)).items]


@pytest.mark.parametrize(
    "code",
    [
        "x = [each.| for each in vpcs]",
        "x = [each.|id for each in vpcs]",
        "x = [each.| for each in vpcs if each.id]",
        "x = [each.id for each in vpcs if each.|]",
        "x = [each.|\n     for each in vpcs]",
        "x = {key: each.| for key, each in {'a': self.vpc}.items()}",
        'x = [Subnet(self, f"{n}", vpc_id=each.|) for n, each in enumerate(vpcs)]',
        'x = [f"🪣 {each.|}" for each in vpcs]',
        'x = [f"{each.|" for each in vpcs]',
        "x = [each.| for pair in [vpcs] for each in pair]",
        "print(each.| for each in vpcs)",
        "for each in vpcs:\n    each.|",
    ],
)
def test_elements_have_their_attributes(desk: Desk, code: str) -> None:
    assert offered(desk, code)[:2] == ["id", "arn"]


def test_elements_are_offered_themselves(desk: Desk) -> None:
    assert offered(desk, 'x = [Subnet(self, f"{n}", vpc_id=|) for n, each in enumerate(vpcs)]')[0] == "each.id"


def test_a_comprehension_that_is_closed_binds_nothing(desk: Desk) -> None:
    assert offered(desk, "x = [each for each in vpcs] + [each.|]") == []


def said(desk: Desk, code: str) -> str:
    """The first paragraph of what is said."""
    found = hover(desk.in_stack(code))
    return "" if found is None else found.text.partition("\n\n")[0]


def test_values_of_all_rounds(desk: Desk) -> None:
    assert said(desk, "for part in ('a', 'b'):\n    x = pa|rt") == "`'a'` or `'b'`"
    assert said(desk, "for pa|rt in ('a', 'b'):\n    x = part") == "`'a'` or `'b'`"
    assert said(desk, "for part in ('a', 'b'):\n    x = f'lo|gs-{part}'") == "`'logs-a'` or `'logs-b'`"
    assert said(desk, "x = [pa|rt for part in ('a', 'b')]") == "`'a'` or `'b'`"
    assert said(desk, "for n in range(2):\n    for part in 'ab':\n        x = f'{n}-|{part}'").count("`") == 8


def test_constructs_of_all_rounds(desk: Desk) -> None:
    code = 'for part in ("a", "b"):\n    bucket = S3Bucket(self, f"{part}")\n    x = '
    assert said(desk, f"{code}buc|ket") == "`aws_s3_bucket.a` or `aws_s3_bucket.b`"
    assert said(desk, f"{code}bucket.a|rn") == "`aws_s3_bucket.a.arn` or `aws_s3_bucket.b.arn`"


def test_what_changes_otherwise_is_told_as_what_it_is_last(desk: Desk) -> None:
    assert said(desk, "count = 1\nx = cou|nt\ncount = 2") == "`2`, in the end"
    assert said(desk, "count = 1\ncount = 2\nx = cou|nt") == "`2`"


def shown(desk: Desk, code: str) -> list[str]:
    """The hints at f-strings."""
    point = desk.in_stack(f"{code}|")
    where = Range(Position(1, 0), Position(200, 0))
    found = hints(point.program, point.outcome, point.source, where, Settings(desk.folder))
    return [hint.text for hint in found if hint.kind == "name"]


def test_hints_of_all_rounds(desk: Desk) -> None:
    assert shown(desk, "for part in ('a', 'b'):\n    x = f'logs-{part}'") == ["'logs-a' or 'logs-b'"]
    assert shown(desk, "part = 'a'\nx = f'logs-{part}'\npart = 'b'") == []
    assert shown(desk, "part = 'a'\nx = (f'logs-'\n     f'{part}')\nlogs = 'b'") == ["'logs-a'"]


def test_no_text_where_the_address_is_shown(desk: Desk) -> None:
    assert shown(desk, "part = 'a'\nS3Bucket(self, f'logs-{part}')") == []
