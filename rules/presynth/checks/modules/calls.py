"""What a program says of a module: how it is called there, what is in it, and where it lies."""

from __future__ import annotations

from pathlib import Path

from presynth.catalog.catalog import Catalog
from presynth.checks.assets.locations import is_built, project_folder
from presynth.checks.modules.sources import is_local
from presynth.program.arguments import Argument
from presynth.program.events import Construction
from presynth.program.values import Constant, InstanceValue, StructValue, Value


def is_in_module(event: Construction, catalog: Catalog) -> bool:
    """Whether a construct is placed in one of Terraform's modules."""
    scope = event.scope.instance.type if isinstance(event.scope, InstanceValue) else None
    return scope is not None and catalog.is_a(scope, "TerraformModule")


def name_in_module(item: Value) -> tuple[str, str] | None:
    """What a `TerraformModuleProvider` is called in the module."""
    if not isinstance(item, StructValue):
        return None
    alias, provider = item.arguments.value("module_alias"), item.arguments.value("provider")
    type_ = provider.instance.type if isinstance(provider, InstanceValue) else None
    known = isinstance(alias, Constant) and isinstance(alias.value, str) and type_ is not None
    return (type_.terraform_type, alias.value) if known and type_ is not None and isinstance(alias, Constant) else None


def text_of(argument: Argument | None) -> str | None:
    """An argument that is text for certain."""
    value = None if argument is None else argument.value
    known = isinstance(value, Constant) and value.certain and isinstance(value.value, str)
    return value.value if known and isinstance(value, Constant) else None


def folder_of(event: Construction, source: str) -> Path | None:
    """The folder that a relative path leads to; None where that is not known, or a build makes it."""
    project = project_folder(event.place.path)
    if project is None or not is_local(source) or Path(source).is_absolute():
        return None
    folder = project / source
    return None if not folder.exists() and is_built(project, source) else folder
