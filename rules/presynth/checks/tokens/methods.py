"""Methods of Python's strings, lists and dicts, called on what exists only when Terraform runs.

What comes of each was tried on cdktf 0.21.0 (2026-11-22).
"""

from __future__ import annotations

import ast

from presynth.catalog.catalog import Catalog
from presynth.checks.common.nodes import expression_at
from presynth.checks.common.surroundings import around
from presynth.checks.tokens.context import DECIDING
from presynth.checks.tokens.kinds import TokenKind, kind_of
from presynth.checks.tokens.misuse import Misuse, late
from presynth.checks.tokens.rewrites import Rewriter, index_behind, item, item_index, separate_items
from presynth.findings import Fix
from presynth.operations import Snippet
from presynth.program.events import Operation
from presynth.program.values import Constant, Sequence
from presynth.source.statement import Place

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
        message = f"{late(place)}: `{name}` looks at its placeholder, and is false; {DECIDING}"
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
    """`Fn.split(…)`; with `Fn.element` where an item of it is taken at once, or all are given names."""
    separator = _separator(event)
    if separator is None:
        return ()
    text, names = event.operand_place.text, _names(event.place)
    writer = Rewriter(event.place, catalog)
    everything = writer.fn("split", separator, text)
    limited = len(arguments) > 1 or event.name != "split"
    if names is not None and event.name.endswith("partition"):
        return _partition(writer, separator, everything) if names == _PARTS else ()
    if names is not None:
        return (writer.fix(separate_items(writer, everything, names), safe=not limited),) if names else ()
    behind = index_behind(event.place)
    if behind is None:
        return tuple(writer.value_fix(everything)) if not limited else ()
    index = item_index(behind[1])
    place = behind[0]
    if limited and index not in (0, -1):
        return ()
    writer = Rewriter(place, catalog)
    written = "" if isinstance(behind[1], ast.Slice) else Place.of(place.statement, behind[1]).text
    code = item(writer, everything, behind[1], written)
    from_left = event.name in ("split", "partition")
    return tuple(writer.value_fix(code, safe=not limited or (index == 0) is from_left)) if code is not None else ()


_PARTS = 3


def _partition(writer: Rewriter, separator: str, everything: Snippet) -> tuple[Fix, ...]:
    """The three that `partition` gives, where there is one separator."""
    first, second = (writer.fn("element", everything, index) for index in ("0", "1"))
    return (writer.fix((*first, f", {separator}, ", *second), safe=False),)


def _separator(event: Operation) -> str | None:
    """The code of what it is split by."""
    node = expression_at(event.place)
    if not isinstance(node, ast.Call) or event.name not in ("split", "rsplit", "partition", "rpartition"):
        return None
    keyword = next((each.value for each in node.keywords if each.arg == "sep"), None)
    given = node.args[0] if node.args else keyword
    return None if given is None else Place.of(event.place.statement, given).text


def _names(place: Place) -> int | None:
    """How many names the value at `place` is spread over by its assignment; 0 when nobody knows, None for none."""
    node = place.statement.node
    if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Tuple | ast.List):
        return None
    if Place.of(place.statement, node.value) != place:
        return None
    names = node.targets[0].elts
    return 0 if any(isinstance(name, ast.Starred) for name in names) or len(node.targets) > 1 else len(names)


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
