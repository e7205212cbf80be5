"""Functions of the standard library that look at what exists only when Terraform runs."""

from __future__ import annotations

import ast

from presynth.catalog.catalog import Catalog
from presynth.checks.tokens.kinds import kind_of
from presynth.checks.tokens.misuse import Misuse, late
from presynth.checks.tokens.rewrites import Rewriter, index_behind
from presynth.findings import Fix
from presynth.program.values import Constant, Value
from presynth.source.statement import Place


def misuse(name: str, place: Place, arguments: list[tuple[Value, Place]], catalog: Catalog) -> Misuse | None:
    """A function of the standard library that looks at a token: `json.loads(operand)`."""
    if name in _PATTERNS:
        return _searched(name, place, arguments, catalog)
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
        case "urllib.parse.urlparse" | "urllib.parse.urlsplit" if kind in ("string", "any"):
            return Misuse(place, f"{late(where)}: its placeholder is no address, and has none of its parts")
        case "bytes" if kind in ("string", "any", "text"):
            message = f"{late(where)}: these are the bytes of its placeholder, and Terraform never fills them in"
            return Misuse(place, message)
        case "os.path.basename" | "os.path.dirname" if kind in ("string", "any"):
            fixes = writer.value_fix(writer.fn(name.rpartition(".")[2], where.text))
            return Misuse(place, f"{late(where)}: its placeholder has no folders in it", tuple(fixes))
        case _:
            return None


_PATTERNS = {
    "re.sub": 2,
    "re.subn": 2,
    "re.split": 1,
    "re.match": 1,
    "re.search": 1,
    "re.fullmatch": 1,
    "re.findall": 1,
    "re.finditer": 1,
}
"""Functions with a pattern, and which argument they look into."""


def _searched(name: str, place: Place, arguments: list[tuple[Value, Place]], catalog: Catalog) -> Misuse | None:
    """`re.sub(pattern, replacement, operand)` and its kin."""
    if len(arguments) <= _PATTERNS[name] or _asks_for_placeholder(arguments[0][0]):
        return None
    value, where = arguments[_PATTERNS[name]]
    if kind_of(value, catalog) not in ("string", "any"):
        return None
    writer = Rewriter(place, catalog)
    pattern = arguments[0][0].value if isinstance(arguments[0][0], Constant) else None
    fixes: list[Fix] = []
    if name == "re.sub" and len(arguments) == _PATTERNS[name] + 1 and isinstance(pattern, str) and "\\" not in pattern:
        quoted = writer.text(f"/{pattern}/")
        if not set(pattern) & {'"', "'", "/"}:
            fixes = writer.value_fix(writer.fn("replace", where.text, quoted, arguments[1][1].text), safe=False)
    message = f"{late(where)}: `{name}` looks into its placeholder, not into its value"
    return Misuse(place, message, tuple(fixes))


def _asks_for_placeholder(pattern: Value) -> bool:
    """Whether it is how people find out that they have a token."""
    return isinstance(pattern, Constant) and any(mark in str(pattern.value) for mark in ("TfToken", "TOKEN", "$"))


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
