"""What Terraform's functions say to times and their formats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from presynth.checks.functions.known import Call, Judgement, Refusal, text_at

_DURATION = re.compile(r"[-+]?(?:0|(?:\d+\.?\d*(?:ns|us|µs|μs|ms|s|m|h))+)")
_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[-+]\d\d:\d\d)")
_TOKEN = re.compile(r"'(?:[^']|'')*'|(?P<open>')|(?P<verb>([A-Za-z])\3*)|[^A-Za-z']+")
_VERBS = frozenset(
    (
        *("YY", "YYYY", "M", "MM", "MMM", "MMMM", "D", "DD", "EEE", "EEEE", "h", "hh", "H", "HH", "m", "mm", "s", "ss"),
        *("AA", "aa", "Z", "ZZZ", "ZZZZ", "ZZZZZ"),
    )
)
"""What `formatdate` replaces; every other letter stands in single quotes."""


def _timestamp(call: Call, name: str) -> Iterator[Refusal]:
    written = text_at(call, name)
    if written is not None and not _TIMESTAMP.fullmatch(written):
        yield Refusal(name, f"`{written}` is no timestamp such as `2026-11-29T00:00:00Z`")


def _timeadd(call: Call) -> Iterator[Refusal]:
    yield from _timestamp(call, "timestamp")
    duration = text_at(call, "duration")
    if duration is not None and not _DURATION.fullmatch(duration):
        yield Refusal("duration", f"`{duration}` is no duration such as `24h` (days are not known)")


def _timecmp(call: Call) -> Iterator[Refusal]:
    yield from _timestamp(call, "timestamp_a")
    yield from _timestamp(call, "timestamp_b")


def _formatdate(call: Call) -> Iterator[Refusal]:
    yield from _timestamp(call, "time")
    for part in _TOKEN.finditer(text_at(call, "format") or ""):
        if part["open"]:
            yield Refusal("format", "a `'` is not closed")
            return
        if part["verb"] and part["verb"] not in _VERBS:
            wanted = "years are `YYYY`, months `MM`, days `DD`, and other letters stand in single quotes"
            yield Refusal("format", f"`{part['verb']}` means nothing in a format of dates: {wanted}")
            return


TIMES: Mapping[str, Judgement] = {"formatdate": _formatdate, "timeadd": _timeadd, "timecmp": _timecmp}
