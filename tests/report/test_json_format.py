import json
from typing import Any

from presynth.findings import Finding, Fix, Severity, TextEdit
from presynth.report import json_format
from presynth.report.model import FileError, Report, in_order
from presynth.source.statement import Position, Range
from report.samples import ASSEMBLY, DISPLAY, FOLDER, SAFE, TERRAFORM, finding, place, related, report

RANGE = Range(Position(2, 0), Position(2, 4))


def edits(_: Finding, fix: Fix) -> tuple[TextEdit, ...] | None:
    return (TextEdit("/project/stacks/app.py", RANGE, "bucket"),) if fix is SAFE else None


def rendered(given: Report) -> dict[str, Any]:
    return json.loads(json_format.render(given, edits))


def test_nothing_found() -> None:
    assert rendered(report()) == {"version": 1, "schema": [], "terraform": None, "findings": [], "errors": []}


def test_everything_a_finding_has() -> None:
    where = place("x = f(\n    'é', b=1)", "1")
    given = finding(
        where,
        SAFE,
        DISPLAY,
        construct="aws_s3_bucket.b",
        related=(related("class A(B): ...", "B"),),
        data_date="2026-11-22",
    )
    assert rendered(report(given))["findings"] == [
        {
            "code": "PS103",
            "name": "unknown-argument",
            "severity": "error",
            "message": "no argument `b`",
            "path": "stacks/app.py",
            "range": {"start": {"line": 2, "column": 12}, "end": {"line": 2, "column": 13}},
            "construct": "aws_s3_bucket.b",
            "fixes": [
                {
                    "title": "rename to `bucket`",
                    "safety": "safe",
                    "edits": [
                        {
                            "path": "stacks/app.py",
                            "range": {"start": {"line": 2, "column": 1}, "end": {"line": 2, "column": 5}},
                            "text": "bucket",
                        }
                    ],
                }
            ],
            "related": [
                {
                    "path": "stacks/base.py",
                    "range": {"start": {"line": 1, "column": 9}, "end": {"line": 1, "column": 10}},
                    "message": "the class is here",
                }
            ],
            "data_date": "2026-11-22",
        }
    ]


def test_what_need_not_be_there() -> None:
    [found] = rendered(report(finding(place("f(b)", "b"), severity=Severity.INFO)))["findings"]
    assert found["construct"] is None
    assert found["severity"] == "info"
    assert "data_date" not in found


def test_what_the_verdict_rests_on() -> None:
    document = rendered(report(assemblies=(ASSEMBLY,), terraform=TERRAFORM))
    assert document["schema"] == [
        {
            "assembly": "@cdktf/provider-aws",
            "version": "21.22.1",
            "provider_version": "6.25.0",
            "source": "environment",
            "path": ".venv/aws.jsii.tgz",
        }
    ]
    assert document["terraform"] == {"product": "terraform", "version": "1.9.5", "source": ".terraform-version"}


def test_errors() -> None:
    errors = (FileError("/project/a.py", RANGE, "invalid syntax"), FileError("/other/b.py", None, "no such file"))
    assert rendered(report(errors=errors))["errors"] == [
        {
            "path": "a.py",
            "range": {"start": {"line": 2, "column": 1}, "end": {"line": 2, "column": 5}},
            "message": "invalid syntax",
        },
        {"path": "/other/b.py", "range": None, "message": "no such file"},
    ]


def test_it_is_ascii_whatever_the_terminal_reads() -> None:
    assert json_format.render(report(finding(place("f(b)", "b"), message="é😀")), edits).isascii()


def test_order() -> None:
    places = [
        (place("f(b)", "b", "/project/b.py"), "PS101"),
        (place("f(a, b)", "b", "/project/a.py"), "PS101"),
        (place("f(a, b)", "a", "/project/a.py"), "PS203"),
        (place("f(a, b)", "a", "/project/a.py"), "PS103"),
        (place("f(\n\n\n\n\n\n\n\n\na)", "a", "/project/a.py"), "PS103"),
        (place("f(a)", "a", "/other/z.py"), "PS103"),
    ]
    ordered = in_order([finding(where, code=code) for where, code in places], FOLDER)
    assert [(it.place.path, it.place.range.start.line, it.code) for it in ordered] == [
        ("/other/z.py", 1, "PS103"),
        ("/project/a.py", 1, "PS103"),
        ("/project/a.py", 1, "PS203"),
        ("/project/a.py", 1, "PS101"),
        ("/project/a.py", 10, "PS103"),
        ("/project/b.py", 1, "PS101"),
    ]
