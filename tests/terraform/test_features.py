"""With which versions functions and blocks came."""

from __future__ import annotations

import json
import os
import shutil
import subprocess

import pytest

from presynth.terraform.features import BLOCKS, FUNCTIONS
from presynth.terraform.version import Product, TerraformVersion

TERRAFORM = shutil.which("terraform")


@pytest.mark.parametrize(
    ("name", "product", "version", "reason"),
    [
        ("strcontains", "terraform", "1.4.6", "came with Terraform 1.5; the project runs 1.4.6 (test)"),
        ("strcontains", "terraform", "1.5", None),
        ("strcontains", "terraform", ">= 1.2", None),
        ("strcontains", "opentofu", "1.6", None),
        ("templatestring", "opentofu", "1.6.2", "came with OpenTofu 1.7; the project runs 1.6.2 (test)"),
        ("cidrcontains", "terraform", "1.11.4", "Terraform does not have it; the project runs 1.11.4 (test)"),
        ("cidrcontains", "terraform", "1.16", None),
        ("cidrcontains", "opentofu", "1.7", None),
    ],
)
def test_functions(name: str, product: Product, version: str, reason: str | None) -> None:
    running = TerraformVersion.parse(product, version, "test")
    assert running is not None
    assert FUNCTIONS[name].lacking(running) == reason


def test_blocks() -> None:
    running = TerraformVersion.parse("terraform", "~> 1.6.0", "test")
    assert running is not None
    assert [name for name, block in BLOCKS.items() if block.lacking(running)] == ["removed", "ephemeral"]


@pytest.mark.skipif(TERRAFORM is None, reason="there is no `terraform` on the PATH")
def test_real_terraform_has_what_it_is_said_to_have() -> None:
    environ = {**os.environ, "CHECKPOINT_DISABLE": "1", "TF_CLI_CONFIG_FILE": os.devnull}

    def told(*arguments: str) -> str:
        assert TERRAFORM is not None
        return subprocess.run((TERRAFORM, *arguments), capture_output=True, check=True, env=environ).stdout.decode()

    version = json.loads(told("version", "-json"))["terraform_version"]
    running = TerraformVersion.parse("terraform", version, "test")
    assert running is not None
    real = json.loads(told("metadata", "functions", "-json"))["function_signatures"]
    for name, function in FUNCTIONS.items():
        known = function.terraform is not None or running.at_least(function.seen) is False
        assert not known or (function.lacking(running) is None) == (name in real), name
