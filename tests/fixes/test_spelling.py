"""How the classes in new code are written, and what is imported for them."""

from __future__ import annotations

import pytest

from fixes.marked import AWS, after, aws, catalog, parsed
from presynth.catalog.types import Type
from presynth.findings import Fix, Safety
from presynth.fixes import FixRefused
from presynth.fixes.apply import apply
from presynth.fixes.edits import edits
from presynth.operations import AddArgument, InsertStatement, Replace

FROM = f"from {AWS}.s3_bucket import"


def with_rule(before: str, path: str = "/project/main.py") -> str:
    """With an `S3BucketLifecycleRule` in the place that is marked."""
    return after(before, lambda places: [Replace(places[0], (aws("s3_bucket", "S3BucketLifecycleRule"), "()"))], path)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        # imported already
        (f"{FROM} S3BucketLifecycleRule\n«x»\n", f"{FROM} S3BucketLifecycleRule\nS3BucketLifecycleRule()\n"),
        (f"{FROM} S3BucketLifecycleRule as Rule\n«x»\n", f"{FROM} S3BucketLifecycleRule as Rule\nRule()\n"),
        (f"import {AWS} as aws\n«x»\n", f"import {AWS} as aws\naws.s3_bucket.S3BucketLifecycleRule()\n"),
        (f"import {AWS}\n«x»\n", f"import {AWS}\n{AWS}.s3_bucket.S3BucketLifecycleRule()\n"),
        (f"import {AWS}.s3_bucket\n«x»\n", f"import {AWS}.s3_bucket\n{AWS}.s3_bucket.S3BucketLifecycleRule()\n"),
        (f"import {AWS}.s3_bucket as s3\n«x»\n", f"import {AWS}.s3_bucket as s3\ns3.S3BucketLifecycleRule()\n"),
        (f"from {AWS} import s3_bucket\n«x»\n", f"from {AWS} import s3_bucket\ns3_bucket.S3BucketLifecycleRule()\n"),
        (
            f"from {AWS} import vpc, s3_bucket as s3\n«x»\n",
            f"from {AWS} import vpc, s3_bucket as s3\ns3.S3BucketLifecycleRule()\n",
        ),
        (f"{FROM} *\n«x»\n", f"{FROM} *\nS3BucketLifecycleRule()\n"),
        (
            f"import {AWS} as aws\n{FROM} S3BucketLifecycleRule\n«x»\n",
            f"import {AWS} as aws\n{FROM} S3BucketLifecycleRule\nS3BucketLifecycleRule()\n",
        ),
        (
            f"def f():\n    {FROM} S3BucketLifecycleRule as R\n    «x»\n",
            f"def f():\n    {FROM} S3BucketLifecycleRule as R\n    R()\n",
        ),
        (
            f"try:\n    {FROM} S3BucketLifecycleRule as R\nexcept ImportError:\n    raise\n«x»\n",
            f"try:\n    {FROM} S3BucketLifecycleRule as R\nexcept ImportError:\n    raise\nR()\n",
        ),
        # not imported yet
        (f"{FROM} S3Bucket\n«x»\n", f"{FROM} S3Bucket, S3BucketLifecycleRule\nS3BucketLifecycleRule()\n"),
        (
            f"{FROM} (\n    S3Bucket,\n    S3BucketWebsite,\n)\nf(a=«x»)\n",
            f"{FROM} (\n    S3Bucket,\n    S3BucketLifecycleRule,\n"
            f"    S3BucketWebsite,\n)\nf(a=S3BucketLifecycleRule())\n",
        ),
        (
            f"from {AWS}.vpc import Vpc\nimport os\n«x»\n",
            f"from {AWS}.vpc import Vpc\n{FROM} S3BucketLifecycleRule\nimport os\nS3BucketLifecycleRule()\n",
        ),
        (f"import {AWS}.vpc\n«x»\n", f"import {AWS}.vpc\n{FROM} S3BucketLifecycleRule\nS3BucketLifecycleRule()\n"),
        (
            f"def f():\n    {FROM} S3Bucket\n    «x»\n",
            f"def f():\n    {FROM} S3Bucket, S3BucketLifecycleRule\n    S3BucketLifecycleRule()\n",
        ),
        (
            "import os\ndef f():\n    «x»\nimport re\n",
            f"import os\n{FROM} S3BucketLifecycleRule\ndef f():\n    S3BucketLifecycleRule()\nimport re\n",
        ),
        (
            f"from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    {FROM} S3BucketLifecycleRule\n«x»\n",
            f"from typing import TYPE_CHECKING\n{FROM} S3BucketLifecycleRule\nif TYPE_CHECKING:\n"
            f"    {FROM} S3BucketLifecycleRule\nS3BucketLifecycleRule()\n",
        ),
        # what is imported has been given another meaning
        (
            f"from {AWS} import s3_bucket\ndef f(s3_bucket):\n    «x»\n",
            f"from {AWS} import s3_bucket\n{FROM} S3BucketLifecycleRule\n"
            f"def f(s3_bucket):\n    S3BucketLifecycleRule()\n",
        ),
        (
            f"from {AWS} import s3_bucket\ndef f():\n    s3_bucket = g(«x»)\n",
            f"from {AWS} import s3_bucket\n{FROM} S3BucketLifecycleRule\n"
            f"def f():\n    s3_bucket = g(S3BucketLifecycleRule())\n",
        ),
        (
            f"import {AWS} as aws\naws = 1\n«x»\n",
            f"import {AWS} as aws\n{FROM} S3BucketLifecycleRule\naws = 1\nS3BucketLifecycleRule()\n",
        ),
        (
            f"{FROM} S3BucketLifecycleRule\nclass S3BucketLifecycleRule: pass\n«x»\n",
            f"{FROM} S3BucketLifecycleRule, S3BucketLifecycleRule as AwsS3BucketLifecycleRule\n"
            "class S3BucketLifecycleRule: pass\nAwsS3BucketLifecycleRule()\n",
        ),
        (
            "from mine import S3BucketLifecycleRule\n«x»\n",
            f"from mine import S3BucketLifecycleRule\n"
            f"{FROM} S3BucketLifecycleRule as AwsS3BucketLifecycleRule\nAwsS3BucketLifecycleRule()\n",
        ),
        (
            f"{FROM} S3Bucket\ndef f(S3BucketLifecycleRule):\n    «x»\n",
            f"{FROM} S3Bucket, S3BucketLifecycleRule as AwsS3BucketLifecycleRule\n"
            f"def f(S3BucketLifecycleRule):\n    AwsS3BucketLifecycleRule()\n",
        ),
        (
            f"{FROM} S3BucketLifecycleRule\nf(lambda S3BucketLifecycleRule: «x»)\n",
            f"{FROM} S3BucketLifecycleRule, S3BucketLifecycleRule as AwsS3BucketLifecycleRule\n"
            "f(lambda S3BucketLifecycleRule: AwsS3BucketLifecycleRule())\n",
        ),
        # a method does not see what its class binds
        (
            f"class A:\n    {FROM} S3BucketLifecycleRule\n    def f(self):\n        «x»\n",
            f"{FROM} S3BucketLifecycleRule\n\nclass A:\n    {FROM} S3BucketLifecycleRule\n"
            f"    def f(self):\n        S3BucketLifecycleRule()\n",
        ),
    ],
)
def test_spelling(before: str, expected: str) -> None:
    assert with_rule(before) == expected


