"""Tokens and constructs that become text.

A string token is text that cdktf finds again wherever it stands. A number token is a number like
-8.109562212596037e+298, found in text by `[-|\\d.+]+(e[-|\\d.eE+]+)` (cdktf 0.21.0, `NUMBER_TOKEN_REGEX`): what stands
right before or behind it, and is among these characters, is taken for a part of it.
"""

from __future__ import annotations

import ast

from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Type
from presynth.checks.common.nodes import expression_at
from presynth.checks.tokens.context import is_for_people
from presynth.checks.tokens.kinds import held, kind_of
from presynth.checks.tokens.misuse import Misuse, late, shown
from presynth.checks.tokens.rewrites import Rewriter
from presynth.findings import Fix, Safety
from presynth.operations import Replace, Snippet
from presynth.program.events import Operation
from presynth.program.externals import INTEGER
from presynth.program.values import Constant, InstanceValue, Sequence, Text, Token, Value
from presynth.source.statement import Place

_BEFORE = tuple("-|.+0123456789")
_BEHIND = (*_BEFORE, "e", "E")
_AS_IT_IS = ("", "!r", "!a", "r", "a")
"""Conversions that leave a number's text as it is."""


def formatting(event: Operation, catalog: Catalog) -> Misuse | None:
    """`f"{operand}"`, `"%s" % operand`, `"{}".format(operand)`, `"…" + operand`."""
    if is_for_people(event.place):
        return None
    kind, place = kind_of(event.operand, catalog), event.operand_place
    if isinstance(event.operand, InstanceValue):
        return _construct(event, event.operand, catalog)
    if kind == "number":
        return _number(event, event.operand, catalog)
    if kind == "text" and isinstance(event.operand, Text):
        return _edge(event, event.operand, catalog)
    if kind in ("string", "any") and event.name.startswith(":") and "." in event.name:
        return Misuse(place, f"{late(place)}: `{event.name[1:]}` cuts the placeholder that stands for it")
    return _other(event, place, catalog, whole=place)


def conversion(event: Operation, catalog: Catalog) -> Misuse | None:
    """`str(operand)`, `int(operand)`, `bool(operand)`, `json.dumps(operand)`."""
    kind, place = kind_of(event.operand, catalog), event.operand_place
    writer = Rewriter(event.place, catalog)
    match event.name:
        case "str" if not is_for_people(event.place):
            if isinstance(event.operand, Token) and event.operand.attribute == INTEGER:
                return _made_integer(place, catalog)
            if isinstance(event.operand, InstanceValue):
                return _construct(event, event.operand, catalog)
            return _other(event, place, catalog, whole=event.place)
        case "int" | "float" if kind in ("string", "any", "text"):
            fixes = writer.value_fix(writer.call("Token", "as_number", place.text))
            return Misuse(event.place, f"{late(place)}: its placeholder is no number, a ValueError", tuple(fixes))
        case "int" | "float" if kind in ("list", "map", "boolean", "blocks", "block", "object"):
            return Misuse(event.place, f"{late(place)}: a TypeError, it is no number to Python")
        case "bool" if kind == "boolean":
            return Misuse(
                event.place, f"{late(place)}: it is always true to Python", tuple(writer.value_fix((place.text,)))
            )
        case "json.dumps":
            return _json(event, catalog)
        case _:
            return None


def _made_integer(place: Place, catalog: Catalog) -> Misuse:
    """`int(…)` of a number token, that becomes text."""
    plain = _without_int(place)
    fixes = (Rewriter(place, catalog).fix((plain,)),) if plain != place.text else ()
    message = f"`{plain}` is known only when Terraform runs: `int` writes the digits of its placeholder"
    return Misuse(place, message, fixes)


