"""Attributes: of constructs, objects, classes, modules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from presynth.catalog.types import Property, Type
from presynth.program import bindings, calls, classes
from presynth.program.events import AttributeAccess
from presynth.program.names import refreshed
from presynth.program.values import (
    DECLARED,
    UNKNOWN,
    BindingClass,
    BindingMethod,
    BindingModule,
    Bound,
    BuiltinMethod,
    Choice,
    ClassValue,
    Constant,
    External,
    Fresh,
    Function,
    Instance,
    InstanceValue,
    Mapping,
    ModuleValue,
    ProjectClass,
    Sequence,
    StructValue,
    Super,
    Text,
    Token,
    Value,
    join,
)
from presynth.source.statement import Place

if TYPE_CHECKING:
    from presynth.program.interpreter import Interpreter

Found = tuple[Value, bool | None]
"""A value, and whether the attribute exists (None: nobody knows)."""


def read(run: Interpreter, base: Value, name: str, place: Place, name_place: Place) -> Value:
    """`base.name`."""
    if isinstance(base, Choice):
        found = [_read(run, option, name) for option in base.options]
        value = join([value for value, _ in found])
        verdicts = {verdict for _, verdict in found}
        exists = verdicts.pop() if len(verdicts) == 1 else None
    else:
        value, exists = _read(run, base, name)
    if (not isinstance(base, External | Fresh) and value is not UNKNOWN) or exists is False:
        run.emit(
            AttributeAccess(
                place=place,
                conditions=run.conditions,
                base=base,
                name=name,
                name_place=name_place,
                store=False,
                found=exists,
                value=value,
            )
        )
    return refreshed(run, value)


def look_up(run: Interpreter, base: Value, name: str) -> Value:
    """`base.name`, without telling the rules."""
    return _read(run, base, name)[0]


def find(run: Interpreter, base: Value, name: str) -> bool | None:
    """Whether `base` has the attribute, None where nobody knows."""
    return _read(run, base, name)[1]


def write(run: Interpreter, base: Value, name: str, value: Value, place: Place, name_place: Place) -> None:
    """`base.name = value`."""
    found: bool | None = None
    if isinstance(base, InstanceValue):
        run.state.write(base.instance, name, value)
        found = _is_declared(run, base.instance, name)
    elif isinstance(base, ClassValue):
        run.state.write(base.project_class, name, value)
    elif isinstance(base, ModuleValue):
        run.state.write(run.modules.frame(base.path), name, value)
    elif isinstance(base, Token) and base.type.kind == "named":
        type_ = run.catalog.type(base.type.name)
        found = None if type_ is None else name in run.catalog.attributes(type_)
    run.emit(
        AttributeAccess(
            place=place,
            conditions=run.conditions,
            base=base,
            name=name,
            name_place=name_place,
            store=True,
            found=found,
            value=value,
        )
    )


def _is_declared(run: Interpreter, instance: Instance, name: str) -> bool | None:
    """Whether the binding's class has the attribute; None for an object of the project, which may have any."""
    if instance.project_class is not None or instance.type is None:
        return None
    return name in run.catalog.attributes(instance.type)


def _read(run: Interpreter, base: Value, name: str) -> Found:
    match base:
        case InstanceValue(instance=instance):
            return _of_instance(run, base, instance, name)
        case Token():
            return _of_token(run, base, name)
        case BindingModule(name=module):
            return _of_binding_module(run, module, name)
        case BindingClass(type=type_):
            return _of_binding_class(run, type_, name)
        case ModuleValue(path=path, name=module):
            return _of_module(run, path, module, name)
        case ClassValue(project_class=project_class):
            return _of_class(run, base, project_class, name)
        case StructValue(type=type_, arguments=arguments):
            if name not in run.catalog.keywords(type_):
                return UNKNOWN, None if name.startswith("_") else False
            given = arguments.value(name)
            return (given, True) if given is not None else (UNKNOWN if arguments.open else Constant(None), True)
        case Super(receiver=receiver, owner=owner):
            return _of_super(run, receiver, owner, name)
        case External(name=dotted):
            return External(f"{dotted}.{name}"), None
        case Fresh():
            return base, None
        case Constant(value=str()) | Text():
            return _of_builtin(base, str, name)
        case Sequence(kind=kind):
            builtin = {"list": list, "tuple": tuple, "set": set}.get(kind)
            return (BuiltinMethod(base, name), None) if builtin is None else _of_builtin(base, builtin, name)
        case Mapping():
            return _of_builtin(base, dict, name)
        case _:
            return UNKNOWN, None


