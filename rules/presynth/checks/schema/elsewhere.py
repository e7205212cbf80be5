"""Where an argument belongs that the class it is given to does not take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Type, TypeRef
from presynth.terraform import backends


class Block(NamedTuple):
    """A block of a class: `field` takes `struct` (in a list, if it `is_list`), which takes the argument as `name`."""

    field: str
    struct: Type
    name: str
    is_list: bool


def owner_elsewhere(name: str, owner: Type, catalog: Catalog) -> str | None:
    """The block below, the class above, or the block beside it that takes it: "it belongs in its `versioning`"."""
    if is_of_backend(name, owner, catalog):
        return "in this version only `add_override` sets it"
    blocks = blocks_below(name, owner, catalog)
    if blocks:
        return f"it belongs in its `{blocks[0].field}`"
    parent = _parent(owner, catalog)
    if parent is None:
        return None
    fields = catalog.keywords(parent)
    if name in fields:
        return f"it belongs to `{parent.name}`"
    longer = [field for field in fields if field.endswith(f"_{name}")]
    if len(longer) == 1 and "_" in name:
        return f"`{parent.name}` has it, as `{longer[0]}`"
    beside = [block for block in blocks_below(name, parent, catalog) if block.struct is not owner]
    return f"it belongs in `{beside[0].field}` of `{parent.name}`" if beside else None


def blocks_below(name: str, owner: Type, catalog: Catalog) -> list[Block]:
    """The blocks of `owner` that take the argument: under its name, or, for `versioning_enabled`, as `enabled`."""
    found: list[Block] = []
    for field, declared in catalog.keywords(owner).items():
        short = name.removeprefix(f"{field}_")
        for struct in _structs(declared.type, catalog):
            known = catalog.keywords(struct)
            inner = next((each for each in (name, short) if each in known), None)
            if inner is not None:
                found.append(Block(field, struct, inner, declared.type.kind != "named"))
    prefixed = [block for block in found if block.name != name]
    return prefixed if len(prefixed) == 1 else found


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
    # A nested class is called like its parent's without that one's `Property`, or is in the class of the resource.
    above = (name for name in module.types if struct.qualname.startswith(name.removesuffix("Property")))
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
