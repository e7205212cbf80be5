from dataclasses import dataclass
from pathlib import Path

import pytest

from presynth.config import Configuration, ConfigurationError, RuleSelection
from presynth.findings import Severity


@dataclass(frozen=True)
class Rule:
    code: str
    name: str
    group: str
    severity: Severity = Severity.ERROR
    severity_when_on: Severity = Severity.WARNING
    turned_on_by: str = ""


RULES = [
    Rule("PS101", "unknown-import", "schema"),
    Rule("PS103", "unknown-argument", "schema"),
    Rule("PS202", "missing-backend", "terraform", Severity.INFO),
    Rule("PS501", "region-not-allowed", "policy", Severity.OFF, turned_on_by="allowed_regions"),
    Rule("PS502", "hardcoded-environment", "policy", Severity.WARNING),
]
BY_CODE = {rule.code: rule for rule in RULES}


def selection(root: Path, text: str = "", **command_line: list[str]) -> RuleSelection:
    (root / "presynth.toml").write_text(text, encoding="utf-8")
    options: dict[str, object] = {key.replace("_", "-"): value for key, value in command_line.items()}
    return RuleSelection(RULES, Configuration(root, options).for_folder(root))


def selected(root: Path, text: str = "", **command_line: list[str]) -> str:
    """The last digits of the selected rules' codes, those that are on as they are by default in the first run."""
    chosen = selection(root, text, **command_line)
    on = [rule.code for rule in RULES if chosen.severity_of(rule, root / "app.py") is not Severity.OFF]
    return " ".join(code.removeprefix("PS") for code in on)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "101 103 202 502"),
        ("select = ['PS1']", "101 103"),
        ("select = ['schema', 'missing-backend']", "101 103 202"),
        ("select = ['ALL']", "101 103 202 501 502"),
        ("select = []", ""),
        ("select = ['PS501']", "501"),
        ("extend-select = ['region-not-allowed']", "101 103 202 501 502"),
        ("extend-select = ['policy']", "101 103 202 501 502"),
        ("ignore = ['PS1']", "202 502"),
        ("ignore = ['PS']", ""),
        ("ignore = ['hardcoded-environment', 'terraform']", "101 103"),
        ("select = ['PS103']\nignore = ['PS1']", "103"),
        ("select = ['PS1']\nignore = ['PS103']", "101"),
        ("select = ['PS103']\nignore = ['unknown-argument']", ""),
        ("select = ['ALL']\nignore = ['policy']\nextend-select = ['PS502']", "101 103 202 502"),
        ("severity = { PS101 = 'off' }", "103 202 502"),
        ("severity = { PS1 = 'off', PS101 = 'info' }", "101 202 502"),
        ("severity = { PS501 = 'error' }", "101 103 202 501 502"),
        ("allowed-regions = ['eu-west-1']", "101 103 202 501 502"),
        ("allowed-regions = []", "101 103 202 502"),
        ("allowed-regions = ['eu-west-1']\nignore = ['PS501']", "101 103 202 502"),
        ("allowed-regions = ['eu-west-1']\nseverity = { policy = 'off' }", "101 103 202"),
        ("allowed-regions = ['eu-west-1']\nselect = ['PS1']", "101 103"),
        ("select = ['PS1']\nseverity = { PS103 = 'off' }", "101"),
        ("select = ['PS1']\nseverity = { PS501 = 'error' }", "101 103"),
    ],
)
def test_which_rules_are_checked(tmp_path: Path, text: str, expected: str) -> None:
    assert selected(tmp_path, text) == expected


def test_the_command_line_goes_over_the_file(tmp_path: Path) -> None:
    text = "select = ['PS1']\nignore = ['PS103']\nseverity = { PS101 = 'off' }"
    assert selected(tmp_path, text) == ""
    assert selected(tmp_path, text, select=["PS103"]) == "103"
    assert selected(tmp_path, text, extend_select=["PS202"]) == "202"
    assert selected(tmp_path, text, select=["schema"]) == "101 103"
    assert selected(tmp_path, "", ignore=["PS202"]) == "101 103 502"


def test_severity(tmp_path: Path) -> None:
    chosen = selection(tmp_path, "extend-select = ['PS501']\nseverity = { schema = 'warning', PS103 = 'info' }")
    levels = {code: chosen.severity_of(rule, tmp_path / "app.py").value for code, rule in BY_CODE.items()}
    assert levels == {"PS101": "warning", "PS103": "info", "PS202": "info", "PS501": "warning", "PS502": "warning"}


def test_what_a_rule_says_of_one_finding_counts_unless_configured(tmp_path: Path) -> None:
    chosen = selection(tmp_path, "severity = { PS103 = 'info' }\nignore = ['PS202']")
    app = tmp_path / "app.py"
    assert chosen.severity_of(BY_CODE["PS101"], app, Severity.WARNING) is Severity.WARNING
    assert chosen.severity_of(BY_CODE["PS103"], app, Severity.WARNING) is Severity.INFO
    assert chosen.severity_of(BY_CODE["PS202"], app, Severity.WARNING) is Severity.OFF


def test_per_file_ignores(tmp_path: Path) -> None:
    chosen = selection(tmp_path, "[per-file-ignores]\n'tests/*' = ['PS1']\n'app.py' = ['policy']")
    assert chosen.severity_of(BY_CODE["PS101"], tmp_path / "tests" / "x" / "test_a.py") is Severity.OFF
    assert chosen.severity_of(BY_CODE["PS101"], tmp_path / "a.py") is Severity.ERROR
    assert chosen.severity_of(BY_CODE["PS502"], tmp_path / "x" / "app.py") is Severity.OFF


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("select = [\n  'PS1',\n  'unknown-arguments',\n]", 3, "did you mean `unknown-argument`"),
        ("ignore = ['ps103']", 1, "did you mean `PS103`"),
        ("\nextend-select = ['F401']", 2, "`extend-select`: no rule is called `F401`"),
        ("[severity]\nschemas = 'off'", 2, "did you mean `schema`"),
        ("[per-file-ignores]\n'a.py' = ['PS9']", 2, "`per-file-ignores.a.py`: no rule is called `PS9`"),
    ],
)
def test_selectors_that_name_no_rule(tmp_path: Path, text: str, line: int, message: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        selection(tmp_path, text)
    assert message in raised.value.message
    assert raised.value.line == line


def test_a_wrong_selector_on_the_command_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="`--select`: no rule is called `x`") as raised:
        selection(tmp_path, select=["x"])
    assert raised.value.path is None