def _other(event: Operation, place: Place, catalog: Catalog, whole: Place) -> Misuse | None:
    """What has no text: lists, maps, flags, blocks. `whole` is what to replace."""
    kind = kind_of(event.operand, catalog)
    if isinstance(event.operand, Sequence) and any(kind_of(item, catalog) == "list" for item in held(event.operand)):
        return Misuse(place, f"{shown(place)} holds a list that is known only when Terraform runs: synth stops")
    writer = Rewriter(whole, catalog)
    code: Snippet | None = None
    match kind:
        case "list":
            effect = "a list of it becomes text as a whole, and synth stops"
            code = writer.fn("join", writer.text(", "), place.text)
        case "map":
            effect, code = "the text of a placeholder for it all is written", writer.fn("jsonencode", place.text)
        case "boolean" | "object":
            effect = "what Python calls the object is written, not its value"
            code = writer.call("Token", "as_string", place.text)
        case "blocks" | "block":
            effect = "what Python calls the object is written, not its value"
        case _:
            return None
    safe = kind in ("boolean", "object")
    fixes = () if code is None else (writer.fix(code, safe=safe),)
    return Misuse(place if whole == place else event.place, f"{late(place)}: {effect}", fixes)


def _number(event: Operation, operand: Value, catalog: Catalog) -> Misuse | None:
    """A number token in text: refused are a format, an int made of it, and what cdktf takes for a part of it."""
    place = event.operand_place
    before, behind = _neighbours(event)
    integer = isinstance(operand, Token) and operand.attribute == INTEGER
    stuck = before.endswith(_BEFORE) or behind.startswith(_BEHIND)
    if event.name not in _AS_IT_IS:
        effect = f"`{event.name.removeprefix(':')}` writes the digits of its placeholder"
    elif integer:
        effect = "`int` writes the digits of its placeholder"
    elif before.endswith(_BEFORE):
        effect = f"right behind `{before[-1]}`, its placeholder is written as a number"
    elif behind.startswith(_BEHIND):
        effect = f"the `{behind[0]}` right behind it is taken for a part of its placeholder, and lost"
    else:
        return None
    plain = _without_int(place) if integer else place.text
    fixes = _number_fixes(event, plain, plain != place.text and not stuck, catalog)
    named = f"`{plain}` is known only when Terraform runs" if integer else late(place)
    return Misuse(place, f"{named}: {effect}", fixes)


def _neighbours(event: Operation) -> tuple[str, str]:
    """The text right before and behind."""
    detail = event.detail
    texts = [item.value for item in detail.items if isinstance(item, Constant)] if isinstance(detail, Sequence) else []
    return (str(texts[0]), str(texts[1])) if len(texts) == 2 else ("", "")


def _without_int(place: Place) -> str:
    node = expression_at(place)
    if isinstance(node, ast.Call) and len(node.args) == 1:
        return Place.of(place.statement, node.args[0]).text
    return place.text


def _number_fixes(event: Operation, plain: str, is_plain_enough: bool, catalog: Catalog) -> tuple[Fix, ...]:
    place = event.operand_place
    writer = Rewriter(place, catalog)
    code: Snippet = (plain,) if is_plain_enough else writer.call("Token", "as_string", plain)
    if event.name in _AS_IT_IS:
        return (writer.fix(code),)
    if event.name.startswith((":", "!")):
        whole = place._replace(end_byte=place.end_byte + len(event.name.encode()))
        spelled = whole.text == place.text + event.name
        return (writer.fix(writer.call("Token", "as_string", plain), at=whole),) if spelled else ()
    return _percent_fixes(event)


def _percent_fixes(event: Operation) -> tuple[Fix, ...]:
    """`%s` in the place of the only `%d`."""
    node = expression_at(event.place)
    if not isinstance(node, ast.BinOp) or not isinstance(node.left, ast.Constant):
        return ()
    pattern = Place.of(event.place.statement, node.left)
    conversion_text = f"%{event.name}"
    if pattern.text.count(conversion_text) != 1 or pattern.text.count("%") != 1:
        return ()
    code = pattern.text.replace(conversion_text, "%s")
    return (Fix(f"Write `{code}`", Safety.SAFE, (Replace(pattern, (code,)),)),)


