"""Values to be replaced by whoever applies a fix that adds a required argument."""

from __future__ import annotations

from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Type, TypeRef
from presynth.checks.schema.draft import Unfixable
from presynth.operations import Snippet

TEXT = '"TODO"'
_SCALARS = {"string": TEXT, "number": "0", "boolean": "False", "map": "{}", "any": TEXT, "json": "{}"}
_DEPTH = 4


def placeholder(wanted: TypeRef, catalog: Catalog, depth: int = _DEPTH) -> Snippet:
    """The simplest value of the type. Raises Unfixable where an object is wanted, or the type is nested too deeply."""
    if wanted.kind in _SCALARS:
        return (_SCALARS[wanted.kind],)
    if wanted.kind == "list":
        element = wanted.of[0]
        return ("[", *placeholder(element, catalog, depth), "]") if _is_struct(element, catalog) else ("[]",)
    if wanted.kind == "union":
        for member in wanted.of:
            if member.kind != "named" or _is_struct(member, catalog):
                return placeholder(member, catalog, depth)
    type_ = catalog.type(wanted.name) if wanted.kind == "named" else None
    if type_ is None or type_.kind != "struct" or depth == 0:
        raise Unfixable
    parts: list[str | Type] = [type_, "("]
    for name, field in catalog.keywords(type_).items():
        if not field.optional:
            parts += ["" if parts[-1] == "(" else ", ", f"{name}=", *placeholder(field.type, catalog, depth - 1)]
    return (*parts, ")")


def _is_struct(wanted: TypeRef, catalog: Catalog) -> bool:
    type_ = catalog.type(wanted.name) if wanted.kind == "named" else None
    return type_ is not None and type_.kind == "struct"
