"""Values out of an enumeration: misspelt, impossible, or merely not listed."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from presynth.checks.constraints.closed_choices import CLOSED

_DIGITS = re.compile(r"\d+")
_SEPARATOR = re.compile(r"[^A-Za-z0-9]+")
_SHORTEST_TYPO = 4
"""Shorter words resemble one another by nature."""
_LETTERS_PER_TYPO = 4
_SHORTEST_BEGINNING = 3
_SHORTEST_SHARED = 5
"""Letters that several have at their beginning are none of them by themselves."""
_INFLECTIONS = ("s", "es", "d", "ed", "ted", "ing")
_SYNONYMS = {
    "ondemand": "payperrequest",
    "inbound": "ingress",
    "outbound": "egress",
    "avg": "average",
    "mean": "average",
    "count": "samplecount",
    ">": "greaterthanthreshold",
    ">=": "greaterthanorequaltothreshold",
    "<": "lessthanthreshold",
    "<=": "lessthanorequaltothreshold",
    "alb": "application",
    "nlb": "network",
    "gwlb": "gateway",
    "global": "cloudfront",
    "fargate": "ip",
    "iam": "awsiam",
    "mandatory": "required",
    "permit": "allow",
    "301": "http301",
    "302": "http302",
    "on": "enabled",
    "off": "disabled",
    "true": "enabled",
    "false": "disabled",
    "number": "n",
    "string": "s",
    "binary": "b",
}
"""What people call a thing, and what the API calls it, both without case and punctuation."""


class Doubt(Enum):
    """What is wrong with a value that is not in the enumeration."""

    SPELLING = "spelling"
    """Upper and lower case or punctuation differ from one that is."""
    TYPO = "typo"
    """It resembles one that is."""
    IMPOSSIBLE = "impossible"
    """None that is could ever look like it."""
    UNLISTED = "unlisted"
    """It may be newer than the list."""


class Verdict(NamedTuple):
    """A doubt, and the value that was meant."""

    doubt: Doubt
    meant: str | int | None = None


def judged_text(text: str, allowed: tuple[str, ...], *, ignore_case: bool) -> Verdict | None:
    """What is wrong with a text; None if it is allowed."""
    if text in allowed or (ignore_case and text.lower() in {each.lower() for each in allowed}):
        return None
    spelled = [
        each for each in allowed if _plain(each) == _plain(text) or each.removesuffix(".0") == text.removesuffix(".0")
    ]
    if spelled:
        return Verdict(Doubt.SPELLING, spelled[0])
    synonym = _SYNONYMS.get(_plain(text) or text.strip())
    meant = [each for each in allowed if _plain(each) == synonym]
    if meant:
        return Verdict(Doubt.TYPO, meant[0])
    resembled = _resembled(text, allowed)
    if resembled is not None:
        return Verdict(Doubt.TYPO, resembled)
    if len(text) >= _SHORTEST_SHARED and sum(_plain(each).startswith(_plain(text)) for each in allowed) > 1:
        return Verdict(Doubt.IMPOSSIBLE)
    is_closed = frozenset(allowed) in CLOSED and text != ""
    return Verdict(Doubt.IMPOSSIBLE if is_closed or _is_impossible(text, allowed) else Doubt.UNLISTED)


def judged_number(number: float, allowed: tuple[int, ...]) -> Verdict | None:
    """What is wrong with a number; None if it is allowed. Greater ones than all that are may be new."""
    if number in allowed:
        return None
    nearest = min(allowed, key=lambda each: (abs(each - number), -each))
    return Verdict(Doubt.UNLISTED) if number > max(allowed) else Verdict(Doubt.IMPOSSIBLE, nearest)


def _plain(text: str) -> str:
    return _SEPARATOR.sub("", text).lower()


def _resembled(text: str, allowed: tuple[str, ...]) -> str | None:
    """The one that a typing error, or words left out, made the text of. Other digits are another value."""
    plain = _plain(text)
    close: list[tuple[int, str]] = []
    for each in allowed:
        other = _plain(each)
        limit = min(2, len(other) // _LETTERS_PER_TYPO)
        if len(plain) >= _SHORTEST_TYPO and limit and _DIGITS.findall(plain) == _DIGITS.findall(other):
            distance = _typing_errors(plain, other, limit)
            if distance <= limit:
                close.append((distance, each))
    if close:
        return min(close)[1]
    longer = [each for each in allowed if _leaves_out(text, each)]
    inflected = [each for each in allowed if any(plain == _plain(each) + ending for ending in _INFLECTIONS)]
    return next(iter(inflected or longer), None) if len(inflected or longer) == 1 else None


def _leaves_out(text: str, full: str) -> bool:
    """Whether the text is only the beginning, or some of the words, of what it should be."""
    plain, words = _plain(text), _words(text)
    begins = len(plain) >= _SHORTEST_BEGINNING and _plain(full).startswith(plain)
    return begins or (len(words) > 1 and words < _words(full))


def _words(text: str) -> set[str]:
    return {word.lower() for word in _SEPARATOR.split(text) if word}


def _typing_errors(one: str, other: str, limit: int) -> int:
    """How many letters were left out, added, replaced or swapped with the next; `limit + 1` stands for more."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        current = [row]
        for column, expected in enumerate(other, 1):
            cost = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != expected))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == expected:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        before, last = last, current
    return last[-1]


def _is_impossible(text: str, allowed: tuple[str, ...]) -> bool:
    """Whether it is written unlike all that are allowed: in the other case, with other punctuation, with blanks."""
    if not text:
        # Newer parts of the provider take it for nothing at all.
        return False
    if text != text.strip():
        return True
    if (any(each.islower() for each in text) and all(each.upper() == each for each in allowed)) or (
        any(each.isupper() for each in text) and all(each.lower() == each for each in allowed)
    ):
        return True
    if text[0].islower() and all(each[:1].isupper() for each in allowed):
        return True
    used = {each for one in allowed for each in one if not each.isalnum()}
    own = {each for each in text if not each.isalnum()}
    return " " in own - used or bool(own and used and not own & used)
