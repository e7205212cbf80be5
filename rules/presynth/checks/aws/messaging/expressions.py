"""The small languages of CloudWatch and EventBridge: what is wrong in a text of one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from presynth.checks.common.similar import nearest
from presynth.checks.templates.syntax import HOLE

_STATES = r"(?:ALARM|OK|INSUFFICIENT_DATA)"
_ALARM = re.compile(rf'{_STATES}\s*\(\s*(?:"[^"]*"|[^()"]+)\s*\)')
_CONDITION = "\x01"
"""What stands for a condition that has been understood."""
_FOLDED = re.compile(rf"\bNOT\b\s*{_CONDITION}|\(\s*{_CONDITION}\s*\)|{_CONDITION}\s*\b(?:AND|OR)\b\s*{_CONDITION}")
_WORDS = re.compile(r"\b(?:AND|OR|NOT)\b|[()]")

_QUOTED = re.compile(r'"(?:\\.|[^"\\])*"|\'[^\']*\'')
_REGEX = re.compile(r"%[^%\s][^%]*%")
_VARIABLE = re.compile(r"(?<![\w.])[a-z]\w*(?!\w)(?!\s*\()")
_QUERIES = re.compile(r"\b(?:SELECT|SEARCH|METRICS)\b", re.IGNORECASE)

_PLACEHOLDER = re.compile(r"<([A-Za-z0-9_.-]+)>")
_OWN_PLACEHOLDERS = "aws.events."
_JSON_START = re.compile(r'\s*(["{\[<\d-]|true\b|false\b|null\b|$)')


def of_alarm_rule(rule: str) -> str | None:
    """The rule of a composite alarm: states of alarms, with AND, OR, NOT and parentheses between them.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html (2026-11-29)
    """
    if "AT_LEAST" in rule:
        return None
    left = re.sub(r"\b(?:TRUE|FALSE)\b", _CONDITION, _ALARM.sub(_CONDITION, rule))
    while (folded := _FOLDED.sub(_CONDITION, left)) != left:
        left = folded
    left = left.strip()
    if left == _CONDITION or HOLE in left:
        return None
    strange = _WORDS.sub(" ", left.replace(_CONDITION, " ")).split()
    if strange:
        return f"`{strange[0]}` is no condition of an alarm's rule: this is `ALARM({strange[0].strip(',')})`"
    if left.count("(") != left.count(")"):
        return "a parenthesis of this rule has no other"
    return "this is no rule of an alarm: between two conditions is `AND` or `OR`"


def unknown_variables(expression: str, known: Iterable[str]) -> Iterator[str]:
    """What metric math refers to and nobody declares, with a hint.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html (2026-11-29)
    """
    if HOLE in expression or _QUERIES.search(expression):
        return
    names = list(known)
    for name in dict.fromkeys(_VARIABLE.findall(_QUOTED.sub(" ", expression))):
        if name not in names:
            meant = nearest(name, names)
            yield f"no query of this alarm has the id `{name}`" + (f" (`{meant[0]}`?)" if meant else "")


def of_log_pattern(pattern: str) -> str | None:
    """A pattern for log events: JSON in braces, fields in brackets, or terms.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html (2026-11-29)
    """
    if HOLE in pattern:
        return None
    bare = _REGEX.sub("", _QUOTED.sub("", pattern)).strip()
    if '"' in bare:
        return "a quotation mark of this pattern has no other"
    for start, end in ("{}", "[]"):
        if bare.startswith(start) and not bare.endswith(end):
            return f"a pattern that begins with `{start}` ends with `{end}`"
    if not bare.startswith("{"):
        return None
    if bare.count("(") != bare.count(")"):
        return "a parenthesis of this pattern has no other"
    word = re.search(r"\s(AND|OR|and|or)\s|(?<![&|])([&|])(?![&|])", bare)
    if word is not None:
        given = word[1] or word[2]
        meant = "&&" if given.lower() in ("and", "&") else "||"
        return f"conditions of a pattern are joined with `{meant}`, not with `{given}`"
    return None


def of_template(template: str, paths: Iterable[str] | None) -> Iterator[str]:
    """The template of what a target is sent: JSON, with names of paths in angle brackets (None: not all are known).

    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html (2026-11-29)
    """
    if not template.startswith(HOLE) and not _JSON_START.match(template):
        yield 'a template is JSON: text in it is in quotation marks (`"…"`)'
    if paths is None:
        return
    names = list(paths)
    for name in dict.fromkeys(_PLACEHOLDER.findall(template)):
        if name not in names and not name.startswith(_OWN_PLACEHOLDERS):
            meant = nearest(name, names)
            yield f"`input_paths` has no `{name}`" + (f" (`{meant[0]}`?)" if meant else "")
