import json
from dataclasses import dataclass
from typing import Any

from presynth.findings import Finding, Fix, Severity, TextEdit
from presynth.report import sarif
from presynth.report.model import FileError, Report
from presynth.source.statement import Position, Range
from report.samples import DISPLAY, SAFE, finding, place, related, report


@dataclass(frozen=True)
class Rule:
    code: str
    name: str
    group: str = "schema"
    severity: Severity = Severity.ERROR


RULES = [(Rule("PS101", "unknown-import"), "Not there."), (Rule("PS103", "unknown-argument"), "Not taken.")]
RANGE = Range(Position(1, 2), Position(1, 3))


def edits(_: Finding, fix: Fix) -> tuple[TextEdit, ...] | None:
    return (TextEdit("/project/stacks/app.py", RANGE, "bucket"),) if fix is SAFE else None


def run_of(given: Report) -> dict[str, Any]:
    text = sarif.render(given, edits, RULES)
    assert text.isascii()
    document = json.loads(text)
    assert document["version"] == "2.1.0"
    [run] = document["runs"]
    return run


def test_a_finding() -> None:
    given = finding(
        place("f(b)", "b"),
        SAFE,
        DISPLAY,
        construct="aws_s3_bucket.b",
        related=(related("class A(B): ...", "B"),),
        severity=Severity.INFO,
    )
    run = run_of(report(given))
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["PS103"]
    region = {"startLine": 1, "startColumn": 3, "endLine": 1, "endColumn": 4}
    artifact = {"uri": "stacks/app.py", "uriBaseId": "ROOT"}
    assert run["results"] == [
        {
            "ruleId": "PS103",
            "ruleIndex": 0,
            "level": "note",
            "message": {"text": "no argument `b`"},
            "locations": [
                {
                    "physicalLocation": {"artifactLocation": artifact, "region": region},
                    "logicalLocations": [{"fullyQualifiedName": "aws_s3_bucket.b", "kind": "resource"}],
                }
            ],
            "relatedLocations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "stacks/base.py", "uriBaseId": "ROOT"},
                        "region": {"startLine": 1, "startColumn": 9, "endLine": 1, "endColumn": 10},
                    },
                    "message": {"text": "the class is here"},
                }
            ],
            "fixes": [
                {
                    "description": {"text": "rename to `bucket`"},
                    "artifactChanges": [
                        {
                            "artifactLocation": artifact,
                            "replacements": [{"deletedRegion": region, "insertedContent": {"text": "bucket"}}],
                        }
                    ],
                }
            ],
        }
    ]


def test_files_that_could_not_be_judged() -> None:
    run = run_of(report(errors=(FileError("/other/a b.py", None, "no such file"),)))
    [invocation] = run["invocations"]
    assert invocation["executionSuccessful"] is False
    [notification] = invocation["toolExecutionNotifications"]
    assert notification["message"]["text"] == "no such file"
    location = notification["locations"][0]["physicalLocation"]
    assert location == {"artifactLocation": {"uri": "file:///other/a%20b.py"}}
