"""The base of the rules about what values are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from presynth.checks.base import Context, Rule
from presynth.checks.common.text_literals import same_literal
from presynth.checks.constraints.judging import Concern
from presynth.checks.constraints.violations import Violation, violations
from presynth.checks.schema.fit import is_inside
from presynth.checks.schema.related import origin_of
from presynth.findings import Finding, Fix, Safety, Severity
from presynth.operations import Replace
from presynth.program.changes import Configured
from presynth.program.values import Constant, Text, Value

_SHOWN_LENGTH = 60


class ConstraintRule(Rule):
    """A rule about the values that the provider has one concern with."""

    group = "aws"
    visits = Configured
    concern: ClassVar[Concern]

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        """What is said about values of this concern, in one resource."""
        assert isinstance(subject, Configured)
        for violation in violations(context.catalog, subject):
            if violation.fault.concern is self.concern:
                yield self.told(violation)

    def told(self, violation: Violation) -> Finding:
        """The finding about one value."""
        certain = violation.fault.certain and violation.table.certain
        fix = _fix(violation)
        return self.finding(
            violation.place,
            self.message(violation),
            about=violation.instance,
            fixes=() if fix is None else (fix,),
            related=origin_of(violation.value, violation.place),
            severity=None if certain else Severity.INFO,
            data_date=violation.table.date,
        )

    def message(self, violation: Violation) -> str:
        """What the provider wants, and what it gets."""
        wanted = f"`{violation.label}` must be {violation.fault.wanted}"
        return wanted if violation.is_secret else f"{wanted}, not {shown(violation.value)}"


def shown(value: Value) -> str:
    """A value in a message, with … for what of a text is not known."""
    if isinstance(value, Text) and "\n" not in (
        known := "".join(p if isinstance(p, str) else "…" for p in value.parts)
    ):
        return f'`"{known}"`' if len(known) <= _SHOWN_LENGTH else "this"
    text = repr(value.value) if isinstance(value, Constant) else "this"
    if isinstance(value, Constant) and isinstance(value.value, str):
        text = f'"{value.value}"'
        if len(text) > _SHOWN_LENGTH or "\n" in text:
            return f"text of {len(value.value)} characters"
    return f"`{text}`" if text != "this" else text


def _fix(violation: Violation) -> Fix | None:
    """The value that was meant, in the place of the literal."""
    instead, literal = violation.fault.instead, violation.value.origin
    if violation.is_secret or instead is None or literal is None or not isinstance(violation.value, Constant):
        return None
    if isinstance(instead, int):
        code = str(instead) if re.fullmatch(r"-?[\d_.]+", literal.text) else None
    else:
        code = same_literal(literal.text, instead)
    if code is None:
        return None
    is_certain = violation.fault.meant and is_inside(literal, violation.place)
    return Fix(f"Use `{instead}`", Safety.SAFE if is_certain else Safety.UNSAFE, (Replace(literal, (code,)),))
