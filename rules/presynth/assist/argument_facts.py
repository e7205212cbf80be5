"""What is known of an argument beside its type: what the provider checks, and where its documentation is."""

from __future__ import annotations

from dataclasses import dataclass

from presynth.catalog.argument_constraints import argument_constraints, places_of, resource_constraints
from presynth.catalog.arguments import terraform_name
from presynth.catalog.catalog import Catalog
from presynth.catalog.constraints import Constraint, Relation
from presynth.catalog.types import Property, Type

META = ("connection", "count", "depends_on", "for_each", "lifecycle", "provider", "provisioners")
"""Arguments that all resources have."""


@dataclass(frozen=True)
class ArgumentFacts:
    """`construct` is the resource's class, `path` the Terraform names down to the argument; `constraint` what holds.

    `excluded_by` are arguments that may not be set beside it, `needs` those that must be, `needed_by` those that need
    it. Of it and others, `one_of` must be set, `some_of` at least one. `documentation` is the place in the registry.
    """

    path: tuple[str, ...]
    construct: Type | None = None
    constraint: Constraint | None = None
    excluded_by: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    needed_by: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    some_of: tuple[str, ...] = ()
    documentation: str = ""


def argument_facts(catalog: Catalog, declared_by: Type, declared: Property) -> ArgumentFacts:
    """The facts of one argument of a class or struct."""
    name = terraform_name(declared)
    places = places_of(catalog, declared_by)
    if not places:
        return ArgumentFacts((name,))
    construct, above = places[0]
    path = (*above, name)
    dotted = ".".join(path)
    relations = [each for each in resource_constraints(catalog, construct).relations if dotted in each.paths]
    exclusive = [each for each in relations if each.kind in ("conflicts", "exactly-one")]
    required = [each for each in relations if each.kind == "required-with"]
    return ArgumentFacts(
        path,
        construct,
        argument_constraints(catalog, declared_by).get(declared.name),
        excluded_by=_others(exclusive, dotted),
        needs=_others([each for each in required if each.paths[0] == dotted], dotted),
        needed_by=tuple(dict.fromkeys(each.paths[0] for each in required if each.paths[0] != dotted)),
        one_of=next((each.paths for each in relations if each.kind == "exactly-one"), ()),
        some_of=next((each.paths for each in relations if each.kind == "at-least-one"), ()),
        documentation=f"{construct.documentation}#{name}" if construct.documentation and name not in META else "",
    )


def _others(relations: list[Relation], path: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for relation in relations for each in relation.paths if each != path))
