"""What a constraint on a version allows, as Terraform, Python's packaging tools, Poetry and npm write it."""

from __future__ import annotations

import re
from typing import NamedTuple

Release = tuple[int, int, int]

_SUFFIX = r"(?:[-+.]?[A-Za-z][0-9A-Za-z.+-]*|[-+][0-9A-Za-z.+-]+)"
_NUMBER = rf"[vV]?(\d+)(?:\.(\d+|[xX*]))?(?:\.(\d+|[xX*]))?(?:\.\d+|\.\*)*{_SUFFIX}?"
_TERM = re.compile(rf"\s*(~>|~=|>=|<=|!=|={{1,3}}|[~^<>])?\s*{_NUMBER}\s*(?:,|$|(?=[\s<>=!~^]))")
_HIGHEST = (1 << 30, 0, 0)


class Bounds(NamedTuple):
    """The releases a constraint allows; a pre-release counts as its release. `end` is the first above them."""

    lowest: Release
    end: Release

    def allow(self, release: Release) -> bool:
        """Whether it is one of them."""
        return self.lowest <= release < self.end


def bounds(text: str) -> Bounds | None:
    """Read a version ("1.9.5"), a part of one ("1.9": any 1.9), or terms that all hold ("~> 1.9", ">=1.5,<2.0").

    None for anything else ("latest"), and where nothing is allowed.
    """
    text = text.strip()
    if text == "*":
        return Bounds((0, 0, 0), _HIGHEST)
    lowest, end = (0, 0, 0), _HIGHEST
    position = 0
    while position < len(text):
        term = _TERM.match(text, position)
        if term is None:
            return None
        term_lowest, term_end = _of_term(term.group(1) or "", [term.group(group) for group in (2, 3, 4)])
        lowest, end = max(lowest, term_lowest), min(end, term_end)
        position = term.end()
    return Bounds(lowest, end) if text and lowest < end else None


def release(version: str) -> Release | None:
    """The numbers of one version; None for a text that is none."""
    numbers = re.match(r"[vV]?(\d+)(?:\.(\d+))?(?:\.(\d+))?", version)
    if numbers is None:
        return None
    major, minor, patch = (int(number or 0) for number in numbers.groups())
    return major, minor, patch


def after(release: Release, position: int) -> Release:
    """The first release with another number at `position` (0 major, 1 minor, 2 patch)."""
    major, minor, patch = release
    if position == 0:
        return major + 1, 0, 0
    return (major, minor + 1, 0) if position == 1 else (major, minor, patch + 1)


def _of_term(operator: str, parts: list[str | None]) -> tuple[Release, Release]:
    """The lowest release that a term allows, and the first above those it allows.

    Where the tools read a term differently ("> 1.9", "<= 1.9"), the wider reading.
    """
    numbers = [int(part) for part in parts if part is not None and part.isdigit()]
    given = len(numbers)
    major, minor, patch = (*numbers, 0, 0)[:3]
    low = (major, minor, patch)
    if operator in {">=", ">"}:
        return low, _HIGHEST
    if operator == "<":
        return (0, 0, 0), low
    if operator == "<=":
        return (0, 0, 0), after(low, given - 1)
    if operator == "!=":
        return (0, 0, 0), _HIGHEST
    if operator in {"~>", "~="}:
        return low, after(low, max(given - 2, 0))
    if operator == "^":
        return low, after(low, 0 if major else 1)
    if operator == "~":
        return low, after(low, min(given - 1, 1))
    return low, after(low, given - 1)