class _OneName:
    """A schema whose module `random.id` has the class `Id`."""

    def find(self, module: str, name: str) -> Type | None:
        return Type("random.id.Id", "random.id", "Id", "class") if (module, name) == ("random.id", "Id") else None


@pytest.mark.parametrize(
    ("imports", "expected"),
    [
        ("from aws.id import *\n", "from aws.id import *\nId()\n"),
        (
            "from aws.id import *\nfrom random.id import *\n",
            "from aws.id import *\nfrom aws.id import Id as AwsId\nfrom random.id import *\nAwsId()\n",
        ),
        ("from random.id import *\n", "from random.id import *\nfrom aws.id import Id as AwsId\nAwsId()\n"),
        ("from random.other import *\n", "from random.other import *\nfrom aws.id import Id\nId()\n"),
    ],
)
def test_other_star_imports_may_offer_the_name(imports: str, expected: str) -> None:
    source, [place] = parsed(f"{imports}«x»\n")
    fix = Fix("", Safety.SAFE, (Replace(place, (Type("aws.id.Id", "aws.id", "Id", "class"), "()")),))
    assert apply(source.text, edits(fix, lambda _: source, _OneName())) == expected  # type: ignore[arg-type]


PROJECT_BINDINGS = Type("aws.s3Bucket.S3BucketCorsRule", "imports.aws.s3_bucket", "S3BucketCorsRule", "struct")
NESTED = Type("cdktn-aws.s3.CorsRuleProperty", "cdktn_aws.s3", "AwsBucket.CorsRuleProperty", "struct")


