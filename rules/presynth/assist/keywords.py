"""Arguments of a call, and keys of a dict that stands for a struct, that are not there yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from presynth.assist.annotations import annotation
from presynth.assist.argument_facts import META, ArgumentFacts, argument_facts
from presynth.assist.callee import Callee
from presynth.assist.code import constructor
from presynth.assist.items import Item, Subject
from presynth.assist.point import Point
from presynth.catalog.arguments import struct_in
from presynth.catalog.types import Property, Type
from presynth.program.events import Construction

_USUAL = ("name", "tags", "description")
_EXPECTED_OF = {
    "TerraformProvider": ("region", "alias", "default_tags"),
    "TerraformBackend": ("region", "use_lockfile", "encrypt"),
    "TerraformVariable": ("type", "default"),
}
_REQUIRED, _LIKELY, _EXPECTED, _OPTIONAL, _COMMON, _LAST = range(6)


def keyword_items(point: Point, callee: Callee) -> Iterator[Item]:
    """The keywords of a call that it does not have, the required ones first."""
    cursor = point.cursor
    bracket = cursor.innermost
    assert bracket is not None  # the cursor is in the call
    likely = _likely(point, callee.declared_by)
    passed = {each.name for each in callee.positional[: bracket.index]}
    follows = point.source.text[cursor.word_end :].lstrip(" \t")
    sign = "" if follows.startswith("=") and not follows.startswith("==") else "="
    for number, parameter in enumerate(callee.keywords):
        if parameter.name in cursor.given or parameter.name in passed:
            continue
        if parameter.positional and callee.declared_by is not None:
            continue
        if parameter.declared is not None and callee.declared_by is not None:
            yield from _of_binding(point, callee.declared_by, parameter.declared, number, sign, likely)
        else:
            level = _REQUIRED if parameter.required else _OPTIONAL
            detail = f"{parameter.annotation}, required".lstrip(", ") if parameter.required else parameter.annotation
            yield Item(f"{parameter.name}{sign}", "keyword", (level, number), filter_text=parameter.name, detail=detail)


def _of_binding(
    point: Point, owner: Type, declared: Property, number: int, sign: str, likely: frozenset[str]
) -> Iterator[Item]:
    """An argument of a binding's class; where it is a block, with its struct too."""
    facts = argument_facts(point.catalog, owner, declared)
    plain = Item(
        f"{declared.name}{sign}",
        "keyword",
        (_level(point, declared, facts, likely), number, 0),
        filter_text=declared.name,
        detail=_detail(point, declared),
        about=Subject(owner.module, owner.qualname, declared.name),
        deprecated=is_deprecated(declared, facts),
    )
    yield plain
    struct, is_list = struct_in(point.catalog, declared.type)
    if struct is not None and sign:
        made = constructor(point, struct, in_new_list=is_list)
        yield replace(
            plain,
            label=f"{plain.label}{made.label}",
            rank=(*plain.rank[:2], 1),
            text=f"{plain.label}{made.text}",
            snippet=f"{plain.label}{made.snippet}",
            imports=made.imports,
        )


def _detail(point: Point, declared: Property) -> str:
    return f"{annotation(declared.type, point.catalog)}{'' if declared.optional else ', required'}"


def key_items(point: Point, struct: Type) -> Iterator[Item]:
    """The keys that a dict in the place of a struct does not have; quoted, unless the cursor is in a text."""
    cursor = point.cursor
    likely = _likely(point, struct)
    for number, (name, declared) in enumerate(point.catalog.keywords(struct).items()):
        if name not in cursor.given:
            facts = argument_facts(point.catalog, struct, declared)
            yield Item(
                name,
                "key",
                (_level(point, declared, facts, likely), number),
                name if cursor.string is not None else f'"{name}": ',
                detail=_detail(point, declared),
                about=Subject(struct.module, struct.qualname, name),
                deprecated=is_deprecated(declared, facts),
            )


def _likely(point: Point, owner: Type | None) -> frozenset[str]:
    """The arguments that the project gives others of the class, that nearly everybody does, or that are named beside.

    `type="fixed-response"` names `fixed_response`.
    """
    if owner is None:
        return frozenset()
    made = (each for each in point.program.events(Construction) if each.type is owner)
    given = {argument.name for each in made for argument in each.arguments if argument.name}
    given.update(name for kind, names in _EXPECTED_OF.items() if point.catalog.is_a(owner, kind) for name in names)
    given.update(text.strip("\"'").replace("-", "_") for text in point.cursor.given.values())
    return frozenset(given)


def _level(point: Point, declared: Property, facts: ArgumentFacts, likely: frozenset[str]) -> int:
    """How likely an argument is what is looked for."""
    if not declared.optional:
        return _REQUIRED
    if is_deprecated(declared, facts) or _given(point, facts.excluded_by):
        return _LAST
    if declared.name in likely:
        return _LIKELY
    if declared.name in META:
        return _COMMON
    expected = bool(facts.one_of or facts.some_of) or _given(point, facts.needed_by)
    if facts.constraint is not None and facts.constraint.required_block:
        expected = True
    return _EXPECTED if expected or _names_it(declared.name, facts.construct) else _OPTIONAL


def is_deprecated(declared: Property, facts: ArgumentFacts) -> bool:
    """Whether the binding, or the provider, says so."""
    return declared.deprecated or (facts.constraint is not None and facts.constraint.deprecated)


def _names_it(argument: str, construct: Type | None) -> bool:
    """Whether it is what nearly everybody gives such a thing: its name, in whatever words, and tags."""
    if argument in _USUAL:
        return True
    kind = "" if construct is None else construct.terraform_type
    return len(argument) > 1 and f"_{kind}".endswith((f"_{argument}", f"_{argument.removesuffix('_name')}"))


def _given(point: Point, paths: tuple[str, ...]) -> bool:
    return any(path.rpartition(".")[2] in point.cursor.given for path in paths)
