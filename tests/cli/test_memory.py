"""A second run says what the first one did, without checking anything, until something changes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.running import Ran, Run
from presynth.engine import Workspace

PROGRAM = """\
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from names import LOGS


class Storage(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        S3Bucket(self, "é", bucket=LOGS)  # presynth: ignore[PS199]
"""
Checks = Callable[..., tuple[int, Ran]]


@pytest.fixture
def checks(run: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> Checks:
    """Runs `presynth check` in a project of two files; says how many files were checked, too."""
    (project / "main.py").write_text(PROGRAM, encoding="utf-8")
    (project / "names.py").write_text('LOGS = "logs"\n', encoding="utf-8")
    counts: list[int] = []
    check = Workspace.check

    def counted(self: Workspace, paths: list[str]) -> object:
        counts.append(len(paths))
        return check(self, paths)

    monkeypatch.setattr(Workspace, "check", counted)

    def run_check(*arguments: str) -> tuple[int, Ran]:
        counts.clear()
        ran = run("check", *arguments)
        return sum(counts), ran

    return run_check


@pytest.mark.parametrize("form", ["text", "concise", "json", "github", "sarif", "junit"])
def test_the_second_run_only_remembers(checks: Checks, form: str) -> None:
    first, second = checks("--output-format", form), checks("--output-format", form)
    assert (first[0], second[0]) == (2, 0)
    assert second[1] == first[1]
    assert "PS900" in first[1].out


def test_edits_are_made_when_they_are_asked_for(checks: Checks) -> None:
    checks()
    count, ran = checks("--output-format", "json")
    assert count == 2
    assert '"edits"' in ran.out
    assert checks("--output-format", "json") == (0, ran)
    assert checks()[0] == 0


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("main.py", PROGRAM + "\n"),
        ("names.py", 'LOGS = "data"\n'),
        ("names/__init__.py", ""),
        ("cdktf.json", '{"app": "python other.py"}'),
        (".terraform-version", "1.9.5"),
    ],
)
def test_what_changes_the_grounds(checks: Checks, project: Path, name: str, text: str) -> None:
    checks()
    assert checks()[0] == 0
    (project / name).parent.mkdir(exist_ok=True)
    (project / name).write_text(text, encoding="utf-8")
    assert checks()[0] > 0


def test_another_command_line_has_other_grounds(checks: Checks) -> None:
    checks()
    assert checks("--ignore", "PS900")[0] == 2
    assert checks("main.py")[0] == 1
    assert checks("--terraform-version", "1.9")[0] == 2
    assert checks()[0] == 0


def test_another_content_with_the_same_size_and_time(checks: Checks, project: Path) -> None:
    checks()
    stamp = (project / "main.py").stat()
    (project / "main.py").write_text(PROGRAM.replace("PS199", "PS198"), encoding="utf-8")
    os.utime(project / "main.py", ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    count, ran = checks()
    assert count == 2
    assert "PS198" in ran.out


def test_a_remembered_report_fits_another_working_directory(
    checks: Checks, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "presynth.toml").write_text("", encoding="utf-8")
    checks(str(project))
    monkeypatch.chdir(project.parent)
    count, ran = checks(str(project), "--output-format", "concise")
    assert count == 0
    assert "\nproject/main.py:9:" in "\n" + ran.out


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_change_behind_a_link_counts(checks: Checks, project: Path) -> None:
    outside = project.parent / "shared.py"
    outside.write_text('LOGS = "logs"\n', encoding="utf-8")
    (project / "names.py").unlink()
    (project / "names.py").symlink_to(outside)
    checks()
    assert checks()[0] == 0
    outside.write_text('LOGS = "data"\n', encoding="utf-8")
    assert checks()[0] == 2


def test_a_damaged_memory_is_no_memory(checks: Checks, tmp_path: Path) -> None:
    _, first = checks()
    [file] = (tmp_path / "cache" / "reports").iterdir()
    file.write_bytes(b"\x93")
    assert checks() == (2, first)
    assert checks() == (0, first)


def test_no_cache(checks: Checks, tmp_path: Path) -> None:
    checks("--no-cache")
    assert not (tmp_path / "cache").exists()
    checks()
    assert checks("--no-cache")[0] == 2


def test_fixing_checks(checks: Checks, project: Path) -> None:
    checks()
    _, ran = checks("--fix")
    assert "Fixed " in ran.out
    assert "ignore" not in (project / "main.py").read_text(encoding="utf-8")


def test_old_reports_are_forgotten(checks: Checks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("presynth.cli.memory._MOST_REPORTS", 2)
    for version in ("1.5", "1.6", "1.7"):
        checks("--terraform-version", version)
    assert len([*(tmp_path / "cache" / "reports").iterdir()]) == 2
    assert checks("--terraform-version", "1.7")[0] == 0
    assert checks("--terraform-version", "1.5")[0] == 2
