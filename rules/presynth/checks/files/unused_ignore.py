"""Suppression comments that suppress nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.config.settings import Settings
from presynth.findings import Finding, Fix, Safety, Severity
from presynth.operations import RemoveIgnore
from presynth.program.program import Program
from presynth.source.file import SourceFile
from presynth.source.statement import Kind, Place, Range, Statement
from presynth.source.suppression import Ignore, IgnoredName


class UnusedIgnore(Rule):
    """A comment hides findings that are not there.

    ## What it does
    Looks for `# presynth: ignore[…]` and `ignore-file[…]` comments that hide nothing, that name no rule, or that
    cannot be read. With `require-ignore-reason` it also wants the reason behind `--`.

    ## Why is this bad?
    Such a comment stays when the fault is gone, and hides the next one in its place.

    ## Fix safety
    Safe: a comment is removed, or the one name in it that hides nothing.
    """

    code = "PS900"
    name = "unused-ignore"
    group = "python"
    severity = Severity.WARNING
    visits = Program
    VALID = (
        Valid("from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue  # presynth: ignore[PS602] -- re-exported\n"),
    )
    INVALID = (
        Invalid(
            """
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

SqsQueue(self, "jobs", name="jobs")  «# presynth: ignore[PS103]»
""",
            fixed="""
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

SqsQueue(self, "jobs", name="jobs")
""",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        """Nothing here: what is unused is known when all other rules have spoken."""
        return iter(())

    def findings(
        self,
        source: SourceFile,
        used: Set[tuple[Ignore, str]],
        active: Sequence[Rule],
        rules: Sequence[Rule],
        settings: Settings,
    ) -> Iterator[Finding]:
        """What is wrong with the comments of a file. `used` are the comments, each with a name that hid something."""
        for malformed in source.suppressions.malformed:
            yield self.finding(_place(source, malformed.range), malformed.message)
        for ignore in source.suppressions.ignores:
            idle = [name for name in ignore.names if self._is_idle(ignore, name, used, active, rules)]
            for name in idle:
                whole = len(idle) == len(ignore.names)
                yield self._unused(source, ignore, name, whole, rules)
                if whole:
                    break
            if settings.require_ignore_reason and not ignore.reason and not idle:
                message = "this comment does not say why: add ` -- ` and the reason"
                yield self.finding(_place(source, ignore.range), message)

    def _is_idle(
        self,
        ignore: Ignore,
        name: IgnoredName,
        used: Set[tuple[Ignore, str]],
        active: Sequence[Rule],
        rules: Sequence[Rule],
    ) -> bool:
        if (ignore, name.text) in used:
            return False
        if not any(name.names(rule.code, rule.name) for rule in rules):
            return True
        return any(name.names(rule.code, rule.name) for rule in active) and not name.names(self.code, self.name)

    def _unused(
        self, source: SourceFile, ignore: Ignore, name: IgnoredName, whole: bool, rules: Sequence[Rule]
    ) -> Finding:
        known = any(name.names(rule.code, rule.name) for rule in rules)
        what = f"`{name.text}` hides nothing here" if known else f"no rule is called `{name.text}`"
        where = ignore.range if whole else name.range
        start, end = where
        fix = Fix(
            "Remove the comment" if whole else f"Remove `{name.text}`",
            Safety.SAFE,
            (RemoveIgnore(source.path, start.line, start.column, end.column),),
        )
        return self.finding(_place(source, where), what, fixes=(fix,))


def _place(source: SourceFile, where: Range) -> Place:
    """The text of a comment as a place. It may lie outside all statements: its line stands for one."""
    start, end = where
    line = source.text.split("\n")[start.line - 1]
    statement = Statement(source.path, line, Kind.SIMPLE, None, line=start.line)
    return Place(statement, 0, len(line[: start.column].encode()), 0, len(line[: end.column].encode()))
