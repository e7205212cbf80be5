"""Which version knows which argument of a backend."""

from __future__ import annotations

import pytest

from presynth.terraform import backends
from presynth.terraform.backends import Verdict
from presynth.terraform.version import Product, TerraformVersion


def verdict(argument: str, version: str = "", product: Product = "terraform", backend: str = "s3") -> Verdict:
    known = backends.arguments(backend)
    assert known is not None
    running = TerraformVersion.parse(product, version, "test") if version else None
    return backends.verdict(known.get(argument), running)


@pytest.mark.parametrize(
    ("argument", "version", "expected"),
    [
        ("bucket", "1.5.7", Verdict.KNOWN),
        ("use_lockfile", "1.9.8", Verdict.REFUSED),
        ("use_lockfile", "1.10", Verdict.KNOWN),
        ("use_lockfile", "~> 1.10", Verdict.KNOWN),
        ("use_lockfile", ">= 1.5", Verdict.DEPENDS),
        ("use_lockfile", "0.14", Verdict.REFUSED),
        ("use_lockfile", "", Verdict.DEPENDS),
        ("role_arn", "1.9.8", Verdict.KNOWN),
        ("role_arn", "1.10.0", Verdict.REFUSED),
        ("role_arn", "1.40", Verdict.REFUSED),
        ("role_arn", "", Verdict.DEPENDS),
        ("assume_role", "1.5.7", Verdict.REFUSED),
        ("assume_role", ">= 1.2", Verdict.KNOWN),
        ("assume_role", "", Verdict.KNOWN),
        ("assume_role.role_arn", "1.6", Verdict.KNOWN),
        ("lock_table", "1.11.4", Verdict.REFUSED),
        ("lock_table", "", Verdict.REFUSED),
        ("lock_table", "0.11", Verdict.NO_DATA),
        ("lock_table", "1.40", Verdict.NO_DATA),
        ("lock_table", ">= 0.11", Verdict.REFUSED),
    ],
)
def test_terraform(argument: str, version: str, expected: Verdict) -> None:
    assert verdict(argument, version) is expected


def test_opentofu_goes_its_own_way() -> None:
    assert verdict("role_arn", "1.12", "opentofu") is Verdict.KNOWN
    assert verdict("use_lockfile", "1.9", "opentofu") is Verdict.REFUSED
    assert verdict("headers", "1.7", "opentofu", "http") is Verdict.KNOWN
    assert verdict("headers", "1.16", backend="http") is Verdict.REFUSED
    assert verdict("headers", backend="http") is Verdict.DEPENDS


def test_a_backend_is_known_as_its_arguments_are() -> None:
    assert verdict("", "1.11", backend="oci") is Verdict.REFUSED
    assert verdict("", "1.12", backend="oci") is Verdict.KNOWN
    assert backends.arguments("swift") is None
    assert backends.arguments("azurerm") is not None


def test_the_data_says_where_it_comes_from() -> None:
    origin = backends.origin()
    assert origin.date >= "2026-11-22"
    assert any("v1.11.4" in source for source in origin.sources)


def test_deprecation_has_a_version_of_its_own() -> None:
    known = backends.arguments("s3")
    assert known is not None
    at = TerraformVersion.parse
    assert backends.is_deprecated(known["dynamodb_table"], at("terraform", "1.11.4", "test"))
    assert not backends.is_deprecated(known["dynamodb_table"], at("terraform", "1.10.5", "test"))
    assert not backends.is_deprecated(known["dynamodb_table"], at("opentofu", "1.12", "test"))
    assert not backends.is_deprecated(known["dynamodb_table"], None)
    assert backends.is_deprecated(known["force_path_style"], None)
