"""Lists, maps and blocks that exist only when Terraform runs, taken apart by Python.

To Python a list token is a list of one string, a map token a dict of one entry, a list of blocks an object. What comes
of each operation was tried on cdktf 0.21.0 (2026-11-22).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Type, TypeRef
from presynth.checks.common.nodes import expression_at
from presynth.checks.common.surroundings import around
from presynth.checks.tokens.context import counts, is_gone_through
from presynth.checks.tokens.kinds import TokenKind, kind_of
from presynth.checks.tokens.misuse import Misuse, late, shown
from presynth.checks.tokens.rewrites import Rewriter, bounds, item
from presynth.findings import Fix, Safety
from presynth.operations import Replace, Snippet
from presynth.program.events import Operation
from presynth.program.values import Constant, InstanceValue, Text, Token
from presynth.source.statement import Place


def subscript(event: Operation, catalog: Catalog) -> Misuse | None:
    """`operand[detail]`."""
    kind, place = kind_of(event.operand, catalog), event.operand_place
    if isinstance(event.operand, InstanceValue):
        return _of_instance(event, event.operand, catalog)
    wanted = shown(event.detail_place) if event.detail_place is not None else "this"
    match kind:
        case "list":
            return Misuse(event.place, f"{late(place)}: {_index_effect(event)}", _items(event, catalog))
        case "map":
            message = f"{late(place)}: Python's dict has no {wanted}, a KeyError"
            return Misuse(event.place, message, _lookups(event, catalog))
        case "any" | "string":
            return _of_string(event, kind, catalog)
        case "blocks" | "block" | "object":
            message = f"{late(place)}: a TypeError, it has no items to Python"
            return Misuse(event.place, message, _blocks(event, kind, catalog))
        case _:
            return None


def _index_effect(event: Operation) -> str:
    index = event.detail.value if isinstance(event.detail, Constant) else None
    if index in (0, -1):
        return "it is a list of one item to Python, this takes the whole list, and synth stops"
    if isinstance(index, int):
        return "it is a list of one item to Python, this is an IndexError"
    return "it is a list of one item to Python, no index gives another"


def _items(event: Operation, catalog: Catalog) -> tuple[Fix, ...]:
    node = expression_at(event.place)
    writer = Rewriter(event.place, catalog)
    if not isinstance(node, ast.Subscript) or event.detail_place is None:
        return ()
    code = item(writer, event.operand_place.text, node.slice, event.detail_place.text)
    if code is None:
        return ()
    element = event.operand.type.of if isinstance(event.operand, Token) else ()
    if element and element[0].kind == "number":
        code = writer.call("Token", "as_number", code)
    return tuple(writer.value_fix(code))


def _lookups(event: Operation, catalog: Catalog) -> tuple[Fix, ...]:
    if event.detail_place is None:
        return ()
    writer = Rewriter(event.place, catalog)
    return tuple(writer.value_fix(writer.fn("lookup", event.operand_place.text, event.detail_place.text)))


def _of_string(event: Operation, kind: TokenKind, catalog: Catalog) -> Misuse | None:
    """A character, or a key, of what is text to Python."""
    index = event.detail.value if isinstance(event.detail, Constant) else None
    writer = Rewriter(event.place, catalog)
    value = event.operand_place.text
    if isinstance(index, str):
        message = f"{late(event.operand_place)}: it is text to Python, and a key of text is a TypeError"
        return Misuse(event.place, message, _keys(event, catalog) if kind == "any" else ())
    if isinstance(index, int):
        message = f"{late(event.operand_place)}: this takes a character of the placeholder that stands for it"
        if kind == "any":
            return Misuse(event.place, message, _items(event, catalog))
        return Misuse(event.place, message, tuple(writer.value_fix(writer.fn("substr", value, str(index), "1"))))
    return None


def _keys(event: Operation, catalog: Catalog) -> tuple[Fix, ...]:
    """All keys that follow each other, in one look-up."""
    place, keys = event.place, [event.detail_place.text if event.detail_place is not None else ""]
    for outer in around(event.place):
        key = outer.slice if isinstance(outer, ast.Subscript) else None
        if not isinstance(key, ast.Constant) or not isinstance(key.value, str) or not isinstance(outer, ast.Subscript):
            break
        if Place.of(place.statement, outer.value) != place:
            break
        place = Place.of(place.statement, outer)
        keys.append(Place.of(place.statement, key).text)
    writer = Rewriter(place, catalog)
    value = event.operand_place.text
    if len(keys) == 1:
        return tuple(writer.value_fix(writer.fn("lookup", value, keys[0])))
    return tuple(writer.value_fix(writer.fn("lookup_nested", value, f"[{', '.join(keys)}]")))


def _blocks(event: Operation, kind: TokenKind, catalog: Catalog) -> tuple[Fix, ...]:
    """`.get(0)` here and wherever the blocks in these blocks are taken by index too."""
    index = event.detail.value if isinstance(event.detail, Constant) else None
    if not isinstance(event.operand, Token) or event.detail_place is None:
        return ()
    value, wanted = event.operand_place.text, event.detail_place.text
    if kind == "object":
        writer = Rewriter(event.place, catalog)
        if isinstance(index, str) and value.endswith(".value") and _of_iterator(event.operand, catalog):
            return tuple(writer.value_fix((f"{value.removesuffix('.value')}.get_string({wanted})",), safe=False))
        return tuple(writer.value_fix(writer.fn("lookup" if isinstance(index, str) else "element", value, wanted)))
    if kind != "blocks" or isinstance(index, str):
        return ()
    place, code = event.place, f"{value}.get({wanted})"
    type_ = _element(event.operand.type, catalog)
    done, pending = place, ""
    for outer in around(place):
        if type_ is None or not isinstance(outer, ast.Attribute | ast.Subscript):
            break
        if Place.of(place.statement, outer.value) != place:
            break
        place = Place.of(place.statement, outer)
        if isinstance(outer, ast.Attribute):
            declared = catalog.attributes(type_).get(outer.attr)
            pending += f".{outer.attr}"
            nested = None if declared is None else declared.type
            type_ = catalog.type(nested.name) if nested is not None and nested.kind == "named" else None
        else:
            if not catalog.is_a(type_, "ComplexList"):
                break
            code, pending = f"{code}{pending}.get({Place.of(place.statement, outer.slice).text})", ""
            done, type_ = place, _element(TypeRef("named", type_.fqn), catalog)
    return (Fix(f"Write `{code}`", Safety.SAFE, (Replace(done, (code,)),)),)


def _of_iterator(token: Token, catalog: Catalog) -> bool:
    type_ = token.source.type if token.source is not None else None
    return type_ is not None and catalog.is_a(type_, "TerraformIterator")


def _element(blocks: TypeRef, catalog: Catalog) -> Type | None:
    """What `get` of a list of blocks returns."""
    type_ = catalog.type(blocks.name)
    method = None if type_ is None else catalog.methods(type_).get("get")
    return None if method is None or method.returns is None else catalog.type(method.returns.name)


def _of_instance(event: Operation, operand: InstanceValue, catalog: Catalog) -> Misuse | None:
    """`variable[0]`, `variable["key"]`."""
    type_ = operand.instance.type
    if type_ is None or operand.instance.project_class is not None or event.detail_place is None:
        return None
    if not catalog.is_a(type_, "TerraformVariable") and not catalog.is_a(type_, "TerraformLocal"):
        return None
    writer, value = Rewriter(event.place, catalog), event.operand_place.text
    local = catalog.is_a(type_, "TerraformLocal")
    if isinstance(event.detail, Constant) and isinstance(event.detail.value, str):
        code = writer.fn("lookup", f"{value}.{'as_any_map' if local else 'value'}", event.detail_place.text)
    else:
        code = writer.fn("element", f"{value}.{'as_list' if local else 'list_value'}", event.detail_place.text)
    message = f"{shown(event.operand_place)} is a `{type_.name}`, not its value: a TypeError"
    return Misuse(event.place, message, tuple(writer.value_fix(code)))


def cut(event: Operation, catalog: Catalog) -> Misuse | None:
    """`operand[lower:upper]`."""
    kind, found = kind_of(event.operand, catalog), bounds(event.place)
    if found is None or (found[2].lower is None and found[2].upper is None):
        return None
    lower, upper, node = found
    writer, value = Rewriter(event.place, catalog), event.operand_place.text
    if kind == "list":
        effect = "the whole list" if not lower else "nothing"
        message = f"{late(event.operand_place)}: it is a list of one item to Python, this takes {effect}"
        fixes = () if is_gone_through(event.place) else _list_slices(writer, value, lower, upper, node)
        return Misuse(event.place, message, tuple(fixes))
    if kind not in ("string", "any") and not (kind == "text" and _cuts_through(event.operand, lower, upper)):
        return None
    message = f"{late(event.operand_place)}: this cuts the placeholder that stands for it"
    code: Snippet | None = None
    if lower is not None and lower >= 0 and node.upper is None:
        code = writer.fn("substr", value, str(lower), "-1")
    elif lower is not None and lower >= 0 and upper is not None and upper >= lower:
        code = writer.fn("substr", value, str(lower), str(upper - lower))
    elif lower is not None and lower < 0 and node.upper is None:
        code = writer.fn("substr", value, str(lower), str(-lower))
    return Misuse(event.place, message, tuple(writer.value_fix(code)) if code is not None else ())


_PLACEHOLDER = range(19, 24)
"""How long the text is that stands for a string token: `${TfToken[TOKEN.0]}`, with up to five digits."""


def _cuts_through(operand: object, lower: int | None, upper: int | None) -> bool:
    """Whether a slice of text with tokens in it surely cuts one of them: a limit behind it all does not."""
    if not isinstance(operand, Text) or lower != 0 or upper is None or upper < 0:
        return False
    position = 0
    for part in operand.parts:
        if isinstance(part, str):
            position += len(part)
        elif isinstance(part, Token) and part.type.kind == "string":
            if position < upper < position + _PLACEHOLDER.start:
                return True
            position += _PLACEHOLDER.stop
        else:
            return False
        if position >= upper:
            return False
    return False


def _list_slices(writer: Rewriter, value: str, lower: int | None, upper: int | None, node: ast.Slice) -> Iterator[Fix]:
    if any(bound is not None and bound < 0 for bound in (lower, upper)):
        return
    start = "0" if node.lower is None else Place.of(writer.place.statement, node.lower).text
    end: str | Snippet = writer.fn("length_of", value)
    if node.upper is not None:
        end = Place.of(writer.place.statement, node.upper).text
    yield from writer.value_fix(writer.call("Token", "as_list", writer.fn("slice", value, start, end)))


def length(event: Operation, catalog: Catalog) -> Misuse | None:
    """`len(operand)`."""
    kind = kind_of(event.operand, catalog)
    if kind in ("list", "map"):
        effect = "its length is always 1 to Python"
    elif kind in ("blocks", "block", "object"):
        effect = "it has no length to Python, a TypeError"
    else:
        return None
    writer = Rewriter(event.place, catalog)
    code = writer.fn("length_of", event.operand_place.text)
    return Misuse(event.place, f"{late(event.operand_place)}: {effect}", tuple(_length_fixes(writer, code)))


def _length_fixes(writer: Rewriter, code: Snippet) -> Iterator[Fix]:
    """None where a number is needed at once: in `range(len(…))`, as an index."""
    if not counts(writer.place):
        yield from writer.value_fix(code)
