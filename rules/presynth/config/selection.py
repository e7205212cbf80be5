"""Which rules are checked, and how bad their findings are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import ClassVar, Protocol

from presynth.config.errors import ConfigurationError, nearest
from presynth.config.origin import Origin
from presynth.config.settings import Selection, Settings
from presynth.findings import Severity

_CODE_PREFIX = re.compile(r"[A-Z]+[0-9]*")


class RuleInfo(Protocol):
    """What a selection needs to know of a rule.

    `severity` is what its findings count as unless configured, OFF for a rule that must be asked for, which then has
    `severity_when_on`. `turned_on_by` is the option (as an attribute of the settings) that asks for it when it is set,
    or "".
    """

    code: ClassVar[str]
    name: ClassVar[str]
    group: ClassVar[str]
    severity: ClassVar[Severity]
    severity_when_on: ClassVar[Severity]
    turned_on_by: ClassVar[str]


class RuleSelection:
    """The rules that `settings` select out of `rules`.

    Where several selectors name a rule, the most specific wins: "ALL" is less than a group or a code's prefix, a longer
    prefix more than a shorter one, a code or a name the most; what is said on the command line wins over the editor's
    settings and those over the file's. Raises ConfigurationError for a selector that names no
    rule.
    """

    def __init__(self, rules: Sequence[RuleInfo], settings: Settings) -> None:
        self._rules = {rule.code: rule for rule in rules}
        self._ignores = settings.per_file_ignores
        self._check_selectors(settings)
        self._severities = {code: level for code in self._rules if (level := self._configured(code, settings.severity))}
        self._selected: set[str] = self._initially_selected(settings)
        off = tuple(selector for selector, level in settings.severity.items() if level is Severity.OFF)
        for selection in settings.selections:
            beside = selection.origin is settings.origins.get("severity")
            self._apply(selection, selection.ignore + off if beside else selection.ignore)

    def severity_of(self, rule: RuleInfo, path: Path, found: Severity | None = None) -> Severity:
        """What a finding of `rule` in the file at the absolute `path` counts as; OFF where the rule is not checked.

        `found` is what the rule itself gave the finding, where that is not always the same; what is configured wins.
        """
        if rule.code not in self._selected or self._is_ignored(rule.code, path):
            return Severity.OFF
        default = rule.severity if rule.severity is not Severity.OFF else rule.severity_when_on
        configured = self._severities.get(rule.code, Severity.OFF)
        return configured if configured is not Severity.OFF else found or default

    def _initially_selected(self, settings: Settings) -> set[str]:
        """The rules that are on by default, those that are given a severity, and those that an option turns on."""
        return {code for code, rule in self._rules.items() if self._is_on(rule, settings)}

    def _is_on(self, rule: RuleInfo, settings: Settings) -> bool:
        asked_for = rule.turned_on_by != "" and bool(getattr(settings, rule.turned_on_by))
        by_default = rule.severity_when_on if asked_for else rule.severity
        return self._severities.get(rule.code, by_default) is not Severity.OFF

    def _apply(self, selection: Selection, ignore: tuple[str, ...]) -> None:
        on = (*(selection.select or ()), *selection.extend_select)
        switches = [(selector, True) for selector in on] + [(selector, False) for selector in ignore]
        decided: dict[str, bool] = {}
        for selector, switch in sorted(switches, key=lambda pair: (self._rank(pair[0]), not pair[1])):
            decided.update(dict.fromkeys(self._named(selector), switch))
        if selection.select is not None:
            self._selected = set()
        for code, switch in decided.items():
            if switch:
                self._selected.add(code)
            else:
                self._selected.discard(code)

    def _configured(self, code: str, severities: Mapping[str, Severity]) -> Severity | None:
        """What the most specific entry of the severity table says."""
        naming = [selector for selector in severities if code in self._named(selector)]
        return severities[max(naming, key=self._rank)] if naming else None

    def _is_ignored(self, code: str, path: Path) -> bool:
        return any(
            any(code in self._named(selector) for selector in selectors)
            for glob, selectors in self._ignores
            if glob.matches(path)
        )

    def _named(self, selector: str) -> list[str]:
        """The codes of the rules that a selector names."""
        if selector == "ALL":
            return [*self._rules]
        if _CODE_PREFIX.fullmatch(selector):
            return [code for code in self._rules if code.startswith(selector)]
        return [code for code, rule in self._rules.items() if selector in (rule.name, rule.group)]

    def _rank(self, selector: str) -> int:
        """How specific a selector is."""
        if selector == "ALL":
            return 0
        if selector in self._rules or any(rule.name == selector for rule in self._rules.values()):
            return 100
        return len(selector) if _CODE_PREFIX.fullmatch(selector) else 3

    def _check_selectors(self, settings: Settings) -> None:
        for selection in settings.selections:
            self._check("select", selection.select or (), selection.origin)
            self._check("extend-select", selection.extend_select, selection.origin)
            self._check("ignore", selection.ignore, selection.origin)
        for selector in settings.severity:
            if not self._named(selector):
                raise self._unknown(settings.origins["severity"], ("severity", selector), selector)
        for glob, selectors in settings.per_file_ignores:
            self._check("per-file-ignores", selectors, settings.origins["per-file-ignores"], glob.pattern)

    def _check(self, key: str, selectors: Iterable[str], origin: Origin, *inside: str) -> None:
        for selector in selectors:
            if not self._named(selector):
                raise self._unknown(origin, (key, *inside), selector)

    def _unknown(self, origin: Origin, keys: tuple[str, ...], selector: str) -> ConfigurationError:
        rules = self._rules.values()
        words = {*self._rules, *(rule.name for rule in rules), *(rule.group for rule in rules)}
        upper = selector.upper()
        guess = upper if self._named(upper) else nearest(selector, words)
        hint = f"; did you mean `{guess}`?" if guess else "; `presynth rules` lists all"
        key = ".".join((origin.spelled(keys[0]), *keys[1:]))
        return origin.error(keys, f"`{key}`: no rule is called `{selector}`{hint}", selector)