def _of_instance(run: Interpreter, base: InstanceValue, instance: Instance, name: str) -> Found:
    own = run.state.read(instance, name)
    if name == "id" and instance.part == "node":
        own = run.state.read(instance.key, "<id>")
    if instance.project_class is not None:
        found = classes.class_attribute(run, instance.project_class, name)
        if found is not None and (own is None or _is_property(found[0])):
            return _bound(run, found[0], base), True
    if own is not None:
        return own, True
    if instance.type is not None:
        value = binding_attribute(run, instance.type, name, base)
        if value is not None:
            return value, True
    if instance.project_class is not None and not classes.is_transparent(instance.project_class):
        return UNKNOWN, None
    if instance.project_class is None and instance.type is None:
        return UNKNOWN, None
    if (name.startswith("__") and name.endswith("__")) or instance.key is DECLARED:
        return UNKNOWN, None
    return UNKNOWN, False


def _is_property(value: Value) -> bool:
    return isinstance(value, Function) and any(name.split(".")[-1] in _PROPERTIES for name in value.decorators)


_PROPERTIES = {"property", "cached_property"}


def _bound(run: Interpreter, value: Value, receiver: InstanceValue) -> Value:
    """What a class attribute is when it is read from an instance."""
    if not isinstance(value, Function):
        return value
    kinds = {name.split(".")[-1] for name in value.decorators}
    if kinds & _PROPERTIES:
        return calls.invoke(run, Bound(value, receiver), None)
    if "staticmethod" in kinds:
        return value
    if "classmethod" in kinds and receiver.instance.project_class is not None:
        return Bound(value, ClassValue(receiver.instance.project_class))
    if kinds - _TRANSPARENT_DECORATORS:
        return UNKNOWN
    return Bound(value, receiver)


_TRANSPARENT_DECORATORS = {"cache", "lru_cache", "abstractmethod", "override", "final", "member", "wraps", "overload"}


def binding_attribute(run: Interpreter, type_: Type, name: str, base: Value) -> Value | None:
    """An attribute or method that a binding's class declares, read from an instance; None if it has none."""
    declared = run.catalog.attributes(type_).get(name)
    if declared is not None:
        return _declared_value(run, type_, declared, base)
    method = run.catalog.methods(type_).get(name)
    if method is not None:
        return BindingMethod(type_, name, method, base)
    return None


_CORE = ("cdktf.", "cdktn.", "constructs.")
_CORE_TOKENS = {
    "fqn", "expression", "string_value", "number_value", "boolean_value", "list_value", "value", "key",
    "as_string", "as_number", "as_boolean", "as_list", "as_string_map", "as_number_map", "as_boolean_map", "as_any_map",
    "count", "index",
}  # fmt: skip
"""Attributes of cdktf's own classes whose value is a token; the others are plain Python values."""


_OF_ANY_TYPE = ("TerraformVariable", "TerraformLocal", "TerraformIterator")
"""cdktf's own classes whose values of any type are tokens."""


def _declared_value(run: Interpreter, type_: Type, declared: Property, base: Value) -> Value:
    """What a declared attribute holds: a token, for what a provider's class offers; a plain value for the rest."""
    declaring = run.catalog.declaring(type_, declared.name)
    core = declaring is not None and declaring.fqn.startswith(_CORE)
    source, path = _source(base, declared.name)
    if declared.name.endswith("_input") and not core:
        return _given(run, base, declared.name.removesuffix("_input"))
    if core and declared.name not in _CORE_TOKENS:
        if declared.type.kind == "named":
            named = run.catalog.type(declared.type.name)
            if named is not None and named.kind == "class":
                return InstanceValue(run.part(source, path, named))
        return _given(run, base, declared.name) if run.catalog.is_a(type_, "TerraformVariable") else UNKNOWN
    if declared.name == "fqn" and run.catalog.is_a(type_, "TerraformProvider"):
        return Text((UNKNOWN,))
    if (core and run.catalog.is_a(type_, "TerraformOutput")) or run.catalog.is_a(type_, "TerraformProvider"):
        return _given(run, base, declared.name)
    if (
        declared.type.kind in ("any", "json")
        and core
        and not any(run.catalog.is_a(type_, name) for name in _OF_ANY_TYPE)
    ):
        return UNKNOWN
    return Token(declared.type, source, path)


def _given(run: Interpreter, base: Value, name: str) -> Value:
    """What a construct was made with, where an attribute gives that back instead of a token."""
    if not isinstance(base, InstanceValue):
        return UNKNOWN
    written = run.state.read(base.instance, name)
    made = run.state.read(base.instance, bindings.GIVEN)
    given = made.arguments.value(name) if isinstance(made, StructValue) else None
    value = written or given or UNKNOWN
    return replace(value, cell=None) if isinstance(value, Sequence | Mapping) else value


