"""Constructs that can be referred to, and what of them is wanted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from presynth.assist.items import Item, Subject
from presynth.assist.point import Point
from presynth.assist.wanted import Wanted, element_of, members
from presynth.catalog.types import Type
from presynth.program.classes import linearized
from presynth.program.program import Program
from presynth.program.values import BindingClass, Instance, InstanceValue, ProjectClass

_SUFFIXES = {"_arns": "arn", "_arn": "arn", "_ids": "id", "_id": "id", "_names": "name", "_name": "name"}
_APART = ("TerraformStack", "TerraformProvider", "TerraformBackend", "TerraformOutput")
"""Constructs that nothing waits for."""
_ANY = ("resource", "target", "source", "destination", "principal", "parent")
"""Last words of arguments that take things of many kinds."""
_OF_NO_OTHER = ("name", "id", "arn")
"""Attributes that nearly every resource has."""


@dataclass(frozen=True)
class InScope:
    """A construct that can be named at a point, and how."""

    name: str
    instance: Instance
    type: Type


def constructs_in_scope(point: Point) -> Iterator[InScope]:
    """The constructs with a name at a point, bound before it."""
    seen: set[Instance] = set()
    for name, value in point.names.items():
        if not isinstance(value, InstanceValue) or value.instance in seen or value.instance.type is None:
            continue
        if is_made_before(point, value.instance):
            seen.add(value.instance)
            yield InScope(name, value.instance, value.instance.type)


def is_made_before(point: Point, instance: Instance) -> bool:
    """Whether a construct of the same function is made above the point; one from elsewhere is taken to be there."""
    made = point.program.constructs.get(instance)
    if made is None or made.place.path != point.path or made.frame not in point.frames:
        return True
    nearest = point.nearest
    return nearest is None or made.place.statement.line < nearest.line


def name_items(point: Point, word: str) -> Iterator[Item]:
    """The names of constructs in scope that begin with the typed word, `self.` aside."""
    for number, each in enumerate(constructs_in_scope(point)):
        if each.name.rpartition(".")[2].lower().startswith(word.lower()):
            yield _reference(point.program, each, each.name, (0, number))


def object_items(point: Point, class_name: str) -> Iterator[Item]:
    """Objects in scope that are of a class or interface: a provider, a scope, something to depend on."""
    last = class_name.rpartition(".")[2]
    bracket = point.cursor.innermost
    of_base = bracket is not None and bracket.callee.startswith("super(")
    called = None if bracket is None else point.value(bracket.callee)
    is_a = point.catalog.is_a
    # What is put into an app itself, and into no stack, is lost.
    of_stack = isinstance(called, BindingClass) and is_a(called.type, "TerraformElement")
    for number, each in enumerate(constructs_in_scope(point)):
        if last in ("IConstruct", "Construct"):
            fits = is_a(each.type, "Construct") and not each.type.terraform_type
            fits = fits and not (of_stack and is_a(each.type, "App"))
        elif last in ("ITerraformDependable", "IDependable"):
            fits = is_a(each.type, "TerraformElement") and not any(is_a(each.type, kind) for kind in _APART)
        else:
            fits = is_a(each.type, class_name)
        if fits and not (of_base and each.name == "self"):
            yield _reference(point.program, each, each.name, (0 if each.name == "self" else 1, number))


def instance_items(point: Point, project_class: ProjectClass) -> Iterator[Item]:
    """Objects in scope of a class of the project."""
    for number, (name, value) in enumerate(point.names.items()):
        own = value.instance.project_class if isinstance(value, InstanceValue) else None
        if own is not None and name != "self" and project_class in linearized(own):
            yield Item(name, "reference", (0, number), detail=own.name)


def attribute_items(point: Point, wanted: Wanted, kind_of_text: str) -> Iterator[Item]:
    """Attributes of constructs in scope that an argument is likely meant to get: `self.vpc.id` for `vpc_id`.

    `kind_of_text` is the format that the provider wants, if it says one: "arn".
    """
    takes = [each.kind for each in members(wanted.type)]
    takes += [inner.kind for inner in members(element_of(wanted.type) if wanted.type is not None else None)]
    if wanted.type is not None and "string" not in takes:
        return
    name = wanted.name
    suffix = next((each for each in _SUFFIXES if name.endswith(each)), "")
    stem = (name.removesuffix(suffix) if suffix else name.rstrip("s")).split("_")
    is_list = wanted.type is not None and element_of(wanted.type) is not None
    likely: list[Item] = []
    possible: list[Item] = []
    for number, each in enumerate(constructs_in_scope(point)):
        if not each.type.terraform_type or point.catalog.is_a(each.type, "TerraformProvider"):
            continue
        kind = each.type.terraform_type.split("_")[1:]
        is_meant = kind[-1:] == stem[-1:] and (_are_among(stem, kind) or _are_among(kind, stem))
        if not is_meant and not suffix:
            continue
        attribute = _attribute(point, each.type, name, "arn" if kind_of_text == "arn" else _SUFFIXES.get(suffix, ""))
        if attribute is not None and (is_meant or attribute in ("arn", "id")):
            reference = f"{each.name}.{attribute}"
            text = f"[{reference}]" if is_list else reference
            (likely if is_meant else possible).append(_reference(point.program, each, text, (0, number), attribute))
    yield from likely or (possible if stem[-1] in _ANY or not _is_a_kind(point, stem) else ())


def _is_a_kind(point: Point, words: list[str]) -> bool:
    """Whether an argument's words name a kind of resource, so that nothing else is meant by them."""
    ending = "_" + "_".join(words)
    return any(kind == "resource" and name.endswith(ending) for kind, name, *_ in point.catalog.constructs())


def _are_among(words: list[str], others: list[str]) -> bool:
    """Whether the words are among the others, in that order: `kms`, `key` in `kms_master_key`."""
    rest = iter(others)
    return bool(words) and all(word in rest for word in words)


def _attribute(point: Point, type_: Type, argument: str, by_suffix: str) -> str | None:
    """The attribute of a construct that an argument of that name wants."""
    attributes = point.catalog.attributes(type_)
    for candidate in (by_suffix, argument if argument not in _OF_NO_OTHER else "", "id"):
        if candidate and candidate in attributes and attributes[candidate].type.kind == "string":
            return candidate
    return None


def _reference(program: Program, found: InScope, text: str, rank: tuple[int, int], attribute: str = "") -> Item:
    address = program.addresses.of(found.instance)
    detail = found.type.name if address is None else f"{address}.{attribute}".rstrip(".")
    about = Subject(found.type.module, found.type.qualname, attribute)
    return Item(text, "reference", (*rank, len(text)), detail=detail, about=about)
