"""Python computes with what exists only when Terraform runs: comparisons, conditions, arithmetic, methods of strings.

What comes of each was tried on cdktf 0.21.0 (2026-11-22).
"""

from __future__ import annotations

import ast

from presynth.catalog.catalog import Catalog
from presynth.checks.misuse import Misuse, late
from presynth.checks.nodes import expression_at
from presynth.checks.surroundings import around
from presynth.checks.token_kinds import TokenKind, kind_of
from presynth.checks.token_rewrites import Rewriter, index_behind, item
from presynth.findings import Fix
from presynth.operations import Snippet
from presynth.program.events import Operation
from presynth.program.values import Constant, Sequence, Text, Token, Value
from presynth.source.statement import Place

_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "eq",
    ast.NotEq: "neq",
    ast.Lt: "lt",
    ast.LtE: "lte",
    ast.Gt: "gt",
    ast.GtE: "gte",
}
_ARITHMETIC = {"Add": "add", "Sub": "sub", "Mult": "mul", "Div": "div", "Mod": "mod"}
_CHANGE_CASE = {
    "upper": "upper",
    "lower": "lower",
    "title": "title",
    "capitalize": "",
    "swapcase": "",
    "casefold": "lower",
}
_NO_EFFECT = {"strip", "lstrip", "rstrip", "removeprefix", "removesuffix", "replace", "expandtabs", "translate"}
_SPLIT = {"split", "rsplit", "partition", "rpartition", "splitlines"}
_ALWAYS_FALSE = {
    "startswith",
    "endswith",
    "isalnum",
    "isalpha",
    "isdigit",
    "isdecimal",
    "islower",
    "isnumeric",
    "isspace",
}
_ABOUT_PLACEHOLDER = {"find", "rfind", "index", "rindex", "count", "zfill", "ljust", "rjust", "center"}
_DIGESTS = {"md5", "sha1", "sha256", "sha512"}
_DECIDING = "`Fn.conditional`, `count` and `for_each` decide when Terraform runs"


def comparison(event: Operation, catalog: Catalog) -> Misuse | None:
    """`operand == detail` and its kin."""
    kind = kind_of(event.operand, catalog)
    node = expression_at(event.place)
    if kind == "none" or not isinstance(node, ast.Compare) or len(node.ops) != 1 or event.detail_place is None:
        return None
    if not _says_something(event.detail) or (kind == "text" and not isinstance(event.detail, Constant)):
        return None
    equality = isinstance(node.ops[0], ast.Eq | ast.NotEq)
    effect = (
        "it is never equal to anything in Python" if equality else "Python compares the placeholder that stands for it"
    )
    if not equality and kind not in ("number", "string", "any"):
        return None
    writer = Rewriter(event.place, catalog)
    left, right = (Place.of(event.place.statement, side).text for side in (node.left, node.comparators[0]))
    code = writer.call("Op", _COMPARISONS[type(node.ops[0])], left, right)
    return Misuse(event.place, f"{late(event.operand_place)}: {effect}; {_DECIDING}", tuple(writer.value_fix(code)))


def _says_something(value: Value | None) -> bool:
    """Whether the other side is a value, not a way of asking whether there is one (`== ""`)."""
    if isinstance(value, Constant):
        return value.value not in (None, "")
    return isinstance(value, Text | Token)


def test(event: Operation, catalog: Catalog) -> Misuse | None:
    """`if operand`, `operand and …`, `not operand`: flags only, others may be asked whether they are there."""
    place = event.operand_place
    contains = isinstance(event.operand, Token) and event.operand.attribute == "Fn.contains"
    if kind_of(event.operand, catalog) != "boolean" and not contains:
        return None
    writer = Rewriter(event.place, catalog)
    message = f"{late(place)}: it is always true in Python; {_DECIDING}"
    if event.place != place:
        return Misuse(place, message, tuple(writer.value_fix(writer.call("Op", "not_", place.text))))
    outer = next(iter(around(place)), None)
    if isinstance(outer, ast.IfExp) and Place.of(place.statement, outer.test) == place:
        return Misuse(place, message, (writer.conditional_fix(outer, (place.text,)),))
    return Misuse(place, message)


def arithmetic(event: Operation, catalog: Catalog) -> Misuse | None:
    """`operand + detail` and its kin, `-operand`."""
    kind, node = kind_of(event.operand, catalog), expression_at(event.place)
    writer = Rewriter(event.place, catalog)
    if isinstance(node, ast.UnaryOp) and kind == "number" and event.name == "USub":
        fixes = writer.value_fix(writer.call("Op", "negate", event.operand_place.text))
        return Misuse(event.place, f"{late(event.operand_place)}: Python negates its placeholder", tuple(fixes))
    if event.detail is None:
        return None
    sides = (node.left, node.right) if isinstance(node, ast.BinOp) else ()
    left, right = (Place.of(event.place.statement, side).text for side in sides) if sides else ("", "")
    if kind == "list" and event.name == "Add":
        code: Snippet | None = writer.call("Token", "as_list", writer.fn("concat", f"[{left}, {right}]"))
        message = f"{late(event.operand_place)}: nothing can be added to it, and synth stops"
    elif kind == "map" and event.name == "BitOr":
        code = writer.call("Token", "as_string_map", writer.fn("merge", f"[{left}, {right}]"))
        message = f"{late(event.operand_place)}: nothing can be added to it, and synth stops"
    elif kind == "number" and _is_text(event.detail, catalog):
        if event.name != "Add":
            return None
        message = f"{late(event.operand_place)}: it is a number to Python, and text plus a number is a TypeError"
        return Misuse(event.place, message, (_as_text(event, catalog),))
    elif kind == "number":
        code = _operator(writer, event.name, left, right)
        message = f"{late(event.operand_place)}: Python computes with its placeholder"
    else:
        return None
    return Misuse(event.place, message, tuple(writer.value_fix(code)) if code is not None and sides else ())