def _source(base: Value, name: str) -> tuple[Instance | None, str]:
    if isinstance(base, InstanceValue):
        return base.instance, name
    if isinstance(base, Token):
        return base.source, f"{base.attribute}.{name}" if base.attribute else name
    return None, name


def _of_token(run: Interpreter, base: Token, name: str) -> Found:
    kind = base.type.kind
    if kind == "named":
        type_ = run.catalog.type(base.type.name)
        if type_ is None:
            return UNKNOWN, None
        value = binding_attribute(run, type_, name, base)
        if value is not None:
            return value, True
        return UNKNOWN, False if type_.kind == "class" else None
    builtins = {"string": str, "number": float, "list": list, "map": dict}
    if kind in builtins:
        return _of_builtin(base, builtins[kind], name)
    return UNKNOWN, None


def _of_builtin(base: Value, builtin: type, name: str) -> Found:
    """A method of what Python itself offers."""
    return (BuiltinMethod(base, name), True) if hasattr(builtin, name) else (UNKNOWN, False)


def _of_binding_module(run: Interpreter, module: str, name: str) -> Found:
    declared = run.catalog.module(module)
    type_ = run.catalog.find(module, name)
    if type_ is not None:
        return BindingClass(type_), True
    if run.catalog.module(f"{module}.{name}") is not None or (declared is not None and name in declared.submodules):
        return BindingModule(f"{module}.{name}"), True
    if name.islower() and not run.catalog.is_complete(module):
        return BindingModule(f"{module}.{name}"), None
    return UNKNOWN, None if declared is None or name.startswith("_") else False


def _of_binding_class(run: Interpreter, type_: Type, name: str) -> Found:
    nested = run.catalog.find(type_.module, f"{type_.qualname}.{name}")
    if nested is not None:
        return BindingClass(nested), True
    if name in type_.members:
        return UNKNOWN, True
    if name == "__init__":
        return BindingMethod(type_, name, None, None), True
    method = run.catalog.methods(type_).get(name)
    if method is not None:
        return BindingMethod(type_, name, method, None), True
    declared = run.catalog.attributes(type_).get(name)
    if declared is not None:
        return (Token(declared.type, None, name) if name in _STATIC_TOKENS else UNKNOWN), True
    if name.startswith("_") or name in ("mro",):
        return UNKNOWN, None
    return UNKNOWN, False if type_.kind in ("class", "struct", "enum") else None


_STATIC_TOKENS = {"index", "value"}
"""Static attributes of cdktf's classes that are tokens (`TerraformCount.index` by instance, `TerraformSelf`)."""


def _of_module(run: Interpreter, path: str, module: str, name: str) -> Found:
    value = run.state.read(run.modules.frame(path), name)
    if value is not None:
        return value, True
    submodule = run.modules.submodule(path, module, name)
    if submodule is not None:
        return submodule, True
    if name.startswith("__") or run.modules.binds(run, path, name):
        return UNKNOWN, None
    return UNKNOWN, False if run.modules.is_project_name(f"{module}.{name}") else None


def _of_class(run: Interpreter, base: ClassValue, project_class: ProjectClass, name: str) -> Found:
    found = classes.class_attribute(run, project_class, name)
    if found is not None:
        value, owner = found
        if classes.is_enum(owner) and not isinstance(value, Function):
            return _enum_member(run, owner, name, value), True
        if isinstance(value, Function) and any(d.split(".")[-1] == "classmethod" for d in value.decorators):
            return Bound(value, base), True
        return value, True
    binding = classes.binding_base(project_class)
    if binding is not None:
        return _of_binding_class(run, binding, name)
    if classes.is_transparent(project_class) and not name.startswith("__"):
        return UNKNOWN, False
    return UNKNOWN, None


def _enum_member(run: Interpreter, owner: ProjectClass, name: str, value: Value) -> Value:
    member = run.part(owner, name, None, owner)
    run.state.write(member, "value", value)
    run.state.write(member, "name", Constant(name))
    return InstanceValue(member)


def _of_super(run: Interpreter, receiver: Value, owner: ProjectClass, name: str) -> Found:
    if not isinstance(receiver, InstanceValue) or receiver.instance.project_class is None:
        return UNKNOWN, None
    found = classes.class_attribute(run, receiver.instance.project_class, name, after=owner)
    if found is not None:
        return _bound(run, found[0], receiver), True
    type_ = receiver.instance.type
    if name == "__init__":
        return (UNKNOWN, None) if type_ is None else (BindingMethod(type_, name, None, receiver), True)
    if type_ is not None:
        value = binding_attribute(run, type_, name, receiver)
        if value is not None:
            return value, True
    return UNKNOWN, None
