"""Calls of bindings that are given, or meant to make, what Terraform cannot take there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth.catalog.catalog import Catalog
from presynth.checks.tokens.kinds import kind_of
from presynth.checks.tokens.misuse import Misuse, late, shown
from presynth.program.events import Construction, MethodCall
from presynth.program.values import (
    Constant,
    Mapping,
    Sequence,
    Text,
    Value,
    is_token,
)

REFERENCE = re.compile(
    r"(?<!\$)\$\{\s*(?:(?:data\.)?[a-z][a-z0-9]*_[a-z0-9_]*\.[\w-]+\.|"
    r"(?:var|local|module|each|count|self|path|terraform)\.[a-z_])"
)
"""The beginning of a template that refers to something of Terraform's."""


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


def construction(event: Construction, catalog: Catalog) -> Iterator[Misuse]:
    """What a construct is given."""
    if event.instance is None:
        return
    if catalog.is_a(event.type, "TerraformBackend"):
        yield from _backend(event)
        return
    yield from _construct_id(event, catalog)


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
