"""Bindings with all classes in one module, as older generators made them."""

from __future__ import annotations

from pathlib import Path

import pytest

from assist.conftest import Desk
from presynth.assist.completion import completions
from presynth.assist.hover import hover
from presynth.assist.items import LIMIT

_CODE = "from generated.aws import S3Bucket\nimport generated.aws as aws\n"


@pytest.fixture
def flat(tmp_path: Path) -> Desk:
    """A project with such bindings."""
    told = (
        '{"language": "python", "app": "python main.py", "terraformProviders": ["aws"], "codeMakerOutput": "generated"}'
    )
    (tmp_path / "cdktf.json").write_text(told, encoding="utf-8")
    return Desk(tmp_path)


def test_of_thousands_of_classes_some(flat: Desk) -> None:
    found = completions(flat.point(f"{_CODE}aws.|"))
    assert len(found.items) == LIMIT
    assert found.incomplete
    assert "SqsQueue" in [item.label for item in completions(flat.point(f"{_CODE}aws.SqsQ|")).items]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ('aws.LambdaFunction(None, "f", memory_s|ize=1)', "A number: 128 to "),
        ('aws.S3BucketVersioningVersioningConfiguration(stat|us="Enabled")', "`Suspended`"),
        ("aws.S3BucketLoggingTargetGrantGrantee(ty|pe='Group')", "`CanonicalUser`"),
    ],
)
def test_what_the_provider_says_of_arguments(flat: Desk, code: str, said: str) -> None:
    found = hover(flat.point(_CODE + code))
    assert found is not None
    assert said in found.text
