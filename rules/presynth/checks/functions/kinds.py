"""Arguments of Terraform's functions that are of the wrong kind, though cdktf takes anything there.

Each was tried on `terraform console` 1.11.4 (2026-11-29).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from presynth.checks.functions.known import Call, Judgement, Kind, Refusal, items_at, kind_of, text_of

_WORDS: Mapping[Kind, str] = {"list": "a list", "map": "a map", "text": "text", "number": "a number", "bool": "a bool"}
_TAKEN: Mapping[str, tuple[str, tuple[Kind, ...]]] = {
    "contains": ("list", ("list",)),
    "element": ("list", ("list",)),
    "flatten": ("list", ("list",)),
    "index": ("list", ("list",)),
    "keys": ("input_map", ("map",)),
    "length_of": ("value", ("list", "map", "text")),
    "lookup": ("input_map", ("map",)),
    "one": ("list", ("list",)),
    "reverse": ("list", ("list",)),
    "slice": ("list", ("list",)),
    "sum": ("list", ("list",)),
    "tolist": ("v", ("list",)),
    "tomap": ("v", ("map",)),
    "toset": ("v", ("list",)),
    "tostring": ("v", ("text", "number", "bool")),
    "transpose": ("values", ("map",)),
    "values": ("mapping", ("map",)),
}
"""By function: a parameter, and what it takes."""
_ITEMS: Mapping[str, tuple[str, Kind]] = {
    "coalescelist": ("vals", "list"),
    "concat": ("seqs", "list"),
    "merge": ("maps", "map"),
    "setproduct": ("sets", "list"),
}
"""By function: a parameter, and what each of its items has to be."""


def kind_refusals(function: str, call: Call) -> Iterator[Refusal]:
    """What of a call is of a kind that the function does not take."""
    if function in _TAKEN:
        name, taken = _TAKEN[function]
        kind = kind_of(call.get(name))
        if kind is not None and kind not in taken:
            wanted = " or ".join(_WORDS[each] for each in taken)
            yield Refusal(name, f"it takes {wanted}, not {_WORDS[kind]}")
    elif function in _ITEMS:
        name, wanted_kind = _ITEMS[function]
        for item in items_at(call, name) or ():
            kind = kind_of(item)
            if kind is not None and kind != wanted_kind:
                yield Refusal(name, f"it takes a list of {wanted_kind}s, and here is {_WORDS[kind]}")
                return


def _conditional(call: Call) -> Iterator[Refusal]:
    condition = text_of(call.get("condition"))
    if condition is not None and condition not in ("true", "false"):
        yield Refusal("condition", "a condition is true or false, and this is plain text")
        return
    first, second = kind_of(call.get("true_value")), kind_of(call.get("false_value"))
    if first is not None and second is not None and first != second and {"list", "map"} & {first, second}:
        yield Refusal("false_value", f"one result is {_WORDS[first]}, and the other {_WORDS[second]}")


def _of_bools(call: Call) -> Iterator[Refusal]:
    for item in items_at(call, "list") or ():
        text = text_of(item)
        if kind_of(item) in ("list", "map", "number") or (text is not None and text not in ("true", "false")):
            yield Refusal("list", "it takes a list of conditions, which are true or false")
            return


BY_KIND: Mapping[str, Judgement] = {"alltrue": _of_bools, "anytrue": _of_bools, "conditional": _conditional}
KINDS = frozenset({*_TAKEN, *_ITEMS})
"""The functions that `kind_refusals` knows."""
