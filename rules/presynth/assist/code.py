"""Code to insert: constructors and literals with places to fill in."""

from __future__ import annotations

from typing import NamedTuple

from presynth.assist.point import Point
from presynth.catalog.types import Type, TypeRef

_PLACEHOLDERS = {"string": '"${%d}"', "number": "${%d:0}", "boolean": "${%d:True}", "map": "{${%d}}"}


class Code(NamedTuple):
    """Code in two forms, and the class it needs imported, if it does."""

    label: str
    text: str
    snippet: str
    imports: tuple[str, str] | None


def spelled(point: Point, module: str, qualname: str) -> tuple[str, tuple[str, str] | None]:
    """How a class of a binding is written at a point; and the class again, where it must be imported for that."""
    known = point.speller.imported(module, qualname) if point.speller is not None else None
    return (qualname, (module, qualname)) if known is None else (known, None)


def constructor(point: Point, struct: Type, *, in_new_list: bool) -> Code:
    """A struct with its required arguments, as the one item of a new list where that is wanted."""
    name, imports = spelled(point, struct.module, struct.qualname)
    fields: list[str] = []
    for keyword, declared in point.catalog.keywords(struct).items():
        if not declared.optional:
            fields.append(f"{keyword}={_placeholder(declared.type, len(fields) + 1)}")
    opened, closed = ("[", "]") if in_new_list else ("", "")
    snippet = f"{opened}{_escaped(name)}({', '.join(fields) or '$1'}){closed}$0"
    return Code(f"{opened}{struct.name}(…){closed}", f"{opened}{name}(){closed}", snippet, imports)


def _placeholder(type_: TypeRef, number: int) -> str:
    first = type_.of[0] if type_.kind == "union" and type_.of else type_
    plain = _PLACEHOLDERS.get(first.kind)
    if first.kind == "list":
        return f"[${{{number}}}]"
    return f"${{{number}}}" if plain is None else plain % number


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}")
