"""The classes of the project: what they derive from and where they find their attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presynth.catalog.types import Type
from presynth.program.values import (
    BindingClass,
    ClassValue,
    External,
    ProjectClass,
    Value,
)

if TYPE_CHECKING:
    from presynth.program.interpreter import Interpreter

_HARMLESS_BASES = {"object", "abc.ABC", "typing.Generic", "typing.Protocol", "typing.TypedDict", "typing.NamedTuple"}
"""Bases outside the project that bring no attributes of interest."""
NAMED_TUPLE = {"typing.NamedTuple"}
_ENUMS = {"enum.Enum", "enum.IntEnum", "enum.StrEnum", "enum.Flag"}


def linearized(project_class: ProjectClass) -> list[ProjectClass]:
    """The class and the classes of the project it derives from, in the order in which attributes are looked for."""
    order: list[ProjectClass] = []
    stack = [project_class]
    while stack and len(order) < 64:
        current = stack.pop(0)
        if current in order:
            order.remove(current)
        order.append(current)
        stack = [base.project_class for base in current.bases if isinstance(base, ClassValue)] + stack
    return order


def binding_base(project_class: ProjectClass) -> Type | None:
    """The first class of a binding among its ancestors."""
    for ancestor in linearized(project_class):
        for base in ancestor.bases:
            if isinstance(base, BindingClass):
                return base.type
    return None


def is_transparent(project_class: ProjectClass) -> bool:
    """Whether presynth sees all that instances can have: no unknown base, no decorator or metaclass that adds to it."""
    for ancestor in linearized(project_class):
        if any(name not in _HARMLESS_DECORATORS for name in ancestor.decorators):
            return False
        for base in ancestor.bases:
            if isinstance(base, External) and base.name.split("[")[0] in _HARMLESS_BASES:
                continue
            if not isinstance(base, ClassValue | BindingClass):
                return False
    return True


_HARMLESS_DECORATORS = {"jsii.implements", "implements", "dataclasses.dataclass", "dataclass", "final", "typing.final"}


def is_dataclass(project_class: ProjectClass) -> bool:
    """Whether `@dataclass` writes its `__init__`."""
    return any(name.split(".")[-1] == "dataclass" for name in project_class.decorators)


def has_fields(project_class: ProjectClass) -> bool:
    """Whether its `__init__` is written from its annotated names."""
    return is_dataclass(project_class) or has_external_base(project_class, NAMED_TUPLE)


def has_external_base(project_class: ProjectClass, names: set[str]) -> bool:
    """Whether one of the named classes from outside the project is among its ancestors."""
    return any(
        isinstance(base, External) and base.name in names
        for ancestor in linearized(project_class)
        for base in ancestor.bases
    )


def is_enum(project_class: ProjectClass) -> bool:
    """Whether its attributes are the members of an enumeration."""
    return has_external_base(project_class, _ENUMS)


def is_typed_dict(project_class: ProjectClass) -> bool:
    """Whether calling it makes a dict."""
    return has_external_base(project_class, {"typing.TypedDict", "typing_extensions.TypedDict"})


def class_attribute(
    run: Interpreter, project_class: ProjectClass, name: str, *, after: ProjectClass | None = None
) -> tuple[Value, ProjectClass] | None:
    """The attribute and the class that has it; only in what follows `after`, where that is given."""
    order = linearized(project_class)
    if after is not None and after in order:
        order = order[order.index(after) + 1 :]
    for ancestor in order:
        value = run.state.read(ancestor, name)
        if value is not None:
            return value, ancestor
    return None
