"""The report as SARIF 2.1.0, which code scanning reads."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar, Protocol
from urllib.parse import quote

from presynth import __version__
from presynth.findings import Finding, Severity, TextEdit
from presynth.report.model import Edits, FileError, Report
from presynth.source.statement import Range

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note", Severity.OFF: "none"}


class RulePage(Protocol):
    """What is said about a rule."""

    code: ClassVar[str]
    name: ClassVar[str]
    group: ClassVar[str]
    severity: ClassVar[Severity]


def render(report: Report, edits: Edits, rules: Iterable[tuple[RulePage, str]]) -> str:
    """The report as JSON text, in ASCII. `rules` are all rules, each with its summary."""
    found = {finding.code for finding in report.findings}
    told = [(rule, summary) for rule, summary in rules if rule.code in found]
    numbers = {rule.code: number for number, (rule, _) in enumerate(told)}
    run = {
        "tool": {
            "driver": {
                "name": "presynth",
                "version": __version__,
                "rules": [_rule(rule, summary) for rule, summary in told],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"ROOT": {"uri": Path(report.folder).as_uri() + "/"}},
        "invocations": [
            {
                "executionSuccessful": not report.errors,
                "toolExecutionNotifications": [_notification(report, error) for error in report.errors],
            }
        ],
        "results": [_result(report, finding, edits, numbers) for finding in report.findings],
    }
    document = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(document, indent=2) + "\n"


def _rule(rule: RulePage, summary: str) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": summary},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.group]},
    }


def _result(report: Report, finding: Finding, edits: Edits, numbers: dict[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [_location(report, finding.place.path, finding.place.range)],
    }
    if finding.code in numbers:
        result["ruleIndex"] = numbers[finding.code]
    if finding.construct:
        result["locations"][0]["logicalLocations"] = [{"fullyQualifiedName": finding.construct, "kind": "resource"}]
    if finding.related:
        result["relatedLocations"] = [
            {**_location(report, place.path, place.range), "message": {"text": message}}
            for place, message in finding.related
        ]
    made = [(fix, found) for fix in finding.fixes if (found := edits(finding, fix))]
    if made:
        result["fixes"] = [
            {"description": {"text": fix.title}, "artifactChanges": _changes(report, it)} for fix, it in made
        ]
    return result


def _changes(report: Report, edits: tuple[TextEdit, ...]) -> list[dict[str, Any]]:
    return [
        {
            "artifactLocation": _artifact(report, path),
            "replacements": [
                {"deletedRegion": _region(edit.range), "insertedContent": {"text": edit.text}}
                for edit in edits
                if edit.path == path
            ],
        }
        for path in dict.fromkeys(edit.path for edit in edits)
    ]


def _notification(report: Report, error: FileError) -> dict[str, Any]:
    place = _location(report, error.path, error.range)
    return {"level": "error", "message": {"text": error.message}, "locations": [place]}


def _location(report: Report, path: str, range_: Range | None) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _artifact(report, path)}
    if range_:
        physical["region"] = _region(range_)
    return {"physicalLocation": physical}


def _artifact(report: Report, path: str) -> dict[str, str]:
    shown = report.shown(path)
    if Path(shown).is_absolute():
        return {"uri": Path(shown).as_uri()}
    return {"uri": quote(shown), "uriBaseId": "ROOT"}


def _region(range_: Range) -> dict[str, int]:
    start, end = range_
    return {
        "startLine": start.line,
        "startColumn": start.column + 1,
        "endLine": end.line,
        "endColumn": end.column + 1,
    }
