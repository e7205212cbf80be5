from pathlib import Path

from cli.running import Run


def test_what_verdicts_rest_on(run: Run, project: Path) -> None:
    (project / ".terraform-version").write_text("1.9.5", encoding="utf-8")
    ran = run("schema")
    assert ran.status == 0
    lines = ran.out.splitlines()
    assert lines[:3] == [
        f"project      {project}",
        "environment  none with a binding of providers",
        "terraform    1.9.5 (.terraform-version)",
    ]
    assert "@cdktf/provider-aws 21.22.1, provider 6.25.0" in lines
    assert "  state    bundled" in lines


def test_what_the_project_asks_another_version_of(run: Run, project: Path) -> None:
    (project / "requirements.txt").write_text("cdktf-cdktf-provider-aws==19.1.0\n", encoding="utf-8")
    lines = run("schema").out.splitlines()
    at = lines.index("  package  cdktf_cdktf_provider_aws")
    assert lines[at + 2 : at + 4] == [
        "  state    bundled: requirements.txt asks for ==19.1.0",
        "           arguments and names are not judged by it",
    ]


def test_bindings_that_are_not_generated(run: Run, project: Path) -> None:
    (project / "cdktf.json").write_text('{"terraformProviders": ["aws@~> 6.0"]}', encoding="utf-8")
    lines = run("schema").out.splitlines()
    at = lines.index("aws, provider 6.69.1")
    assert lines[at + 1] == "  package  imports.aws"
    assert lines[at + 3] == "  state    bundled: imports has not been generated"


def test_terraform_that_nothing_says(run: Run) -> None:
    assert "terraform    unknown: set terraform-version or opentofu-version" in run("schema", ".").out
    assert "opentofu     1.8" in run("schema", ".", "--opentofu-version", "1.8").out


def test_a_folder_that_is_not_there(run: Run) -> None:
    ran = run("schema", "gone")
    assert ran.status == 2
    assert "gone does not exist" in ran.err


def test_an_environment_without_bindings_is_refused(run: Run, project: Path) -> None:
    (project / "empty/lib/python3.11/site-packages").mkdir(parents=True)
    for command in ("check", "schema"):
        ran = run(command, ".", "--python", "empty")
        assert (ran.status, ran.out) == (2, "")
        assert ran.err == "presynth: --python empty: no binding of providers is installed there\n"
