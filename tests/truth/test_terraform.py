"""What presynth says that Terraform refuses, Terraform refuses: the examples of rules, through synth and Terraform.

It needs the AWS provider in a folder of this machine, which `PRESYNTH_TERRAFORM_PLUGINS` names. What a fix leaves is
taken.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from checks import examples
from presynth.checks.base import Invalid, Rule
from presynth.checks.registry import all_rules
from truth.oracle import Oracle

TERRAFORM = shutil.which("terraform")
PLUGINS = os.environ.get("PRESYNTH_TERRAFORM_PLUGINS")
pytestmark = [
    pytest.mark.truth,
    pytest.mark.skipif(TERRAFORM is None, reason="there is no `terraform` on the PATH"),
    pytest.mark.skipif(PLUGINS is None, reason="PRESYNTH_TERRAFORM_PLUGINS names no folder with the AWS provider"),
]

_RULES = (
    "failing-call",
    "missing-instance-key",
    "refused-address",
    "refused-id",
    "refused-provider",
    "refused-provisioner",
    "refused-repetition",
    "refused-variable",
    "undeclared-reference",
)
_NOT_HERE = ("needs a `connection`", "taken literally")
"""What only `apply` refuses, and what nothing does."""
_ALONE = {
    "skip_credentials_validation": True,
    "skip_requesting_account_id": True,
    "skip_metadata_api_check": "true",
}
"""Lets the provider start without AWS."""
_MIRROR = """provider_installation {{
  filesystem_mirror {{
    path = {plugins}
  }}
}}
"""
_COMMANDS = (("init", "-input=false"), ("validate",), ("plan", "-input=false", "-refresh=false"))

WRONG = [
    (rule, example)
    for rule in all_rules()
    if rule.name in _RULES
    for example in rule.INVALID
    if example.run and not any(word in example.message for word in _NOT_HERE)
]


def _refusal(stack: dict[str, Any], folder: Path) -> str:
    """What Terraform has against a stack; "" where it plans it."""
    folder.mkdir()
    stack.get("terraform", {}).get("required_providers", {}).get("aws", {}).pop("version", None)
    for provider in stack.get("provider", {}).get("aws", []):
        keys = {} if {"access_key", "secret_key"} & set(provider) else {"access_key": "x", "secret_key": "y"}
        provider.update(_ALONE | keys)
    (folder / "cdk.tf.json").write_text(json.dumps(stack), encoding="utf-8")
    (folder / "terraform.rc").write_text(_MIRROR.format(plugins=json.dumps(PLUGINS)), encoding="utf-8")
    environment = {**os.environ, "TF_CLI_CONFIG_FILE": str(folder / "terraform.rc"), "CHECKPOINT_DISABLE": "1"}
    environment["AWS_EC2_METADATA_DISABLED"] = "true"
    for command in _COMMANDS:
        told = subprocess.run(
            [str(TERRAFORM), *command, "-no-color"],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        if told.returncode:
            return told.stdout + told.stderr
    return ""


def _refusals(oracle: Oracle, code: str, folder: Path) -> str:
    """What synth or Terraform has against a program."""
    program = examples.unmarked(examples.as_program(code)).code
    answer = oracle.ask({"files": {"main.py": program}, "entry": "main.py", "synth": "auto", "env": {}})
    if answer["outcome"] != "ok":
        return str(answer["error"])
    return "".join(_refusal(stack, folder / name) for name, stack in answer["stacks"].items())


def _ids(pairs: list[tuple[Rule, Invalid]]) -> list[str]:
    return [f"{rule.name}-{number}" for number, (rule, _) in enumerate(pairs)]


@pytest.mark.parametrize(("rule", "example"), WRONG, ids=_ids(WRONG))
def test_what_is_refused(oracle: Oracle, rule: Rule, example: Invalid, tmp_path: Path) -> None:
    folder = tmp_path / "wrong"
    folder.mkdir()
    assert _refusals(oracle, example.code, folder)