def _edge(event: Operation, operand: Text, catalog: Catalog) -> Misuse | None:
    """Text that begins or ends with a number token, beside what would be taken for a part of it."""
    place = event.operand_place
    before, behind = _neighbours(event)
    first, last = operand.parts[0], operand.parts[-1]
    if kind_of(first if isinstance(first, Value) else None, catalog) == "number" and before.endswith(_BEFORE):
        effect = f"right behind `{before[-1]}`, the placeholder of its number is written as a number"
    elif kind_of(last if isinstance(last, Value) else None, catalog) == "number" and behind.startswith(_BEHIND):
        effect = f"the `{behind[0]}` right behind it is taken for a part of its placeholder, and lost"
    else:
        return None
    writer, node = Rewriter(place, catalog), expression_at(place)
    fixes: tuple[Fix, ...] = ()
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "str" and len(node.args) == 1:
        inner = Place.of(place.statement, node.args[0]).text
        fixes = (writer.fix(writer.call("Token", "as_string", inner)),)
    return Misuse(place, f"{late(place)}: {effect}", fixes)


def _construct(event: Operation, operand: InstanceValue, catalog: Catalog) -> Misuse | None:
    """A construct in text: what Python calls the object. A class of the project may say itself what its text is."""
    type_, place = operand.instance.type, event.operand_place
    if type_ is None or operand.instance.project_class is not None or event.name.startswith("!"):
        return None
    attributes = _telling_attributes(type_, catalog)
    if attributes is None:
        return None
    writer = Rewriter(event.place if event.operator == "convert" else place, catalog)
    fixes: list[Fix] = []
    for attribute in attributes:
        code: Snippet = (f"{place.text}.{attribute}",)
        if catalog.is_a(type_, "TerraformIterator"):
            code = writer.call("Token", "as_string", code)
        fixes.append(writer.fix(code, safe=False))
    message = f"{shown(place)} is a `{type_.name}`: what Python calls the object is written, not a value of it"
    return Misuse(place, message, tuple(fixes), about=operand.instance)


def _telling_attributes(type_: Type, catalog: Catalog) -> tuple[str, ...] | None:
    """What may be meant by the object; None for what may have a text of its own."""
    known = {
        "TerraformVariable": ("string_value",),
        "TerraformLocal": ("as_string",),
        "TerraformIterator": ("value",),
        "TerraformCount": ("index",),
    }
    for base, attributes in known.items():
        if catalog.is_a(type_, base):
            return attributes
    if not catalog.is_a(type_, "TerraformElement"):
        return None
    declared = catalog.attributes(type_)
    return tuple(name for name in ("id", "arn", "name") if name in declared and declared[name].type.kind == "string")


def _json(event: Operation, catalog: Catalog) -> Misuse | None:
    """What Python's JSON cannot hold: lists and maps are one placeholder each, flags and blocks objects."""
    kinds = {kind_of(item, catalog) for item in held(event.operand)}
    objects = any(isinstance(item, InstanceValue) for item in held(event.operand))
    integers = any(isinstance(item, Token) and item.attribute == INTEGER for item in held(event.operand))
    if kinds & {"boolean", "object", "blocks", "block"} or objects:
        effect = "a flag, block or construct in it is an object that `json.dumps` cannot write: a TypeError"
    elif "list" in kinds:
        effect = "a list in it that is known only when Terraform runs becomes text as a whole, and synth stops"
    elif "map" in kinds:
        effect = "a map in it that is known only when Terraform runs is written as its placeholder"
    elif integers:
        effect = (
            "a number in it that is known only when Terraform runs was made an int, and is written as its placeholder"
        )
    else:
        return None
    writer, node = Rewriter(event.place, catalog), expression_at(event.place)
    fixes: list[Fix] = []
    if isinstance(node, ast.Call) and len(node.args) == 1 and not objects and not integers:
        fixes = writer.value_fix(writer.fn("jsonencode", event.operand_place.text))
    return Misuse(event.place, f"{shown(event.operand_place)}: {effect}", tuple(fixes))