@pytest.mark.parametrize(
    ("type_", "before", "expected"),
    [
        (
            PROJECT_BINDINGS,
            "from imports.aws.s3_bucket import S3Bucket\n«x»\n",
            "from imports.aws.s3_bucket import S3Bucket, S3BucketCorsRule\nS3BucketCorsRule()\n",
        ),
        (
            PROJECT_BINDINGS,
            "from imports import aws\n«x»\n",
            "from imports import aws\naws.s3_bucket.S3BucketCorsRule()\n",
        ),
        (
            PROJECT_BINDINGS,
            "from .imports.aws import s3_bucket as s3\n«x»\n",
            "from .imports.aws import s3_bucket as s3\ns3.S3BucketCorsRule()\n",
        ),
        (
            PROJECT_BINDINGS,
            "from .imports.aws.s3_bucket import S3Bucket\n«x»\n",
            "from .imports.aws.s3_bucket import S3Bucket, S3BucketCorsRule\nS3BucketCorsRule()\n",
        ),
        (
            PROJECT_BINDINGS,
            "from ..imports import aws\n«x»\n",
            "from ..imports import aws\naws.s3_bucket.S3BucketCorsRule()\n",
        ),
        (
            PROJECT_BINDINGS,
            "from mine import S3BucketCorsRule\n«x»\n",
            "from mine import S3BucketCorsRule\n"
            "from imports.aws.s3_bucket import S3BucketCorsRule as AwsS3BucketCorsRule\nAwsS3BucketCorsRule()\n",
        ),
        (NESTED, "from cdktn_aws import s3\n«x»\n", "from cdktn_aws import s3\ns3.AwsBucket.CorsRuleProperty()\n"),
        (
            NESTED,
            "from cdktn_aws.s3 import AwsBucket as B\n«x»\n",
            "from cdktn_aws.s3 import AwsBucket as B\nB.CorsRuleProperty()\n",
        ),
        (NESTED, "from cdktn_aws.s3 import *\n«x»\n", "from cdktn_aws.s3 import *\nAwsBucket.CorsRuleProperty()\n"),
        (
            NESTED,
            "from cdktn_aws.s3 import A\n«x»\n",
            "from cdktn_aws.s3 import A, AwsBucket\nAwsBucket.CorsRuleProperty()\n",
        ),
        (NESTED, "import cdktn_aws\n«x»\n", "import cdktn_aws\ncdktn_aws.s3.AwsBucket.CorsRuleProperty()\n"),
    ],
)
def test_other_bindings(type_: Type, before: str, expected: str) -> None:
    assert after(before, lambda places: [Replace(places[0], (type_, "()"))]) == expected


def test_one_import_for_all() -> None:
    before = f"{FROM} S3Bucket\n«f(a)»\ng(«x»)\n"
    rule, cors = aws("s3_bucket", "S3BucketLifecycleRule"), aws("s3_bucket", "S3BucketCorsRule")

    def asked(places: list) -> list:  # type: ignore[type-arg]
        return [
            AddArgument(places[0], "b", ("[", rule, "(c=[", cors, "()])]")),
            Replace(places[1], (rule, "(", rule, ")")),
            InsertStatement(places[0].statement, (cors, "()")),
        ]

    expected = (
        f"{FROM} S3Bucket, S3BucketCorsRule, S3BucketLifecycleRule\n"
        "f(a, b=[S3BucketLifecycleRule(c=[S3BucketCorsRule()])])\n"
        "S3BucketCorsRule()\n"
        "g(S3BucketLifecycleRule(S3BucketLifecycleRule))\n"
    )
    assert after(before, asked) == expected


def test_a_struct_takes_the_place_of_a_dict_of_several_lines() -> None:
    rule = aws("s3_bucket", "S3BucketLifecycleRule")
    before = (
        f'{FROM} S3Bucket\nS3Bucket(\n    self,\n    "é",\n    lifecycle_rule=[\n'
        '        «{"a": 1}»,  # é\n    ],\n)\n'
    )
    expected = (
        f'{FROM} S3Bucket, S3BucketLifecycleRule\nS3Bucket(\n    self,\n    "é",\n    lifecycle_rule=[\n'
        "        S3BucketLifecycleRule(\n            enabled=True,\n        ),  # é\n    ],\n)\n"
    )
    assert after(before, lambda places: [Replace(places[0], (rule, "(\n    enabled=True,\n)"))]) == expected


def test_another_parse_of_the_same_text_will_do() -> None:
    code = f"{FROM} S3Bucket\nx = 1; y = «z»\n"
    source, _ = parsed(code)
    _, places = parsed(code)
    fix = Fix("", Safety.SAFE, (Replace(places[0], ("2",)),))
    assert apply(source.text, edits(fix, lambda _: source, catalog())).endswith("x = 1; y = 2\n")


@pytest.mark.parametrize("text", ["a = 1\nx = 2\n", "", "\nx = 1\n"])
def test_a_text_that_has_changed_is_refused(text: str) -> None:
    _, places = parsed("x = «1»\n")
    source, _ = parsed(text)
    with pytest.raises(FixRefused, match="changed"):
        edits(Fix("", Safety.SAFE, (Replace(places[0], ("2",)),)), lambda _: source, catalog())


def test_a_file_that_is_gone_is_refused() -> None:
    _, places = parsed("x = «1»\n")
    with pytest.raises(FixRefused, match="read"):
        edits(Fix("", Safety.SAFE, (Replace(places[0], ("2",)),)), lambda _: None, catalog())
