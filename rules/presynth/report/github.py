"""The report as GitHub Actions' workflow commands, which become annotations of a pull request."""

from __future__ import annotations

from presynth.findings import Severity
from presynth.report.model import Report

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report) -> str:
    """One command for each finding, and for each file that could not be judged."""
    lines: list[str] = []
    for finding in report.findings:
        start, end = finding.place.range
        path = report.shown(finding.place.path)
        properties: dict[str, str | int] = {"title": f"{finding.code} {finding.name}", "file": path, "line": start.line}
        # GitHub refuses columns where the range has several lines.
        if start.line == end.line:
            properties |= {"col": start.column + 1, "endColumn": end.column + 1}
        properties["endLine"] = end.line
        message = f"{path}:{start.line}:{start.column + 1}: {finding.code} {finding.message}"
        lines.append(_command(_COMMANDS[finding.severity], properties, message))
    for error in report.errors:
        properties = {"title": "presynth", "file": report.shown(error.path)}
        if error.range:
            properties["line"] = error.range.start.line
        lines.append(_command("error", properties, error.message))
    return "".join(line + "\n" for line in lines)


def _command(name: str, properties: dict[str, str | int], message: str) -> str:
    listed = ",".join(f"{key}={_escaped(str(value), property_=True)}" for key, value in properties.items())
    return f"::{name} {listed}::{_escaped(message)}"


def _escaped(text: str, property_: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if property_ else text
