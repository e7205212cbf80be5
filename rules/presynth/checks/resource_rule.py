"""The base of rules about single resources of some types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from presynth.checks.base import Context, Rule
from presynth.checks.common.resources import Resource, resources
from presynth.findings import Finding
from presynth.program.events import Construction
from presynth.program.program import Program


class ResourceRule(Rule):
    """A rule that looks at the resources of `terraform_types`, one at a time.

    What a resource refers to may be looked at (`Resource.referred`); what merely stands beside it may not.
    It is asked again of a resource of which there was nothing to say only when something that it looked at has changed.
    """

    group = "aws"
    visits = Program
    terraform_types: ClassVar[tuple[str, ...]]

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        """The findings in all resources of these types."""
        assert isinstance(subject, Program)

        def look(program: Program, event: Construction) -> Iterable[Finding]:
            assert event.instance is not None
            return self.judge(Resource(program, event, event.instance), context)

        made = (each.event for each in resources(subject, *self.terraform_types))
        yield from subject.each(self, made, look)

    def judge(self, resource: Resource, context: Context) -> Iterable[Finding]:
        """The findings in one resource."""
        raise NotImplementedError
