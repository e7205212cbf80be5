"""The arguments of resources as Terraform's own text has them: names in snake_case, blocks in blocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from presynth.catalog.arguments import terraform_name
from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Type, TypeRef
from presynth.checks.common.similar import folded

Shape = Literal["block", "blocks", "value", "open"]
"""One block, any number of blocks, something with nothing below it, or anything."""

_META = ("connection", "count", "depends_on", "dynamic", "for_each", "provider", "provisioner", "//")
_LIFECYCLE = (
    "create_before_destroy",
    "ignore_changes",
    "postcondition",
    "precondition",
    "prevent_destroy",
    "replace_triggered_by",
)
_PROVIDER = ("alias", "version")
_OF_REFERENCES = ("internal_value",)
"""What jsii's references to blocks have that is not Terraform's."""


@dataclass(frozen=True)
class Part:
    """What stands under a name. `type` is the struct of a block, None where the names in it are `names`."""

    shape: Shape
    type: Type | None = None
    names: tuple[str, ...] = ()


_ANYTHING = Part("open")


def parts_of(catalog: Catalog, type_: Type, *, read: bool = True) -> Mapping[str, Part]:
    """What an override can name in a resource, data source or provider, by Terraform's name.

    Attributes that can only be read are among it, unless `read` is false: Terraform has them.
    """
    parts = _settable(catalog, type_)
    if read:
        parts |= dict.fromkeys(sorted(attributes_of(catalog, type_) - parts.keys()), _ANYTHING)
    if catalog.is_a(type_, "TerraformProvider"):
        return parts | dict.fromkeys(_PROVIDER, _ANYTHING)
    return parts | dict.fromkeys(_META, _ANYTHING) | {"lifecycle": Part("block", None, _LIFECYCLE)}


def _settable(catalog: Catalog, type_: Type) -> dict[str, Part]:
    """The arguments of a resource, data source or provider, by Terraform's name, in the order of the schema."""
    return {
        terraform_name(declared): _part(catalog, declared.type)
        for declared in catalog.keywords(type_).values()
        if not _is_meta(catalog, type_, declared.name)
    }


def attributes_of(catalog: Catalog, type_: Type) -> set[str]:
    """What `ignore_changes` can name: the arguments and attributes of a resource, by Terraform's names."""
    arguments = _settable(catalog, type_).keys()
    core = {attribute for base in catalog.lineage(type_) if _is_core(base) for attribute in _own(base)}
    read = {
        terraform_name(declared)
        for declared in catalog.attributes(type_).values()
        if declared.name not in core and not declared.static and not declared.name.endswith("_input")
    }
    return arguments | read


def block_parts(catalog: Catalog, part: Part, *, read: bool = True) -> Mapping[str, Part]:
    """What is in a block, what can only be read included, unless `read` is false."""
    if part.type is None:
        return dict.fromkeys(part.names, _ANYTHING)
    settable = {terraform_name(field): _part(catalog, field.type) for field in catalog.keywords(part.type).values()}
    reference = catalog.type(f"{part.type.fqn}OutputReference") if read else None
    for declared in () if reference is None else reference.properties:
        if declared.name not in _OF_REFERENCES and not declared.name.endswith("_input"):
            settable.setdefault(terraform_name(declared), _ANYTHING)
    return settable


def part_named(parts: Mapping[str, Part], name: str) -> Part | None:
    """The part of that name, None where there is none.

    Where what can only be read has digits in its name, nobody says where Terraform puts the underscores.
    """
    if name in parts:
        return parts[name]
    has_digits = any(character.isdigit() for character in name)
    alike = has_digits and name == name.lower() and any(folded(known) == folded(name) for known in parts)
    return _ANYTHING if alike else None


def _is_meta(catalog: Catalog, type_: Type, name: str) -> bool:
    """Whether it is an argument of cdktf's own, the same for all resources."""
    struct = (type_.parameters or ())[-1:]
    config = catalog.type(struct[0].type.name) if struct and struct[0].type.kind == "named" else None
    declaring = None if config is None else catalog.declaring(config, name)
    return declaring is not None and _is_core(declaring)


def _is_core(type_: Type) -> bool:
    return type_.fqn.startswith(("cdktf.", "cdktn.", "constructs."))


def _own(type_: Type) -> list[str]:
    return [declared.name for declared in type_.properties]


def _part(catalog: Catalog, declared: TypeRef) -> Part:
    match declared.kind:
        case "string" | "number" | "boolean":
            return Part("value")
        case "named":
            struct = catalog.type(declared.name)
            return Part("block", struct) if struct is not None and struct.kind == "struct" else _ANYTHING
        case "list":
            inner = _part(catalog, declared.of[0]) if declared.of else _ANYTHING
            return Part("blocks", inner.type) if inner.shape == "block" else _ANYTHING
        case "union":
            members = [_part(catalog, member) for member in declared.of]
            blocks = [member for member in members if member.type is not None]
            values = [member for member in members if member.shape == "value"]
            return (blocks or values or [_ANYTHING])[0]
        case _:
            return _ANYTHING
