"""What a rule is.

A rule is one class: its docstring is its page, its examples are its tests, `check` finds. It looks at one kind of
event (`visits = Construction`), at the whole program (`visits = Program`), or at several (`visits = (Construction,
Program)`). It is asked of events once for each statement that ran, and its findings are kept until the statement runs
again: it must not look beyond the event.

Of the program it is asked at every keystroke - unless it had nothing to say the last time, and everything that it asked
of the program then (`program.asked`) has the same answer now. So a rule is cheap that asks for little, and asks first
for what most programs have none of: `program.made("aws_db_instance")`, `program.kinds` where a table has many types,
`program.called("add_override")`, `program.changes.get(construct)`, `resources(program, …)`. One that goes through all
`constructs`, `changes` or `events(Construction)` is asked again whenever any of them is typed in. What needs only one
construct and what changes it later belongs into a rule on `Configured`, which is asked of a construct again when that
construct has changed, and must not look beyond it. A rule on `Program` for which only counts which constructs there are
and where they are placed says so (`outline_only`). Nothing that is found out of a program may be kept beyond `check`,
save what a function of an event finds (`remembered`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from presynth.catalog.catalog import Catalog
from presynth.config.settings import Settings
from presynth.findings import Finding, Fix, Related, Severity
from presynth.program.changes import Configured
from presynth.program.events import Event
from presynth.program.program import Program
from presynth.source.statement import Place
from presynth.terraform.version import TerraformVersion


@dataclass(frozen=True)
class Context:
    """What rules may know beside the program: the schema, the settings of the file, the project's Terraform."""

    catalog: Catalog
    settings: Settings
    terraform: TerraformVersion | None = None


@dataclass(frozen=True)
class Valid:
    """Code that the rule has nothing to say about.

    `code` is a whole module, or (where it has no `class`) imports followed by statements in a stack's `__init__`.
    `files` are other modules of the project by name, `settings` configuration keys, `terraform` a version. What cannot
    be `run` by itself needs a package or an environment variable that is not there.
    """

    code: str
    files: Mapping[str, str] = field(default_factory=dict[str, str])
    settings: Mapping[str, object] = field(default_factory=dict[str, object])
    terraform: str | None = None
    run: bool = True


@dataclass(frozen=True)
class Invalid(Valid):
    """Code with one finding of the rule, at the text between « and ».

    `fixed` is the code after the first fix, None where there is no fix to apply; a part of the message can be given.
    """

    fixed: str | None = None
    message: str = ""
    fixed_files: Mapping[str, str] = field(default_factory=dict[str, str])


class Rule:
    """The base of all rules.

    `severity` is the default (`OFF`: only when asked for, then `severity_when_on`; `turned_on_by` is the attribute of
    the settings that asks for it when it is set). `since` is the version of presynth that had it first. `data_date`
    (ISO) is that of the facts it judges by. `tags`: "unnecessary", "deprecated". `outline_only`: of constructs, whether
    it has anything to say depends only on their class, scope and id, and the statement that makes them. `gives_way_to`
    has the codes of rules whose finding at the same place is about the same fault, and enough.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    group: ClassVar[str]
    severity: ClassVar[Severity] = Severity.ERROR
    severity_when_on: ClassVar[Severity] = Severity.ERROR
    turned_on_by: ClassVar[str] = ""
    since: ClassVar[str] = "0.1.0"
    data_date: ClassVar[str | None] = None
    tags: ClassVar[tuple[str, ...]] = ()
    visits: ClassVar[type[Event | Configured | Program] | tuple[type[Event | Configured | Program], ...]]
    outline_only: ClassVar[bool] = False
    gives_way_to: ClassVar[frozenset[str]] = frozenset()
    VALID: ClassVar[tuple[Valid, ...]] = ()
    INVALID: ClassVar[tuple[Invalid, ...]] = ()

    def check(self, subject: object, context: Context) -> Iterable[Finding]:
        """The findings in one event, in one construct, or in the program."""
        raise NotImplementedError

    def finding(
        self,
        place: Place,
        message: str,
        *,
        about: object = None,
        fixes: Iterable[Fix] = (),
        related: Iterable[Related] = (),
        severity: Severity | None = None,
        data_date: str | None = None,
    ) -> Finding:
        """A finding of this rule. `about` is the construct (an `Instance`); `severity` if not the rule's."""
        default = self.severity if self.severity is not Severity.OFF else self.severity_when_on
        return Finding(
            self.code,
            self.name,
            severity or default,
            message,
            place,
            fixes=tuple(fixes),
            related=tuple(related),
            data_date=data_date or self.data_date,
            tags=self.tags,
            about=about,
        )


def subclasses(rule: type[Rule] = Rule) -> Iterator[type[Rule]]:
    """All rules that have a code, in no particular order."""
    for subclass in rule.__subclasses__():
        if "code" in subclass.__dict__:
            yield subclass
        yield from subclasses(subclass)
