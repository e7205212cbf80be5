"""What presynth says of the truth cases: the faults where they are marked, and nothing of what is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from presynth.config.configuration import Configuration
from presynth.engine import Workspace
from presynth.findings import Severity
from truth.cases import Case, Mark, bad_cases, good_cases

GOOD = list(good_cases())
BAD = list(bad_cases())


def _found(case: Case, folder: Path, *severities: Severity) -> dict[Mark, set[str]]:
    """The codes of the findings of these severities, by place."""
    for name, text in case.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    # They are written with AWS's sample account.
    workspace = Workspace(Configuration(folder, {"ignore": ["placeholder-arn"]}, isolated=True), folder=folder)
    analysis = workspace.check([str(folder / name) for name in case.files if name.endswith(".py")])
    found: dict[Mark, set[str]] = {}
    for path, report in analysis.reports.items():
        assert report.errors == ()
        for finding in report.findings:
            if finding.severity in severities:
                name = Path(path).relative_to(folder).as_posix()
                found.setdefault(Mark(name, finding.place.range.start.line), set()).add(finding.code)
    return found


@pytest.mark.parametrize("case", GOOD, ids=[case.name for case in GOOD])
def test_right_code_is_left_alone(case: Case, tmp_path: Path) -> None:
    assert _found(case, tmp_path, Severity.ERROR, Severity.WARNING) == {}


@pytest.mark.parametrize("case", BAD, ids=[case.name for case in BAD])
def test_faults_are_found_where_they_are(case: Case, tmp_path: Path) -> None:
    expected = {(mark, code) for mark, codes in case.findings.items() for code in codes}
    everything = _pairs(_found(case, tmp_path, Severity.ERROR, Severity.WARNING))
    assert expected - everything == set()
    errors = _pairs(_found(case, tmp_path, Severity.ERROR))
    # What a plan or AWS would refuse of them besides is not what they are about.
    assert {(mark, code) for mark, code in errors - expected if not code.startswith("PS3")} == set()


def _pairs(found: dict[Mark, set[str]]) -> set[tuple[Mark, str]]:
    return {(mark, code) for mark, codes in found.items() for code in codes}