def _is_text(value: Value, catalog: Catalog) -> bool:
    return (isinstance(value, Constant) and isinstance(value.value, str)) or kind_of(value, catalog) in (
        "string",
        "text",
    )


def _as_text(event: Operation, catalog: Catalog) -> Fix:
    writer = Rewriter(event.operand_place, catalog)
    return writer.fix(writer.call("Token", "as_string", event.operand_place.text))


def _operator(writer: Rewriter, name: str, left: str, right: str) -> Snippet | None:
    if name == "FloorDiv":
        return writer.fn("floor", writer.call("Op", "div", left, right))
    if name == "Pow":
        return writer.fn("pow", left, right)
    return writer.call("Op", _ARITHMETIC[name], left, right) if name in _ARITHMETIC else None


def method(event: Operation, catalog: Catalog) -> Misuse | None:
    """`operand.name(…)`: a method of what Python takes it for."""
    kind = kind_of(event.operand, catalog)
    match kind:
        case "string" | "any" | "text":
            return _of_text(event, kind, catalog)
        case "list":
            return _of_list(event)
        case "map":
            return _of_map(event, catalog)
        case _:
            return None


def _of_text(event: Operation, kind: TokenKind, catalog: Catalog) -> Misuse | None:
    name, place = event.name, event.operand_place
    arguments = _arguments(event)
    writer = Rewriter(event.place, catalog)
    if name == "encode":
        message = f"{late(place)}: these are the bytes of its placeholder, and Terraform never fills them in"
        return Misuse(event.place, message, _encoded(event, catalog))
    if name in _CHANGE_CASE:
        function = _CHANGE_CASE[name]
        code = writer.fn(function, place.text) if function and not arguments else None
        message = f"{late(place)}: the placeholder that stands for it is changed, and Terraform never fills it in"
        return Misuse(event.place, message, tuple(writer.value_fix(code)) if code is not None else ())
    if kind == "text" or _asks_for_placeholder(event):
        return None
    if name in _SPLIT:
        message = f"{late(place)}: its placeholder has nothing to split by, this is a list of it alone"
        return Misuse(event.place, message, _split(event, arguments, catalog))
    if name in _NO_EFFECT:
        code = _no_effect(writer, name, place.text, arguments)
        message = f"{late(place)}: `{name}` changes its placeholder, or nothing, but never its value"
        return Misuse(event.place, message, tuple(writer.value_fix(code)) if code is not None else ())
    if name in _ALWAYS_FALSE:
        message = f"{late(place)}: `{name}` looks at its placeholder, and is false; {_DECIDING}"
        if name not in ("startswith", "endswith") or len(arguments) != 1:
            return Misuse(event.place, message)
        return Misuse(event.place, message, tuple(writer.value_fix(writer.fn(name, place.text, *arguments))))
    if name in _ABOUT_PLACEHOLDER:
        return Misuse(event.place, f"{late(place)}: `{name}` looks at its placeholder, not at its value")
    return None


def _asks_for_placeholder(event: Operation) -> bool:
    """Whether it is how people find out that they have a token: `value.startswith("${")`."""
    given = event.detail.items if isinstance(event.detail, Sequence) else ()
    return any(isinstance(item, Constant) and str(item.value).startswith(("${", "#{", "TfToken")) for item in given)


def _arguments(event: Operation) -> list[str]:
    """The code of the positional arguments."""
    node = expression_at(event.place)
    if not isinstance(node, ast.Call):
        return []
    return [Place.of(event.place.statement, argument).text for argument in node.args]


def _no_effect(writer: Rewriter, name: str, value: str, arguments: list[str]) -> Snippet | None:
    match name, arguments:
        case "strip", []:
            return writer.fn("trimspace", value)
        case "strip", [characters]:
            return writer.fn("trim", value, characters)
        case "removeprefix", [prefix]:
            return writer.fn("trimprefix", value, prefix)
        case "removesuffix", [suffix]:
            return writer.fn("trimsuffix", value, suffix)
        case "replace", [old, new]:
            return writer.fn("replace", value, old, new)
        case _:
            return None


