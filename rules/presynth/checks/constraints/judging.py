"""What a constraint says of a value."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from enum import Enum

from presynth.catalog.constraints import Constraint
from presynth.checks.constraints.choices import Doubt, judged_number, judged_text
from presynth.checks.constraints.formats import FORMATS
from presynth.checks.constraints.patterns import offence, repaired
from presynth.program.values import Constant, Sequence, Text, Value, is_certain

_SHOWN_CHOICES = 8
_TEMPLATE = ("${", "%{")
"""What begins an expression that Terraform evaluates within text."""


class Concern(Enum):
    """What a fault is about; there is one rule for each."""

    CHOICE = "choice"
    RANGE = "range"
    FORMAT = "format"
    NAME = "name"
    COUNT = "count"
    ABSENCE = "absence"
    DEPRECATION = "deprecation"
    REFERENCE = "reference"


@dataclass(frozen=True)
class Fault:
    """A value that the provider refuses: `wanted` says what it takes ("between 1 and 7").

    Not `certain` where the value may be newer than the table. `instead` is what should be there; `meant`: no doubt.
    """

    concern: Concern
    wanted: str
    certain: bool = True
    instead: str | int | None = None
    meant: bool = False


ABSENT = Fault(Concern.ABSENCE, "there")
DEPRECATED = Fault(Concern.DEPRECATION, "gone")


def fault_of(constraint: Constraint, value: Value) -> Fault | None:
    """What is wrong with a value that is not a choice; None where it is right or not known."""
    if isinstance(value, Sequence):
        return _counted(constraint, value)
    if isinstance(value, Text):
        return _of_begun(constraint, value)
    known = value.value if isinstance(value, Constant) else None
    if known == "" and not is_certain(value):
        return None  # `os.environ.get("PASSWORD", "")`: nobody deploys without
    fault: Fault | None = None
    if isinstance(known, str) and not any(each in known for each in _TEMPLATE):
        fault = _of_text(constraint, known)
    elif isinstance(known, int | float) and not isinstance(known, bool):
        fault = _of_number(constraint, known)
    if fault is None and constraint.any:
        return _of_alternatives(constraint.any, value)
    return fault


def _of_alternatives(alternatives: tuple[Constraint, ...], value: Value) -> Fault | None:
    """The faults in all alternatives as one; None where one of them holds."""
    faults = [fault_of(each, value) for each in alternatives]
    found = [each for each in faults if each is not None]
    if len(found) < len(faults):
        return None
    # What is beyond one list is certainly wrong where only ranges and formats could take it otherwise.
    certain = any(each.certain for each in found)
    wanted = " or ".join(dict.fromkeys(each.wanted for each in found))
    return replace(found[0], wanted=wanted, certain=certain, instead=None, meant=False)


def _of_text(constraint: Constraint, text: str) -> Fault | None:
    allowed = tuple(each for each in constraint.enum if isinstance(each, str))
    if allowed:
        verdict = judged_text(text, allowed, ignore_case=constraint.ignore_case)
        if verdict is not None:
            certain = constraint.closed or verdict.doubt is not Doubt.UNLISTED
            meant = verdict.doubt is Doubt.SPELLING
            return Fault(Concern.CHOICE, _listed(text, allowed), certain, verdict.meant, meant)
    if constraint.kind == "non-empty" and not text:
        return Fault(Concern.FORMAT, "text that is not empty")
    format_ = FORMATS.get(constraint.kind)
    if format_ is not None and text and not format_.matches(text):
        return Fault(Concern.FORMAT, format_.name, instead=format_.repaired(text))
    if constraint.pattern is not None and text and (why := offence(constraint.pattern, (text,))) is not None:
        return Fault(_concern(constraint), constraint.pattern.words + why, instead=repaired(constraint.pattern, text))
    # The provider counts bytes here and characters there.
    least, most = constraint.min_len, constraint.max_len
    if (least is not None and len(text.encode()) < least) or (most is not None and len(text) > most):
        length = f"{_bounds(least or None, most)} {_plural('character', most or least)} long"
        return Fault(_concern(constraint), length)
    return None


def _concern(constraint: Constraint) -> Concern:
    """What is the matter with a text that is too long or made up otherwise."""
    return Concern.NAME if constraint.pattern is not None and constraint.pattern.is_name else Concern.FORMAT


def _of_begun(constraint: Constraint, text: Text) -> Fault | None:
    """What is wrong with a text whatever the parts are that are not known."""
    parts = tuple(part if isinstance(part, str) else None for part in text.parts)
    if any(template in part for part in parts if part is not None for template in _TEMPLATE):
        return None
    known = sum(len(part) for part in parts if part is not None)
    if constraint.pattern is not None and (why := offence(constraint.pattern, parts)) is not None:
        return Fault(_concern(constraint), constraint.pattern.words + why)
    if constraint.max_len is not None and known > constraint.max_len:
        length = f"at most {constraint.max_len} {_plural('character', constraint.max_len)} long"
        return Fault(_concern(constraint), length)
    prefix = text.prefix
    if constraint.kind == "arn" and prefix and "arn:"[: len(prefix)] != prefix[:4]:
        return Fault(Concern.FORMAT, FORMATS["arn"].name)
    return _of_alternatives(constraint.any, text) if constraint.any else None


def _of_number(constraint: Constraint, number: float) -> Fault | None:
    allowed = tuple(each for each in constraint.enum if isinstance(each, int))
    if allowed:
        verdict = judged_number(number, allowed)
        if verdict is not None:
            certain = verdict.doubt is not Doubt.UNLISTED
            return Fault(Concern.CHOICE, _listed(str(number), tuple(map(str, allowed))), certain, verdict.meant)
    least, most = constraint.min, constraint.max
    if (least is not None and number < least) or (most is not None and number > most):
        nearest = least if least is not None and number < least else most
        whole = int(nearest) if nearest is not None and float(nearest).is_integer() else None
        return Fault(Concern.RANGE, _bounds(least, most), instead=whole)
    if constraint.divisible_by and number % constraint.divisible_by:
        return Fault(Concern.RANGE, f"a multiple of {constraint.divisible_by}")
    return None


def _counted(constraint: Constraint, value: Sequence) -> Fault | None:
    """Too many items, or too few. Of blocks none at all is another matter: they are then not there."""
    constants = [item.value for item in value.items if isinstance(item, Constant)]
    others = len(value.items) - len(constants)
    distinct = others + len(dict.fromkeys(constants))
    least, most = constraint.min_items, constraint.max_items
    if (most is not None and distinct > most) or (
        least is not None and not value.open and 0 < len(value.items) < least
    ):
        return Fault(Concern.COUNT, f"{_bounds(least or None, most)} {_plural('item', most or least)}")
    return None


def _bounds(least: float | None, most: float | None) -> str:
    if least is None or most is None:
        return f"at most {_number(most)}" if least is None and most is not None else f"at least {_number(least or 0)}"
    return f"exactly {_number(most)}" if least == most else f"between {_number(least)} and {_number(most)}"


def _number(number: float) -> str:
    return str(int(number)) if float(number).is_integer() else str(number)


def _plural(noun: str, count: float | None) -> str:
    return noun if count == 1 else f"{noun}s"


def _listed(given: str, allowed: tuple[str, ...]) -> str:
    """All that is allowed, or what of it is nearest."""
    if len(allowed) <= _SHOWN_CHOICES:
        quoted = [f"`{each}`" for each in allowed]
        return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
    nearest = sorted(allowed, key=lambda each: -difflib.SequenceMatcher(None, given.lower(), each.lower()).ratio())
    shown = ", ".join(f"`{each}`" for each in nearest[: _SHOWN_CHOICES - 2])
    return f"one of {len(allowed)} values ({shown}, …)"
