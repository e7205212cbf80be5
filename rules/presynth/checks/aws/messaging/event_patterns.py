"""Patterns of events and messages: what EventBridge and SNS do not take in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from presynth.checks.aws.documents import Path
from presynth.checks.aws.shapes import Fault, is_list, is_object, known_text
from presynth.checks.common.similar import nearest
from presynth.checks.templates.syntax import HOLE

_ENVELOPE = ("version", "id", "detail-type", "source", "account", "time", "region", "resources", "detail")
_SPELLED = {key.replace("-", ""): key for key in _ENVELOPE}
_MATCHERS = ("prefix", "suffix", "anything-but", "numeric", "exists", "cidr", "equals-ignore-case", "wildcard")
"""https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html, and those of SNS:
https://docs.aws.amazon.com/sns/latest/dg/string-value-matching.html (2026-11-29)"""
_COMPARISONS = ("=", "<", "<=", ">", ">=")


def of_pattern(content: Any, path: Path = ()) -> Iterator[Fault]:
    """Everything in a pattern is an object or a list, and what is in the lists is a value or a way to match."""
    if not is_object(content):
        return
    for key, value in content.items():
        at = (*path, key)
        if HOLE in key:
            continue
        if is_object(value):
            yield from of_pattern(value, at)
        elif value == []:
            yield Fault(at, f"`{key}` is an empty list")
        elif not is_list(value):
            if not (isinstance(value, str) and value.startswith(HOLE)):
                yield Fault(at, f"`{key}` has to be a list of values (`[…]`), also of one")
        elif key == "$or":
            for number, each in enumerate(value):
                yield from of_pattern(each, (*at, number))
        else:
            for number, each in enumerate(value):
                yield from _of_matcher(each, (*at, number))


def _of_matcher(matcher: Any, path: Path) -> Iterator[Fault]:
    for name, value in matcher.items() if is_object(matcher) else ():
        if HOLE in name:
            continue
        if name not in _MATCHERS:
            meant = nearest(name, _MATCHERS)
            hint = f" (`{meant[0]}`?)" if meant else ""
            yield Fault(path, f"there is no way to match that is called `{name}`{hint}")
        elif name == "exists" and not isinstance(value, bool) and known_text(value) is not None:
            yield Fault(path, "`exists` has to be true or false")
        elif name == "numeric" and not _is_comparison(value):
            yield Fault(path, '`numeric` has to be a list of comparisons (`[">=", 1, "<", 10]`)')


def _is_comparison(value: object) -> bool:
    if not is_list(value):
        return isinstance(value, str) and HOLE in value
    if any(isinstance(each, str) and HOLE in each for each in value):
        return True
    operators, numbers = value[::2], value[1::2]
    return (
        bool(value)
        and len(operators) == len(numbers)
        and all(each in _COMPARISONS for each in operators)
        and all(isinstance(each, int | float) and not isinstance(each, bool) for each in numbers)
    )


def of_event_pattern(content: Any) -> Iterator[Fault]:
    """A pattern for events: its keys are those of events."""
    yield from of_pattern(content)
    for key in content if is_object(content) else ():
        meant = _SPELLED.get(key.replace("-", "").replace("_", "").lower())
        if meant is not None and key != meant:
            yield Fault((key,), f"no event has `{key}`, but `{meant}`: the rule never matches", refused=False)


def of_flat_pattern(content: Any) -> Iterator[Fault]:
    """A pattern for the attributes of messages, which have nothing within them."""
    yield from of_pattern(content)
    for key, value in content.items() if is_object(content) else ():
        if is_object(value) and HOLE not in key:
            yield Fault(
                (key,), f'`{key}` looks into the message: this needs `filter_policy_scope="MessageBody"` beside it'
            )
