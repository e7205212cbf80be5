"""Which relations between its arguments hold for a resource, and which of them what it is set to breaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from presynth.catalog.argument_constraints import resource_constraints
from presynth.catalog.catalog import Catalog
from presynth.catalog.constraints import Relation, RelationKind, ResourceConstraints
from presynth.catalog.remembering import remembered
from presynth.catalog.types import Type
from presynth.checks.common.blocks import Block, Field, Presence, declares
from presynth.source.statement import Place

Path = tuple[str, ...]

_EXCLUSIVE = ("conflicts", "exactly-one")
_CLOUDFRONT_BEHAVIORS = ("default_cache_behavior", "ordered_cache_behavior")


@dataclass(frozen=True)
class Applied:
    """A relation of one class: the path of the block it is about, and its members' paths from there."""

    kind: RelationKind
    parent: Path
    members: tuple[Path, ...]
    by_aws: bool = False
    """It is AWS that refuses, not the provider; of two members the first is better removed."""

    @cached_property
    def outermost(self) -> tuple[str, ...]:
        """What of each member stands in the resource itself: nothing can be set without it."""
        return tuple((*self.parent, *path)[0] for path in self.members)


@dataclass(frozen=True)
class Conflict:
    """Two fields that exclude each other; `unwanted` is the one to remove."""

    unwanted: Field
    kept: Field
    by_aws: bool


@dataclass(frozen=True)
class Absence:
    """Fields of which one or all are missing: in a block, or beside the field that wants them."""

    kind: RelationKind
    names: tuple[str, ...]
    wanted_by: Field | None = None

    @property
    def told(self) -> str:
        """What is missing, in words."""
        quoted = [f"`{name}`" for name in self.names]
        listed = quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
        if self.kind == "required-with":
            return f"{listed}, which {'is' if len(quoted) == 1 else 'are'} not set"
        return f"{'exactly' if self.kind == 'exactly-one' else 'at least'} one of {listed} must be set, and none is"


@remembered
def relations(catalog: Catalog, type_: Type) -> tuple[Applied, ...]:
    """The relations of a class. Those whose members the binding does not have are left out: it binds another schema."""
    found = [_applied(relation) for relation in resource_constraints(catalog, type_).relations]
    if type_.terraform_type == "aws_cloudfront_distribution":
        found += [
            Applied("conflicts", (behavior,), (("forwarded_values",), ("cache_policy_id",)), by_aws=True)
            for behavior in _CLOUDFRONT_BEHAVIORS
        ]
    return tuple(
        each
        for each in found
        if not _is_within_itself(each) and all(declares(catalog, type_, (*each.parent, *path)) for path in each.members)
    )


def _applied(relation: Relation) -> Applied:
    paths = [tuple(path.split(".")) for path in relation.paths]
    shared = 0
    while all(len(path) > shared + 1 for path in paths) and len({path[shared] for path in paths}) == 1:
        shared += 1
    return Applied(relation.kind, paths[0][:shared], tuple(path[shared:] for path in paths))


def _is_within_itself(relation: Applied) -> bool:
    """Whether one member lies within another one."""
    return any(a != b and b[: len(a)] == a for a in relation.members for b in relation.members)


def conflicts(catalog: Catalog, type_: Type, root: Block) -> Iterator[Conflict]:
    """Fields that exclude each other. Each is unwanted once, whatever it conflicts with."""
    constraints = resource_constraints(catalog, type_)
    unwanted: set[Place] = set()
    present = set(root.names)
    for relation in relations(catalog, type_):
        if relation.kind not in _EXCLUSIVE or sum(name in present for name in relation.outermost) < 2:
            continue
        for block in root.at(relation.parent):
            given = [path for path in relation.members if block.presence(path) is Presence.SET]
            fields = [(path, field) for path in given if (field := block.field(path)) is not None]
            if len(fields) < 2:
                continue
            if not relation.by_aws:
                fields.sort(key=lambda each: _worth(constraints, (*relation.parent, *each[0]), each[1]))
            _, kept = fields[-1]
            for _, field in fields[:-1]:
                if unwanted.isdisjoint((field.key_place, kept.key_place)):
                    unwanted.add(field.key_place)
                    yield Conflict(field, kept, relation.by_aws)


def _worth(constraints: ResourceConstraints, path: Path, field: Field) -> tuple[bool | tuple[int, int], ...]:
    """What to keep of fields that exclude each other: the greatest."""
    constraint = constraints.attributes.get(".".join(path))
    start = field.name_place.range.start
    return (
        field.removal is None,
        not field.sets_nothing,
        not (constraint is not None and constraint.deprecated),
        not path[-1].endswith("_prefix"),
        (-start.line, -start.column),
    )


def absences(catalog: Catalog, type_: Type, root: Block) -> Iterator[tuple[Block, Absence]]:
    """What must be set and is not, each with the block it is missing in."""
    present = set(root.names)
    for relation in relations(catalog, type_):
        if relation.kind == "conflicts" or (relation.kind == "required-with" and relation.outermost[0] not in present):
            continue
        for block in root.at(relation.parent):
            unset = [path for path in relation.members if block.presence(path) is Presence.UNSET]
            if relation.kind == "required-with":
                wanted_by = block.field(relation.members[0])
                if wanted_by is not None and unset:
                    yield block, Absence(relation.kind, tuple(path[-1] for path in unset), wanted_by)
            elif unset == list(relation.members) and all(len(p) == 1 for p in unset):
                yield block, Absence(relation.kind, tuple(path[0] for path in unset))


def without_implied(absences: list[Absence]) -> list[Absence]:
    """Without those that hold as soon as another one does."""
    return [each for each in absences if not any(set(other.names) < set(each.names) for other in absences)]
