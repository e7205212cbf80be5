"""Quotes in what cdktf writes between quotes: it refuses those that no backslash is before.

(cdktf 0.21.0 and cdktn 0.24.0, run: `Fn.base64encode('{"a": 1}')` stops synth. Items of lists and values of dicts are
escaped. `Fn.raw_string` escapes all, and with it what stands for a deploy-time value: `$aws_vpc.main.id` is written.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth.findings import Fix, Safety
from presynth.operations import Replace
from presynth.program.arguments import Argument
from presynth.program.events import MethodCall
from presynth.program.values import Constant, Text, is_token

_BARE_QUOTE = re.compile(r'(?:^|[^\\])(?:\\\\)*"')
_RAW = "raw_string"

Told = tuple[Argument, str, tuple[Fix, ...]]
"""The argument at fault, what is wrong with it, and what would mend it."""


def misquoted(call: MethodCall) -> Iterator[Told]:
    """The arguments of a call of `Fn` that are text with a quote in it, or raw text with a deploy-time value."""
    declared = {each.name: each.type for each in call.method.parameters} if call.method is not None else {}
    for argument in call.arguments:
        if argument.name is None or declared.get(argument.name) is None or declared[argument.name].kind != "string":
            continue
        tokens = isinstance(argument.value, Text) and any(
            not isinstance(p, str) and is_token(p) for p in argument.value.parts
        )
        if call.name == _RAW:
            if tokens:
                yield argument, "a deploy-time value in raw text is not filled in: `Fn.join` can put both together", ()
        elif _BARE_QUOTE.search(_written(argument)):
            if tokens:
                yield (
                    argument,
                    "there are unescaped quotes in it, synth stops: `Fn.jsonencode` and `Fn.join` escape them",
                    (),
                )
            else:
                code = (call.type, f".{_RAW}(", argument.place.text, ")")
                fix = Fix("Write it with `Fn.raw_string`", Safety.SAFE, (Replace(argument.place, code),))
                yield argument, "there are unescaped quotes in it, synth stops: `Fn.raw_string` escapes them", (fix,)


def _written(argument: Argument) -> str:
    """The text, with something in the place of what is not known."""
    value = argument.value
    if isinstance(value, Text):
        return "".join(part if isinstance(part, str) else "x" for part in value.parts)
    return value.value if isinstance(value, Constant) and isinstance(value.value, str) else ""
