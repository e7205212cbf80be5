"""What Terraform's functions say to arguments that are known."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable, Iterator, Mapping
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import NamedTuple

from presynth.program.values import Constant, Sequence, Value
from presynth.program.values import Mapping as MappingValue

_DURATION = re.compile(r"[-+]?(?:0|(?:\d+\.?\d*(?:ns|us|µs|μs|ms|s|m|h))+)")
_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[-+]\d\d:\d\d)")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_VERB = re.compile(r"%(?:%|[-+# 0]*(?:\d+)?(?:\.\d+)?[a-zA-Z])")
_NOT_IN_GO = re.compile(r"(?<!\\)(?:\(\?(?:[=!]|<[=!])|\\[1-9])")
_SAME_IN_GO = ("missing )", "unterminated subpattern", "unbalanced parenthesis", "unterminated character set")
"""What Python's message begins with where Go cannot read a pattern, either."""

Call = Mapping[str, Value]
"""The arguments of a call, by the names of their parameters."""


class Refusal(NamedTuple):
    """The parameter whose argument is at fault, and what Terraform says."""

    parameter: str
    reason: str


Judgement = Callable[[Call], Iterator[Refusal]]


def _text(call: Call, name: str) -> str | None:
    value = call.get(name)
    known = isinstance(value, Constant) and value.certain and isinstance(value.value, str)
    return value.value if known and isinstance(value, Constant) and "${" not in value.value else None


def _whole(call: Call, name: str) -> int | None:
    value = call.get(name)
    known = isinstance(value, Constant) and value.certain and isinstance(value.value, int)
    return value.value if known and isinstance(value, Constant) and not isinstance(value.value, bool) else None


def _items(call: Call, name: str) -> tuple[Value, ...] | None:
    value = call.get(name)
    return value.items if isinstance(value, Sequence) and not value.open else None


def _network(call: Call) -> IPv4Network | IPv6Network | None:
    text = _text(call, "prefix")
    try:
        return None if text is None else ip_network(text, strict=False)
    except ValueError:
        return None


def _subnet(call: Call) -> Iterator[Refusal]:
    network, bits, number = _network(call), _whole(call, "newbits"), _whole(call, "netnum")
    if bits is None:
        return
    if network is not None and network.prefixlen + bits > network.max_prefixlen:
        yield Refusal("newbits", f"`{network}` cannot be extended by {bits} bits")
    elif number is not None and number >= 2**bits:
        yield Refusal("netnum", f"{bits} bits make {2**bits} subnets, and no number {number}")


def _subnets(call: Call) -> Iterator[Refusal]:
    network = _network(call)
    for item in _items(call, "newbits") or ():
        bits = _whole({"": item}, "")
        if network is not None and bits is not None and network.prefixlen + bits > network.max_prefixlen:
            yield Refusal("newbits", f"`{network}` cannot be extended by {bits} bits")
            return


def _host(call: Call) -> Iterator[Refusal]:
    network, number = _network(call), _whole(call, "hostnum")
    if network is not None and number is not None and not -network.num_addresses <= number < network.num_addresses:
        yield Refusal("hostnum", f"`{network}` has {network.num_addresses} addresses, and no number {number}")


def _element(call: Call) -> Iterator[Refusal]:
    if _items(call, "list") == ():
        yield Refusal("list", "an empty list has no elements")


def _lookup(call: Call) -> Iterator[Refusal]:
    value, key = call.get("input_map"), _text(call, "key")
    default = call.get("default_value")
    if default is not None and not (isinstance(default, Constant) and default.value is None):
        return
    if isinstance(value, MappingValue) and not value.open and key is not None:
        keys = [entry.key.value for entry in value.entries if isinstance(entry.key, Constant)]
        if len(keys) == len(value.entries) and key not in keys:
            yield Refusal("key", f"there is no `{key}` in it, and no default")


