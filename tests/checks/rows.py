"""What the table of combinations says of small programs."""

from __future__ import annotations

from pathlib import Path

from checks import examples
from presynth.checks.base import Valid

CODE = "PS396"


def program(made: str, arguments: str) -> str:
    """A program that makes one thing: `made` is the module of its class, a dot, and the class; marked, the class is."""
    module, name = made.strip("«»").split(".")
    called = f"«{name}»" if made.startswith("«") else name
    return f'from cdktf_cdktf_provider_aws.{module} import {name}\n\n{called}(self, "it", {arguments})\n'


def said(code: str, folder: Path) -> list[tuple[str, str, int]]:
    """What is said of a program: the message, the text it is about, its line (from 1)."""
    example = Valid(code)
    examples.write(folder, example, examples.as_program(code), {})
    findings = examples.findings_of(examples.check(folder, example, CODE), CODE)
    return [(each.message, each.place.text, each.place.range.start.line) for each in findings]


def assert_said(code: str, message: str, folder: Path) -> None:
    """`message` is in what is said of a program; if something in it is marked, it is said of that, and nothing else."""
    marked = examples.unmarked(examples.as_program(code))
    found = said(marked.code, folder)
    assert [text for text, _, _ in found if message in text] != []
    if marked.text is not None:
        assert [(text, line) for _, text, line in found] == [(marked.text, marked.line)]
