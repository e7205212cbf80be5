"""How AWS writes when something is due: `rate(5 minutes)`, `cron(0 2 * * ? *)`, `at(2026-12-01T08:00:00)`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

_RATE = re.compile(r"rate\(\s*(\d+)\s+(minute|hour|day)(s?)\s*\)")
_MINUTES = {"minute": 1, "hour": 60, "day": 1440}
_CRON = re.compile(r"cron\((.*)\)")
_AT = re.compile(r"at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\)")
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")


class Misfit(NamedTuple):
    """Why an expression is refused, and what it should be where that is certain."""

    why: str
    instead: str | None = None


Grammar = Callable[[str], Misfit | None]


class _Part(NamedTuple):
    """A field of a cron expression: what it is called, from where to where it goes, names for its numbers."""

    name: str
    least: int
    most: int
    names: tuple[str, ...] = ()
    special: str = ""


_PARTS = (
    _Part("minutes", 0, 59),
    _Part("hours", 0, 23),
    _Part("day of the month", 1, 31, (), r"\?|L|LW|L-\d{1,2}|\d{1,2}W"),
    _Part("month", 1, 12, _MONTHS),
    _Part("day of the week", 1, 7, _DAYS, r"\?|L|\w{1,3}L|\w{1,3}#[1-5]"),
    _Part("year", 1970, 2199),
)
_UNIX_PARTS = (*_PARTS[:2], _Part("day of the month", 1, 31), _PARTS[3], _Part("day of the week", 0, 7, _DAYS))


def rate_or_cron(text: str) -> Misfit | None:
    """Of EventBridge rules: a rate (`1 minute`, `5 minutes`) or a cron expression with six fields."""
    rate = _RATE.fullmatch(text)
    if rate is None:
        return Misfit("`at(…)` is for EventBridge Scheduler") if _AT.fullmatch(text) else _rate_or_cron(text)
    number, unit, plural = int(rate[1]), rate[2], bool(rate[3])
    if number and plural == (number == 1):
        right = f"rate({number} {unit}{'' if number == 1 else 's'})"
        return Misfit(f"it has to be `{right}`", right)
    return _rate_or_cron(text)


def any_schedule(text: str) -> Misfit | None:
    """A rate, a cron expression with six fields, or a time."""
    return None if _AT.fullmatch(text) else _rate_or_cron(text)


def six_field_cron(text: str) -> Misfit | None:
    """A cron expression with six fields in `cron(…)`."""
    cron = _CRON.fullmatch(text)
    return Misfit("it has to be `cron(…)`") if cron is None else _cron(cron[1].split())


def bare_cron(text: str) -> Misfit | None:
    """A cron expression with six fields, in `cron(…)` or not."""
    rate, cron = _RATE.fullmatch(text), _CRON.fullmatch(text)
    return (
        Misfit("rates are not for backups") if rate is not None else _cron((text if cron is None else cron[1]).split())
    )


def unix_cron(text: str) -> Misfit | None:
    """A cron expression of Unix: five fields, and nothing around them."""
    inner = _CRON.fullmatch(text)
    if inner is not None:
        return Misfit("five fields without `cron(…)` are wanted")
    fields = text.split()
    if len(fields) != len(_UNIX_PARTS):
        return Misfit(f"it has {len(fields)} fields, and five are wanted (minutes, hours, day, month, day of the week)")
    return _parts(fields, _UNIX_PARTS)


def at_rate(least: int, most: int, *, once: bool = False) -> Grammar:
    """A rate of so many minutes, or (`once`) of none; of cron expressions nothing is said."""

    def grammar(text: str) -> Misfit | None:
        rate = _RATE.fullmatch(text)
        minutes = 0 if rate is None else int(rate[1]) * _MINUTES[rate[2]]
        if rate is None or (once and not minutes) or least <= minutes <= most:
            return None
        return Misfit(f"it has to be {least} minutes at least" if minutes < least else f"{most} minutes are the most")

    return grammar


def _rate_or_cron(text: str) -> Misfit | None:
    rate, cron = _RATE.fullmatch(text), _CRON.fullmatch(text)
    if rate is not None:
        return None if int(rate[1]) else Misfit("a rate is at least 1")
    if cron is not None:
        return _cron(cron[1].split())
    return Misfit("it has to be `rate(value unit)`, with minutes, hours or days, or `cron(…)`")


def _cron(fields: list[str]) -> Misfit | None:
    if len(fields) != len(_PARTS):
        wanted = "minutes, hours, day of the month, month, day of the week, year"
        return Misfit(f"its cron expression has {len(fields)} fields, and six are wanted ({wanted})")
    found = _parts(fields, _PARTS)
    if found is None and (fields[2] == "?") == (fields[4] == "?"):
        return Misfit("one of day of the month and day of the week has to be `?`, and the other not")
    return found


def _parts(fields: list[str], parts: tuple[_Part, ...]) -> Misfit | None:
    for text, part in zip(fields, parts, strict=True):
        if not _fits(text, part):
            names = f" or {part.names[0]}-{part.names[-1]}" if part.names else ""
            return Misfit(f"`{text}` is no {part.name} ({part.least}-{part.most}{names})")
    return None


def _fits(text: str, part: _Part) -> bool:
    if part.special and re.fullmatch(part.special, text):
        return True
    for item in text.split(","):
        span, slash, step = item.partition("/")
        if slash and not step.isdigit():
            return False
        ends = [] if span == "*" or (slash and not span) else span.split("-")
        if len(ends) > 2 or not all(_in_range(end, part) for end in ends):
            return False
    return True


def _in_range(text: str, part: _Part) -> bool:
    if text.isdigit():
        return part.least <= int(text) <= part.most
    return text.upper() in part.names or bool(part.special and re.fullmatch(part.special, text))
