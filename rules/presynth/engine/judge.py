"""Asks the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from presynth import interruption
from presynth.checks.base import Context, Rule
from presynth.checks.files.unused_ignore import UnusedIgnore
from presynth.config.selection import RuleSelection
from presynth.engine.exactness import is_judged_exactly
from presynth.findings import Finding, Severity
from presynth.program.changes import Configured
from presynth.program.events import Construction, Event
from presynth.program.facts import Question
from presynth.program.program import Program
from presynth.program.state import Run
from presynth.program.values import Instance
from presynth.source.file import SourceFile
from presynth.source.statement import Kind, Place
from presynth.source.suppression import Ignore

ContextOf = Callable[[str], tuple[Context, RuleSelection]]
"""The context and selection for the file at a path."""

_WEIGHTS = {Severity.OFF: 0, Severity.INFO: 1, Severity.WARNING: 2, Severity.ERROR: 3}


class Judge:
    """Knows which rule looks at what, and remembers what rules said of statements that have not run again."""

    def __init__(self, rules: Sequence[Rule], context_of: ContextOf) -> None:
        self._context_of = context_of
        self._rules = tuple(rules)
        self._by_code = {rule.code: rule for rule in rules}
        self._on_program: list[Rule] = []
        self._on_events: dict[type[Event], list[Rule]] = {}
        self._on_constructs: list[Rule] = []
        self._constructs: dict[Construction, Configured] = {}
        self._of_constructs: dict[Configured, tuple[Finding, ...]] = {}
        self._silent: dict[Rule, tuple[Mapping[Question, object], object]] = {}
        for rule in rules:
            for kind in rule.visits if isinstance(rule.visits, tuple) else (rule.visits,):
                if issubclass(kind, Event):
                    self._on_events.setdefault(kind, []).append(rule)
                elif issubclass(kind, Configured):
                    self._on_constructs.append(rule)
                else:
                    self._on_program.append(rule)

    def findings(self, program: Program) -> dict[str, list[Finding]]:
        """All findings that the selection of their file lets through, by path, suppressions not yet applied.

        Of those of one rule at one place the gravest, the first of equals.
        """
        found: dict[str, dict[object, Finding]] = {}
        for finding in self._all(program):
            place = finding.place
            if place.statement.kind is Kind.BROKEN:
                continue  # what somebody is typing
            at = (finding.code, place.statement, place.line, place.byte, place.end_line, place.end_byte)
            at_path = found.setdefault(place.path, {})
            known = at_path.get(at)
            if known is None or _WEIGHTS[finding.severity] > _WEIGHTS[known.severity]:
                at_path[at] = finding
        return {path: self._published(program, path, list(each.values())) for path, each in found.items()}

    def _all(self, program: Program) -> Iterator[Finding]:
        for run in program.trees:
            yield from self._of_tree(run)
        for run in program.of_tests:
            if run.findings is None:
                run.findings = tuple(self._of_run(run))
            yield from run.findings
        yield from self._in_constructs(program)
        context = self._context_of("")[0]
        for rule in self._on_program:
            yield from self._of_program(rule, program, context)

    def _of_tree(self, run: Run) -> tuple[Finding, ...]:
        """The findings in a run and all that is inside it: what was taken over has been judged."""
        if run.findings is None:
            found = list(self._of_run(run)) if run.events else []
            for inner in run.inner:
                found += self._of_tree(inner)
            run.findings = tuple(found)
        return run.findings

    def _of_run(self, run: Run) -> Iterator[Finding]:
        interruption.point()
        path, context = "", None
        for event in run.events:
            rules = self._on_events.get(type(event))
            if rules is None:
                continue
            if context is None or event.place.path != path:
                path = event.place.path
                context = self._context_of(path)[0]
            exact = is_judged_exactly(event, context.catalog)
            for rule in rules:
                if exact or rule.group != "schema":
                    yield from rule.check(event, context)

    def _in_constructs(self, program: Program) -> Iterator[Finding]:
        """The findings in single constructs: those that are as they were have been judged."""
        known = self._of_constructs
        found = {each: known.get(each) for each in program.configured(self._constructs)}
        for each, findings in found.items():
            if findings is None:
                findings = found[each] = tuple(self._in_construct(each))
            yield from findings
        self._of_constructs = {each: findings or () for each, findings in found.items()}
        self._constructs = {each.event: each for each in found}

    def _in_construct(self, configured: Configured) -> Iterator[Finding]:
        interruption.point()
        context = self._context_of(configured.event.place.path)[0]
        exact = is_judged_exactly(configured.event, context.catalog)
        for rule in self._on_constructs:
            if exact or rule.group != "schema":
                yield from rule.check(configured, context)

    def _of_program(self, rule: Rule, program: Program, context: Context) -> Iterable[Finding]:
        """What a rule says of the program. One that had nothing to say is not asked again, were it told the same.

        Findings and fixes tell of the code around them, which no rule asks the program for: they are made anew.
        """
        interruption.point()
        silent = self._silent.get(rule)
        if silent is not None:
            asked, outline = silent
            same = not rule.outline_only or outline is program.outline
            if same and program.still_answers(asked):
                return ()
        view = program.view()
        findings = tuple(rule.check(view, context))
        if findings:
            self._silent.pop(rule, None)
        else:
            asked = view.asked_beside_constructs if rule.outline_only else view.asked
            self._silent[rule] = (asked, program.outline)
        return findings

    def _published(self, program: Program, path: str, findings: list[Finding]) -> list[Finding]:
        """With the severity the file's configuration gives them, and the address of what they are about."""
        selection = self._context_of(path)[1]
        published: list[Finding] = []
        for finding in findings:
            rule = self._by_code[finding.code]
            severity = selection.severity_of(rule, Path(path), finding.severity)
            if severity is Severity.OFF:
                continue
            construct = program.addresses.of(finding.about) if isinstance(finding.about, Instance) else None
            if severity is not finding.severity or construct is not None:
                finding = replace(finding, severity=severity, construct=construct)
            published.append(finding)
        return self._once(published)

    def _once(self, findings: list[Finding]) -> list[Finding]:
        """Without those that give way to one at the same place that is as grave."""
        told: dict[tuple[Place, str], int] = {(each.place, each.code): _WEIGHTS[each.severity] for each in findings}

        def is_told(finding: Finding) -> bool:
            weight = _WEIGHTS[finding.severity]
            others = self._by_code[finding.code].gives_way_to
            return any(told.get((finding.place, code), weight - 1) >= weight for code in others)

        return [finding for finding in findings if not is_told(finding)]

    def suppressed(self, source: SourceFile, findings: list[Finding]) -> list[Finding]:
        """Without the findings that a comment in the file hides, and with what is to say about such comments."""
        kept: list[Finding] = []
        used: set[tuple[Ignore, str]] = set()
        for finding in findings:
            statement = finding.place.statement
            ignore = source.suppressions.matching(finding.code, finding.name, finding.place.range, statement.line)
            if ignore is None:
                kept.append(finding)
            else:
                used.update((ignore, name.text) for name in ignore.hiding(finding.code, finding.name))
        if source.suppressions.ignores or source.suppressions.malformed:
            kept += self._unused(source, used)
        return kept

    def _unused(self, source: SourceFile, used: set[tuple[Ignore, str]]) -> Iterator[Finding]:
        context, selection = self._context_of(source.path)
        path = Path(source.path)
        active = [rule for rule in self._rules if selection.severity_of(rule, path) is not Severity.OFF]
        for rule in active:
            if isinstance(rule, UnusedIgnore):
                for finding in rule.findings(source, used, active, self._rules, context.settings):
                    yield replace(
                        finding, severity=selection.severity_of(self._by_code[rule.code], path, finding.severity)
                    )
