"""Where an argument belongs that the class it is given to does not take."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Type, TypeRef
from presynth.terraform import backends


def owner_elsewhere(name: str, owner: Type, catalog: Catalog) -> str | None:
    """The block below, or the class above, that takes the argument: "it belongs in its `versioning`"."""
    if is_of_backend(name, owner, catalog):
        return "in this version only `add_override` sets it"
    for field, declared in catalog.keywords(owner).items():
        if any(name in catalog.keywords(struct) for struct in _structs(declared.type, catalog)):
            return f"it belongs in its `{field}`"
    parent = _parent(owner, catalog)
    if parent is not None and name in catalog.keywords(parent):
        return f"it belongs to `{parent.name}`"
    return None


def is_of_backend(name: str, owner: Type, catalog: Catalog) -> bool:
    """Whether Terraform's backend has the argument that its class lacks (`use_lockfile` of cdktf's `S3Backend`)."""
    if not catalog.is_a(owner, "TerraformBackend"):
        return False
    return name in (backends.arguments(owner.name.removesuffix("Backend").lower()) or {})


def construct_named(struct: Type, catalog: Catalog) -> Type | None:
    """The construct that a struct is easily taken for: `S3BucketVersioningA` for `S3BucketVersioning`."""
    for name in (struct.name, f"{struct.name}A"):
        for found in catalog.named(name):
            if found.terraform_type and found.kind == "class":
                return found
    return None


def _parent(struct: Type, catalog: Catalog) -> Type | None:
    """The class or struct that has the struct as a block: its name is the beginning of the struct's."""
    module = catalog.module(struct.module)
    if module is None or struct.kind != "struct":
        return None
    above = (name for name in module.types if struct.qualname.startswith(name) and name != struct.qualname)
    for name in sorted(above, key=len, reverse=True):
        type_ = module.types[name]
        fields = catalog.keywords(type_).values()
        if any(struct is each for field in fields for each in _structs(field.type, catalog)):
            return type_
    return None


def _structs(declared: TypeRef, catalog: Catalog) -> Iterator[Type]:
    """The structs that a field takes, alone or in a list."""
    if declared.kind == "named":
        type_ = catalog.type(declared.name)
        if type_ is not None and type_.kind == "struct":
            yield type_
    for inner in declared.of:
        yield from _structs(inner, catalog)
