"""What presynth says will become of a program is what becomes of it, with cdktf and with cdktn.

Where it says that keys are lost, its own fix brings back just these.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from presynth.config.configuration import Configuration
from presynth.engine import Workspace
from presynth.findings import Finding
from presynth.fixes.fixing import Fixer
from truth import verdicts
from truth.bindings import Real
from truth.cases import Case, bad_cases, good_cases
from truth.verdicts import Verdict

pytestmark = pytest.mark.truth

GROUPS = ("dicts", "names", "values")
"""The cases that are about what bindings declare."""
CASES = [case for case in bad_cases() if case.name.partition(":")[0] in GROUPS] + list(good_cases())


class Written:
    """A case in a folder of its own, with the imports of a binding."""

    def __init__(self, case: Case, real: Real, folder: Path) -> None:
        self.case = case
        self.real = real
        self.folder = folder
        self.files = real.binding.translated(case.files)
        for name, text in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self.paths = [str(folder / name) for name in self.files if name.endswith(".py")]

    def findings(self) -> list[Finding]:
        """What presynth says."""
        return [
            finding for report in self._workspace().check(self.paths).reports.values() for finding in report.findings
        ]

    def fixed(self) -> dict[str, str]:
        """The files after all fixes of what does not fit a declaration."""
        fixed = Fixer(self._workspace(select=["schema"]), self.paths, unsafe=True).run().texts
        return {name: fixed.get(str(self.folder / name), text) for name, text in self.files.items()}

    def answer(self, files: dict[str, str]) -> dict[str, object]:
        """What the packages make of the files."""
        return self.real.oracle.ask({**self.case.request, "files": files})

    def _workspace(self, **settings: object) -> Workspace:
        settings["python"] = self.real.python
        return Workspace(Configuration(self.folder, settings, isolated=True), folder=self.folder)


def _truth(written: Written, said: Verdict) -> Verdict:
    """What becomes of the program; the keys that are lost, where presynth names some, are those its fix brings back."""
    answer = written.answer(written.files)
    outcome = verdicts.real(answer)
    is_silent = written.case.facts and written.case.findings
    if outcome != "fine" or not is_silent:
        return Verdict(outcome)
    if not said.lost:
        return Verdict("lost")
    fixed = written.answer(written.fixed())
    assert verdicts.real(fixed) == "fine", fixed["error"]
    return Verdict("lost", verdicts.lost(verdicts.written(fixed) - verdicts.written(answer), said.lost))


def test_what_is_foretold_comes_true(real: Real, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows: list[tuple[str, Verdict, Verdict]] = []
    for number, case in enumerate(CASES):
        written = Written(case, real, tmp_path / str(number))
        said = verdicts.foretold(written.findings())
        rows.append((case.name, said, _truth(written, said)))
    wrong = [row for row in rows if row[1] != row[2]]
    with capsys.disabled():
        print(f"\n{real.binding.core}: {len(rows)} programs, {len(wrong)} verdicts that are wrong")
        for name, said, true in rows:
            mark = " " if said == true else "✗"
            print(f"{mark} {name:<72.72} {said!s:<48.48} {'' if said == true else true}")
    assert wrong == []
