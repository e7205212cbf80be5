"""Signatures, and which argument is being written."""

from __future__ import annotations

import pytest

from assist.conftest import Desk
from presynth.assist.signature import signature


@pytest.mark.parametrize(
    ("code", "active"),
    [
        ("S3Bucket(|", "scope: Construct"),
        ("S3Bucket(|)", "scope: Construct"),
        ("S3Bucket(self, |", "id_: str"),
        ('S3Bucket(self, "🪣|"', "id_: str"),
        ('S3Bucket(self, "a", force_destroy=|', "force_destroy: bool = …"),
        ('S3Bucket(self, "a", force_destroy=True, acl="pri|vate")', "acl: str = …"),
        ('S3Bucket(self, "a", tags={"a": |})', "tags: dict[str, str] = …"),
        ('S3Bucket(self, "a", acl="private", forc|', "force_destroy: bool = …"),
        ('S3Bucket(\n    self,\n    "a",\n    acl="private",\n    web|', "website: S3BucketWebsite = …"),
        ('S3Bucket(self, "a", website={"index_document": f(|', None),
        (
            'Subnet(self, "a", vpc_id=self.vpc.id, | cidr_block="10.0.0.0/24")',
            "assign_ipv6_address_on_creation: bool = …",
        ),
        ('S3Bucket(self, "a", bucket=f"🪣 {self.v|pc.id}")', "bucket: str = …"),
        ('S3Bucket(self, "a", bucket=f"{self.vpc.id} {|', "bucket: str = …"),
        ('S3Bucket(self, "a", bucket=f"{unknown(|)}")', None),
        ('S3Bucket(self, "a", bucket=f"{S3Bucket(self, |)}")', "id_: str"),
        ('S3Bucket(self, "a", tags={f"{self.vpc.|id}": "a"})', "tags: dict[str, str] = …"),
    ],
)
def test_the_active_argument(desk: Desk, code: str, active: str | None) -> None:
    found = signature(desk.in_stack(code))
    if active is None:
        assert found is None
    else:
        assert found is not None
        assert found.active is not None
        shown = found.parameters[found.active]
        assert found.label[shown.start : shown.end] == active


def test_a_struct_in_a_call(desk: Desk) -> None:
    found = signature(desk.in_stack('S3Bucket(self, "a", cors_rule=[S3BucketCorsRule(allowed_methods=|'))
    assert found is not None
    assert found.label.startswith("S3BucketCorsRule(*, allowed_methods: list[str], allowed_origins: list[str], ")
    assert found.active == 0


def test_the_projects_own_functions(desk: Desk) -> None:
    code = "from cdktf import App\ndef zone(region: str, letter='a', *, short): ...\nzone('eu-west-1', |"
    found = signature(desk.point(code))
    assert found is not None
    assert (found.label, found.active) == ("zone(region: str, letter = 'a', *, short)", 1)


def test_parameters_that_take_the_rest(desk: Desk) -> None:
    code = "from cdktf import App\ndef tags(stage: str, *parts: str, short=1, **more: str): ...\n"
    for call, active in (
        ("tags('a', |", 1),
        ("tags('a', 'b', |", 1),
        ("tags('a', team=|", 3),
        ("tags('a', short=|", 2),
    ):
        found = signature(desk.point(code + call))
        assert found is not None
        assert (found.label, found.active) == ("tags(stage: str, *parts: str, short = 1, **more: str)", active)


@pytest.mark.parametrize("code", ["def f(|", "class A(|", "x = (1, |", "# S3Bucket(|", "unknown(|"])
def test_nothing_where_no_call_is_known(desk: Desk, code: str) -> None:
    assert signature(desk.in_stack(code)) is None
