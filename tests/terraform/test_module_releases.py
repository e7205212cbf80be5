"""Which releases of public modules are taken, and what they ask for."""

from __future__ import annotations

import pytest

from presynth.terraform.module_releases import chosen, fitting, is_settled, origin

EKS = "terraform-aws-modules/eks/aws"


@pytest.mark.parametrize(
    ("constraint", "wanted"),
    [
        ("20.36.0", ">= 5.95"),
        ("~> 20.36.0", ">= 5.95"),
        ("~> 20.0", ">= 5.95, < 6.0.0"),
        (">= 20.0, < 21.0", ">= 5.95, < 6.0.0"),
        ("~> 19.0", ">= 4.57"),
    ],
)
def test_the_newest_that_is_allowed(constraint: str, wanted: str) -> None:
    run = chosen(EKS, constraint)
    assert run is not None
    assert run.wanted == wanted


def test_the_newest_of_all() -> None:
    newest = chosen(EKS, "")
    assert newest is not None
    assert newest.wanted.startswith(">= 6.")
    assert chosen(EKS, ">= 20.0") == newest
    assert not is_settled(EKS, ">= 20.0")
    assert is_settled(EKS, "~> 20.0")
    assert f"{EKS} {newest.last}" in origin().sources


@pytest.mark.parametrize("constraint", ["latest", "~> 99.0", "~> 2.0"])
def test_what_nobody_knows(constraint: str) -> None:
    assert chosen(EKS, constraint) is None
    assert chosen("acme/eks/aws", "") is None


def test_the_last_that_fits() -> None:
    assert fitting(EKS, (5, 100, 0)) == "20.37.2"
    assert fitting(EKS, (1, 0, 0)) is None


def test_modules_of_a_module_ask_for_themselves() -> None:
    run = chosen(f"{EKS}//modules/karpenter", "~> 20.0")
    assert run is not None
    assert run.wanted.startswith(">= 5.")
