"""What Terraform's functions say to arguments that are known."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator, Mapping
from ipaddress import IPv4Network, IPv6Network, ip_network

from presynth.checks.functions.kinds import BY_KIND, KINDS, kind_refusals
from presynth.checks.functions.known import (
    Call,
    Judgement,
    Refusal,
    items_at,
    kind_of,
    text_at,
    text_of,
    whole_at,
    whole_of,
)
from presynth.checks.functions.times import TIMES
from presynth.program.values import Constant
from presynth.program.values import Mapping as MappingValue

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_VERB = re.compile(r"%(?:%|[-+# 0]*(?:\d+)?(?:\.\d+)?[a-zA-Z])")
_OF_NUMBERS = "bdefFgGoxX"
_NOT_IN_GO = re.compile(r"(?<!\\)(?:\(\?(?:[=!]|<[=!])|\\[1-9])")
_SAME_IN_GO = ("missing )", "unterminated subpattern", "unbalanced parenthesis", "unterminated character set")
"""What Python's message begins with where Go cannot read a pattern, either."""
_PLAIN = re.compile(r"[\w\s.*+?^()\[\]|/:,=@-]*")
"""Patterns that Go and Python read alike."""
_MOST_IN_RANGE = 1024
_COSTS = range(4, 32)
_NAMESPACES = re.compile(r"dns|url|oid|x500|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def _network(call: Call) -> IPv4Network | IPv6Network | None:
    text = text_at(call, "prefix")
    try:
        return None if text is None else ip_network(text, strict=False)
    except ValueError:
        return None


def _prefix(call: Call) -> Iterator[Refusal]:
    text = text_at(call, "prefix")
    if text is not None and (_network(call) is None or "/" not in text):
        yield Refusal("prefix", f"`{text}` is no network such as `10.0.0.0/16`")


def _netmask(call: Call) -> Iterator[Refusal]:
    yield from _prefix(call)
    if isinstance(_network(call), IPv6Network):
        yield Refusal("prefix", "networks of IPv6 have no netmask")


def _subnet(call: Call) -> Iterator[Refusal]:
    yield from _prefix(call)
    network, bits, number = _network(call), whole_at(call, "newbits"), whole_at(call, "netnum")
    if bits is None:
        return
    if network is not None and network.prefixlen + bits > network.max_prefixlen:
        yield Refusal("newbits", f"`{network}` cannot be extended by {bits} bits")
    elif number is not None and number >= 2**bits:
        yield Refusal("netnum", f"{bits} bits make {2**bits} subnets, and no number {number}")


def _subnets(call: Call) -> Iterator[Refusal]:
    yield from _prefix(call)
    network, listed = _network(call), items_at(call, "newbits")
    known = [bits for bits in map(whole_of, listed or ()) if bits is not None]
    for bits in known:
        if network is not None and network.prefixlen + bits > network.max_prefixlen:
            yield Refusal("newbits", f"`{network}` cannot be extended by {bits} bits")
            return
    if network is not None and sum(2.0**-bits for bits in known) > 1:
        yield Refusal("newbits", f"`{network}` is too small for all of these")


def _host(call: Call) -> Iterator[Refusal]:
    yield from _prefix(call)
    network, number = _network(call), whole_at(call, "hostnum")
    if network is not None and number is not None and not -network.num_addresses <= number < network.num_addresses:
        yield Refusal("hostnum", f"`{network}` has {network.num_addresses} addresses, and no number {number}")


def _lookup(call: Call) -> Iterator[Refusal]:
    value, key = call.get("input_map"), text_at(call, "key")
    default = call.get("default_value")
    if default is not None and not (isinstance(default, Constant) and default.value is None):
        return
    if isinstance(value, MappingValue) and not value.open and key is not None:
        keys = [entry.key.value for entry in value.entries if isinstance(entry.key, Constant)]
        if len(keys) == len(value.entries) and key not in keys:
            yield Refusal("key", f"there is no `{key}` in it, and no default")


def _index(call: Call) -> Iterator[Refusal]:
    items, wanted = items_at(call, "list"), call.get("value")
    known = [item.value for item in items or () if isinstance(item, Constant)]
    if items is not None and len(known) == len(items) and isinstance(wanted, Constant) and wanted.value not in known:
        yield Refusal("value", f"`{wanted.value}` is not in the list")


def _slice(call: Call) -> Iterator[Refusal]:
    items, start, end = items_at(call, "list"), whole_at(call, "start_index"), whole_at(call, "end_index")
    if start is not None and end is not None and start > end:
        yield Refusal("start_index", "the start is behind the end")
    elif items is not None and end is not None and end > len(items):
        yield Refusal("end_index", f"the list has only {len(items)} items")


def _chunks(call: Call) -> Iterator[Refusal]:
    size = whole_at(call, "size")
    if size is not None and size < 0:
        yield Refusal("size", "the size of a part is not negative")


def _one(call: Call) -> Iterator[Refusal]:
    items = items_at(call, "list")
    if items is not None and len(items) > 1:
        yield Refusal("list", f"it takes a list of one item or none, not of {len(items)}")


def _range(call: Call) -> Iterator[Refusal]:
    start, limit = whole_at(call, "start"), whole_at(call, "limit")
    step = 1 if call.get("step") is None else whole_at(call, "step")
    if start is None or limit is None or step is None:
        return
    if step == 0 or abs(limit - start) > _MOST_IN_RANGE * abs(step):
        yield Refusal("limit", f"it makes more than {_MOST_IN_RANGE} numbers")


def _products(call: Call) -> Iterator[Refusal]:
    items = items_at(call, "sets")
    if items is not None and len(items) < 2:
        yield Refusal("sets", "two lists at least are wanted")


def _coalesce(call: Call) -> Iterator[Refusal]:
    items = items_at(call, "vals")
    if items is not None and all(
        isinstance(each, Constant) and each.certain and each.value in (None, "") for each in items
    ):
        yield Refusal("vals", "none of these is more than nothing")


def _json(call: Call) -> Iterator[Refusal]:
    text = text_at(call, "str")
    try:
        if text is not None:
            json.loads(text)
    except ValueError as error:
        yield Refusal("str", f"this is no JSON ({error})")


def _base64(call: Call) -> Iterator[Refusal]:
    text = text_at(call, "str")
    try:
        if text is not None:
            base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error):
        yield Refusal("str", "this is no base64")


