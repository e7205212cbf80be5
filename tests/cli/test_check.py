"""`presynth check`, with the one rule that needs no provider: a suppression comment that hides nothing."""

from __future__ import annotations

import io
import json
import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from cli.running import Ran, Run

CLEAN = "import cdktf; print(cdktf)\n"
_CONFLICT = """
from cdktf import App, S3Backend, TerraformStack
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.provider import AwsProvider

app = App()
stack = TerraformStack(app, "roles")
S3Backend(stack, bucket="acme-state", key="roles.tfstate", region="eu-west-1")
AwsProvider(stack, "aws", region="eu-west-1")
IamRole(stack, "role", name="reader", name_prefix="reader-", assume_role_policy="{}")
app.synth()
"""
IDLE = "import cdktf; print(cdktf)  # presynth: ignore[PS199]\n"


@pytest.fixture
def main(project: Path) -> Path:
    """A file with one finding, which has a safe fix."""
    path = project / "main.py"
    path.write_text(IDLE, encoding="utf-8")
    return path


def document(ran: Ran) -> dict[str, Any]:
    return json.loads(ran.out)


def standard_input(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


@pytest.mark.usefixtures("main")
def test_text_is_the_default(run: Run) -> None:
    ran = run("check")
    assert ran.status == 1
    lines = ran.out.splitlines()
    assert lines[:5] == [
        "warning[PS900] unused-ignore: no rule is called `PS199`",
        " --> main.py:1:29",
        "  |",
        "1 | import cdktf; print(cdktf)  # presynth: ignore[PS199]",
        "  |                             ^^^^^^^^^^^^^^^^^^^^^^^^^",
    ]
    assert "Found 1 warning in 1 of 1 file." in lines
    assert "1 can be fixed with --fix." in lines
    assert any(line.startswith("Checked against ") and "(bundled)" in line for line in lines)
    assert ran.err == ""


@pytest.mark.usefixtures("main")
def test_json(run: Run) -> None:
    ran = run("check", "--output-format", "json", ".")
    assert ran.status == 1
    found = document(ran)
    assert found["version"] == 1
    assert {"assembly", "version", "provider_version", "source", "path"} == set(found["schema"][0])
    assert found["terraform"] is None
    assert found["errors"] == []
    [finding] = found["findings"]
    assert (finding["code"], finding["name"], finding["severity"]) == ("PS900", "unused-ignore", "warning")
    assert finding["path"] == "main.py"
    assert finding["range"] == {"start": {"line": 1, "column": 29}, "end": {"line": 1, "column": 54}}
    [fix] = finding["fixes"]
    assert fix["safety"] == "safe"
    [edit] = fix["edits"]
    assert (edit["path"], edit["text"]) == ("main.py", "")
    assert ran.err == ""


@pytest.mark.usefixtures("main")
def test_terraform_is_told(run: Run) -> None:
    ran = run("check", "--output-format", "json", "--terraform-version", "1.9.5")
    assert document(ran)["terraform"] == {"product": "terraform", "version": "1.9.5", "source": "terraform-version"}


@pytest.mark.usefixtures("main")
@pytest.mark.parametrize(
    ("form", "start"),
    [
        ("concise", "main.py:1:29: warning[PS900] "),
        ("github", "::warning title=PS900 unused-ignore,file=main.py,line=1"),
        ("junit", "<?xml "),
        ("sarif", "{\n"),
    ],
)
def test_other_formats(run: Run, form: str, start: str) -> None:
    ran = run("check", "--output-format", form)
    assert ran.out.startswith(start)
    assert ran.status == 1


@pytest.mark.usefixtures("main")
def test_statistics_and_quiet(run: Run) -> None:
    ran = run("check", "--statistics", "--quiet")
    assert ran.out == "1 PS900 unused-ignore (1 fixable)\n"
    assert run("check", "--statistics", "--output-format", "json").status == 2


@pytest.mark.usefixtures("main")
def test_colour(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" not in run("check").out
    assert "\x1b[" in run("check", "--color", "always").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in run("check").out


def test_exit_status(run: Run, main: Path) -> None:
    assert run("check").status == 1
    assert run("check", "--exit-zero").status == 0
    assert run("check", "--ignore", "PS900").status == 0
    main.write_text(CLEAN, encoding="utf-8")
    clean = run("check")
    assert clean.status == 0
    assert clean.out.startswith("No problems found in 1 file.\n")


def test_information_is_no_failure(run: Run, main: Path, project: Path) -> None:
    (project / "presynth.toml").write_text("severity = { PS900 = 'info' }", encoding="utf-8")
    ran = run("check")
    assert "info[PS900]" in ran.out
    assert ran.status == 0


def test_a_file_with_a_syntax_error_is_judged_around_it(run: Run, main: Path) -> None:
    main.write_text(IDLE + "x = = 1\n", encoding="utf-8")
    ran = run("check", "--output-format", "json")
    found = document(ran)
    assert [finding["code"] for finding in found["findings"]] == ["PS900"]
    [error] = found["errors"]
    assert error["path"] == "main.py"
    assert error["range"]["start"]["line"] == 2
    main.write_text(CLEAN + "x = = 1\n", encoding="utf-8")
    assert run("check").status == 1


def test_a_file_that_cannot_be_read(run: Run, main: Path, project: Path) -> None:
    (project / "other.py").write_bytes(b"import cdktf # \xff\n")
    ran = run("check", "--output-format", "json")
    assert ran.status == 1
    [error] = document(ran)["errors"]
    assert (error["path"], error["range"]) == ("other.py", None)
    assert len(document(ran)["findings"]) == 1
    assert run("check", "other.py").status == 2


def test_a_path_that_does_not_exist(run: Run, main: Path) -> None:
    ran = run("check", "gone.py", "main.py", "--output-format", "json")
    assert ran.status == 2
    assert [error["path"] for error in document(ran)["errors"]] == ["gone.py"]
    assert len(document(ran)["findings"]) == 1
    assert "gone.py" in run("check", "gone.py").out


def test_no_files(run: Run, project: Path) -> None:
    ran = run("check")
    assert ran.status == 2
    assert "no Python files found in ." in ran.err
    ran = run("check", "--output-format", "json")
    assert document(ran)["findings"] == []


@pytest.mark.parametrize("form", ["text", "json"])
def test_broken_configuration(run: Run, main: Path, project: Path, form: str) -> None:
    (project / "presynth.toml").write_text("\nselct = []", encoding="utf-8")
    ran = run("check", "--output-format", form)
    assert ran.status == 2
    assert f"{project / 'presynth.toml'}:2: unknown option `selct`; did you mean `select`?" in ran.err
    if form == "json":
        [error] = document(ran)["errors"]
        assert error["path"] == "presynth.toml"
        assert error["range"]["start"] == {"line": 2, "column": 1}
    else:
        assert ran.out == ""


def test_an_unknown_rule_in_the_configuration(run: Run, main: Path, project: Path) -> None:
    (project / "presynth.toml").write_text("ignore = ['unused-ignores']", encoding="utf-8")
    ran = run("check")
    assert ran.status == 2
    assert "presynth.toml:1: `ignore`: no rule is called `unused-ignores`; did you mean `unused-ignore`?" in ran.err


def test_configuration_from_the_command_line(run: Run, main: Path, project: Path) -> None:
    (project / "presynth.toml").write_text("ignore = ['PS900']", encoding="utf-8")
    assert run("check").status == 0
    assert run("check", "--isolated").status == 1
    assert run("check", "--select", "PS1,PS900").status == 1
    (project / "other.toml").write_text("ignore = ['PS1']", encoding="utf-8")
    assert run("check", "--config", "other.toml").status == 1
    assert run("check", "--config", "gone.toml").status == 2


def test_excluded_files_are_checked_when_named(run: Run, main: Path, project: Path) -> None:
    (project / "presynth.toml").write_text("exclude = ['main.py']", encoding="utf-8")
    assert run("check").status == 2
    assert run("check", "main.py").status == 1


def test_paths_outside_the_working_directory_are_absolute(
    run: Run, main: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "inner").mkdir()
    monkeypatch.chdir(project / "inner")
    ran = run("check", "..", "--output-format", "json")
    assert document(ran)["findings"][0]["path"] == main.as_posix()


def test_standard_input(run: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    standard_input(monkeypatch, IDLE)
    ran = run("check", "-", "--output-format", "json")
    assert document(ran)["findings"][0]["path"] == "-"
    standard_input(monkeypatch, IDLE)
    (project / "presynth.toml").write_text("per-file-ignores = { 'x/*' = ['PS900'] }", encoding="utf-8")
    assert run("check", "-", "--stdin-filename", "y/a.py").status == 1
    standard_input(monkeypatch, IDLE)
    assert run("check", "-", "--stdin-filename", "x/a.py").status == 0


def test_standard_input_stands_for_the_file(run: Run, main: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    standard_input(monkeypatch, CLEAN)
    assert run("check", "-", "--stdin-filename", "main.py").status == 0


def test_fixed_standard_input_goes_to_standard_output(run: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    standard_input(monkeypatch, IDLE)
    ran = run("check", "-", "--fix")
    assert ran.out == CLEAN
    assert "Fixed 1 problem" in ran.err
    assert ran.status == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("-", "main.py"),
        ("main.py", "--stdin-filename", "x.py"),
        ("--config", "x", "--isolated"),
        ("-j", "0"),
        ("--output-format", "yaml"),
    ],
)
def test_what_does_not_go_together(run: Run, main: Path, arguments: tuple[str, ...]) -> None:
    ran = run("check", *arguments)
    assert ran.status == 2
    assert ran.out == ""
    assert "presynth" in ran.err


def test_fix(run: Run, main: Path) -> None:
    main.write_bytes(b"\xef\xbb\xbf" + IDLE.encode().replace(b"\n", b"\r\n"))
    ran = run("check", "--fix")
    assert ran.status == 0
    assert "Fixed 1 problem in 1 file." in ran.out
    assert main.read_bytes() == b"\xef\xbb\xbf" + CLEAN.encode().replace(b"\n", b"\r\n")


def test_fix_as_json(run: Run, main: Path) -> None:
    ran = run("check", "--fix", "--output-format", "json")
    assert document(ran)["findings"] == []
    assert "Fixed 1 problem in 1 file." in ran.err
    assert main.read_text(encoding="utf-8") == CLEAN


@pytest.mark.skipif(os.name == "nt", reason="permissions are others on Windows")
def test_fix_keeps_permissions_and_links(run: Run, project: Path) -> None:
    (project / "real.txt").write_text(IDLE, encoding="utf-8")
    (project / "real.txt").chmod(0o750)
    (project / "main.py").symlink_to(project / "real.txt")
    assert run("check", "--fix").status == 0
    assert (project / "main.py").is_symlink()
    assert (project / "real.txt").read_text(encoding="utf-8") == CLEAN
    assert stat.S_IMODE((project / "real.txt").stat().st_mode) == 0o750
    assert sorted(path.name for path in project.iterdir()) == ["cdktf.json", "main.py", "real.txt"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="may write everything")
def test_a_file_that_may_not_be_written(run: Run, main: Path) -> None:
    main.chmod(0o444)
    ran = run("check", "--fix")
    assert ran.status == 2
    assert "was not fixed: permission denied" in ran.out
    assert main.read_text(encoding="utf-8") == IDLE


def test_diff(run: Run, main: Path) -> None:
    ran = run("check", "--diff")
    assert ran.status == 1
    assert ran.out.splitlines() == [
        "--- main.py",
        "+++ main.py",
        "@@ -1 +1 @@",
        "-import cdktf; print(cdktf)  # presynth: ignore[PS199]",
        "+import cdktf; print(cdktf)",
    ]
    assert "Would fix 1 problem in 1 file." in ran.err
    assert main.read_text(encoding="utf-8") == IDLE
    assert run("check", "--diff", "--exit-zero").status == 0


def test_diff_of_what_needs_no_fix(run: Run, main: Path) -> None:
    main.write_text(CLEAN, encoding="utf-8")
    ran = run("check", "--diff")
    assert (ran.status, ran.out) == (0, "")


def test_diff_as_json(run: Run, main: Path) -> None:
    ran = run("check", "--diff", "--output-format", "json")
    assert ran.status == 1
    assert [finding["code"] for finding in document(ran)["findings"]] == ["PS900"]
    assert main.read_text(encoding="utf-8") == IDLE


def test_diff_says_where_the_last_line_has_no_end(run: Run, main: Path) -> None:
    main.write_text(IDLE.rstrip("\n"), encoding="utf-8")
    assert "\\ No newline at end of file" in run("check", "--diff").out


@pytest.mark.usefixtures("main")
def test_no_cache(run: Run) -> None:
    assert run("check", "--no-cache").status == 1


@pytest.mark.usefixtures("main")
def test_verbose(run: Run) -> None:
    ran = run("check", "--verbose")
    assert "checking 1 file" in ran.err


def test_what_another_version_of_the_provider_says_is_no_error(run: Run, project: Path) -> None:
    (project / "main.py").write_text(_CONFLICT, encoding="utf-8")
    assert run("check").status == 1
    (project / "requirements.txt").write_text("cdktf-cdktf-provider-aws==19.1.0\n", encoding="utf-8")
    ran = run("check", "--output-format", "json")
    assert ran.status == 0
    assert ("PS302", "info") in {(each["code"], each["severity"]) for each in document(ran)["findings"]}
