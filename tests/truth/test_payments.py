"""The example project, its right twin, and what lies between them."""

from __future__ import annotations

from pathlib import Path

import pytest

from truth.model import facts
from truth.oracle import Oracle, read_project
from truth.payments_faults import FAULTS, Fault

EXAMPLE = Path(__file__).parents[2] / "examples" / "payments"
FIXED = read_project(Path(__file__).parent / "payments_fixed")


def apply(files: dict[str, str], fault: Fault) -> dict[str, str]:
    text = files[fault.file]
    for right, wrong in fault.edits:
        assert text.count(right) == 1, right
        text = text.replace(right, wrong)
    return {**files, fault.file: text}


def test_the_example_is_the_twin_with_every_fault():
    files = FIXED
    for fault in FAULTS:
        files = apply(files, fault)
    example = read_project(EXAMPLE)
    assert example.pop("README.md")
    assert example == files


@pytest.mark.parametrize(("file", "text"), [(fault.file, text) for fault in FAULTS for text, _ in fault.findings])
def test_the_place_of_every_finding_is_one(file: str, text: str):
    assert read_project(EXAMPLE)[file].count(text) == 1


@pytest.mark.truth
def test_the_twin_synthesises(oracle: Oracle):
    answer = oracle.ask({"files": FIXED})
    assert (answer["outcome"], answer["error"]) == ("ok", None)
    assert len(facts(answer["stacks"]["payments-dev"])) > 80


@pytest.mark.truth
@pytest.mark.parametrize(
    "fault", FAULTS, ids=[",".join([fault.file, *(code for _, code in fault.findings)]) for fault in FAULTS]
)
def test_each_fault_alone_does_what_it_is_said_to_do(oracle: Oracle, fault: Fault):
    answer = oracle.ask({"files": apply(FIXED, fault)})
    assert answer["outcome"] == fault.outcome, answer["error"]
    assert fault.message in (answer["error"] or {"message": ""})["message"]
