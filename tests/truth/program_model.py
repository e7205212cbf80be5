"""What presynth's program model says of a stack, in the form of `model.facts`: to be laid beside the real synth."""

from __future__ import annotations

from typing import Any

from presynth.catalog.catalog import Catalog
from presynth.catalog.names import snake_case
from presynth.catalog.types import Property, Type, TypeRef
from presynth.program.arguments import Arguments
from presynth.program.events import Construction
from presynth.program.program import Program
from presynth.program.values import Constant, Mapping, Sequence, StructValue, Value

Facts = dict[str, dict[tuple[str | int, ...], Any]]


def facts(program: Program) -> dict[str | None, Facts]:
    """Stack id -> Terraform address -> {path: value}, known values only; providers as `provider.aws.alias`."""
    found: dict[str | None, Facts] = {}
    for event in program.constructs.values():
        address = _address(program, event)
        if address is None:
            continue
        known: dict[tuple[str | int, ...], Any] = {}
        _of_arguments(program.catalog, program.catalog.keywords(event.type), event.arguments, (), known)
        found.setdefault(_stack(program, event), {})[address] = known
    return found


def _stack(program: Program, event: Construction) -> str | None:
    assert event.instance is not None
    stack = program.addresses.stack(event.instance)
    name = None if stack is None else program.constructs[stack].id
    return str(name.value) if isinstance(name, Constant) else None


def _address(program: Program, event: Construction) -> str | None:
    assert event.instance is not None
    if program.catalog.is_a(event.type, "TerraformProvider"):
        alias = event.arguments.value("alias")
        name = f"provider.{event.type.terraform_type}"
        return f"{name}.{alias.value}" if isinstance(alias, Constant) else name
    return program.addresses.of(event.instance)


def _of_arguments(
    catalog: Catalog, declared: Any, arguments: Arguments, path: tuple[str | int, ...], known: dict[Any, Any]
) -> None:
    for argument in arguments.items:
        field: Property | None = declared.get(argument.name)
        if field is not None:
            _of_value(
                catalog, field.type, argument.value, (*path, field.terraform_name or snake_case(field.jsii_name)), known
            )


def _of_value(
    catalog: Catalog, type_: TypeRef, value: Value, path: tuple[str | int, ...], known: dict[Any, Any]
) -> None:
    if isinstance(value, Constant):
        if value.value is not None:
            known[path] = value.value
    elif isinstance(value, Sequence) and not value.open:
        element = next(iter(_candidates(type_, "list")), None)
        inner = element.of[0] if element is not None and element.of else TypeRef("any")
        if not value.items:
            known[path] = []
        for number, item in enumerate(value.items):
            _of_value(catalog, inner, item, (*path, number), known)
    elif isinstance(value, StructValue):
        if not value.arguments.items:
            known[path] = {}
        _of_arguments(catalog, catalog.keywords(value.type), value.arguments, path, known)
    elif isinstance(value, Mapping) and not value.open:
        struct = _struct(catalog, type_)
        fields = {} if struct is None else catalog.keywords(struct)
        for entry in value.entries:
            if isinstance(entry.key, Constant):
                field = fields.get(entry.key.value)
                name = entry.key.value if field is None else field.terraform_name or snake_case(field.jsii_name)
                _of_value(catalog, TypeRef("any") if field is None else field.type, entry.value, (*path, name), known)


def _candidates(type_: TypeRef, kind: str) -> list[TypeRef]:
    if type_.kind == kind:
        return [type_]
    return [found for member in type_.of for found in _candidates(member, kind)] if type_.kind == "union" else []


def _struct(catalog: Catalog, type_: TypeRef) -> Type | None:
    for named in _candidates(type_, "named"):
        found = catalog.type(named.name)
        if found is not None and found.kind == "struct":
            return found
    return None
