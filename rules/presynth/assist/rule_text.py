"""What a rule says of itself, for who meets one of its findings."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from functools import lru_cache

from presynth.checks.registry import all_rules
from presynth.findings import Finding

_SECTION = re.compile(r"^## (?P<title>[^\n]+)\n(?P<text>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def rule_text(findings: Iterable[Finding], address: str) -> str:
    """The rules behind findings, as Markdown; the page of a rule is at `address` followed by its name."""
    names = dict.fromkeys((each.code, each.name) for each in findings)
    return "\n\n".join(_rule(code, name, address) for code, name in names)


def _rule(code: str, name: str, address: str) -> str:
    summary, why = _said().get(code, ("", ""))
    return "\n\n".join(filter(None, (f"**[{name}]({address}{name}/)** ({code}): {summary}", why)))


@lru_cache(maxsize=1)
def _said() -> dict[str, tuple[str, str]]:
    """The first sentence of each rule's page, and why it matters."""
    said: dict[str, tuple[str, str]] = {}
    for rule in all_rules():
        page = inspect.cleandoc(type(rule).__doc__ or "")
        sections = {found["title"].strip(): found["text"].strip() for found in _SECTION.finditer(page)}
        said[rule.code] = (" ".join(page.partition("\n\n")[0].split()), sections.get("Why is this bad?", ""))
    return said
