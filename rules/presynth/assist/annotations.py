"""Declared types as Python writes them."""

from __future__ import annotations

from presynth.catalog.catalog import Catalog
from presynth.catalog.types import TypeRef

_PLAIN = {
    "string": "str",
    "number": "int | float",
    "boolean": "bool",
    "any": "Any",
    "json": "dict[str, Any]",
    "date": "datetime",
}


def annotation(type_: TypeRef, catalog: Catalog) -> str:
    """`str`, `list[S3BucketCorsRule]`, `dict[str, str]`; that tokens are taken too goes without saying."""
    match type_.kind:
        case "list":
            return f"list[{annotation(type_.of[0], catalog)}]"
        case "map":
            return f"dict[str, {annotation(type_.of[0], catalog)}]"
        case "union":
            members = (each for each in type_.of if not each.name.endswith(".IResolvable"))
            return " | ".join(dict.fromkeys(annotation(each, catalog) for each in members))
        case "named":
            named = catalog.type(type_.name)
            return type_.name.rpartition(".")[2] if named is None else named.qualname
        case _:
            return _PLAIN[type_.kind]
