"""Findings in a small file, made without any rule."""

from __future__ import annotations

import ast

from presynth.catalog.types import Assembly
from presynth.findings import Finding, Fix, Related, Safety, Severity
from presynth.report.model import Report
from presynth.source.file import SourceFile
from presynth.source.statement import Place
from presynth.terraform import TerraformVersion

FOLDER = "/project"
SAFE = Fix("rename to `bucket`", Safety.SAFE, ())
UNSAFE = Fix("remove it", Safety.UNSAFE, ())
DISPLAY = Fix("buy a domain", Safety.DISPLAY, ())


def place(text: str, wanted: str, path: str = "/project/stacks/app.py") -> Place:
    """Where the expression `wanted` stands in the only statement of `text`."""
    [statement] = SourceFile.parse(path, text).statements
    assert statement.node is not None
    for node in ast.walk(statement.node):
        if isinstance(node, ast.expr) and Place.of(statement, node).text == wanted:
            return Place.of(statement, node)
    raise AssertionError(f"{wanted} is not in {text}")


def finding(where: Place, *fixes: Fix, code: str = "PS103", **others: object) -> Finding:
    given: dict[str, object] = {"severity": Severity.ERROR, "message": "no argument `b`", **others}
    return Finding(code=code, name="unknown-argument", place=where, fixes=fixes, **given)  # type: ignore[arg-type]


def report(*findings: Finding, **others: object) -> Report:
    return Report(FOLDER, findings, **others)  # type: ignore[arg-type]


def related(text: str, wanted: str, path: str = "/project/stacks/base.py") -> Related:
    return Related(place(text, wanted, path), "the class is here")


ASSEMBLY = Assembly(
    "@cdktf/provider-aws", "21.22.1", "cdktf_cdktf_provider_aws", "environment", "/project/.venv/aws.jsii.tgz", "6.25.0"
)
TERRAFORM = TerraformVersion.parse("terraform", "1.9.5", ".terraform-version")
