"""The report as JUnit XML, which most build servers show."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from presynth.report.model import Report

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report) -> str:
    """In ASCII. Each file is a test suite, each finding a failure; what could not be judged is an error."""
    root = Element("testsuites", name="presynth")
    suites: dict[str, Element] = {}

    def case(path: str, name: str, kind: str, summary: str, details: str, line: int | None) -> None:
        shown = report.shown(path)
        if shown not in suites:
            suites[shown] = SubElement(root, "testsuite", name=_clean(shown))
        test = SubElement(suites[shown], "testcase", name=_clean(name), classname=_clean(shown), file=_clean(shown))
        if line is not None:
            test.set("line", str(line))
        SubElement(test, kind, message=_clean(summary)).text = _clean(details)

    for finding in report.findings:
        start = finding.place.range.start
        details = f"line {start.line}, column {start.column + 1}: {finding.severity.value}: {finding.message}"
        case(finding.place.path, f"{finding.code} {finding.name}", "failure", finding.message, details, start.line)
    for error in report.errors:
        line = error.range.start.line if error.range else None
        case(error.path, "readable", "error", error.message, error.message, line)
    if not suites:
        SubElement(SubElement(root, "testsuite", name="presynth"), "testcase", name="no problems", classname="presynth")
    for element in (*root, root):
        for kind, name in (("testcase", "tests"), ("failure", "failures"), ("error", "errors")):
            element.set(name, str(sum(1 for _ in element.iter(kind))))
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="us-ascii").decode("ascii")}\n'


def _clean(text: str) -> str:
    """`text` without what XML cannot hold."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