def _split(event: Operation, arguments: list[str], catalog: Catalog) -> tuple[Fix, ...]:
    """`Fn.split(…)`, with `Fn.element` where an item of it is taken at once."""
    behind = index_behind(event.place)
    place = event.place if behind is None else behind[0]
    writer = Rewriter(place, catalog)
    if event.name != "split" or len(arguments) != 1:
        return ()
    code: Snippet | None = writer.fn("split", arguments[0], event.operand_place.text)
    if behind is not None:
        index = "" if isinstance(behind[1], ast.Slice) else Place.of(place.statement, behind[1]).text
        code = item(writer, code, behind[1], index)
    return tuple(writer.value_fix(code)) if code is not None else ()


def _encoded(event: Operation, catalog: Catalog) -> tuple[Fix, ...]:
    """`base64.b64encode(x.encode()).decode()` and `hashlib.sha256(x.encode()).hexdigest()` as Terraform's functions."""
    above = list(around(event.place))[:3]
    if len(above) < 3 or not isinstance(above[0], ast.Call) or not isinstance(above[1], ast.Attribute):
        return ()
    call, finish, whole = above[0], above[1].attr, above[2]
    function = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if not isinstance(whole, ast.Call) or len(call.args) != 1:
        return ()
    place = Place.of(event.place.statement, whole)
    writer = Rewriter(place, catalog)
    if function == "b64encode" and finish == "decode":
        return tuple(writer.value_fix(writer.fn("base64encode", event.operand_place.text)))
    if function in _DIGESTS and finish == "hexdigest":
        return tuple(writer.value_fix(writer.fn(function, event.operand_place.text)))
    return ()


def _of_list(event: Operation) -> Misuse | None:
    place = event.operand_place
    if event.name in ("append", "extend", "insert"):
        return Misuse(event.place, f"{late(place)}: nothing can be added to it, and synth stops")
    if event.name in ("index", "count", "pop", "remove"):
        return Misuse(event.place, f"{late(place)}: it is a list of one item to Python, its placeholder")
    return None


def _of_map(event: Operation, catalog: Catalog) -> Misuse | None:
    place, arguments = event.operand_place, _arguments(event)
    writer = Rewriter(event.place, catalog)
    if event.name == "get":
        fixes = writer.value_fix(writer.fn("lookup", place.text, *arguments))
        return Misuse(event.place, f"{late(place)}: it has no such key to Python, this is the default", tuple(fixes))
    if event.name in ("update", "pop", "setdefault"):
        return Misuse(event.place, f"{late(place)}: nothing can be added to it or taken from it")
    if event.name in ("items", "keys", "values"):
        message = (
            f"{late(place)}: it has one entry to Python, its placeholder; `TerraformIterator` and `for_each` repeat"
        )
        return Misuse(event.place, f"{message} what Terraform makes")
    return None


def outside(name: str, place: Place, arguments: list[tuple[Value, Place]], catalog: Catalog) -> Misuse | None:
    """A function of the standard library that looks at a token: `json.loads(operand)`."""
    if not arguments:
        return None
    value, where = arguments[0]
    kind = kind_of(value, catalog)
    writer = Rewriter(place, catalog)
    match name:
        case "json.loads" if kind in ("string", "any"):
            message = f"{late(where)}: its placeholder is no JSON, a JSONDecodeError"
            return Misuse(place, message, _decoded(place, where, catalog))
        case "range" if any(kind_of(given, catalog) == "number" for given, _ in arguments):
            given = next(where for given, where in arguments if kind_of(given, catalog) == "number")
            message = f"{late(given)}: Python cannot count up to it; `TerraformCount` repeats what Terraform makes"
            return Misuse(place, message)
        case "abs" | "math.ceil" | "math.floor" if kind == "number":
            fixes = writer.value_fix(writer.fn(name.removeprefix("math."), where.text))
            return Misuse(place, f"{late(where)}: Python computes with its placeholder", tuple(fixes))
        case "ipaddress.ip_network" | "ipaddress.ip_address" if kind in ("string", "any"):
            message = (
                f"{late(where)}: its placeholder is no address, a ValueError; `Fn.cidrsubnet` and `Fn.cidrhost` compute"
            )
            return Misuse(place, message)
        case "urllib.parse.quote" | "urllib.parse.quote_plus" if kind in ("string", "any", "text"):
            fixes = writer.value_fix(writer.fn("urlencode", where.text))
            message = f"{late(where)}: its placeholder is changed, and never filled in"
            return Misuse(place, message, tuple(fixes))
        case _:
            return None


def _decoded(place: Place, argument: Place, catalog: Catalog) -> tuple[Fix, ...]:
    """`json.loads(x)["a"]["b"]` as a look-up in what Terraform decodes."""
    keys: list[str] = []
    while (behind := index_behind(place)) is not None and isinstance(behind[1], ast.Constant):
        keys.append(Place.of(place.statement, behind[1]).text)
        place = behind[0]
    writer = Rewriter(place, catalog)
    code = writer.fn("jsondecode", argument.text)
    if len(keys) == 1:
        code = writer.fn("lookup", code, keys[0])
    elif keys:
        code = writer.fn("lookup_nested", code, f"[{', '.join(keys)}]")
    return tuple(writer.value_fix(code))
