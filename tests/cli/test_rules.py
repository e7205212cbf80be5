import json

from cli.running import Run
from presynth.checks.registry import all_rules


def test_rules_are_listed(run: Run) -> None:
    ran = run("rules")
    assert ran.status == 0
    lines = ran.out.splitlines()
    assert len(lines) == len(all_rules())
    [line] = [line for line in lines if line.startswith("PS900")]
    assert line.split()[:4] == ["PS900", "unused-ignore", "warning", "python"]
    assert line.endswith("A comment hides findings that are not there.")


def test_rules_as_json(run: Run) -> None:
    listed = json.loads(run("rules", "--output-format", "json").out)
    [rule] = [rule for rule in listed if rule["code"] == "PS900"]
    assert rule == {
        "code": "PS900",
        "name": "unused-ignore",
        "group": "python",
        "severity": "warning",
        "since": "0.1.0",
        "summary": "A comment hides findings that are not there.",
        "fix": True,
    }


def test_a_rules_page(run: Run) -> None:
    ran = run("rule", "PS900")
    assert ran.status == 0
    assert ran.out == run("rule", "unused-ignore").out == run("rule", "ps900").out
    assert ran.out.startswith("# unused-ignore (PS900)\n")
    for heading in ("## What it does", "## Why is this bad?", "## Reported", "After the fix:", "## Not reported"):
        assert heading in ran.out
    assert "«" not in ran.out


def test_no_such_rule(run: Run) -> None:
    ran = run("rule", "unused-ignores")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "presynth: no rule is called `unused-ignores`; did you mean `unused-ignore` (PS900)?\n"
    assert "`presynth rules` lists all" in run("rule", "zzz").err
