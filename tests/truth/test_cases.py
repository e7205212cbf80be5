"""What real CDKTF makes of the truth cases is what the cases say."""

from __future__ import annotations

import re
from typing import Any

import pytest

from truth.bindings import Real
from truth.cases import Case, bad_cases, good_cases
from truth.model import facts

pytestmark = pytest.mark.truth


def named(cases: list[Case]) -> Any:
    return pytest.mark.parametrize("case", cases, ids=[case.name for case in cases])


@named(list(good_cases()))
def test_good_programs_synthesise(real: Real, case: Case):
    answer = real.ask(case.request)
    assert (answer["outcome"], answer["error"]) == ("ok", None)
    if "Testing." not in case.files["main.py"]:
        assert any(facts(stack) for stack in answer["stacks"].values())


@named([case for case in bad_cases() if case.error])
def test_faults_raise_what_they_are_said_to_raise(real: Real, case: Case):
    assert case.error
    outcome, kind, message = case.error
    answer = real.ask(case.request)
    assert (answer["outcome"], answer["error"] and answer["error"]["type"]) == (outcome, kind), answer["error"]
    assert message in answer["error"]["message"]
    assert (answer["error"]["file"], answer["error"]["line"]) == (case.raises or (None, None))


@named([case for case in bad_cases() if not case.error])
def test_silent_faults_leave_what_they_are_said_to_leave(real: Real, case: Case):
    answer = real.ask(case.request)
    assert (answer["outcome"], answer["error"]) == ("ok", None)
    left: dict[str, dict[str, Any]] = {}
    for stack in answer["stacks"].values():
        for address, arguments in facts(stack).items():
            left[address] = {".".join(map(str, path)): value for path, value in arguments.items()}
    for address, expected in case.facts.items():
        found = left.get(address)
        if expected is None or found is None:
            assert found == expected, f"{address}: {found}"
            continue
        assert found.keys() == expected.keys()
        for path, value in expected.items():
            if isinstance(value, str) and value.startswith("re:"):
                assert re.fullmatch(value[3:], str(found[path])), f"{address} {path}: {found[path]!r}"
            else:
                assert found[path] == value, f"{address} {path}"
