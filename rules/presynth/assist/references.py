"""Constructs that can be referred to, and what of them is wanted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from presynth.assist.items import Item, Subject
from presynth.assist.point import Point
from presynth.assist.wanted import Wanted, element_of, members
from presynth.catalog.catalog import Catalog
from presynth.catalog.remembering import once
from presynth.catalog.types import Type
from presynth.program.classes import linearized
from presynth.program.program import Program
from presynth.program.values import (
    BindingClass,
    Constant,
    Instance,
    InstanceValue,
    Mapping,
    ProjectClass,
    Sequence,
    Value,
)

_SUFFIXES = {"_arns": "arn", "_arn": "arn", "_ids": "id", "_id": "id", "_names": "name", "_name": "name"}
_BY_ARN = ("task_definition",)
"""Arguments that mean more than the `id` says: that of a task definition is its family, whatever revision."""
_APART = ("TerraformStack", "TerraformProvider", "TerraformBackend", "TerraformOutput")
"""Constructs that nothing waits for."""
_ANY = ("resource", "target", "source", "destination", "principal", "parent")
"""Last words of arguments that take things of many kinds."""
_ALSO_CALLED = {"load_balancer": "lb"}
"""What Terraform calls kinds of resources that arguments call otherwise."""
_OF_ASSETS = {"filename": "path", "source": "path", "source_code_hash": "asset_hash"}
_OF_NO_OTHER = ("name", "id", "arn")
"""Attributes that nearly every resource has."""
_FAR = 2
"""How near the kind of a resource is that an argument does not name."""
_DEPTH = 2
_MOST_ITEMS = 20


@dataclass(frozen=True)
class InScope:
    """A construct that can be named at a point, and how. `depth`: so many objects hold it, one in the other.

    `many`: the name is that of a list, the construct one of those that are in it.
    """

    name: str
    instance: Instance
    type: Type
    depth: int = 0
    many: bool = False


def constructs_in_scope(point: Point) -> Iterator[InScope]:
    """The constructs with a name at a point, bound before it; then those that other objects hold.

    Attributes of `self` that have a plain name too come once.
    """
    seen: set[Instance] = set()
    holders: dict[Instance, str] = {}
    for name, value in point.names.items():
        for each in _named(point, name, value, 0):
            if each.instance not in seen or "." not in name:
                seen.add(each.instance)
                yield each
        if isinstance(value, InstanceValue):
            holders.setdefault(value.instance, name)
    for holder, name in holders.items():
        if not _is_around(point, holder):
            for each in _held(point, name, holder, 1):
                if each.many or each.instance not in seen:
                    seen.add(each.instance)
                    yield each


def _is_around(point: Point, instance: Instance) -> bool:
    """Whether it is the object whose method the point is in: its attributes are names themselves."""
    return any(isinstance(it.receiver, InstanceValue) and it.receiver.instance is instance for it in point.frames)


def _named(point: Point, name: str, value: Value, depth: int) -> Iterator[InScope]:
    """What a name stands for: a construct, or several of one kind in a list or a dict."""
    if isinstance(value, Sequence | Mapping):
        value = point.value(name)  # with what has been added to it
    match value:
        case InstanceValue(instance=Instance(type=Type() as type_) as instance) if is_made_before(point, instance):
            yield InScope(name, instance, type_, depth)
        case Sequence(
            kind="list" | "tuple", items=(InstanceValue(instance=Instance(type=Type() as type_) as one), *others)
        ):
            alike = (isinstance(it, InstanceValue) and it.instance.type is type_ for it in others)
            if all(alike) and is_made_before(point, one):
                yield InScope(name, one, type_, depth, many=True)
        case Mapping(entries=entries):
            for entry in entries[:_MOST_ITEMS]:
                if isinstance(entry.key, Constant) and isinstance(entry.value, InstanceValue):
                    yield from _named(point, f"{name}[{_quoted(entry.key.value)}]", entry.value, depth + 1)
        case _:
            pass


def _quoted(key: object) -> str:
    return f'"{key}"' if isinstance(key, str) and '"' not in key else repr(key)


def _held(point: Point, name: str, holder: Instance, depth: int) -> Iterator[InScope]:
    """What an object of a class of the project holds, and what is held by that."""
    if holder.project_class is None or depth > _DEPTH:
        return
    for attribute, value in point.outcome.held(holder).items():
        if attribute.startswith("_"):
            continue
        path = f"{name}.{attribute}"
        yield from _named(point, path, value, depth)
        if isinstance(value, InstanceValue) and not _is_around(point, value.instance):
            yield from _held(point, path, value.instance, depth + 1)


def is_made_before(point: Point, instance: Instance) -> bool:
    """Whether a construct of the same function is made above the point; one from elsewhere is taken to be there."""
    made = point.program.constructs.get(instance)
    if made is None or made.place.path != point.path or made.frame not in point.frames:
        return True
    nearest = point.nearest
    return nearest is None or made.place.statement.line < nearest.line


def name_items(point: Point, word: str) -> Iterator[Item]:
    """The names of constructs in scope that begin with the typed word, what is before the last dot aside."""
    for number, each in enumerate(constructs_in_scope(point)):
        if each.name.rpartition(".")[2].lower().startswith(word.lower()) and not each.many:
            yield _reference(point.program, each, each.name, (each.depth, number))


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
        if each.many or (each.depth and not _is_in_stack(point, each.instance)):
            continue
        if last in ("IConstruct", "Construct"):
            fits = is_a(each.type, "Construct") and not each.type.terraform_type
            fits = fits and not (of_stack and is_a(each.type, "App"))
        elif last in ("ITerraformDependable", "IDependable"):
            fits = is_a(each.type, "TerraformElement") and not any(is_a(each.type, kind) for kind in _APART)
        else:
            fits = is_a(each.type, class_name)
        if fits and not (of_base and each.name == "self"):
            level = 0 if each.name == "self" else 1 + each.depth
            yield _reference(point.program, each, each.name, (level, number))


def _is_in_stack(point: Point, instance: Instance) -> bool:
    """Whether a construct is in the stack that the point is in: no other can be waited for, or be the provider."""
    stack = point.program.addresses.stack
    own = (it.receiver.instance for it in point.frames if isinstance(it.receiver, InstanceValue))
    return any(stack(each) is not None and stack(each) is stack(instance) for each in own)


def instance_items(point: Point, project_class: ProjectClass) -> Iterator[Item]:
    """Objects in scope of a class of the project."""
    for number, (name, value) in enumerate(point.names.items()):
        own = value.instance.project_class if isinstance(value, InstanceValue) else None
        if own is not None and name != "self" and project_class in linearized(own):
            yield Item(name, "reference", (0, number), detail=own.name)


def attribute_items(point: Point, wanted: Wanted, kind_of_text: str) -> Iterator[Item]:
    """Attributes of constructs in scope that an argument is likely meant to get: `self.vpc.id` for `vpc_id`.

    Those of the kind that the argument names; of any, where it names none. `kind_of_text` is the format that the
    provider wants, if it says one: "arn".
    """
    named, others = _attributes(point, wanted, kind_of_text)
    yield from named or others


def meant_by(point: Point, wanted: Wanted, kind_of_text: str) -> str | None:
    """The only attribute of a construct in scope that an argument can mean, by what it is called."""
    named, _ = _attributes(point, wanted, kind_of_text)
    return named[0].inserted if len(named) == 1 else None


def _attributes(point: Point, wanted: Wanted, kind_of_text: str) -> tuple[list[Item], list[Item]]:
    """What is of the kind that an argument names; and of any other, where it may be any."""
    name = wanted.name
    suffix = next((each for each in _SUFFIXES if name.endswith(each)), "")
    if not _takes_text(wanted) or (wanted.declared is None and not suffix):
        return [], []
    stem = name.removesuffix(suffix) if suffix else name.rstrip("s")
    words = _ALSO_CALLED.get(stem, stem).split("_")
    meant = _kind_named(point.catalog, words)
    by_suffix = "arn" if kind_of_text == "arn" or name in _BY_ARN else _SUFFIXES.get(suffix, "")
    by_nearness: dict[int, list[Item]] = {0: [], 1: [], 2: []}
    for number, each in enumerate(constructs_in_scope(point)):
        made_for = _made_for(point, each, name)
        if made_for is None and not _is_resource(point, each.type):
            continue
        nearness = 0 if made_for else _nearness(words, meant, each.type.terraform_type.split("_")[1:])
        attribute = made_for
        if attribute is None and (nearness < _FAR or suffix):
            attribute = _attribute(point, each.type, name, by_suffix)
        if attribute is None or (each.type is wanted.declared_by and attribute == name):
            continue  # what it is called itself is nobody else's name
        if nearness < _FAR or attribute in ("arn", "id"):
            text = _as_wanted(wanted, each, attribute)
            item = _reference(point.program, each, text, (each.depth + each.many, number), attribute)
            by_nearness[nearness].append(item)
    is_open = words[-1] in _ANY or not meant
    return by_nearness[0] or by_nearness[1], by_nearness[_FAR] if is_open else []


def _is_resource(point: Point, type_: Type) -> bool:
    return bool(type_.terraform_type) and not point.catalog.is_a(type_, "TerraformProvider")


def _made_for(point: Point, found: InScope, argument: str) -> str | None:
    """What an argument takes of something that is made for such: policy documents, assets, variables."""
    if found.many:
        return None
    if found.type.terraform_type == "aws_iam_policy_document":
        return "json" if argument.endswith("policy") else None
    if point.catalog.is_a(found.type, "TerraformAsset"):
        return _OF_ASSETS.get(argument)
    own = found.name.rpartition(".")[2]
    is_named = bool(argument) and (own.endswith(argument) or argument.endswith(own))
    return "string_value" if is_named and point.catalog.is_a(found.type, "TerraformVariable") else None


def _nearness(words: list[str], meant: tuple[str, ...], kind: list[str]) -> int:
    """How well the kind of a resource fits the words of an argument: 0 as named, 1 in the last words, 2 not at all."""
    if kind[-1:] == words[-1:] and (_are_among(words, kind) or _are_among(kind, words)):
        return 0
    return 1 if meant and tuple(kind[-len(meant) :]) == meant else _FAR


def _takes_text(wanted: Wanted) -> bool:
    takes = [each.kind for each in members(wanted.type)]
    takes += [inner.kind for inner in members(element_of(wanted.type) if wanted.type is not None else None)]
    return wanted.type is None or "string" in takes


def _as_wanted(wanted: Wanted, found: InScope, attribute: str) -> str:
    """An attribute of a construct, or of all in a list: in a new list, where one is wanted."""
    is_list = wanted.type is not None and element_of(wanted.type) is not None
    if not found.many:
        return f"[{found.name}.{attribute}]" if is_list else f"{found.name}.{attribute}"
    return f"[each.{attribute} for each in {found.name}]" if is_list else f"{found.name}[0].{attribute}"


def _kind_named(catalog: Catalog, words: list[str]) -> tuple[str, ...]:
    """The most of the last words that name a kind of resource: `security_group` of `vpc_security_group`."""
    kinds = _kinds(catalog)
    return next((tuple(words[start:]) for start in range(len(words)) if tuple(words[start:]) in kinds), ())


@once
def _kinds(catalog: Catalog) -> frozenset[tuple[str, ...]]:
    """The ends of the names of all resources, in words."""
    names = (name.split("_")[1:] for kind, name, *_ in catalog.constructs() if kind == "resource")
    return frozenset(tuple(words[start:]) for words in names for start in range(len(words)))


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
