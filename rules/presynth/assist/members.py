"""What can stand behind a dot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from presynth.assist.annotations import annotation
from presynth.assist.items import LIMIT, Item, ItemKind, Subject
from presynth.assist.point import Point
from presynth.catalog.types import Type, TypeRef
from presynth.program.classes import binding_base, linearized
from presynth.program.values import (
    BindingClass,
    BindingMethod,
    BindingModule,
    Bound,
    ClassValue,
    Function,
    Instance,
    InstanceValue,
    ModuleValue,
    ProjectClass,
    StructValue,
    Super,
    Token,
    Value,
    options_of,
)

_CORE_MODULES = ("cdktf", "cdktn", "constructs")
_USUAL = ("id", "arn", "name")
"""What of a resource is referred to most."""
_PRIVATE, _INHERITED = 20, 10
_HIDDEN = ("OutputReference", "List", "Map")
_SELDOM = (*_HIDDEN, "Config", "Props")
_MANY = 2000


def member_items(point: Point, base: Value) -> Iterator[Item]:
    """The attributes and methods of a value, those that are Terraform's own first."""
    seen: set[str] = set()
    for option in options_of(base):
        for item in _of(point, option):
            if item.label not in seen:
                seen.add(item.label)
                yield item


def _of(point: Point, base: Value) -> Iterator[Item]:
    match base:
        case InstanceValue(instance=instance):
            yield from _of_instance(point, instance)
        case Token(type=TypeRef(kind="named", name=name)):
            yield from _of_type(point, point.catalog.type(name))
        case StructValue(type=type_):
            yield from _of_type(point, type_)
        case BindingClass(type=type_):
            yield from _of_class(point, type_)
        case BindingModule(name=name):
            yield from module_members(point, name)
        case ModuleValue(path=path):
            yield from _held(point, point.program.modules.frame(path), 0)
        case ClassValue(project_class=project_class):
            yield from _of_project_class(point, project_class)
        case Super(owner=owner):
            yield Item("__init__", "method", (0,))
            for ancestor in linearized(owner)[1:]:
                yield from _held(point, ancestor, 0)
            yield from _behind(_of_type(point, binding_base(owner)))
        case _:
            pass


def _of_instance(point: Point, instance: Instance) -> Iterator[Item]:
    own = instance.project_class
    yield from _held(point, instance, 0)
    if own is None:
        yield from _of_type(point, instance.type)
    else:
        yield from _of_project_class(point, own)
        yield from _behind(_of_type(point, instance.type))


def _of_project_class(point: Point, project_class: ProjectClass) -> Iterator[Item]:
    for ancestor in linearized(project_class):
        yield from _held(point, ancestor, 1)


def _behind(items: Iterator[Item]) -> Iterator[Item]:
    """What a class of the project has from one of a binding comes behind its own."""
    for item in items:
        yield replace(item, rank=(_INHERITED + item.rank[0], *item.rank[1:]))


def _held(point: Point, owner: object, level: int) -> Iterator[Item]:
    """What an object, a class or a module of the project holds."""
    for number, (name, value) in enumerate(point.outcome.held(owner).items()):
        is_property = isinstance(value, Function) and not {"property", "cached_property"}.isdisjoint(value.decorators)
        hidden = _PRIVATE if name.startswith("_") else 0
        rank = (0 if is_property else level) + hidden, number
        yield Item(name, "property" if is_property else _kind(value), rank, detail=_described(value))


def _kind(value: Value) -> ItemKind:
    match value:
        case Function() | Bound() | BindingMethod():
            return "method"
        case ClassValue() | BindingClass():
            return "class"
        case ModuleValue() | BindingModule():
            return "module"
        case InstanceValue():
            return "reference"
        case _:
            return "property"


def _described(value: Value) -> str:
    named = value.instance.project_class or value.instance.type if isinstance(value, InstanceValue) else None
    return "" if named is None else named.name


def _of_type(point: Point, type_: Type | None, *, static: bool = False) -> Iterator[Item]:
    """Attributes and methods of a binding's class: Terraform's attributes, then what changes them, then the rest."""
    if type_ is None:
        return
    catalog = point.catalog
    core = set[str]() if static else _inherited_of_core(point, type_)
    order = 0 if _is_core(type_) else 1
    for number, (name, declared) in enumerate(catalog.attributes(type_).items()):
        if declared.static is static and not name.startswith("_"):
            level = 4 if name in core else 2 if name.endswith("_input") or name.isupper() else 0
            number = _USUAL.index(name) - len(_USUAL) if name in _USUAL and order else number
            about = Subject(type_.module, type_.qualname, name)
            item = Item(name, "property", (level, order * number), about=about, deprecated=declared.deprecated)
            yield replace(item, detail=annotation(declared.type, catalog))
    for number, (name, method) in enumerate(catalog.methods(type_).items()):
        if method.static is static and not name.startswith("_"):
            level = 5 if name in core else 3 if name.startswith("reset_") else 1
            about = Subject(type_.module, type_.qualname, name)
            yield Item(name, "method", (level, order * number), about=about, deprecated=method.deprecated)


def _inherited_of_core(point: Point, type_: Type) -> set[str]:
    """What a class has from classes of cdktf, as many do."""
    core = (each for each in point.catalog.lineage(type_) if each is not type_ and _is_core(each))
    own = {member.name for member in (*type_.properties, *type_.methods)} if _is_core(type_) else set[str]()
    return {member.name for each in core for member in (*each.properties, *each.methods)} - own


def _is_core(type_: Type) -> bool:
    return type_.module.partition(".")[0] in _CORE_MODULES


def _of_class(point: Point, type_: Type) -> Iterator[Item]:
    for number, member in enumerate(type_.members):
        yield Item(member, "enum", (0, number))
    yield from _of_type(point, type_, static=True)
    module = point.catalog.module(type_.module)
    nested = f"{type_.qualname}."
    for number, qualname in enumerate(module.types if module is not None else ()):
        if qualname.startswith(nested) and "." not in qualname[len(nested) :] and not qualname.endswith(_HIDDEN):
            yield Item(qualname[len(nested) :], "struct", (2, number), about=Subject(type_.module, qualname))


def module_members(point: Point, name: str) -> Iterator[Item]:
    """The classes of a module of a binding, and the modules below it."""
    for number, qualname in _classes(point, name):
        level = 3 if qualname.endswith(_SELDOM) else 0
        yield Item(qualname, "class", (level, number), about=Subject(name, qualname))
    for number, last in enumerate(submodules(point, name)):
        yield Item(last, "module", (1, number))


def _classes(point: Point, name: str) -> Iterable[tuple[int, str]]:
    """The classes of a module, numbered; of one with thousands of them, those that the typed word may become."""
    module = point.catalog.module(name)
    types = () if module is None else module.types
    found = ((number, each) for number, each in enumerate(types) if "." not in each)
    if len(types) <= _MANY:
        return found
    typed = point.cursor.word.lower()
    if typed:
        return ((number, each) for number, each in found if typed in each.lower())
    return islice(((number, each) for number, each in found if not each.endswith(_SELDOM)), LIMIT + 1)


def submodules(point: Point, name: str) -> Iterator[str]:
    """The last parts of the names of the modules of bindings right below one, or below a folder of bindings."""
    module = point.catalog.module(name)
    if module is not None:
        yield from (last for last in module.submodules if not last.startswith("_"))
        return
    packages = (each.package for each in point.catalog.assemblies)
    yield from sorted({each[len(name) + 1 :].partition(".")[0] for each in packages if each.startswith(f"{name}.")})
