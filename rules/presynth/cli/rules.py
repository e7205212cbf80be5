"""`presynth rules` and `presynth rule NAME`."""

from __future__ import annotations

import argparse
import inspect
import json
import re
from collections.abc import Iterator

from presynth.checks.base import Invalid, Rule, Valid
from presynth.checks.registry import all_rules
from presynth.cli.errors import UsageError
from presynth.config.errors import nearest


def list_rules(options: argparse.Namespace) -> int:
    """Print all rules, with their severity and what they report."""
    rules = all_rules()
    if options.output_format == "json":
        listed = [
            {
                "code": rule.code,
                "name": rule.name,
                "group": rule.group,
                "severity": rule.severity.value,
                "since": rule.since,
                "summary": summary(rule),
                "fix": has_fix(rule),
            }
            for rule in rules
        ]
        print(json.dumps(listed, indent=2))
        return 0
    width = max((len(rule.name) for rule in rules), default=0)
    for rule in rules:
        print(f"{rule.code}  {rule.name:<{width}}  {rule.severity.value:<7}  {rule.group:<9}  {summary(rule)}")
    return 0


def show_rule(options: argparse.Namespace) -> int:
    """Print one rule's page. Raises UsageError when there is no such rule."""
    print("\n".join(page(named(options.name))))
    return 0


def named(name: str) -> Rule:
    """The rule of that name or code. Raises UsageError."""
    rules = all_rules()
    for rule in rules:
        if name.lower() in (rule.name, rule.code.lower()):
            return rule
    guess = nearest(name, [word for rule in rules for word in (rule.name, rule.code.lower())])
    if guess is None:
        raise UsageError(f"no rule is called `{name}`; `presynth rules` lists all")
    found = next(rule for rule in rules if guess in (rule.name, rule.code.lower()))
    raise UsageError(f"no rule is called `{name}`; did you mean `{found.name}` ({found.code})?")


def summary(rule: Rule) -> str:
    """The first sentence of the rule's page."""
    return " ".join(_documentation(rule).partition("\n\n")[0].split())


def has_fix(rule: Rule) -> bool:
    """Whether the rule has a fix, as its examples show."""
    return any(example.fixed is not None or example.fixed_files for example in rule.INVALID)


def page(rule: Rule) -> Iterator[str]:
    """The rule's page as Markdown: its documentation and its examples."""
    yield f"# {rule.name} ({rule.code})"
    yield ""
    default = "off until asked for" if rule.severity.value == "off" else rule.severity.value
    fix = "has a fix" if has_fix(rule) else "has no fix"
    yield f"Group `{rule.group}`; severity {default}; {fix}; since {rule.since}." + (
        f" Judged by facts of {rule.data_date}." if rule.data_date else ""
    )
    yield ""
    yield _documentation(rule)
    for title, examples in (("Reported", rule.INVALID), ("Not reported", rule.VALID)):
        for example in examples[:1]:
            yield from _example(title, example)


def _example(title: str, example: Valid) -> Iterator[str]:
    yield ""
    yield f"## {title}"
    yield ""
    yield from _code(re.sub("[«»]", "", example.code))
    if isinstance(example, Invalid) and example.fixed is not None:
        yield ""
        yield "After the fix:"
        yield ""
        yield from _code(example.fixed)


def _code(code: str) -> Iterator[str]:
    yield "```python"
    yield inspect.cleandoc(code)
    yield "```"


def _documentation(rule: Rule) -> str:
    return inspect.cleandoc(type(rule).__doc__ or "")
