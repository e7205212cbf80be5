"""One row of the table: in which resource, when, what has to be so, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from presynth.checks.aws.combinations.conditions import Condition, Conditions, steps
from presynth.checks.aws.combinations.consequences import Breach, Consequence
from presynth.checks.common.blocks import Block, Field

FACTS_OF = "2026-11-29"
"""When the facts in these tables were looked up, where a row does not say otherwise (ISO)."""

_ROOT = "^"


@dataclass(frozen=True)
class Row:
    """What AWS, or its provider, asks of arguments that stand beside each other.

    `types` are Terraform's names of resources, `within` the path to the blocks it is about (`()`: the resource itself).
    Where all of `when` holds (by argument of that block; `^name` is one of the resource), all of `then` has to.
    `because` ends the message: a clause, without a full stop. `source` is where the fact is from.
    """

    types: tuple[str, ...]
    then: tuple[Consequence, ...]
    because: str
    source: str
    when: Conditions = field(default_factory=dict[str, Condition])
    within: tuple[str, ...] = ()
    as_of: str = FACTS_OF

    def breaches(self, resource: Block) -> Iterator[Breach]:
        """Where a resource is not as the row wants it, each with the whole message."""
        for block in resource.at(self.within):
            causes = list(self._causes(resource, block))
            if len(causes) < len(self.when):
                continue
            where = " and ".join(told for _, told in causes)
            cause = next((field for field, _ in causes if field is not None), None)
            for consequence in self.then:
                for breach in consequence.breaches(block, cause):
                    asked = breach.message + (f" where {where}" if where else "")
                    yield Breach(breach.place, f"{asked}: {self.because}", breach.fixes)

    def _causes(self, resource: Block, block: Block) -> Iterator[tuple[Field | None, str]]:
        """What the conditions hold for, where it is in the same block, and each condition in words."""
        for name, condition in self.when.items():
            asked = resource if name.startswith(_ROOT) else block
            name = name.removeprefix(_ROOT)
            if condition.holds(asked, name):
                yield asked.field(steps(name)) if asked is block else None, condition.told(asked, name)
