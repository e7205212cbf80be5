"""What the provider says of the arguments of a class or a struct: their values, defaults, and what a change does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from presynth.catalog.arguments import struct_in, terraform_name
from presynth.catalog.catalog import Catalog
from presynth.catalog.constraints import (
    PROVIDER,
    Constraint,
    Constraints,
    ResourceConstraints,
    constraints_for,
    constraints_of,
)
from presynth.catalog.remembering import remembered
from presynth.catalog.types import Type

Path = tuple[str, ...]
_APART = "A"
_UNCONSTRAINED = Constraint()


def provider_constraints(catalog: Catalog, type_: Type) -> Constraints:
    """What the provider checks in the version that the class is a binding of."""
    assembly = catalog.package(type_.module)
    if assembly is None:
        return constraints_for("")
    # Classes of generators that link no page are AWS's, or nobody's.
    source = type_.provider_source or PROVIDER
    return constraints_of(source, assembly.provider_version, exact=assembly.exact)


def resource_constraints(catalog: Catalog, type_: Type) -> ResourceConstraints:
    """The provider's constraints of a resource's or data source's class."""
    is_data = catalog.is_a(type_, "TerraformDataSource")
    return provider_constraints(catalog, type_).resource(type_.terraform_type, data=is_data)


@remembered
def argument_constraints(catalog: Catalog, owner: Type) -> Mapping[str, Constraint]:
    """The constraints of the keywords of a resource's class, or of a struct in one, by Python name.

    Keywords without any are left out; of a struct that stands in several places, those that differ among them.
    """
    keywords = catalog.keywords(owner)
    found: list[dict[str, Constraint]] = []
    for resource, path in places_of(catalog, owner):
        attributes = resource_constraints(catalog, resource).attributes
        paths = {name: ".".join((*path, terraform_name(each))) for name, each in keywords.items()}
        found.append({name: attributes.get(each, _UNCONSTRAINED) for name, each in paths.items()})
    if not found:
        return {}
    alike = {name for name in keywords if all(each[name] == found[0][name] for each in found)}
    return {name: each for name, each in found[0].items() if name in alike and each != _UNCONSTRAINED}


def resource_constraint(catalog: Catalog, type_: Type) -> Constraint:
    """What the provider says of the resource or data source as a whole: whether it is deprecated."""
    return resource_constraints(catalog, type_).attributes.get("", _UNCONSTRAINED)


def places_of(catalog: Catalog, owner: Type) -> tuple[tuple[Type, Path], ...]:
    """The resources that a class or struct stands in, each with the path of its block there.

    A struct's name begins with that of its resource: others are not looked at, of which a module may have thousands.
    """
    found = ((resource, _places_in(catalog, resource.fqn)) for resource in _resources_of(catalog, owner))
    return tuple((resource, path) for resource, places in found for path in places.get(owner.fqn, ()))


def _resources_of(catalog: Catalog, owner: Type) -> Iterator[Type]:
    """The resources of a module whose names, or these without the `A` that tells them from structs, begin a name."""
    module = catalog.module(owner.module)
    if module is None:
        return
    beginnings = [owner.qualname[:length] for length in range(1, len(owner.qualname) + 1)]
    for name in dict.fromkeys((*beginnings, *(f"{each}{_APART}" for each in beginnings))):
        resource = module.types.get(name)
        if resource is not None and resource.terraform_type:
            yield resource


@remembered
def _places_in(catalog: Catalog, fqn: str) -> dict[str, tuple[Path, ...]]:
    """Where a resource and the structs in it stand, by their names: the paths of their blocks."""
    resource = catalog.type(fqn)
    places: dict[str, tuple[Path, ...]] = {}
    waiting: list[tuple[Type, Path, frozenset[str]]] = [] if resource is None else [(resource, (), frozenset())]
    for type_, path, above in waiting:
        config = type_.parameters[-1].type.name if type_ is resource and type_.parameters else ""
        for name in filter(None, (type_.fqn, config)):
            places[name] = (*places.get(name, ()), path)
        for declared in catalog.keywords(type_).values():
            struct, _ = struct_in(catalog, declared.type)
            if struct is not None and struct.fqn not in above:
                waiting.append((struct, (*path, terraform_name(declared)), above | {type_.fqn, struct.fqn}))
    return places
