"""Values for an argument: structs, literals, members of enumerations, references."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from presynth.assist.argument_facts import argument_facts
from presynth.assist.code import constructor, spelled
from presynth.assist.items import Item, Subject
from presynth.assist.known_texts import known_texts
from presynth.assist.point import Point
from presynth.assist.references import attribute_items, instance_items, object_items
from presynth.assist.wanted import Wanted, element_of, members
from presynth.catalog import facts
from presynth.catalog.constraints import Constraint
from presynth.catalog.types import Type, TypeRef
from presynth.program.values import Constant, Mapping
from presynth.report.values import shown

_RESOLVABLE = "IResolvable"
_FIRST, _SECOND = 0, 1


def value_items(point: Point, wanted: Wanted) -> Iterator[Item]:
    """What may be written as the value of an argument, the likeliest first."""
    yield from element_items(point)
    yield from literal_items(point, wanted)
    for type_ in members(wanted.type):
        yield from _of_type(point, wanted, type_)
    if wanted.project_class is not None:
        yield from _ranked(instance_items(point, wanted.project_class), _FIRST)
    if wanted.name:
        yield from _ranked(attribute_items(point, wanted, text_kind(constraint_of(point, wanted))), _SECOND)


def literal_items(point: Point, wanted: Wanted) -> Iterator[Item]:
    """The values that the provider allows: in quotes, unless the cursor is in a text already."""
    constraint = constraint_of(point, wanted)
    default = None if constraint is None else constraint.default
    values = () if constraint is None else allowed(constraint, in_list=wanted.in_list)
    if not values:
        yield from _known_items(point, wanted, text_kind(constraint))
        values = (default,) if isinstance(default, str | int | float) and not isinstance(default, bool) else ()
    for number, value in enumerate(values):
        text = f'"{value}"' if isinstance(value, str) and point.cursor.string is None else str(value)
        ended = facts.support_ended(str(value)) if wanted.name == "runtime" else ""
        detail = "the provider's default" if value == default else f"not supported since {ended}" if ended else ""
        filter_text = str(value) if point.cursor.string is not None else text
        rank = (_FIRST, 0 if value == default else 2 if ended else 1, number)
        yield Item(text, "enum", rank, filter_text=filter_text, detail=detail, deprecated=bool(ended))


def _known_items(point: Point, wanted: Wanted, kind_of_text: str) -> Iterator[Item]:
    """The texts that are known of elsewhere. Of an ARN, its name is typed."""
    string = point.cursor.string
    typed = "" if string is None else point.source.text[string.content : point.offset]
    for number, text in enumerate(known_texts(point, wanted, kind_of_text)):
        label = text if string is not None else f'"{text}"'
        name = text.rpartition("/")[2] if text.startswith("arn:") and not typed.startswith("arn") else label
        yield Item(label, "enum", (_FIRST, 1, number), filter_text=name)


def element_items(point: Point) -> Iterator[Item]:
    """The keys of a dict that is asked for one of its entries: `PORTS["`, `settings.tags.get("`."""
    bracket = point.cursor.innermost
    if bracket is None or not bracket.callee or bracket.index or bracket.pieces[-1]:
        return
    asked = bracket.callee if bracket.opener == "[" else ""
    if bracket.is_call and bracket.callee.endswith(".get"):
        asked = bracket.callee.removesuffix(".get")
    mapping = point.value(asked) if asked else None
    for number, entry in enumerate(mapping.entries if isinstance(mapping, Mapping) else ()):
        key = entry.key.value if isinstance(entry.key, Constant) else None
        if isinstance(key, str):
            text = key if point.cursor.string is not None else f'"{key}"'
            yield Item(text, "key", (_FIRST, 0, number), detail=shown(entry.value, point.program.addresses))


def constraint_of(point: Point, wanted: Wanted) -> Constraint | None:
    """What the provider says about the values of an argument."""
    if wanted.declared is None or wanted.declared_by is None:
        return None
    return argument_facts(point.catalog, wanted.declared_by, wanted.declared).constraint


def text_kind(constraint: Constraint | None) -> str:
    """The format of the text, or of those in the list; "" where the provider says none."""
    return "" if constraint is None else constraint.kind or text_kind(constraint.elem)


def allowed(constraint: Constraint, *, in_list: bool) -> tuple[str | int, ...]:
    """The values that a constraint lists, in its alternatives too; of the elements, where it is of a list."""
    listed = constraint.enum
    if constraint.elem is not None and (in_list or not listed):
        listed = allowed(constraint.elem, in_list=False)
    if listed:
        return listed
    return tuple(dict.fromkeys(value for each in constraint.any for value in allowed(each, in_list=in_list)))


def _of_type(point: Point, wanted: Wanted, type_: TypeRef) -> Iterator[Item]:
    match type_.kind:
        case "boolean":
            for number, text in enumerate(("True", "False")):
                yield Item(text, "constant", (_FIRST, number))
        case "named" if not type_.name.endswith(_RESOLVABLE):
            named = point.catalog.type(type_.name)
            if named is not None:
                yield from _of_class(point, named, in_new_list=False)
        case "list":
            yield from _of_list(point, type_)
        case _:
            pass


def _of_class(point: Point, named: Type, *, in_new_list: bool) -> Iterator[Item]:
    if named.kind == "struct":
        made = constructor(point, named, in_new_list=in_new_list)
        about = Subject(named.module, named.qualname)
        yield Item(made.label, "struct", (_FIRST, 0), made.text, made.snippet, imports=made.imports, about=about)
    elif named.kind == "enum":
        name, imports = spelled(point, named.module, named.qualname)
        for number, member in enumerate(named.members):
            yield Item(f"{name}.{member}", "enum", (_FIRST, number), imports=imports)
    else:
        yield from _ranked(object_items(point, named.fqn), _FIRST)


def _of_list(point: Point, type_: TypeRef) -> Iterator[Item]:
    """A new list of structs or objects."""
    element = element_of(type_)
    for inner in members(element):
        named = point.catalog.type(inner.name) if inner.kind == "named" else None
        if named is None or inner.name.endswith(_RESOLVABLE):
            continue
        if named.kind == "struct":
            yield from _of_class(point, named, in_new_list=True)
        else:
            for item in _of_class(point, named, in_new_list=False):
                yield replace(item, label=f"[{item.label}]", text="")


def _ranked(items: Iterator[Item], level: int) -> Iterator[Item]:
    for item in items:
        yield replace(item, rank=(level, *item.rank))
