"""Arguments as Terraform has them: their names, and the structs that stand for blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presynth.catalog import names
from presynth.catalog.types import Property, Type, TypeRef

if TYPE_CHECKING:
    from presynth.catalog.catalog import Catalog


def terraform_name(declared: Property) -> str:
    """What Terraform calls an argument."""
    return declared.terraform_name or names.snake_case(declared.jsii_name)


def struct_in(catalog: Catalog, declared: TypeRef) -> tuple[Type | None, bool]:
    """The struct that a type takes, and whether it takes a list of them."""
    if declared.kind == "named":
        found = catalog.type(declared.name)
        return (found if found is not None and found.kind == "struct" else None), False
    for inner in declared.of:
        struct, _ = struct_in(catalog, inner)
        if struct is not None:
            return struct, declared.kind in ("list", "map") or struct_in(catalog, inner)[1]
    return None, declared.kind == "list"
