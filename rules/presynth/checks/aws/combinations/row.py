"""One row of the table: in which resource, when, what has to be so, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from presynth.checks.aws.combinations.conditions import Condition, Conditions, steps
from presynth.checks.aws.combinations.consequences import Breach, Consequence
from presynth.checks.aws.values import Item, items, referred
from presynth.checks.common.blocks import Block, Field
from presynth.checks.common.resources import Resource
from presynth.checks.schema.related import origin_of
from presynth.findings import Related, Severity
from presynth.program.values import Text, Value
from presynth.source.statement import Place

FACTS_OF = "2026-11-29"
"""When the facts in these tables were looked up, where a row does not say otherwise (ISO)."""

_ROOT, _FOLLOWED = "^", ">"


class _Cause(NamedTuple):
    """A condition that holds, in words, and the argument it holds for: in the block, or in what that refers to."""

    told: str
    field: Field | None
    related: Related | None = None


@dataclass(frozen=True)
class Row:
    """What AWS, or its provider, asks of arguments that stand beside each other.

    `types` are Terraform's names of resources, `within` the path to the blocks it is about (`()`: the resource itself).
    Where all of `when` holds, all of `then` has to.
    `because` ends the message: a clause, without a full stop. `source` is where the fact is from. `severity` is less
    than an error where nothing refuses it.
    """

    types: tuple[str, ...]
    then: tuple[Consequence, ...]
    because: str
    source: str
    when: Conditions = field(default_factory=dict[str, Condition])
    within: tuple[str, ...] = ()
    as_of: str = FACTS_OF
    severity: Severity = Severity.ERROR

    def breaches(self, resource: Resource) -> Iterator[Breach]:
        """Where a resource is not as the row wants it, each with the whole message."""
        for block in resource.block.at(self.within):
            causes = list(self._causes(resource, block))
            if len(causes) < len(self.when):
                continue
            where = " and ".join(cause.told for cause in causes if cause.told)
            field = next((cause.field for cause in causes if cause.field is not None), None)
            related = tuple(cause.related for cause in causes if cause.related is not None)
            for consequence in self.then:
                for breach in consequence.breaches(block, field):
                    asked = breach.message + (f" where {where}" if where else "")
                    given = _given(block, consequence.names[0], breach.place)
                    yield Breach(breach.place, f"{asked}: {self.because}", breach.fixes, (*related, *given))

    def _causes(self, resource: Resource, block: Block) -> Iterator[_Cause]:
        """What the conditions hold for."""
        for name, condition in self.when.items():
            owner = resource.block if name.startswith(_ROOT) else block
            name, follows, beyond = name.removeprefix(_ROOT).partition(_FOLLOWED)
            field = owner.field(steps(name))
            own = field if owner is block else None
            if not follows:
                if condition.holds(owner, name):
                    yield _Cause(condition.told(owner, name), own)
                continue
            *ways, beyond = beyond.split(_FOLLOWED)
            targets = _followed(resource, _fields(owner, name), ways)
            target = next((each for each in targets if condition.holds(each, beyond)), None)
            if target is not None:
                told = condition.told(target, beyond)
                of = " of ".join(f"`{way}`" for way in (*reversed(ways), name))
                set_ = target.field(steps(beyond)) if beyond else None
                related = Related(target.place if set_ is None else set_.place, "this is what is referred to")
                yield _Cause(f"{told} (of {of})" if beyond and told else told, own, related)


def _given(block: Block, name: str, place: Place) -> Iterator[Related]:
    """Where the value of an argument is written, or the argument that is passed on within `**settings`."""
    field = block.field(steps(name))
    if field is None or field.place != place:
        return
    origin = origin_of(field.value, place)
    yield from origin
    if not origin and field.name_place == place != field.key_place:
        yield Related(field.key_place, "it is given here")


def _token(value: Value) -> Value:
    """The only thing that a text has in it which is not text: the table of `f"table/{table.name}"`."""
    tokens = [part for part in value.parts if not isinstance(part, str)] if isinstance(value, Text) else []
    return tokens[0] if len(tokens) == 1 else value


def _fields(owner: Block, name: str) -> Iterator[Field]:
    """The arguments that a path leads to: one in each block of a kind."""
    *outer, last = steps(name)
    found = (block.field((last,)) for block in owner.at(tuple(outer)))
    yield from (field for field in found if field is not None)


def _followed(resource: Resource, fields: Iterator[Field], ways: list[str]) -> list[Block]:
    """The resources that arguments lead to, by way of the arguments of those that they refer to."""
    found = [target for field in fields for target in _targets(resource, field)]
    for way in ways:
        found = [target for each in found for field in _fields(each, way) for target in _targets(resource, field)]
    return found


def _targets(resource: Resource, field: Field) -> Iterator[Block]:
    """The resources that an argument, or its items, refer to."""
    for item in items(field) or (Item(field.value, field.place),):
        target = referred(resource.program, _token(item.value))
        if target is not None and resource.program.catalog.is_a(target.event.type, "TerraformResource"):
            yield target.block