def _unreadable(name: str, text: str) -> Iterator[Refusal]:
    """What is wrong with a regular expression."""
    found = _NOT_IN_GO.search(text)
    if found is not None:
        yield Refusal(name, f"Terraform's regular expressions have no `{found[0]}`")
        return
    try:
        re.compile(text.replace("[[:", "[").replace(":]]", "]"))  # classes that only Go knows
    except re.error as error:
        if error.msg.startswith(_SAME_IN_GO):
            yield Refusal(name, f"this is no regular expression ({error.msg})")


def _pattern(call: Call) -> Iterator[Refusal]:
    yield from _unreadable("pattern", text_at(call, "pattern") or "")


def _match(call: Call) -> Iterator[Refusal]:
    faults = list(_pattern(call))
    pattern, text = text_at(call, "pattern"), text_at(call, "str")
    if faults or pattern is None or text is None or not _PLAIN.fullmatch(pattern) or "[:" in pattern:
        yield from faults
    elif not re.search(pattern, text):
        yield Refusal("pattern", f"it matches nothing in `{text}`, which is an error here: `Fn.regexall` takes that")


def _replace(call: Call) -> Iterator[Refusal]:
    text = text_at(call, "substr") or ""
    if len(text) > 1 and text.startswith("/") and text.endswith("/"):
        yield from _unreadable("substr", text[1:-1])


def _number(call: Call) -> Iterator[Refusal]:
    text = text_at(call, "v")
    if text is not None and not _NUMBER.fullmatch(text):
        yield Refusal("v", f"`{text}` is no number")


def _parsed(call: Call) -> Iterator[Refusal]:
    text, base = text_at(call, "number"), whole_at(call, "base")
    try:
        if text is not None and base is not None and 2 <= base <= 36:
            int(text, base)
    except ValueError:
        yield Refusal("number", f"`{text}` is no whole number to the base of {base}")


