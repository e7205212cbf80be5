import pytest

from presynth.terraform import TerraformVersion


@pytest.mark.parametrize(
    ("text", "at_least_1_10"),
    [
        ("1.9.5", False),
        ("v1.10.0", True),
        ("1.10.0-rc1", True),
        ("1.11", True),
        ("1.9.x", False),
        ("1", None),
        ("= 1.9.8", False),
        ("~> 1.9.0", False),
        ("~> 1.9", None),
        ("~> 1.10", True),
        ("~1.9", False),
        ("^1.3.0", None),
        ("^0.13", False),
        (">= 1.5", None),
        (">= 1.10", True),
        (">= 1.5, < 1.10", False),
        (">= 1.5, < 1.10.1", None),
        (">=1.5 <1.9", False),
        ("< 1.10", False),
        ("<= 1.9.9", False),
        ("> 1.10.0", True),
        (">= 1.5, != 1.10.0", None),
    ],
)
def test_at_least(text: str, at_least_1_10: bool | None) -> None:
    version = TerraformVersion.parse("terraform", text, "a file")
    assert version is not None
    assert version.at_least("1.10") is at_least_1_10
    assert version.at_least("1.10.0") is at_least_1_10


@pytest.mark.parametrize(
    "text", ["", "latest", "latest:^1.9", "1.2 || 1.9", "${{ matrix.terraform }}", ">= 2, < 1", "1.9 beta"]
)
def test_what_is_no_version(text: str) -> None:
    assert TerraformVersion.parse("terraform", text, "a file") is None


@pytest.mark.parametrize(
    ("text", "pinned"), [("1.9.5", True), ("1.9", True), ("~> 1.9.2", True), ("~> 1.9", False), ("1", False)]
)
def test_pinned_is_a_certain_minor_version(text: str, pinned: bool) -> None:
    version = TerraformVersion.parse("opentofu", text, "a file")
    assert version is not None
    assert version.is_pinned is pinned
