"""What Python has in its hands where it has a token."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from presynth.catalog.catalog import Catalog
from presynth.program.values import InstanceValue, Mapping, Sequence, Text, Token, Value, is_token

TokenKind = Literal["string", "number", "boolean", "list", "map", "any", "blocks", "block", "object", "text", "none"]
"""`any` is what functions return that can return anything: to Python, a string. `blocks` and `block` are the classes
that stand for nested blocks, `object` any other object that cdktf resolves, `text` is text with tokens in it."""

_SPOKEN = {
    "string": "text",
    "number": "a number",
    "boolean": "a flag",
    "list": "a list",
    "map": "a map",
    "any": "a value",
    "blocks": "a list of blocks",
    "block": "a block",
    "object": "a value",
    "text": "text",
    "none": "a value",
}


def kind_of(value: Value | None, catalog: Catalog) -> TokenKind:
    """What kind of token a value is; `none` for what is no token."""
    if isinstance(value, Text) and is_token(value):
        return "text"
    if not isinstance(value, Token):
        return "none"
    declared = value.type
    match declared.kind:
        case "string" | "number" | "boolean" | "list" | "map":
            return declared.kind
        case "union":
            return "boolean" if any(member.kind == "boolean" for member in declared.of) else "object"
        case "named":
            return _named_kind(value, declared.name, catalog)
        case "any" if value.source is None and value.attribute.startswith("Fn."):
            # `conditional` alone returns an object: the others are made to return text.
            return "object" if value.attribute == "Fn.conditional" else "any"
        case _:
            return "object"


def _named_kind(token: Token, name: str, catalog: Catalog) -> TokenKind:
    if name.endswith(".IResolvable"):
        asked = token.attribute.rpartition(".")[2]
        boolean = asked in ("boolean_value", "as_boolean", "get_boolean") or token.attribute.startswith(("Fn.", "Op."))
        return "boolean" if boolean else "object"
    type_ = catalog.type(name)
    if type_ is None:
        return "object"
    if catalog.is_a(type_, "ComplexList"):
        return "blocks"
    return "block" if catalog.is_a(type_, "ComplexObject") else "object"


def spoken(kind: TokenKind) -> str:
    """What to call it in a message."""
    return _SPOKEN[kind]


def held(value: Value) -> Iterator[Value]:
    """The tokens and objects in lists and dicts, at any depth; the value itself where it is neither."""
    if isinstance(value, Sequence):
        for item in value.items:
            yield from held(item)
    elif isinstance(value, Mapping):
        for entry in value.entries:
            yield from held(entry.value)
    elif isinstance(value, Token | Text | InstanceValue):
        yield value
