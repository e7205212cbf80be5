"""Every example of every rule, run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from checks import examples
from presynth.checks.base import Invalid, Rule, Valid
from presynth.checks.registry import all_rules
from presynth.findings import Safety, Severity
from presynth.fixes import apply_fix

_VALID = [(rule, example) for rule in all_rules() for example in rule.VALID]
_INVALID = [(rule, example) for rule in all_rules() for example in rule.INVALID]


def _names(pairs: Sequence[tuple[Rule, Valid]]) -> list[str]:
    return [f"{rule.name}-{number}" for number, (rule, _) in enumerate(pairs)]


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_rule_has_examples_and_a_page(rule: Rule) -> None:
    assert rule.VALID
    assert rule.INVALID
    documentation = rule.__doc__ or ""
    for heading in ("## What it does", "## Why is this bad?"):
        assert heading in documentation


@pytest.mark.parametrize(("rule", "example"), _VALID, ids=_names(_VALID))
def test_valid(rule: Rule, example: Valid, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    examples.write(folder, example, examples.as_program(example.code), example.files)
    analysis = examples.check(folder, example, rule.code)
    assert [finding.message for finding in examples.findings_of(analysis, rule.code)] == []


@pytest.mark.parametrize(("rule", "example"), _INVALID, ids=_names(_INVALID))
def test_invalid(rule: Rule, example: Invalid, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    marked = examples.unmarked(examples.as_program(example.code))
    main = examples.write(folder, example, marked.code, example.files)
    analysis = examples.check(folder, example, rule.code)
    (finding,) = examples.findings_of(analysis, rule.code)
    assert finding.severity is not Severity.OFF
    assert example.message in finding.message
    if marked.text is not None:
        assert Path(finding.place.path).name == main.name
        start = finding.place.range.start
        assert (finding.place.text, start.line, start.column) == (marked.text, marked.line, marked.column)
    others = {
        (found.code, found.message)
        for report in analysis.reports.values()
        for found in report.findings
        if found.severity is Severity.ERROR and found.code != rule.code
    }
    assert others == set(), "an example has one fault"
    fixes = [fix for fix in finding.fixes if fix.safety is not Safety.DISPLAY]
    if example.fixed is None:
        assert not fixes
        return
    texts = apply_fix(fixes[0], [str(path) for path in folder.rglob("*.py")])
    for path, text in texts.items():
        compile(text, path, "exec")
        Path(path).write_text(text, encoding="utf-8")
    assert main.read_text(encoding="utf-8") == examples.as_program(example.fixed)
    for name, expected in example.fixed_files.items():
        assert (folder / name).read_text(encoding="utf-8") == expected
    after = examples.check(folder, example, rule.code)
    assert examples.findings_of(after, rule.code) == []
    worse = {
        (found.code, found.message)
        for report in after.reports.values()
        for found in report.findings
        if found.severity is Severity.ERROR
    }
    assert worse == set()