def _index(call: Call) -> Iterator[Refusal]:
    items, wanted = _items(call, "list"), call.get("value")
    known = [item.value for item in items or () if isinstance(item, Constant)]
    if items is not None and len(known) == len(items) and isinstance(wanted, Constant) and wanted.value not in known:
        yield Refusal("value", f"`{wanted.value}` is not in the list")


def _slice(call: Call) -> Iterator[Refusal]:
    items, end = _items(call, "list"), _whole(call, "end_index")
    if items is not None and end is not None and end > len(items):
        yield Refusal("end_index", f"the list has only {len(items)} items")


def _json(call: Call) -> Iterator[Refusal]:
    text = _text(call, "str")
    try:
        if text is not None:
            json.loads(text)
    except ValueError as error:
        yield Refusal("str", f"this is no JSON ({error})")


def _base64(call: Call) -> Iterator[Refusal]:
    text = _text(call, "str")
    try:
        if text is not None:
            base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error):
        yield Refusal("str", "this is no base64")


def _pattern(call: Call) -> Iterator[Refusal]:
    text = _text(call, "pattern")
    if text is None:
        return
    found = _NOT_IN_GO.search(text)
    if found is not None:
        yield Refusal("pattern", f"Terraform's regular expressions have no `{found[0]}`")
        return
    try:
        re.compile(text.replace("[[:", "[").replace(":]]", "]"))  # classes that only Go knows
    except re.error as error:
        if error.msg.startswith(_SAME_IN_GO):
            yield Refusal("pattern", f"this is no regular expression ({error.msg})")


def _timestamp(call: Call, name: str) -> Iterator[Refusal]:
    text = _text(call, name)
    if text is not None and not _TIMESTAMP.fullmatch(text):
        yield Refusal(name, f"`{text}` is no timestamp such as `2026-11-29T00:00:00Z`")


def _timeadd(call: Call) -> Iterator[Refusal]:
    yield from _timestamp(call, "timestamp")
    duration = _text(call, "duration")
    if duration is not None and not _DURATION.fullmatch(duration):
        yield Refusal("duration", f"`{duration}` is no duration such as `24h` (days are not known)")


def _formatdate(call: Call) -> Iterator[Refusal]:
    return _timestamp(call, "time")


def _number(call: Call) -> Iterator[Refusal]:
    text = _text(call, "v")
    if text is not None and not _NUMBER.fullmatch(text):
        yield Refusal("v", f"`{text}` is no number")


def _format(call: Call) -> Iterator[Refusal]:
    text, values = _text(call, "format"), _items(call, "args")
    if text is None or values is None or "%[" in text or "*" in text:
        return
    wanted = sum(verb != "%%" for verb in _VERB.findall(text))
    if wanted != len(values):
        yield Refusal("args", f"`{text}` takes {wanted} values, not {len(values)}")


def _some(name: str) -> Judgement:
    def judgement(call: Call) -> Iterator[Refusal]:
        if _items(call, name) == ():
            yield Refusal(name, "one value at least is wanted")

    return judgement


def _zipmap(call: Call) -> Iterator[Refusal]:
    keys, values = _items(call, "keys"), _items(call, "values")
    if keys is not None and values is not None and len(keys) != len(values):
        yield Refusal("values", f"there are {len(keys)} keys, and {len(values)} values")


JUDGEMENTS: Mapping[str, Judgement] = {
    "base64decode": _base64,
    "cidrhost": _host,
    "cidrsubnet": _subnet,
    "cidrsubnets": _subnets,
    "element": _element,
    "format": _format,
    "formatdate": _formatdate,
    "index": _index,
    "jsondecode": _json,
    "lookup": _lookup,
    "max": _some("numbers"),
    "min": _some("numbers"),
    "regex": _pattern,
    "regexall": _pattern,
    "slice": _slice,
    "timeadd": _timeadd,
    "tonumber": _number,
    "zipmap": _zipmap,
}
