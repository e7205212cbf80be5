"""What to write around, or for, a value of the wrong type so that it becomes the one that is wanted."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Type, TypeRef
from presynth.checks.schema.draft import Unfixable
from presynth.checks.schema.faults import Passed
from presynth.checks.schema.runtime import nature
from presynth.operations import Snippet
from presynth.program.values import Constant, External, InstanceValue, Mapping, Sequence, Token, Value

_CONSTRUCT_ID = "id_"
_FLAGS = {"true": True, "false": False, "enabled": True, "disabled": False, "yes": True, "no": False}
_TYPES = {"str": '"string"', "int": '"number"', "float": '"number"', "bool": '"bool"'}
"""What Terraform calls the type of a variable that somebody writes as Python's."""
_JSON = re.compile(r"polic(y|ies)|definition|document|json|pattern|schema|template|input|body")
"""Arguments whose text is JSON, as a rule."""
_TAKE_IDS = ("subnet", "group", "vpc", "bucket", "identifier")
"""Last words of arguments that take the id of what they name."""
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_VARIABLE_PARTS = {
    "string": "string_value",
    "number": "number_value",
    "boolean": "boolean_value",
    "list": "list_value",
    "any": "value",
}
_TOKEN_METHODS = {"string": "as_string", "number": "as_number", "boolean": "as_any", "list": "as_list"}
_MAP_METHODS = {"string": "as_string_map", "number": "as_number_map", "boolean": "as_boolean_map", "any": "as_any_map"}


@dataclass(frozen=True)
class Change:
    """Write `literal` in the place of a literal; else `before` and `behind` around, and `cut` off the end.

    `title` says what is done; `safe`: it means the same.
    """

    title: str
    before: Snippet = ()
    behind: Snippet = ()
    cut: str = ""
    literal: str | None = None
    safe: bool = False


def change(value: Value, wanted: TypeRef, passed: Passed, catalog: Catalog) -> Change:
    """How `value` becomes a text, number, flag, object, or (a deploy-time value) a list or dict.

    `passed` is the text that it is, or is in. Raises Unfixable where nobody knows.
    """
    kind = nature(value, catalog)
    assert kind is not None
    argument = passed.argument
    if isinstance(value, External) and value.name in _TYPES and argument == "type":
        return Change(f"Write `{_TYPES[value.name]}`", literal=_TYPES[value.name], safe=True)
    if kind.kind == "function":
        return Change("Call it", behind=("()",))
    if isinstance(value, Constant):
        return _of_constant(value.value, wanted)
    if argument == _CONSTRUCT_ID:
        raise Unfixable  # it must be known before Terraform runs
    if kind.type is not None and catalog.is_a(kind.type, "TerraformVariable") and wanted.kind in _VARIABLE_PARTS:
        return _attribute(_VARIABLE_PARTS[wanted.kind])
    if isinstance(value, Token):
        return _of_token(value, wanted, passed, catalog)
    if wanted.kind == "string" and kind.kind == "library":
        return Change("Write it as text", ("str(",), (")",), safe=True)
    if wanted.kind == "string":
        return _as_text(value, passed, catalog)
    if wanted.kind == "named" and kind.kind in ("list", "dict") and wanted.name.endswith(".ITerraformIterator"):
        method = "from_list" if kind.kind == "list" else "from_map"
        return Change(
            f"Iterate with `TerraformIterator.{method}`",
            (core("TerraformIterator", catalog), f".{method}("),
            (")",),
            safe=True,
        )
    raise Unfixable


def core(name: str, catalog: Catalog) -> Type:
    """A class of cdktf or cdktn. Raises Unfixable where there is neither."""
    for found in catalog.named(name):
        if found.module in ("cdktf", "cdktn"):
            return found
    raise Unfixable


def _attribute(name: str, *, safe: bool = True) -> Change:
    return Change(f"Use `.{name}`", behind=(f".{name}",), safe=safe)


