"""What a value is to Python when the program runs.

A deploy-time value is something quite definite to Python: text that stands for it, a float, a list with one item, a
dict with one entry, or an object that implements `IResolvable`. (What cdktf 0.21.0 and cdktn 0.24.0 return, run.)
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Type, TypeRef
from presynth.program import classes
from presynth.program.externals import library_class
from presynth.program.values import (
    BindingClass,
    BindingMethod,
    BindingModule,
    Bound,
    BuiltinMethod,
    ClassValue,
    Constant,
    External,
    Function,
    Instance,
    InstanceValue,
    Mapping,
    ModuleValue,
    Sequence,
    StructValue,
    Text,
    Token,
    Value,
)

Kind = Literal[
    "none", "str", "int", "float", "bool", "list", "dict", "struct", "object", "resolvable",
    "bytes", "tuple", "set", "generator", "dict-view", "enum", "plain", "library", "function", "class", "module",
]  # fmt: skip
JSON_KINDS = frozenset(("none", "str", "int", "float", "bool", "list", "dict", "struct", "object", "resolvable"))
"""What can be handed to the jsii kernel; everything else is a Python error, wherever it is passed."""

_SCALARS: dict[object, Kind] = {
    type(None): "none",
    str: "str",
    int: "int",
    float: "float",
    bool: "bool",
    bytes: "bytes",
}
_BUILTIN_TYPES = frozenset(("str", "int", "float", "bool", "bytes", "list", "dict", "tuple", "set"))
_RESOLVABLE_ATTRIBUTES = frozenset(
    ("value", "expression", "key", "get", "get_any", "interpolation_for_attribute", "interpolation_for_output")
)
"""Members of cdktf's own classes that are declared as `any` and give an object, never text."""


class Nature(NamedTuple):
    """`type` is the class of a struct or object where it is known, `item` what a token's items are."""

    kind: Kind
    type: Type | None = None
    item: Kind | None = None


def nature(value: Value, catalog: Catalog) -> Nature | None:
    """What `value` is, None where that is not known."""
    match value:
        case Constant(value=constant):
            scalar = _SCALARS.get(constant.__class__)
            return None if scalar is None else Nature(scalar)
        case Text():
            return Nature("str")
        case Sequence(kind=kind):
            return Nature(kind)
        case Mapping():
            return Nature("dict")
        case StructValue(type=type_):
            return Nature("struct", type_)
        case Token(type=declared):
            return _of_token(value, declared, catalog)
        case InstanceValue(instance=instance):
            return _of_instance(instance)
        case Function() | Bound() | BuiltinMethod() | BindingMethod():
            return Nature("function")
        case ClassValue() | BindingClass():
            return Nature("class")
        case ModuleValue() | BindingModule():
            return Nature("module")
        case External(name=name) if name in _BUILTIN_TYPES:
            return Nature("class")
        case External(name=name) if library_class(name) is not None:
            return Nature("library")
        case _:
            return None


def _of_token(token: Token, declared: TypeRef, catalog: Catalog) -> Nature | None:
    match declared.kind:
        case "string":
            return Nature("str")
        case "number":
            return Nature("float")
        case "boolean":
            return Nature("resolvable")
        case "list":
            return Nature("list", item=_item_of(declared.of[0]))
        case "map":
            return Nature("dict", item=_item_of(declared.of[0]))
        case "any":
            return _of_any(token)
        case "union":
            is_boolean = any(each.kind == "boolean" for each in declared.of)
            return Nature("resolvable") if is_boolean else None
        case "named":
            type_ = catalog.type(declared.name)
            if type_ is None:
                return None
            return Nature("resolvable") if type_.kind == "interface" else Nature("object", type_)
        case _:
            return None


def _item_of(declared: TypeRef) -> Kind | None:
    """The items of a token's list or dict: one text, number or flag that stands for all."""
    kinds: dict[str, Kind] = {"string": "str", "any": "str", "number": "float", "boolean": "bool", "union": "bool"}
    return kinds.get(declared.kind)


def _of_any(token: Token) -> Nature | None:
    """`Fn.lookup(…)` is text whatever it looks up, `Fn.conditional` is not; what others declare as any is an object."""
    if token.source is None:
        owner, _, name = token.attribute.rpartition(".")
        if owner in ("Fn", "FnGenerated"):
            return Nature("resolvable" if name == "conditional" else "str")
        return Nature("resolvable") if name in _RESOLVABLE_ATTRIBUTES else None
    type_ = token.source.type
    if type_ is None:
        return None
    if type_.fqn.startswith(("cdktf.", "cdktn.")):
        last = token.attribute.rpartition(".")[2]
        return Nature("resolvable") if last in _RESOLVABLE_ATTRIBUTES else None
    return Nature("resolvable")


def _of_instance(instance: Instance) -> Nature | None:
    if instance.type is not None:
        return Nature("object", instance.type)
    project_class = instance.project_class
    if project_class is None or any(map(_implements, classes.linearized(project_class))):
        return None
    if classes.has_external_base(project_class, {"enum.Enum"}):
        return Nature("enum") if _is_nothing_else(project_class, "enum.Enum") else None
    if classes.has_external_base(project_class, {"typing.NamedTuple"}) or not classes.is_transparent(project_class):
        return None
    return Nature("plain")


def _implements(project_class: classes.ProjectClass) -> bool:
    """Whether `@jsii.implements(…)` tells jsii what an object of the class is."""
    return any("implements" in name for name in project_class.decorators)


def _is_nothing_else(project_class: classes.ProjectClass, base: str) -> bool:
    """Whether no ancestor from outside the project but `base` is there (`class Size(str, Enum)` is text, too)."""
    return all(
        isinstance(each, ClassValue) or getattr(each, "name", "") == base
        for ancestor in classes.linearized(project_class)
        for each in ancestor.bases
    )