def _bool(call: Call) -> Iterator[Refusal]:
    text = text_at(call, "v")
    if text is not None and text not in ("true", "false"):
        yield Refusal("v", f"`{text}` is neither `true` nor `false`")


def _format(call: Call) -> Iterator[Refusal]:
    text, values = text_at(call, "format"), items_at(call, "args")
    if text is None or values is None or "%[" in text or "*" in text:
        return
    verbs = [verb[-1] for verb in _VERB.findall(text) if verb != "%%"]
    if len(verbs) != len(values):
        yield Refusal("args", f"`{text}` takes {len(verbs)} values, not {len(values)}")
        return
    for verb, value in zip(verbs, values, strict=True):
        kind, written = kind_of(value), text_of(value)
        if verb == "s" and kind in ("list", "map"):
            yield Refusal("args", f"`%s` takes text, not a {kind}")
        elif verb in _OF_NUMBERS and written is not None and not _NUMBER.fullmatch(written):
            yield Refusal("args", f"`%{verb}` takes a number, not `{written}`")


def _formatlist(call: Call) -> Iterator[Refusal]:
    lists = [kept for each in items_at(call, "args") or () if (kept := items_at({"": each}, "")) is not None]
    lengths = sorted({len(each) for each in lists})
    if len(lengths) > 1:
        yield Refusal("args", f"the lists are of different lengths: {' and '.join(map(str, lengths))}")


def _some(name: str) -> Judgement:
    def judgement(call: Call) -> Iterator[Refusal]:
        if items_at(call, name) == ():
            yield Refusal(name, "one value at least is wanted")

    return judgement


def _alike(first: str, second: str, words: tuple[str, str]) -> Judgement:
    """Two lists that have to be of one length."""

    def judgement(call: Call) -> Iterator[Refusal]:
        one, other = items_at(call, first), items_at(call, second)
        if one is not None and other is not None and len(one) != len(other):
            yield Refusal(second, f"there are {len(one)} {words[0]}, and {len(other)} {words[1]}")

    return judgement


def _bcrypt(call: Call) -> Iterator[Refusal]:
    cost = whole_at(call, "cost")
    if cost is not None and cost not in _COSTS:
        yield Refusal("cost", f"the cost lies between {_COSTS.start} and {_COSTS.stop - 1}")


def _uuidv5(call: Call) -> Iterator[Refusal]:
    namespace = text_at(call, "namespace")
    if namespace is not None and not _NAMESPACES.fullmatch(namespace):
        yield Refusal("namespace", f"`{namespace}` is no UUID, and none of `dns`, `url`, `oid` and `x500`")


_JUDGEMENTS: Mapping[str, Judgement] = {
    **BY_KIND,
    **TIMES,
    "base64decode": _base64,
    "bcrypt": _bcrypt,
    "chunklist": _chunks,
    "cidrhost": _host,
    "cidrnetmask": _netmask,
    "cidrsubnet": _subnet,
    "cidrsubnets": _subnets,
    "coalesce": _coalesce,
    "element": _some("list"),
    "format": _format,
    "formatlist": _formatlist,
    "index": _index,
    "jsondecode": _json,
    "lookup": _lookup,
    "matchkeys": _alike("values", "keys", ("values", "keys")),
    "max": _some("numbers"),
    "min": _some("numbers"),
    "one": _one,
    "parseint": _parsed,
    "range": _range,
    "regex": _match,
    "regexall": _pattern,
    "replace": _replace,
    "setproduct": _products,
    "slice": _slice,
    "sum": _some("list"),
    "tobool": _bool,
    "tonumber": _number,
    "uuidv5": _uuidv5,
    "zipmap": _alike("keys", "values", ("keys", "values")),
}
FUNCTIONS = frozenset({*_JUDGEMENTS, *KINDS})
"""The functions of which anything is known."""


def refusals(function: str, call: Call) -> Iterator[Refusal]:
    """What of a call a function fails on, the worst first."""
    yield from kind_refusals(function, call)
    if function in _JUDGEMENTS:
        yield from _JUDGEMENTS[function](call)