def _of_constant(value: object, wanted: TypeRef) -> Change:
    match wanted.kind, value:
        case "string", bool():
            return Change("Write it as text", ("str(",), (").lower()",), literal=f'"{str(value).lower()}"', safe=True)
        case "string", int() | float():
            return Change("Write it as text", ("str(",), (")",), literal=f'"{value}"', safe=True)
        case "number", str() if _NUMBER.fullmatch(value):
            number = json.loads(value) if not re.match(r"-?0\d", value) else int(value)
            written = "float(" if isinstance(number, float) else "int("
            return Change("Write it as a number", (written,), (")",), literal=str(number), safe=True)
        case "boolean", str() if value.lower() in _FLAGS:
            return _flag(_FLAGS[value.lower()])
        case "boolean", int() if value in (0, 1):
            return _flag(bool(value))
        case _:
            raise Unfixable


def _flag(value: bool) -> Change:
    return Change(f"Write `{value}`", literal=str(value), safe=True)


def _of_token(token: Token, wanted: TypeRef, passed: Passed, catalog: Catalog) -> Change:
    """Reads a deploy-time value as what is wanted; goes back to the construct where that is wanted."""
    if wanted.kind == "named":
        cut = f".{token.attribute}"
        if token.source is not None and "." not in token.attribute:
            return Change("Use the construct itself", cut=cut, safe=True)
        raise Unfixable
    variable = token.source is not None and token.source.type is not None
    variable = variable and catalog.is_a(token.source.type, "TerraformVariable")  # type: ignore[union-attr,arg-type]
    if variable and wanted.kind in _VARIABLE_PARTS:
        part = _VARIABLE_PARTS[wanted.kind]
        return Change(f"Use `.{part}`", behind=(f".{part}",), cut=f".{token.attribute}", safe=True)
    kind = nature(token, catalog)
    if kind is not None and kind.kind == "object" and wanted.kind == "string":
        return _as_text(token, passed, catalog)
    method = _MAP_METHODS.get(wanted.of[0].kind) if wanted.kind == "map" else _TOKEN_METHODS.get(wanted.kind)
    if method is None or kind is None or kind.kind not in ("str", "float", "resolvable"):
        raise Unfixable
    return Change(f"Read it with `Token.{method}`", (core("Token", catalog), f".{method}("), (")",), safe=True)


def _as_text(value: Value, passed: Passed, catalog: Catalog) -> Change:
    """An attribute of a construct; JSON of a dict or list."""
    kind = nature(value, catalog)
    argument = passed.argument
    if isinstance(value, Mapping | Sequence):
        if isinstance(value, Sequence) and value.kind != "list":
            raise Unfixable
        is_json = _JSON.search(argument) is not None
        if isinstance(value, Sequence) and not is_json:
            raise Unfixable
        encode = (core("Fn", catalog), ".jsonencode(")
        return Change("Encode it with `Fn.jsonencode`", encode, (")",), safe=is_json)
    if kind is not None and kind.kind == "enum":
        return _attribute("value", safe=False)
    if not isinstance(value, InstanceValue) or kind is None or kind.type is None:
        raise Unfixable
    if argument == "depends_on" and catalog.is_a(kind.type, "ITerraformDependable"):
        return _attribute("fqn")
    texts = [name for name, field in catalog.attributes(kind.type).items() if field.type.kind == "string"]
    if kind.type.terraform_type == "aws_iam_role" and argument == "role":
        # IAM's own resources go by its name, all others by its ARN.
        return _attribute("name" if passed.owner.startswith("Iam") else "arn")
    if "json" in texts and _JSON.search(argument):
        return _attribute("json")
    last = argument.removesuffix("s").rpartition("_")[2]
    if last in ("arn", "id", "name", "url") and last in texts:
        return _attribute(last)
    for name in (argument, "id", "arn", "name"):
        if name in texts:
            return _attribute(name, safe=name == "id" and last in _TAKE_IDS)
    raise Unfixable
