"""The examples of the rules, through the real packages.

Code that a rule has nothing to say about synthesises, and so does what a fix leaves. Code in which a rule about schema
and constructs finds an error does not - unless what it reports is a silent loss, which its message then says.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

from checks import examples
from presynth.checks.base import Invalid, Rule, Valid
from presynth.checks.registry import all_rules
from presynth.findings import Severity
from truth.oracle import Oracle

pytestmark = pytest.mark.truth

_SILENT = ("lost", "ignored", "nothing is written", "silently", "Terraform refuses")
_LATER = {
    "construct-outside-stack": "it vanishes from what is written",
    "duplicate-provider": "it is `terraform init` that refuses it",
}
"""Errors of which synth says nothing."""
_VARIABLE = re.compile(r"""environ\[["'](\w+)["']\]""")


def _runs(example: Valid) -> bool:
    """Whether it can be run: by its own word, and because no statement beside functions speaks of a `self`."""
    alone = "class " in example.code or "def " not in example.code
    return example.run and (alone or re.search(r"^(?!def ).*\bself,", example.code, re.MULTILINE) is None)


RIGHT = [(rule, example.code, example) for rule in all_rules() for example in rule.VALID if _runs(example)]
RIGHT += [
    (rule, example.fixed, example)
    for rule in all_rules()
    for example in rule.INVALID
    if _runs(example) and example.fixed is not None and "TODO" not in example.fixed
]
WRONG = [
    (rule, example)
    for rule in all_rules()
    if rule.code.startswith("PS1") and rule.severity is Severity.ERROR and rule.name not in _LATER
    for example in rule.INVALID
    if _runs(example)
]


def _ask(oracle: Oracle, code: str, example: Valid, fixed: bool = False) -> dict[str, Any]:
    files = {name: examples.unmarked(text).code for name, text in example.files.items()}
    if fixed and isinstance(example, Invalid):
        files.update(example.fixed_files)
    files["main.py"] = examples.unmarked(examples.as_program(code)).code
    environment = {name: "10" for text in files.values() for name in _VARIABLE.findall(text)}
    return oracle.ask({"files": files, "entry": "main.py", "synth": "auto", "env": environment})


def _ids(pairs: list[Any]) -> list[str]:
    return [f"{pair[0].name}-{number}" for number, pair in enumerate(pairs)]


@pytest.mark.parametrize(("rule", "code", "example"), RIGHT, ids=_ids(RIGHT))
def test_right_code_synthesises(oracle: Oracle, rule: Rule, code: str, example: Valid) -> None:
    answer = _ask(oracle, code, example, fixed=code is not example.code)
    assert (answer["outcome"], answer["error"]) == ("ok", None)


@pytest.mark.parametrize(("rule", "example"), WRONG, ids=_ids(WRONG))
def test_wrong_code_fails_or_loses(oracle: Oracle, rule: Rule, example: Invalid) -> None:
    if any(word in example.message for word in _SILENT) or "synth()" not in examples.as_program(example.code):
        return  # nothing fails: the value is lost, or nobody calls the function
    answer = _ask(oracle, example.code, example)
    assert answer["outcome"] != "ok"
