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


def test_terraform_that_nothing_says(run: Run) -> None:
    assert "terraform    unknown: set terraform-version or opentofu-version" in run("schema", ".").out
    assert "opentofu     1.8" in run("schema", ".", "--opentofu-version", "1.8").out


def test_a_folder_that_is_not_there(run: Run) -> None:
    ran = run("schema", "gone")
    assert ran.status == 2
    assert "gone does not exist" in ran.err
