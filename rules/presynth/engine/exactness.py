"""Whether what the schema says of an event is true of the version the project uses."""

from __future__ import annotations

from presynth.catalog.catalog import Catalog
from presynth.program.events import AttributeAccess, Construction, Event, Import, MethodCall
from presynth.program.values import BindingClass, BindingModule, InstanceValue, StructValue, Token, Value


def is_judged_exactly(event: Event, catalog: Catalog) -> bool:
    """False where it is about a binding that an index of another version answers for."""
    if catalog.has_only_exact:
        return True
    module = _module(event, catalog)
    return module is None or catalog.is_exact(module)


def _module(event: Event, catalog: Catalog) -> str | None:
    match event:
        case Construction(type=type_) | MethodCall(type=type_):
            return type_.module
        case Import(module=module, name=name):
            # `from imports import aws` is about `imports.aws`.
            return f"{module}.{name}"
        case AttributeAccess(base=base):
            return _module_of(base, catalog)
        case _:
            return None


def _module_of(base: Value, catalog: Catalog) -> str | None:
    match base:
        case BindingModule(name=module):
            return module
        case BindingClass(type=type_) | StructValue(type=type_):
            return type_.module
        case InstanceValue(instance=instance):
            return None if instance.type is None else instance.type.module
        case Token(type=declared) if declared.kind == "named":
            type_ = catalog.type(declared.name)
            return None if type_ is None else type_.module
        case _:
            return None
