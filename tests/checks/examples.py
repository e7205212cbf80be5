"""Turns the examples of the rules into programs, and finds what a rule says of them."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from presynth.checks.base import Valid
from presynth.config.configuration import Configuration
from presynth.engine import Analysis, Workspace
from presynth.findings import Finding

_HEADER = """from constructs import Construct
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
"""
_STACK = """
class Example(TerraformStack):
    def __init__(self, scope: Construct, id: str):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
"""
_END = """
app = App()
Example(app, "example")
app.synth()
"""


@dataclass(frozen=True)
class Marked:
    """Code without its marks, and the text that was between them: at `line` (from 1) and `column` (from 0)."""

    code: str
    text: str | None = None
    line: int = 0
    column: int = 0


def unmarked(code: str) -> Marked:
    """Take the « and » out."""
    start, end = code.find("«"), code.find("»")
    if start < 0:
        return Marked(code)
    before = code[:start]
    line = before.count("\n") + 1
    return Marked(
        before + code[start + 1 : end] + code[end + 1 :],
        code[start + 1 : end],
        line,
        len(before) - before.rfind("\n") - 1,
    )


def as_program(code: str) -> str:
    """The example as a module: itself, or its statements in the `__init__` of a stack."""
    code = code.strip("\n") + "\n"
    if "class " in code or "def " in code:
        return code
    lines = code.split("\n")
    last = _end_of_imports(lines)
    imports, statements = lines[:last], lines[last:]
    body = textwrap.indent("\n".join(statements).strip("\n"), " " * 8)
    return _HEADER + "\n".join(imports) + "\n" + _STACK + body + "\n" + _END


def _end_of_imports(lines: list[str]) -> int:
    depth, end = 0, 0
    for number, line in enumerate(lines):
        text = line.replace("«", "").replace("»", "")
        if depth == 0 and not text.startswith(("from ", "import ")):
            if text.strip() and not text.startswith("#"):
                break
            continue
        depth += text.count("(") - text.count(")")
        end = number + 1
    return end


def write(folder: Path, example: Valid, code: str, files: Mapping[str, str]) -> Path:
    """Lay the project out in `folder`; returns the path of the module."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cdktf.json").write_text('{"language": "python", "app": "python main.py"}', encoding="utf-8")
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(unmarked(text).code, encoding="utf-8")
    main = folder / "main.py"
    main.write_text(code, encoding="utf-8")
    return main


def check(folder: Path, example: Valid, rule: str) -> Analysis:
    """What presynth says of the project in `folder`, with the rule on."""
    settings: dict[str, object] = dict(example.settings)
    settings.setdefault("extend-select", [rule])
    if example.terraform is not None:
        settings["terraform-version"] = example.terraform
    workspace = Workspace(Configuration(folder, settings, isolated=True), folder=folder)
    return workspace.check([str(path) for path in sorted(folder.rglob("*.py"))])


def findings_of(analysis: Analysis, rule: str) -> list[Finding]:
    """All findings of one rule."""
    return [finding for report in analysis.reports.values() for finding in report.findings if finding.code == rule]


def places_of(folder: Path, code: str, rule: str) -> list[tuple[int, int]]:
    """The lines (from 1) and columns (from 0) at which one rule finds something in `code`."""
    example = Valid(code)
    write(folder, example, as_program(code), {})
    starts = (found.place.range.start for found in findings_of(check(folder, example, rule), rule))
    return [(start.line, start.column) for start in starts]
