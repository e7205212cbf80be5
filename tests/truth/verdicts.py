"""What becomes of a program, as presynth foretells it and as it is: fine, refused by whom, or what is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

from presynth.findings import Finding, Severity
from truth.model import facts

Outcome = Literal["fine", "python", "jsii", "synth", "lost"]
"""Synthesised whole; refused by Python, jsii or synth; synthesised without something that was written."""

_OUTCOMES: dict[str, Outcome] = {"python-error": "python", "jsii-error": "jsii", "synth-error": "synth"}
_BY_WORDS: tuple[tuple[str, Outcome], ...] = (
    (r"an? \w*Error\b|Python refuses", "python"),
    (r"jsii refuses|synth stops", "jsii"),
    (r"synth fails", "synth"),
)
_IMPORTS_AND_CALLS = ("PS101", "PS102", "PS108")
"""Their messages say what is not there. That Python refuses it goes without saying."""
_LOST = re.compile(r": ((?:`[^`]+`(?:, | and )?)+) (?:is|are) silently lost")


class Verdict(NamedTuple):
    """`lost` are the keys that do not arrive, where presynth names them."""

    outcome: Outcome
    lost: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"lost: {', '.join(sorted(self.lost))}" if self.lost else self.outcome


def foretold(findings: Iterable[Finding]) -> Verdict:
    """What the messages of the errors say; of several, what happens first. An error that nobody raises is a loss.

    What only a plan or AWS refuses is none of synth's.
    """
    about_synth = [finding for finding in findings if finding.code.startswith(("PS1", "PS2"))]
    errors = [finding for finding in about_synth if finding.severity is Severity.ERROR or _is_loss(finding)]
    said = {_outcome(finding) for finding in errors}
    listed = [found for finding in errors for found in _LOST.findall(finding.message)]
    lost = frozenset(key for keys in listed for key in re.findall("`(.*?)`", keys))
    for outcome in ("python", "jsii", "synth"):
        if outcome in said:
            return Verdict(outcome)
    return Verdict("lost", lost) if said else Verdict("fine")


def _is_loss(finding: Finding) -> bool:
    """Whether it only warns of what nobody raises: nothing comes of what is written."""
    return finding.severity is Severity.WARNING and finding.code.startswith("PS1")


def _outcome(finding: Finding) -> Outcome:
    if finding.code in _IMPORTS_AND_CALLS:
        return "python"
    for words, outcome in _BY_WORDS:
        if re.search(words, finding.message):
            return outcome
    return "lost"


def real(answer: Mapping[str, Any]) -> Outcome:
    """What became of it, but for losses."""
    return _OUTCOMES.get(answer["outcome"], "fine")


def written(answer: Mapping[str, Any]) -> frozenset[tuple[str, str]]:
    """Address and path of every value in what was synthesised, without the numbers of list items."""
    return frozenset(
        (f"{stack}/{address}", ".".join(each for each in path if isinstance(each, str)))
        for stack, synthesised in answer["stacks"].items()
        for address, arguments in facts(synthesised).items()
        for path in arguments
    )


def lost(values: Iterable[tuple[str, str]], named: Iterable[str]) -> frozenset[str]:
    """The keys under which the values are: the `named` one where it is one of these, else the whole way there."""
    last = {name.rpartition(".")[2]: name for name in named}
    found: set[str] = set()
    for _, path in values:
        keys = [last[part] for part in path.split(".") if part in last]
        found.add(keys[0] if keys else path)
    return frozenset(found)
