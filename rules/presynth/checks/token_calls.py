"""Calls of bindings that are given, or meant to make, what Terraform cannot take there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth.catalog.catalog import Catalog
from presynth.checks.misuse import Misuse, late, shown
from presynth.checks.token_kinds import kind_of
from presynth.findings import Fix, Safety, Severity
from presynth.operations import Replace
from presynth.program.arguments import Argument
from presynth.program.events import Construction, MethodCall
from presynth.program.values import (
    Constant,
    Fresh,
    Instance,
    InstanceValue,
    Mapping,
    Sequence,
    Text,
    Value,
    is_token,
)
from presynth.source.statement import Place

REFERENCE = re.compile(
    r"(?<!\$)\$\{\s*(?:(?:data\.)?[a-z][a-z0-9]*_[a-z0-9_]*\.[\w-]+\.|"
    r"(?:var|local|module|each|count|self|path|terraform)\.[a-z_])"
)
"""The beginning of a template that refers to something of Terraform's."""
_NAMING = re.compile(r"(?:^|_)(?:name|identifier|bucket|family|id|prefix)$")
"""Arguments that say which thing it is: with another value it is another one."""


def raw_reference(event: MethodCall) -> Iterator[Misuse]:
    """`Fn.upper("${aws_s3_bucket.data.bucket}")`: functions take text literally."""
    if event.type.name not in ("Fn", "Op") or event.name == "raw_string":
        return
    for argument in event.arguments.items:
        for text in _texts(argument.value):
            found = REFERENCE.search(text)
            if found is not None:
                message = (
                    f"`{event.type.name}.{event.name}` takes text literally and escapes it: the reference in "
                    f"{shown(argument.place)} is never filled in"
                )
                yield Misuse(argument.place, message)
                break


def _texts(value: Value) -> Iterator[str]:
    """All literal text in a value."""
    match value:
        case Constant(value=str() as text):
            yield text
        case Text(parts=parts):
            yield "".join(part if isinstance(part, str) else "x" for part in parts)
        case Sequence(items=items):
            for item in items:
                yield from _texts(item)
        case Mapping(entries=entries):
            for entry in entries:
                yield from _texts(entry.value)
        case _:
            pass


def node_dependency(event: MethodCall, catalog: Catalog) -> Misuse | None:
    """`policy.node.add_dependency(bucket)`: constructs have it, Terraform's resources do not look at it."""
    if event.name != "add_dependency" or event.type.name != "Node" or not isinstance(event.receiver, InstanceValue):
        return None
    node = event.receiver.instance
    owner = node.key if node.part == "node" and isinstance(node.key, Instance) else None
    if owner is None or owner.type is None or not catalog.is_a(owner.type, "TerraformElement"):
        return None
    message = "cdktf does not look at dependencies of nodes: nothing is written"
    return Misuse(event.name_place, message, _depends_on(event), about=owner)


def _depends_on(event: MethodCall) -> tuple[Fix, ...]:
    """`policy.depends_on = [bucket.fqn]` in its place."""
    text = event.place.text
    start = text.find(".node.add_dependency(")
    given = [argument for argument in event.arguments.items if not argument.splat]
    if start < 0 or not given or event.arguments.open or len(given) < len(event.arguments.items):
        return ()
    code = f"{text[:start]}.depends_on = [{', '.join(f'{each.place.text}.fqn' for each in given)}]"
    return (Fix(f"Write `{code}`", Safety.UNSAFE, (Replace(event.place, (code,)),)),)


def construction(event: Construction, catalog: Catalog) -> Iterator[Misuse]:
    """What a construct is given."""
    if event.instance is None:
        return
    if catalog.is_a(event.type, "TerraformBackend"):
        yield from _backend(event)
        return
    yield from _construct_id(event, catalog)
    yield from _dependencies(event, catalog)
    for argument in event.arguments.items:
        if argument.name is not None and _NAMING.search(argument.name) and argument.name != "scope":
            source = _fresh(argument.value)
            if source is not None:
                yield _new_each_time(event, argument, source)


def _backend(event: Construction) -> Iterator[Misuse]:
    for argument in event.arguments.items:
        place = argument.place
        if is_token(argument.value):
            message = f"{late(place)}: a backend is read before that, and takes it literally"
            yield Misuse(place, message, about=event.instance)
        elif any(REFERENCE.search(text) for text in _texts(argument.value)):
            message = f"a backend is read before anything else: the reference in {shown(place)} is taken literally"
            yield Misuse(place, message, about=event.instance)


def _construct_id(event: Construction, catalog: Catalog) -> Iterator[Misuse]:
    """A token in an id: cdktf refuses those that are text, and takes the digits of numbers."""
    positional = catalog.positional(event.type)
    argument = event.arguments.get(positional[1].name) if len(positional) > 1 else None
    if argument is None or not is_token(argument.value):
        return
    of_project = event.instance is not None and event.instance.project_class is not None
    place = argument.value.origin if of_project and argument.value.origin is not None else argument.place
    parts = argument.value.parts if isinstance(argument.value, Text) else (argument.value,)
    kinds = {kind_of(part, catalog) for part in parts if not isinstance(part, str)}
    effect = "its digits are those of a placeholder" if kinds == {"number"} else "synth stops"
    message = f"{late(place)}: the id of a construct has to be known before, and {effect}"
    yield Misuse(place, message, about=event.instance)


def _dependencies(event: Construction, catalog: Catalog) -> Iterator[Misuse]:
    """Constructs that stand for nothing in Terraform, in `depends_on`."""
    argument = event.arguments.get("depends_on")
    if argument is None or not isinstance(argument.value, Sequence):
        return
    placed = len(argument.value.places) == len(argument.value.items)
    for number, item in enumerate(argument.value.items):
        type_ = item.instance.type if isinstance(item, InstanceValue) else None
        if type_ is not None and not catalog.is_a(type_, "TerraformElement") and catalog.is_a(type_, "Construct"):
            place = argument.value.places[number] if placed else argument.place
            message = f"{shown(place)} stands for nothing in Terraform: no dependency is written"
            yield Misuse(place, message, about=event.instance)


def _fresh(value: Value | None) -> Fresh | None:
    """What in a value is new each time."""
    if isinstance(value, Fresh):
        return value
    if isinstance(value, Text):
        return next((part for part in value.parts if isinstance(part, Fresh)), None)
    return None


def _new_each_time(event: Construction, argument: Argument, source: Fresh) -> Misuse:
    where: Place = argument.place
    message = f"`{source.name}` gives another value each time: every plan replaces what {shown(where)} names"
    return Misuse(where, message, about=event.instance, severity=Severity.WARNING)
