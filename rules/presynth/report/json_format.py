"""The report as one JSON object, whose form is a promise to other programs."""

from __future__ import annotations

import json
from typing import Any

from presynth.findings import Finding, Fix
from presynth.report.model import Edits, Report
from presynth.source.statement import Range

VERSION = 1


def render(report: Report, edits: Edits) -> str:
    """The object as text, in ASCII. A fix that cannot be made is left out."""
    document: dict[str, Any] = {
        "version": VERSION,
        "schema": [
            {
                "assembly": assembly.name,
                "version": assembly.version,
                "provider_version": assembly.provider_version,
                "source": assembly.source,
                "path": report.shown(assembly.path),
            }
            for assembly in report.assemblies
        ],
        "terraform": report.terraform
        and {
            "product": report.terraform.product,
            "version": report.terraform.version,
            "source": report.terraform.source,
        },
        "findings": [_finding(report, finding, edits) for finding in report.findings],
        "errors": [
            {"path": report.shown(error.path), "range": error.range and _range(error.range), "message": error.message}
            for error in report.errors
        ],
    }
    return json.dumps(document, indent=2) + "\n"


def _finding(report: Report, finding: Finding, edits: Edits) -> dict[str, Any]:
    document: dict[str, Any] = {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "path": report.shown(finding.place.path),
        "range": _range(finding.place.range),
        "construct": finding.construct,
        "fixes": [fix for fix in (_fix(report, finding, fix, edits) for fix in finding.fixes) if fix],
        "related": [
            {"path": report.shown(place.path), "range": _range(place.range), "message": message}
            for place, message in finding.related
        ],
    }
    if finding.data_date:
        document["data_date"] = finding.data_date
    return document


def _fix(report: Report, finding: Finding, fix: Fix, edits: Edits) -> dict[str, Any] | None:
    made = edits(finding, fix)
    if made is None:
        return None
    return {
        "title": fix.title,
        "safety": fix.safety.value,
        "edits": [{"path": report.shown(edit.path), "range": _range(edit.range), "text": edit.text} for edit in made],
    }


def _range(range_: Range) -> dict[str, dict[str, int]]:
    """Lines and columns from 1, columns in code points, the end exclusive."""
    return {
        name: {"line": position.line, "column": position.column + 1}
        for name, position in (("start", range_.start), ("end", range_.end))
    }
